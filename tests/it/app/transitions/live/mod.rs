//! Files that are being scanned change by themselves, and their uploaders get names.

mod insights;
mod polls;

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message, Tone, is_seen};
use attache::domain::{Attachment, FileStatus};

use crate::app::world::*;

/// The machine on a case with files that were uploaded a minute ago.
fn with(files: &[(&str, FileStatus)]) -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    list(&mut machine, files);
    machine
}

/// Answers the listing under way.
fn list(machine: &mut Machine, files: &[(&str, FileStatus)]) {
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let files = files.iter();
    let files = files.map(|(name, status)| scanned(&case, name, status.clone()));
    machine.answer(ticket, Answer::Files(files.collect()));
    machine.answer(ticket, Answer::Listed(Ok(())));
}

fn is_poll(effect: &Effect) -> bool {
    matches!(effect, Effect::Poll { .. })
}

/// What the poll under way asks for, and how many before it were in vain.
fn poll(machine: &Machine) -> Option<(Vec<String>, u32)> {
    let polls: Vec<&Effect> = machine.pending.iter().filter(|one| is_poll(one)).collect();
    assert!(polls.len() <= 1, "{polls:?}");
    let Effect::Poll { files, quiet, .. } = polls.first()? else {
        return None;
    };
    let names = files.iter().map(|one| one.key.file.raw());
    let names = names.map(|id| id.trim_start_matches("id-of-").to_owned());
    Some((names.collect(), *quiet))
}

fn quiet(machine: &Machine) -> u32 {
    poll(machine).expect("a poll").1
}

/// The files that are asked for, as they are now.
fn now_are(machine: &mut Machine, files: &[(&str, FileStatus)]) -> bool {
    let case = machine.case();
    let files = files.iter();
    let files: Vec<Attachment> = files
        .map(|(name, status)| scanned(&case, name, status.clone()))
        .collect();
    let ticket = machine.waiting(is_poll);
    let answer = Answer::Polled(Ok(files));
    let seen = is_seen(&machine.state, &Message::Answered(ticket, answer.clone()));
    machine.answer(ticket, answer);
    seen
}

fn notice(machine: &Machine) -> Option<(Tone, String)> {
    let notice = machine.state.notice.as_ref()?;
    Some((notice.tone, notice.text.to_string()))
}
