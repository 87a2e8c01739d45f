//! Files that are meant to break a table.

use std::sync::Arc;

use attache::app::keys::Key;
use attache::app::{Answer, Effect};
use attache::domain::{Attachment, FileStatus, Source};

use crate::app::world::*;

/// Files with everything that a table must bear.
fn hostile_files() -> Vec<Attachment> {
    let case = case("100001", "Screen arrived cracked");
    let names = [
        ("invoice-2026-04.pdf", FileStatus::Approved),
        ("inv\u{202E}fdp.exe", FileStatus::Rejected),
        ("\u{1b}[2Jcleared.txt", FileStatus::Failed),
        (
            "見積書-2026年4月-最終版-承認済み-控え-写し-原本-確認用-再送.xlsx",
            FileStatus::Approved,
        ),
        ("فاتورة العميل.pdf", FileStatus::Processing),
        ("👨\u{200D}👩\u{200D}👧 family.png", FileStatus::Drafting),
        (
            "zalgo z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}.txt",
            FileStatus::Other("QUARANTINED".into()),
        ),
        (
            "a very long name that does not fit into any column of any table at all.pdf",
            FileStatus::Approved,
        ),
    ];
    let sizes = [1_500, 12_000, 0, 20_000_000, 880_000, 606, 1, 123_456_789];
    let mut files: Vec<_> = names
        .into_iter()
        .zip(sizes)
        .map(|((name, status), size)| file(&case, name, status, size))
        .collect();
    files[4].source = Source::Contact(Arc::new(contact()));
    files[5].size = None;
    files[5].created = None;
    files[5].created_by = None;
    files
}

/// The machine on a case full of such files, with errors beside them.
pub(in super::super) fn hostile() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    machine.answer(ticket, Answer::Files(hostile_files()));
    machine.answer(ticket, Answer::Problems(vec![problem(&case)]));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine
}
