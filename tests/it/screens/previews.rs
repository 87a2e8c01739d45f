//! The preview beside the table and in its place: asked for, seen, refused and failed, with
//! the details and without.

use std::sync::Arc;

use attache::app::keys::Key;
use attache::app::{Answer, Effect};
use attache::contents::{self, Content};
use attache::domain::{Body, Graphics, Preview};

use super::states::Named;
use crate::app::world::*;

pub(super) fn all() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_files();
    machine.key(Key::Char('p'));
    all.push(("preview_loading", machine.state.clone()));
    let mut failed = machine.clone();
    answer(&mut failed, Err(failure()));
    all.push(("preview_failed", failed.state));
    answer(&mut machine, Ok(preview(false)));
    all.push(("preview", machine.state.clone()));
    let mut refused = machine.clone();
    refused.key(Key::Down);
    all.push(("preview_refused", refused.state));
    machine.key(Key::Char('d'));
    machine.key(Key::Tab);
    all.push(("details_and_preview", machine.state));
    let mut machine = hostile();
    answer(&mut machine, Ok(doubtful()));
    machine.key(Key::Tab);
    machine.key(Key::Down);
    all.push(("hostile_preview", machine.state));
    all.extend(kinds());
    all
}

/// Each kind of content, as the demo's files have it.
fn kinds() -> Vec<Named> {
    let samples = [
        ("preview_table", "lenses.tsv"),
        ("preview_workbook", "repairs.xlsx"),
        ("preview_archive", "bundle.zip"),
        ("preview_mail", "complaint.eml"),
        ("preview_json", "settings.json"),
    ];
    let state = |(name, sample): (&'static str, &str)| (name, seen(sample).state);
    samples.into_iter().map(state).collect()
}

/// The machine with this sample in its preview.
pub(super) fn seen(sample: &str) -> Machine {
    let mut machine = with_file(sample);
    machine.key(Key::Char('p'));
    let bytes = crate::cli::program::content(sample);
    let name = sample.into();
    let content = Content {
        name: &name,
        bytes: &bytes,
        whole: true,
    };
    answer(
        &mut machine,
        Ok(contents::preview(content, Graphics::Blocks)),
    );
    machine
}

fn hostile() -> Machine {
    let mut machine = with_file(super::dialogs::HOSTILE);
    machine.key(Key::Char('p'));
    machine
}

/// A text that fights back, under a name that lies.
fn doubtful() -> Preview {
    let lines = [
        "\u{1b}]0;owned\u{7} \u{202E}fdp.exe",
        "見積書-2026年4月-最終版-承認済み-控え-写し-原本-確認用-再送-見積書-2026年4月-最終版-承認済み-控え-写し",
        "👨\u{200D}👩\u{200D}👧 z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306} e\u{301}",
        "",
        &"long ".repeat(600),
    ];
    Preview {
        doubt: Some("It is called .exe but is a text.".into()),
        facts: vec![("Title", "Quarterly \u{202E}report".into())],
        body: Body::Text(lines.map(Into::into).into()),
        ..Preview::bare("text, UTF-8", true)
    }
}

/// Answers the open question for a preview.
pub(super) fn answer(machine: &mut Machine, answer: Result<Preview, attache::domain::Failure>) {
    let ticket = machine.waiting(|effect| matches!(effect, Effect::Preview(..)));
    machine.answer(ticket, Answer::Previewed(answer.map(Arc::new)));
}
