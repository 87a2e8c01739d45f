//! What a transfer meets: a name that is taken, a file that may run.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Dialog, Effect, Message, Screen, Stage, Ticket};
use attache::domain::{OnConflict, Opened, Settled};

use crate::app::world::*;

fn conflict(name: &str) -> Answer {
    Answer::Saved(Ok(Settled::Conflict(there(name))))
}

/// Those of the transfers that are under way.
fn tickets(machine: &Machine) -> Vec<Ticket> {
    let moves = |effect: &&Effect| matches!(effect, Effect::Save(..) | Effect::Open(..));
    let moving = machine.pending.iter().filter(moves);
    moving.filter_map(Effect::ticket).collect()
}

/// What is done on a conflict, of all saves that are asked for in these effects.
fn choices(effects: &[Effect]) -> Vec<OnConflict> {
    let choice = |effect: &Effect| match effect {
        Effect::Save(_, request) => Some(request.on_conflict),
        _ => None,
    };
    effects.iter().filter_map(choice).collect()
}

#[test]
fn a_name_that_is_taken_is_asked_about_and_enter_keeps_both() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = tickets(&machine)[0];
    machine.answer(ticket, conflict("invoice.pdf"));
    assert_eq!(machine.state.mode(), Mode::Conflict);
    machine.pause();
    let effects = machine.key(Key::Enter);
    assert_eq!(choices(&effects), [OnConflict::Rename]);
    assert_eq!(machine.state.dialog, None);
    assert_ne!(effects[0].ticket(), Some(ticket));
}

#[test]
fn a_conflict_is_replaced_or_skipped() {
    for (key, choice) in [('k', OnConflict::Rename), ('r', OnConflict::Replace)] {
        let mut machine = on_files();
        machine.key(Key::Char('s'));
        machine.answer(tickets(&machine)[0], conflict("invoice.pdf"));
        machine.pause();
        assert_eq!(choices(&machine.key(Key::Char(key))), [choice]);
    }
    for key in [Key::Char('s'), Key::Esc] {
        let mut machine = on_files();
        machine.key(Key::Char('s'));
        machine.answer(tickets(&machine)[0], conflict("invoice.pdf"));
        machine.pause();
        assert!(machine.key(key).is_empty());
        let stage = &machine.state.transfers.list[0].stage;
        assert_eq!(*stage, Stage::Skipped(there("invoice.pdf")));
        // Tried again it is asked about again.
        machine.key(Key::Char('t'));
        let again = machine.key(Key::Char('r'));
        assert_eq!(choices(&again), [OnConflict::Ask]);
    }
}

#[test]
fn one_key_answers_one_question_and_the_next_opens() {
    let mut machine = two_of_a_bulk();
    let [first, second] = tickets(&machine)[..] else {
        panic!("two are on their way");
    };
    machine.answer(first, conflict("a.pdf"));
    machine.answer(second, conflict("b.pdf"));
    assert_eq!(machine.state.dialog, Some(Dialog::Conflict(first)));
    machine.pause();
    let effects = machine.key(Key::Char('r'));
    assert_eq!(choices(&effects), [OnConflict::Replace]);
    assert_eq!(machine.state.dialog, Some(Dialog::Conflict(second)));
    machine.pause();
    machine.key(Key::Char('s'));
    assert_eq!(machine.state.dialog, None);
}

#[test]
fn an_answer_for_all_holds_for_those_that_are_still_to_come_and_for_no_other_bulk() {
    let mut machine = two_of_a_bulk();
    let [first, second] = tickets(&machine)[..] else {
        panic!("two are on their way");
    };
    machine.answer(first, conflict("a.pdf"));
    machine.pause();
    assert_eq!(choices(&machine.key(Key::Char('R'))), [OnConflict::Replace]);
    let effects = machine.answer(second, conflict("b.pdf"));
    assert_eq!(choices(&effects), [OnConflict::Replace]);
    assert_eq!(machine.state.dialog, None);
    // What is begun later is asked about.
    let mut later = machine.clone();
    let tickets = tickets(&later);
    for ticket in tickets {
        later.answer(ticket, Answer::Saved(Ok(Settled::Replaced(saved("a.pdf")))));
    }
    later.key(Key::Char('s'));
    let ticket = later.waiting(|effect| matches!(effect, Effect::Save(..)));
    later.answer(ticket, conflict("a.pdf"));
    assert_eq!(later.state.mode(), Mode::Conflict);
}

