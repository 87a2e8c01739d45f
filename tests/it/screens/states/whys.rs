//! What changes by itself, and why a file is as it is.

use std::sync::Arc;

use attache::app::keys::Key;
use attache::app::{Answer, Effect};
use attache::domain::{FileStatus, Source};

use super::{Named, hostile};
use crate::app::world::*;

/// Files on their way, and why one is as it is: with everything known, and with nothing.
pub(super) fn whys() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let mut files = vec![
        scanned(&case, "a-new-scan.jpg", FileStatus::Processing),
        file(&case, "b-old-video.mp4", FileStatus::Processing, 18_000_000),
        scanned(&case, "c-macro.docm", FileStatus::Rejected),
        scanned(&case, "d-photo.png", FileStatus::Failed),
        scanned(&case, "e-letter.pdf", FileStatus::Approved),
        scanned(&case, "f-draft.txt", FileStatus::Drafting),
        scanned(&case, "g-new.txt", FileStatus::Other("QUARANTINED".into())),
    ];
    files[6].source = Source::Contact(Arc::new(contact()));
    files[6].created_by = None;
    machine.answer(ticket, Answer::Files(files));
    machine.answer(ticket, Answer::Listed(Ok(())));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Name(..)));
    machine.answer(ticket, Answer::Person(Ok(Some(person()))));
    all.push(("live", machine.state.clone()));
    let mut details = machine.clone();
    details.key(Key::Down);
    details.key(Key::Char('d'));
    all.push(("details_stuck", details.state));
    let mut settled = machine.clone();
    let ticket = settled.waiting(|effect| matches!(effect, Effect::Poll { .. }));
    let news = scanned(&case, "a-new-scan.jpg", FileStatus::Rejected);
    settled.answer(ticket, Answer::Polled(Ok(vec![news])));
    all.push(("live_settled", settled.state));
    let scanners = |effect: &Effect| matches!(effect, Effect::FindScanners(..));
    let rules_of = |effect: &Effect| matches!(effect, Effect::ReadRules(..));
    let mut asking = machine.clone();
    asking.key(Key::Char('w'));
    all.push(("why_asking", asking.state.clone()));
    let what = "Who scans the files could not be looked up";
    asking.answer(
        asking.waiting(scanners),
        Answer::Scanners(Err(denied(what))),
    );
    let what = "The rules for uploads could not be read";
    asking.answer(asking.waiting(rules_of), Answer::Rules(Err(denied(what))));
    all.push(("why_denied", asking.state));
    let mut bare = machine.clone();
    for _ in 0..2 {
        bare.key(Key::Down);
    }
    bare.key(Key::Char('w'));
    bare.answer(bare.waiting(scanners), Answer::Scanners(Ok(vec![])));
    bare.answer(bare.waiting(rules_of), Answer::Rules(Ok(None)));
    all.push(("why_no_scanner", bare.state));
    machine.key(Key::Char('w'));
    machine.answer(
        machine.waiting(scanners),
        Answer::Scanners(Ok(vec![scanner()])),
    );
    machine.answer(machine.waiting(rules_of), Answer::Rules(Ok(Some(rules()))));
    let names = [
        "why_processing",
        "why_stuck",
        "why_rejected",
        "why_failed",
        "why_approved",
        "why_drafting",
        "why_unknown",
    ];
    for (place, name) in names.into_iter().enumerate() {
        let mut machine = machine.clone();
        machine.key(Key::Esc);
        for _ in 0..place {
            machine.key(Key::Down);
        }
        machine.key(Key::Char('w'));
        if let Some(ticket) = machine.pending.iter().find(|one| rules_of(one)) {
            let ticket = ticket.ticket().unwrap();
            machine.answer(ticket, Answer::Rules(Ok(Some(rules()))));
        }
        all.push((name, machine.state));
    }
    let mut machine = hostile();
    machine.key(Key::Home);
    machine.key(Key::Char('w'));
    all.push(("hostile_why", machine.state));
    all
}
