//! The dialogs of a file and of a transfer, and the panes that go with them: each as a state,
//! with harmless names and with hostile ones.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Ticket};
use attache::domain::{Attachment, FileStatus, Progress, Settled, There};

use super::states::{Named, hostile};
use crate::app::world::*;

/// A name that fools and is long.
pub(super) const HOSTILE: &str =
    "inv\u{202E}fdp \u{1b}[2J 見積書-2026年4月-最終版-承認済み-控え-写し-原本-確認用-再送.exe";

pub(super) fn all() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = hostile();
    machine.key(Key::Char(' '));
    machine.key(Key::Char('a'));
    all.push(("hostile_marked", machine.state));
    let mut machine = on_files();
    machine.state.no_desktop = Some("this is an SSH session".into());
    machine.key(Key::Char('o'));
    all.push(("elsewhere", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('y'));
    all.push(("copy", machine.state));
    all.extend(questions());
    all.extend(saving_as());
    all.push(("queue", queue().state));
    all.extend(with_hostile_names());
    all
}

fn waiting(machine: &Machine) -> Vec<Ticket> {
    machine.pending.iter().filter_map(Effect::ticket).collect()
}

fn questions() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    let conflict = Settled::Conflict(there("invoice.pdf"));
    machine.answer(waiting(&machine)[0], Answer::Saved(Ok(conflict)));
    machine.pause();
    all.push(("conflict", machine.state));
    let mut machine = two_of_a_bulk();
    for (ticket, name) in waiting(&machine).into_iter().zip(["a.pdf", "b.pdf"]) {
        let conflict = Settled::Conflict(there(name));
        machine.answer(ticket, Answer::Saved(Ok(conflict)));
    }
    machine.pause();
    all.push(("conflicts", machine.state));
    let mut machine = with_file("invoice.pdf.exe");
    machine.key(Key::Char('o'));
    machine.pause();
    all.push(("doubt", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('y'));
    machine.key(Key::Char('m'));
    all.push(("handing_over", machine.state));
    all
}

fn saving_as() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_files();
    machine.key(Key::Char('S'));
    all.push(("save_as", machine.state.clone()));
    machine.key(Key::Tab);
    let found = |count: usize| (0..count).map(|n| format!("/home/m.ito/Downloads/claims-{n}/"));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Complete(..)));
    machine.answer(ticket, Answer::Completions(found(11).collect()));
    all.push(("save_as_list", machine.state));
    all
}

/// Every stage that a transfer can have, in its pane.
fn queue() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let files: Vec<Attachment> = (0..9)
        .map(|n| {
            let name = format!("statement-2026-0{n}.pdf");
            file(&case, &name, FileStatus::Approved, 12_000_000)
        })
        .collect();
    machine.answer(ticket, Answer::Files(files));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine.key(Key::Char('a'));
    machine.key(Key::Char('s'));
    machine.key(Key::Char('t'));
    let tickets = waiting(&machine);
    let running = |received, rate, retries| Progress {
        received,
        total: Some(12_000_000),
        rate,
        link_left: Some(143),
        retries,
        links: 1,
        ..Progress::default()
    };
    let name = |n: usize| format!("statement-2026-0{n}.pdf");
    let answers = [
        Answer::Progress(running(5_400_000, Some(3_200_000), 0)),
        Answer::Progress(running(120_000, None, 2)),
        Answer::Progress(Progress::default()),
        Answer::Saved(Ok(Settled::Saved(saved(&name(3))))),
        Answer::Saved(Ok(Settled::Already(saved(&name(4))))),
        Answer::Saved(Ok(Settled::Replaced(saved(&name(5))))),
        Answer::Saved(Ok(Settled::Skipped(there(&name(6))))),
        Answer::Saved(Err(failure())),
    ];
    for (ticket, answer) in tickets.into_iter().zip(answers) {
        machine.answer(ticket, answer);
    }
    machine
}

fn with_hostile_names() -> Vec<Named> {
    let mut all = Vec::new();
    let keys = [
        ("hostile_copy", 'y'),
        ("hostile_save_as", 'S'),
        ("hostile_doubt", 'o'),
    ];
    for (name, key) in keys {
        let mut machine = with_file(HOSTILE);
        machine.key(Key::Char(key));
        if machine.state.pause.is_some() {
            machine.pause();
        }
        all.push((name, machine.state));
    }
    let mut machine = with_file(HOSTILE);
    machine.state.no_desktop = Some("this is an SSH session".into());
    machine.key(Key::Char('o'));
    all.push(("hostile_elsewhere", machine.state));
    let mut machine = with_file(HOSTILE);
    machine.key(Key::Char('s'));
    let there = There {
        path: format!("/home/m.ito/{}/{HOSTILE}", "deep ".repeat(40)).into(),
        ..there("")
    };
    let conflict = Answer::Saved(Ok(Settled::Conflict(there)));
    machine.answer(waiting(&machine)[0], conflict);
    machine.pause();
    all.push(("hostile_conflict", machine.state));
    all
}