#[test]
fn a_question_waits_behind_another_dialog_and_on_other_screens() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = tickets(&machine)[0];
    machine.key(Key::Char('?'));
    machine.answer(ticket, conflict("invoice.pdf"));
    assert_eq!(machine.state.mode(), Mode::Help);
    let mut away = machine.clone();
    machine.key(Key::Esc);
    assert_eq!(machine.state.mode(), Mode::Conflict);
    // Leaving is asked about: nothing of it has arrived.
    machine.key(Key::Ctrl('c'));
    assert_eq!(machine.state.dialog, Some(Dialog::Quit));
    machine.key(Key::Char('n'));
    assert_eq!(machine.state.mode(), Mode::Conflict);

    away.state.dialog = None;
    away.key(Key::Char('c'));
    assert_ne!(away.state.mode(), Mode::Conflict, "it opened over a field");
    assert_eq!(away.state.screen, Screen::Cases);
    away.key(Key::Enter);
    assert_eq!(away.state.mode(), Mode::Conflict);
}

#[test]
fn a_file_that_may_run_is_asked_about_before_a_byte_is_fetched() {
    let mut machine = with_file("invoice.pdf.exe");
    let effects = machine.key(Key::Char('o'));
    assert!(matches!(effects[..], [Effect::Rest(_)]), "{effects:?}");
    assert_eq!(machine.state.mode(), Mode::Doubt);
    machine.pause();
    let mut no = machine.clone();
    assert!(no.key(Key::Enter).is_empty());
    assert_eq!(no.state.transfers.list[0].stage, Stage::Cancelled);
    let mut save = machine.clone();
    let effects = save.key(Key::Char('s'));
    assert!(matches!(effects[..], [Effect::Save(..)]), "{effects:?}");
    let effects = machine.key(Key::Char('y'));
    assert!(
        matches!(&effects[..], [Effect::Open(_, request)] if request.despite),
        "{effects:?}"
    );
}

#[test]
fn a_content_that_may_run_is_asked_about_once_it_is_here() {
    let mut machine = on_files();
    machine.key(Key::Char('o'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Open(..)));
    machine.answer(ticket, Answer::Opened(Ok(Opened::Doubtful(risk()))));
    assert_eq!(machine.state.mode(), Mode::Doubt);
    machine.pause();
    machine.key(Key::Char('y'));
    let again =
        machine.waiting(|effect| matches!(effect, Effect::Open(_, request) if request.despite));
    assert_ne!(again, ticket);
}

#[test]
fn what_waits_for_a_word_can_be_called_off_with_all_the_rest() {
    let mut machine = two_of_a_bulk();
    let [first, second] = tickets(&machine)[..] else {
        panic!("two are on their way");
    };
    machine.key(Key::Char('t'));
    assert_eq!(
        machine.key(Key::Char('X')),
        [Effect::Cancel(first), Effect::Cancel(second)]
    );
    assert_eq!(machine.state.transfers.open(), 0);
    // A late conflict asks nobody.
    machine.answer(first, conflict("a.pdf"));
    assert_eq!(machine.state.dialog, None);
}

/// `r` asks again on the screen, and replaces a file in the question.
#[test]
fn a_key_that_was_meant_for_the_screen_answers_no_question() {
    let mut machine = two_of_a_bulk();
    let [first, second] = tickets(&machine)[..] else {
        panic!("two are on their way");
    };
    machine.answer(first, conflict("a.pdf"));
    machine.answer(second, conflict("b.pdf"));
    let before = machine.state.clone();
    // All that it does is that the pause begins anew.
    let rests = |effects: &[Effect]| matches!(effects, [Effect::Cancel(_), Effect::Rest(_)]);
    let keys = "krsKRSyn?q".chars().map(Key::Char);
    for key in keys.chain([Key::Enter, Key::Esc]) {
        assert!(rests(&machine.key(key)), "{key}");
    }
    assert_eq!(machine.state.dialog, before.dialog);
    assert_eq!(machine.state.transfers, before.transfers);
    machine.pause();
    assert_eq!(choices(&machine.key(Key::Char('r'))), [OnConflict::Replace]);
    // Pressed twice it answers the first question, and not the one behind it.
    assert_eq!(machine.state.dialog, Some(Dialog::Conflict(second)));
    assert!(rests(&machine.key(Key::Char('r'))));
    assert_eq!(machine.state.dialog, Some(Dialog::Conflict(second)));
    // The way out is never barred, and the pause goes with the question.
    let effects = machine.key(Key::Ctrl('c'));
    assert!(matches!(effects[..], [Effect::Cancel(_)]), "{effects:?}");
    assert_eq!(machine.state.pause, None);
    assert_eq!(machine.key(Key::Ctrl('c')), [Effect::Quit]);
}

