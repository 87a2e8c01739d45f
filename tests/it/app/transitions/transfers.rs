//! Saving, opening, calling it off, and leaving while it runs.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Dialog, Effect, Message, Screen, Stage, Tone};
use attache::domain::{Progress, Settled};

use super::notice;
use crate::app::world::*;

#[test]
fn only_an_approved_file_is_asked_for() {
    for (downs, asked) in [(0, true), (1, false), (2, false)] {
        for key in ['s', 'o'] {
            let mut machine = on_files();
            for _ in 0..downs {
                machine.key(Key::Down);
            }
            let effects = machine.key(Key::Char(key));
            let any = effects
                .iter()
                .any(|effect| matches!(effect, Effect::Save(..) | Effect::Open(..)));
            assert_eq!(any, asked);
            if !asked {
                assert_eq!(machine.state.notice.as_ref().unwrap().tone, Tone::Bad);
                assert!(
                    notice(&machine).contains("cannot be"),
                    "{}",
                    notice(&machine)
                );
            }
        }
    }
}

#[test]
fn a_save_goes_from_link_to_bytes_to_disk() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    assert_eq!(machine.state.transfers.running(), 1);
    // The same file is not fetched twice at once.
    assert!(machine.key(Key::Char('s')).is_empty());
    let progress = Progress {
        received: 600_000,
        total: Some(1_200_000),
        ..Progress::default()
    };
    machine.answer(ticket, Answer::Progress(progress));
    assert_eq!(
        machine.state.transfers.list[0].stage,
        Stage::Running(progress)
    );
    machine.answer(
        ticket,
        Answer::Saved(Ok(Settled::Saved(saved("invoice.pdf")))),
    );
    assert_eq!(machine.state.transfers.running(), 0);
    assert!(notice(&machine).contains("/home/m.ito/Downloads/invoice.pdf"));
    // What is saved may be saved again.
    assert_eq!(machine.key(Key::Char('s')).len(), 1);
}

#[test]
fn a_failed_save_stays_in_the_errors_pane() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.answer(ticket, Answer::Saved(Err(failure())));
    assert!(matches!(
        machine.state.transfers.list[0].stage,
        Stage::Failed(_)
    ));
    assert_eq!(machine.state.errors().len(), 1);
    // A refresh that succeeds does not make it arrive.
    machine.key(Key::Char('r'));
    let listing = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    machine.answer(listing, Answer::Listed(Ok(())));
    assert_eq!(machine.state.errors().len(), 1);
}

#[test]
fn a_transfer_can_be_called_off_and_goes_on_elsewhere() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.key(Key::Char('c'));
    assert_eq!(machine.state.screen, Screen::Cases);
    assert_eq!(
        machine.waiting(|effect| matches!(effect, Effect::Save(..))),
        ticket
    );
    machine.key(Key::Enter);
    machine.key(Key::Char('t'));
    assert_eq!(machine.state.mode(), Mode::Transfers);
    assert_eq!(machine.key(Key::Char('x')), [Effect::Cancel(ticket)]);
    assert_eq!(machine.state.transfers.list[0].stage, Stage::Cancelled);
    machine.send(Message::Answered(
        ticket,
        Answer::Saved(Ok(Settled::Saved(saved("x")))),
    ));
    assert_eq!(machine.state.transfers.list[0].stage, Stage::Cancelled);
}

#[test]
fn quitting_asks_while_transfers_run() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    machine.key(Key::Char('q'));
    assert!(!machine.quit);
    assert_eq!(machine.state.dialog, Some(Dialog::Quit));
    machine.key(Key::Char('n'));
    assert_eq!(machine.state.dialog, None);
    machine.key(Key::Ctrl('c'));
    assert!(!machine.quit);
    machine.key(Key::Ctrl('c'));
    assert!(machine.quit, "twice leaves at once");
    let mut idle = on_files();
    idle.key(Key::Char('q'));
    assert!(idle.quit);
}

#[test]
fn an_answer_never_replaces_a_question() {
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.key(Key::Char('q'));
    machine.answer(
        ticket,
        Answer::Saved(Ok(Settled::Saved(saved("invoice.pdf")))),
    );
    assert_eq!(machine.state.dialog, Some(Dialog::Quit));
}

/// What moves is in sight however much waits or is done, and the selection stays on its file.
#[test]
fn what_runs_stands_first_then_what_waits_what_failed_and_what_is_done() {
    let mut machine = two_of_a_bulk();
    let order = |machine: &Machine| -> Vec<String> {
        let list = machine.state.transfers.list.iter();
        list.map(|one| one.title().to_string()).collect()
    };
    assert_eq!(order(&machine), ["a.pdf", "b.pdf"]);
    let [a, b] = [0, 1].map(|index| machine.state.transfers.list[index].ticket);
    machine.key(Key::Char('t'));
    machine.key(Key::Down);
    let selected = |machine: &Machine| machine.state.transfers.selected().map(|one| one.ticket);
    assert_eq!(selected(&machine), Some(b));
    machine.answer(b, Answer::Progress(Progress::default()));
    assert_eq!(order(&machine), ["b.pdf", "a.pdf"]);
    assert_eq!(selected(&machine), Some(b));
    machine.answer(a, Answer::Saved(Err(failure())));
    machine.answer(b, Answer::Saved(Ok(Settled::Saved(saved("b.pdf")))));
    assert_eq!(order(&machine), ["a.pdf", "b.pdf"]);
    assert_eq!(selected(&machine), Some(b));
    // The error of a file goes once the file is there, wherever both stand.
    assert_eq!(machine.state.errors().len(), 1);
    machine.key(Key::Char('t'));
    machine.key(Key::Home);
    machine.key(Key::Char('s'));
    assert_eq!(machine.state.errors().len(), 0);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Save(..)));
    machine.answer(ticket, Answer::Saved(Ok(Settled::Saved(saved("a.pdf")))));
    assert_eq!(order(&machine), ["a.pdf", "a.pdf", "b.pdf"]);
    assert_eq!(machine.state.errors().len(), 0);
}
