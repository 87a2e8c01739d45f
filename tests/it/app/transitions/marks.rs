//! Marks, and what is done with all marked files.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, Stage, Tone};
use attache::domain::{FileStatus, OnConflict, SCAN_LIMIT, Settled};

use super::notice;
use crate::app::world::*;

/// The names of the marked files.
fn marked(machine: &Machine) -> Vec<String> {
    let files = machine.state.files.as_ref().unwrap();
    files
        .marked()
        .map(|file| file.title().to_string())
        .collect()
}

#[test]
fn marks_stay_on_their_files_through_a_refresh_and_go_with_them() {
    let mut machine = on_files();
    machine.key(Key::Char(' '));
    machine.key(Key::Char(' '));
    assert_eq!(marked(&machine), ["invoice.pdf", "Scan.jpg"]);
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let fresh = vec![
        file(&case, "a new one.txt", FileStatus::Approved, 1),
        file(&case, "Scan.jpg", FileStatus::Approved, 880_000),
    ];
    machine.answer(ticket, Answer::Files(fresh));
    assert_eq!(marked(&machine), ["invoice.pdf", "Scan.jpg"]);
    machine.answer(ticket, Answer::Listed(Ok(())));
    assert_eq!(marked(&machine), ["Scan.jpg"]);
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.table.marks().bytes(), 880_000);
    assert_eq!(files.table.marks().len(), 1);
}

#[test]
fn one_key_marks_all_approved_one_all_and_one_takes_them_away() {
    let mut machine = on_files();
    machine.key(Key::Char('a'));
    assert_eq!(marked(&machine), ["invoice.pdf"]);
    machine.key(Key::Char('A'));
    assert_eq!(marked(&machine).len(), 3);
    machine.key(Key::Char('u'));
    assert_eq!(marked(&machine), [""; 0]);
    // The same key takes a mark away again.
    machine.key(Key::Char(' '));
    machine.key(Key::Up);
    machine.key(Key::Char(' '));
    assert_eq!(marked(&machine), [""; 0]);
}

