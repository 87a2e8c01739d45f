//! An audit, and what it finds.

use attache::app::audit::OpenedAudit;
use attache::app::keys::Key;
use attache::app::{Answer, Effect, Start};
use std::time::Duration;

use attache::domain::{
    Answered, Attachment, Case, CaseTag, Creator, FileStatus, Findings, Instance, Requests, Sum,
    Sums, Tally,
};

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
            done: Some(62),
        },
        sums: sums(),
        requests: Requests {
            answered: vec![
                answered("SearchAllRelatedItems", 40),
                answered("BatchGetAttachedFileMetadata", 150),
            ],
            events: Vec::new(),
        },
    }
}

fn answered(operation: &'static str, times: u64) -> Answered {
    Answered {
        operation,
        at: now(),
        times,
        slowest: Duration::from_millis(312),
    }
}

/// What they add up to, and many more that are not in the table.
fn sums() -> Sums {
    let sum = |files, bytes| Sum { files, bytes };
    Sums {
        all: sum(12_000, 9_300_000_000),
        by_status: vec![
            (FileStatus::Approved, sum(11_000, 9_200_000_000)),
            (FileStatus::Processing, sum(900, 80_000_000)),
            (FileStatus::Rejected, sum(99, 20_000_000)),
            (FileStatus::Other("QUARANTINED".into()), sum(1, 12)),
        ],
        by_age: vec![
            ("under a day", sum(12, 1_000)),
            ("under 30 days", sum(4_000, 5_000_000_000)),
            ("a year and older", sum(7_988, 4_299_000_000)),
        ],
        by_uploader: vec![
            (Some(creator("agent-7")), sum(9_000, 8_000_000_000)),
            (
                Some(creator("CaseUploader\u{202E}")),
                sum(2_000, 1_200_000_000),
            ),
            (None, sum(1_000, 100_000_000)),
        ],
        more_uploaders: 41,
        stuck: 17,
        outside_rules: 3,
        errors: 1,
    }
}

fn creator(name: &str) -> Creator {
    let arn = format!("arn:aws:iam::111122223333:user/{name}");
    Creator::AwsIdentity(arn.as_str().into())
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
        partial: false,
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
