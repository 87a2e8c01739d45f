//! Looking at the files of a case.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Asking, Bottom, Effect, Message};
use attache::domain::{FileStatus, Problem};

use crate::app::world::*;

#[test]
fn a_refresh_keeps_rows_and_selection_until_it_knows_better() {
    let mut machine = on_files();
    machine.key(Key::Down);
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    assert_eq!(machine.state.files.as_ref().unwrap().rows().len(), 3);
    let case = machine.case();
    let fresh = vec![
        file(&case, "Scan.jpg", FileStatus::Approved, 880_000),
        file(&case, "a new one.txt", FileStatus::Approved, 1),
    ];
    machine.answer(ticket, Answer::Files(fresh));
    assert_eq!(
        machine.state.files.as_ref().unwrap().rows().len(),
        4,
        "nothing goes before the end"
    );
    machine.answer(ticket, Answer::Listed(Ok(())));
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.rows().len(), 2);
    assert_eq!(files.selected().unwrap().title().as_str(), "Scan.jpg");
    assert_eq!(files.selected().unwrap().status, FileStatus::Approved);
}

#[test]
fn a_late_answer_to_an_old_question_changes_nothing() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let old = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.key(Key::Char('r'));
    let before = machine.state.clone();
    machine.send(Message::Answered(old, Answer::Files(vec![])));
    machine.send(Message::Answered(old, Answer::Listed(Err(failure()))));
    assert_eq!(machine.state, before);
}

#[test]
fn a_failed_refresh_loses_nothing_and_says_why() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Err(failure())));
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.rows().len(), 3);
    assert_eq!(files.bottom, Some(Bottom::Errors));
    assert!(machine.state.errors()[0].contains("the connection was refused"));
    assert!(matches!(files.listing.asking, Asking::Failed(_)));
    // The next try that succeeds clears it away.
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(ticket, Answer::Listed(Ok(())));
    let files = machine.state.files.as_ref().unwrap();
    assert!(machine.state.errors().is_empty());
    assert_eq!(files.bottom, None);
}

#[test]
fn problems_open_the_errors_pane_without_taking_the_keys() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    machine.answer(ticket, Answer::Problems(vec![problem(&case)]));
    assert_eq!(
        machine.state.files.as_ref().unwrap().bottom,
        Some(Bottom::Errors)
    );
    assert_eq!(machine.state.mode(), Mode::Files);
    machine.key(Key::Char('e'));
    assert_eq!(machine.state.mode(), Mode::Errors);
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Files);
}

#[test]
fn work_that_dies_is_told_to_whoever_waits() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.send(Message::Lost(ticket));
    let files = machine.state.files.as_ref().unwrap();
    assert!(matches!(files.listing.asking, Asking::Failed(_)));
    assert_eq!(files.rows().len(), 3);
}

#[test]
fn details_stand_beside_the_table_or_in_its_place() {
    let mut machine = on_files();
    machine.key(Key::Enter);
    assert_eq!(
        machine.state.mode(),
        Mode::Files,
        "wide: the table keeps the keys"
    );
    machine.send(Message::Resize {
        columns: 80,
        rows: 24,
    });
    assert_eq!(
        machine.state.mode(),
        Mode::Details,
        "narrow: the details have them"
    );
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Files);
}

#[test]
fn a_refresh_that_lost_a_part_takes_no_row_away() {
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let lost = vec![Problem::Request(failure())];
    machine.answer(ticket, Answer::Problems(lost));
    machine.answer(ticket, Answer::Listed(Ok(())));
    assert_eq!(machine.state.files.as_ref().unwrap().rows().len(), 3);
}

#[test]
fn a_refresh_leaves_the_cursor_on_its_file_whether_or_not_it_was_moved() {
    let mut machine = on_files();
    let mut moved = machine.clone();
    moved.key(Key::Down);
    for machine in [&mut machine, &mut moved] {
        machine.key(Key::Char('r'));
        let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
        let case = machine.case();
        let first = vec![file(&case, "aaa.txt", FileStatus::Approved, 1)];
        machine.answer(ticket, Answer::Files(first));
    }
    let title = |machine: &Machine| {
        let files = machine.state.files.as_ref().unwrap();
        files.selected().unwrap().title().to_string()
    };
    assert_eq!(title(&machine), "invoice.pdf");
    assert_eq!(title(&moved), "Scan.jpg");
}

#[test]
fn what_is_read_stays_in_its_pane_when_its_lines_become_fewer() {
    let small = || Message::Resize {
        columns: 44,
        rows: 17,
    };
    let large = || Message::Resize {
        columns: 200,
        rows: 60,
    };
    let mut machine = on_files();
    machine.send(small());
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let failed = denied(&"All of it could not be listed ".repeat(20));
    machine.answer(ticket, Answer::Listed(Err(failed)));
    machine.key(Key::Char('e'));
    machine.key(Key::End);
    assert!(machine.state.error_offset > 0);
    machine.send(large());
    assert_eq!(machine.state.error_offset, 0);

    let mut machine = on_files();
    machine.send(small());
    machine.key(Key::Char('d'));
    machine.key(Key::End);
    let offset = |machine: &Machine| machine.state.files.as_ref().unwrap().details_offset;
    assert!(offset(&machine) > 0);
    machine.send(large());
    assert_eq!(offset(&machine), 0);
}