#[test]
fn a_pause_that_dies_bars_no_answer() {
    let mut machine = with_file("invoice.pdf.exe");
    machine.key(Key::Char('o'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Rest(_)));
    machine.send(Message::Lost(ticket));
    assert!(matches!(
        machine.key(Key::Char('y'))[..],
        [Effect::Open(..)]
    ));
}

#[test]
fn what_may_run_is_asked_about_anew_when_it_is_tried_again() {
    let mut machine = with_file("invoice.pdf.exe");
    machine.key(Key::Char('o'));
    machine.pause();
    machine.key(Key::Char('y'));
    let ticket = tickets(&machine)[0];
    machine.answer(ticket, Answer::Opened(Err(failure())));
    machine.key(Key::Char('t'));
    for key in ['r', 'R'] {
        let mut again = machine.clone();
        let effects = again.key(Key::Char(key));
        assert!(matches!(effects[..], [Effect::Rest(_)]), "{effects:?}");
        assert_eq!(again.state.mode(), Mode::Doubt);
        again.pause();
        assert!(again.key(Key::Enter).is_empty());
        assert_eq!(again.state.transfers.list[0].stage, Stage::Cancelled);
        // Called off and tried again: the same.
        assert!(matches!(again.key(Key::Char('r'))[..], [Effect::Rest(_)]));
        assert_eq!(again.state.mode(), Mode::Doubt);
    }
}

#[test]
fn what_replaced_once_asks_when_it_is_tried_again() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    machine.answer(tickets(&machine)[0], conflict("invoice.pdf"));
    machine.pause();
    machine.key(Key::Char('r'));
    machine.answer(tickets(&machine)[0], Answer::Saved(Err(failure())));
    machine.key(Key::Char('t'));
    assert_eq!(choices(&machine.key(Key::Char('r'))), [OnConflict::Ask]);
}

#[test]
fn who_types_is_not_interrupted_and_no_letter_answers() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    machine.type_in("/in");
    machine.answer(tickets(&machine)[0], conflict("invoice.pdf"));
    assert_eq!(machine.state.mode(), Mode::Filter);
    machine.type_in("r");
    let files = machine.state.files.as_ref().unwrap();
    assert_eq!(files.words.text(), "inr");
    assert!(tickets(&machine).is_empty(), "nothing was replaced");
    // With the table the question comes, and takes no key before the fingers have rested.
    machine.key(Key::Enter);
    assert_eq!(machine.state.mode(), Mode::Conflict);
    let first = machine.state.pause;
    machine.key(Key::Char('r'));
    assert_eq!(machine.state.mode(), Mode::Conflict);
    assert_ne!(machine.state.pause, first, "the pause begins anew");
    assert!(machine.waiting(|effect| matches!(effect, Effect::Rest(_))) != first.unwrap());
    machine.pause();
    let effects = machine.key(Key::Char('k'));
    assert_eq!(choices(&effects), [OnConflict::Rename]);
}

#[test]
fn where_nobody_is_there_both_files_stay_and_nothing_runs() {
    let mut machine = two_of_a_bulk();
    let [first, second] = tickets(&machine)[..] else {
        panic!("two are on their way");
    };
    machine.answer(first, conflict("a.pdf"));
    machine.answer(second, conflict("b.pdf"));
    let effects = machine.send(Message::Unattended);
    assert_eq!(choices(&effects), [OnConflict::Rename, OnConflict::Rename]);
    assert_eq!(
        (machine.state.dialog.clone(), machine.state.pause),
        (None, None)
    );
    assert!(machine.send(Message::Unattended).is_empty());
}
