//! An audit, and what it finds.

use attache::app::audit::OpenedAudit;
use attache::app::keys::Key;
use attache::app::{Answer, Effect, Start};
use attache::domain::{Attachment, Case, CaseTag, FileStatus, Findings, Instance, Tally};

use super::*;

/// A file of a case as an audit tells it.
pub(crate) fn audited(case: &Case, name: &str, status: FileStatus, size: u64) -> Attachment {
    Attachment {
        case: CaseTag::given(case.reference.clone(), case.title.clone()),
        ..file(case, name, status, size)
    }
}

/// What an audit finds in two cases, and in one that it may not read.
pub(crate) fn findings() -> Findings {
    let cracked = case("100001", "Screen arrived cracked");
    let warm = case("100002", "Battery is warm");
    Findings {
        files: vec![
            audited(&cracked, "invoice.pdf", FileStatus::Approved, 1_200_000),
            audited(&cracked, "warranty.docx", FileStatus::Rejected, 12_000),
            audited(&warm, "Scan.jpg", FileStatus::Processing, 880_000),
        ],
        problems: vec![problem(&warm)],
        tally: Tally {
            cases: 2,
            errors: 1,
            rate: Some(81),
            share: Some(48),
            throttled: 2,
            left: Some(700),
        },
    }
}

/// The machine on an audit that was begun on the cases and has found something.
pub(crate) fn on_audit() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::F(10));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Audit(..)));
    machine.answer(ticket, Answer::Findings(Box::new(findings())));
    machine
}

/// An audit in a file.
pub(crate) fn opened_audit() -> OpenedAudit {
    let acme = instance("acme", true);
    OpenedAudit {
        path: "/home/m.ito/files.ndjson".into(),
        name: "files.ndjson".into(),
        at: Some("2026-05-03T09:30:00Z".parse().unwrap()),
        instance: Some(Instance::bare(acme.id)),
        domain: Some(arn(DOMAIN)),
    }
}

/// The machine that was started for an audit in a file, of which some rows have come.
pub(crate) fn on_opened_audit() -> Machine {
    let mut machine = Machine::new(Start {
        audit: Some(opened_audit()),
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Audit(..)));
    machine.answer(ticket, Answer::Findings(Box::new(findings())));
    machine
}
