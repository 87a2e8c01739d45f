//! What is missing, and who asks.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Message};

use super::Named;
use crate::app::world::*;

/// What is missing is named by hand; what is wanted waits for its instance.
pub(super) fn partial() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let (a, b) = (
        instance("acme-claims", true),
        instance("acme-support", true),
    );
    let listed = vec![unasked(a.clone()), b];
    machine.answer(ticket, Answer::Instances(Ok(page(listed, None))));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    let what = "The Cases domain of acme-claims could not be looked up";
    machine.answer(ticket, Answer::Domain(a.id, Err(denied(what))));
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindInstance { .. }));
    machine.answer(ticket, Answer::Instance(Err(denied(what))));
    all.push(("instances_stuck", machine.state));
    let mut machine = Machine::new(start());
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let both = vec![
        instance("acme-claims", true),
        instance("acme-support", true),
    ];
    machine.answer(ticket, Answer::Instances(Ok(page(both, None))));
    machine.send(Message::Paste("10000117".into()));
    all.push(("instances_wanted", machine.state));
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let what = "The files of the case could not be searched";
    machine.answer(ticket, Answer::Listed(Err(denied(what))));
    all.push(("files_denied", machine.state.clone()));
    machine.key(Key::Char('+'));
    machine.send(Message::Paste("f-1\nf-2, f-3".into()));
    all.push(("file_ids", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('r'));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let note = "You may not read many files at once, so each is asked for by itself, two a second.";
    machine.answer(ticket, Answer::Note(note.into()));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine.key(Key::Char('e'));
    all.push(("notes", machine.state));
    all
}

pub(super) fn logins() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_files();
    machine.key(Key::Char('P'));
    all.push(("login_loading", machine.state.clone()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListProfiles(_)));
    let mut failed = machine.clone();
    failed.answer(ticket, Answer::Profiles(Err(failure())));
    all.push(("login_failed", failed.state));
    let profiles = ["audit", "support", "sandbox"].map(profile).into();
    machine.answer(ticket, Answer::Profiles(Ok(profiles)));
    machine.key(Key::Down);
    machine.key(Key::Down);
    all.push(("login", machine.state.clone()));
    machine.key(Key::Enter);
    all.push(("switched", machine.state));
    let mut machine = on_files();
    machine.key(Key::Char('s'));
    machine.key(Key::Char('P'));
    machine.key(Key::Enter);
    all.push(("switch", machine.state));
    all
}
