//! Marks, and what is done with all marked files.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Stage, Tone};
use attache::domain::{FileStatus, OnConflict};

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
