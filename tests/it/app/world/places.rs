//! The machine at places that keys and answers lead to.

use attache::app::keys::Key;
use attache::app::{Answer, Effect, Start};
use attache::domain::FileStatus;

use super::*;

/// The machine on the files of a case, loaded: approved, rejected, processing.
pub(crate) fn on_files() -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = case("100001", "Screen arrived cracked");
    let files = vec![
        file(&case, "warranty.docx", FileStatus::Rejected, 12_000),
        file(&case, "invoice.pdf", FileStatus::Approved, 1_200_000),
        file(&case, "Scan.jpg", FileStatus::Processing, 880_000),
    ];
    machine.answer(ticket, Answer::Files(files));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine
}

/// The machine on the cases of an instance, loaded: two of them.
pub(crate) fn on_cases() -> Machine {
    cases_of(start())
}

/// The same, with cases that were looked into before: one of the two, and one that is not
/// listed.
pub(crate) fn on_cases_with_recents() -> Machine {
    let mut machine = cases_of(Start {
        recents: true,
        ..start()
    });
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Recall(..)));
    let recents = vec![
        recent("99", "Long ago"),
        recent("100002", "Battery was warm"),
    ];
    machine.answer(ticket, Answer::Recents(recents));
    machine
}

/// The cases of the only instance, loaded; recent ones are asked for.
pub(crate) fn cases_of(start: Start) -> Machine {
    let mut machine = Machine::new(start);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Identify(_)));
    machine.answer(ticket, Answer::Caller(caller()));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListInstances(..)));
    let only = instance("acme", true);
    machine.answer(
        ticket,
        Answer::Instances(Ok(page(vec![unasked(only.clone())], None))),
    );
    let ticket = machine.waiting(|effect| matches!(effect, Effect::FindDomain(..)));
    machine.answer(ticket, Answer::Domain(only.id, Ok(only.domain)));
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListCases(..)));
    let cases = vec![
        case("100001", "Screen arrived cracked"),
        case("100002", "Battery is warm"),
    ];
    machine.answer(ticket, Answer::Cases(Ok(page(cases, None))));
    machine
}

/// The machine on a case with this approved file alone.
pub(crate) fn with_file(name: &str) -> Machine {
    with_files(&[name])
}

/// Two files that one key began to save.
pub(crate) fn two_of_a_bulk() -> Machine {
    let mut machine = with_files(&["a.pdf", "b.pdf"]);
    machine.key(Key::Char('A'));
    machine.key(Key::Char('s'));
    machine
}

fn with_files(names: &[&str]) -> Machine {
    let mut machine = on_cases();
    machine.key(Key::Enter);
    let ticket = machine.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = machine.case();
    let files = names.iter();
    let files = files.map(|name| file(&case, name, FileStatus::Approved, 1_200_000));
    machine.answer(ticket, Answer::Files(files.collect()));
    machine.answer(ticket, Answer::Listed(Ok(())));
    machine
}