#[test]
fn the_marked_files_are_saved_and_the_others_are_counted() {
    let mut machine = on_files();
    machine.key(Key::Char('A'));
    machine.key(Key::Down);
    let effects = machine.key(Key::Char('s'));
    let [Effect::Save(_, request)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(request.file.file.title().as_str(), "invoice.pdf");
    assert_eq!(request.on_conflict, OnConflict::Ask);
    assert_eq!(notice(&machine), "Saving 1; 2 are not approved and stay");
    // The next key is for the row again.
    assert_eq!(marked(&machine), [""; 0]);
    machine.key(Key::Char('s'));
    assert!(
        notice(&machine).contains("cannot be saved"),
        "{}",
        notice(&machine)
    );
}

#[test]
fn of_many_the_last_one_tells_what_became_of_all() {
    let mut machine = two_of_a_bulk();
    let tickets: Vec<_> = machine.pending.iter().filter_map(Effect::ticket).collect();
    machine.answer(tickets[0], Answer::Saved(Err(failure())));
    assert!(!notice(&machine).contains("1 failed"));
    machine.answer(
        tickets[1],
        Answer::Saved(Ok(attache::domain::Settled::Saved(saved("b.pdf")))),
    );
    assert!(
        notice(&machine).starts_with("1 file is saved, 1 failed"),
        "{}",
        notice(&machine)
    );
    // Only what failed is tried again, in its place.
    machine.key(Key::Char('t'));
    assert_eq!(machine.key(Key::Char('R')).len(), 1);
    assert_eq!(machine.state.transfers.list.len(), 2);
    assert_eq!(machine.state.transfers.list[0].stage, Stage::Queued);
}

/// A table of which each filter and sort is worked out beside the machine, as of many rows.
fn slowly() -> Machine {
    let mut machine = on_files();
    let files = machine.state.files.as_mut().unwrap();
    files.table = files.table.clone().arranging_at_once(0);
    machine
}

#[test]
fn what_is_typed_behind_a_filter_is_about_the_files_that_pass_it() {
    let mut machine = slowly();
    machine.key(Key::Char('/'));
    machine.type_in("scan");
    machine.key(Key::Enter);
    let files = machine.state.files.as_ref().unwrap();
    let ticket = files.table.arranging().expect("it is not done yet");
    let effects = machine.key(Key::Char('A'));
    assert!(effects.contains(&Effect::Cancel(ticket)), "{effects:?}");
    assert_eq!(marked(&machine), ["Scan.jpg"]);
    assert_eq!(
        machine.state.files.as_ref().unwrap().table.arranging(),
        None
    );
    // What was under way for it comes too late to change anything.
    let before = machine.state.clone();
    machine.send(Message::Answered(ticket, Answer::Arranged(vec![0, 1, 2])));
    assert_eq!(machine.state, before);
    // The row is one that passes, too, also for who moves before the filter is kept.
    let mut machine = slowly();
    machine.key(Key::Char('/'));
    machine.type_in("war");
    machine.key(Key::Down);
    machine.key(Key::Enter);
    machine.key(Key::Char(' '));
    assert_eq!(marked(&machine).len(), 1);
    assert!(
        marked(&machine)[0].contains("war"),
        "{:?}",
        marked(&machine)
    );
}

#[test]
fn of_many_files_only_some_are_begun_and_the_others_when_those_end() {
    let mut machine = on_files();
    let case = machine.case();
    let many = (0..300).map(|at| file(&case, &format!("{at}.pdf"), FileStatus::Approved, 1));
    let files = machine.state.files.as_mut().unwrap();
    files.table.bring(many.collect());
    machine.key(Key::Char('a'));
    let begun = machine.key(Key::Char('s'));
    assert!(
        notice(&machine).starts_with("Saving 301"),
        "{}",
        notice(&machine)
    );
    assert_eq!(machine.state.transfers.running(), 301);
    assert!((8..100).contains(&begun.len()), "{} are begun", begun.len());
    let mut under_way: Vec<_> = begun.iter().filter_map(Effect::ticket).collect();
    let mut ended = 0;
    while let Some(ticket) = under_way.pop() {
        let answer = Answer::Saved(Ok(Settled::Saved(saved("x.pdf"))));
        let next = machine.answer(ticket, answer);
        ended += 1;
        under_way.extend(next.iter().filter_map(Effect::ticket));
        assert!(under_way.len() <= begun.len());
    }
    assert_eq!((ended, machine.state.transfers.running()), (301, 0));
    // What is called off before its turn is never begun.
    machine.key(Key::Char('a'));
    machine.key(Key::Char('s'));
    machine.key(Key::Char('t'));
    let effects = machine.key(Key::Char('X'));
    let cancels = |effect: &Effect| matches!(effect, Effect::Cancel(_));
    assert!(effects.iter().all(cancels), "{effects:?}");
    assert_eq!(machine.state.transfers.running(), 0);
}

#[test]
fn a_file_that_becomes_stuck_is_found_by_that_word_without_the_column_of_ages() {
    use attache::app::table::Columns;
    let mut machine = on_cases();
    machine.state.layout.columns = Columns::auditor();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let file = scanned(&machine.case(), "a.pdf", FileStatus::Processing);
    machine.answer(ticket, Answer::Files(vec![file]));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine.key(Key::Char('/'));
    machine.type_in("stuck");
    let shown = |machine: &Machine| machine.state.files.as_ref().unwrap().table.shown_count();
    assert_eq!(shown(&machine), 0);
    machine.send(Message::Minute(now() + SCAN_LIMIT));
    assert_eq!(shown(&machine), 1);
}

#[test]
fn what_could_not_be_saved_is_marked_again_and_good_news_do_not_hide_it() {
    let mut machine = two_of_a_bulk();
    assert_eq!(marked(&machine), [""; 0]);
    for effect in machine.pending.clone() {
        if let Effect::Save(ticket, _) = effect {
            machine.answer(ticket, Answer::Saved(Err(failure())));
        }
    }
    assert_eq!(marked(&machine).len(), 2, "S saves them elsewhere");
    assert!(notice(&machine).contains("2 failed"));
    machine.state.mention(Tone::Good, "a scan is approved now");
    assert!(notice(&machine).contains("2 failed"));
    machine.key(Key::Char('e'));
    machine.state.mention(Tone::Good, "a scan is approved now");
    assert!(notice(&machine).contains("approved now"));
}

#[test]
fn who_begins_to_work_stays_on_the_row() {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let one = |name: &str| vec![file(&case, name, FileStatus::Approved, 1)];
    let selected = |machine: &Machine| {
        let files = machine.state.files.as_ref().unwrap();
        files.selected().unwrap().title().to_string()
    };
    machine.answer(ticket, Answer::Files(one("m.pdf")));
    // Nobody has done anything yet.
    machine.answer(ticket, Answer::Files(one("k.pdf")));
    assert_eq!(selected(&machine), "k.pdf");
    machine.key(Key::Char('y'));
    machine.key(Key::Esc);
    machine.answer(ticket, Answer::Files(one("a.pdf")));
    assert_eq!(selected(&machine), "k.pdf");
}
