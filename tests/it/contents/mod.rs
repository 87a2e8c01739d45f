//! What bytes show, whatever they are.

mod cut;
mod hostile;
mod kinds;
mod mails;
mod office;
mod pdfs;
mod texts;
mod work;
mod zipped;

use attache::contents::{Budget, Content, MOST_UNPACKED, MOST_WALKED, preview_within};
use attache::domain::{Body, Graphics, Preview, SafeText, Sheet};

/// A sample of the demo's world, looked into under its own name.
fn sample(file: &str) -> Preview {
    look(file, &crate::cli::program::content(file))
}

fn look(name: &str, bytes: &[u8]) -> Preview {
    let name = name.into();
    let content = Content {
        name: &name,
        bytes,
        whole: true,
    };
    look_within(content, Graphics::Kitty)
}

/// A look that costs no more than any may.
fn look_within(content: Content<'_>, graphics: Graphics) -> Preview {
    let budget = Budget::default();
    let preview = preview_within(content, graphics, &budget);
    assert!(budget.unpacked() <= MOST_UNPACKED, "{budget:?}");
    // What is begun is paid for, even where nothing comes of it.
    assert!(budget.walked() <= MOST_WALKED + 1_024, "{budget:?}");
    assert!(!(budget.fell_short() && preview.whole), "{budget:?}");
    preview
}

fn text(preview: &Preview) -> String {
    let lines: Vec<&str> = preview.lines().iter().map(SafeText::as_str).collect();
    lines.join("\n")
}

fn sheet(preview: &Preview) -> &Sheet {
    match &preview.body {
        Body::Sheet(sheet) => sheet,
        other => panic!("{other:?}"),
    }
}

fn row(cells: &[SafeText]) -> Vec<&str> {
    cells.iter().map(SafeText::as_str).collect()
}

/// What a preview says under this name; nothing when it does not.
fn said<'a>(preview: &'a Preview, name: &str) -> Option<&'a str> {
    let mut facts = preview.facts.iter();
    let found = facts.find(|(label, _)| *label == name);
    found.map(|(_, value)| value.as_str())
}

fn fact<'a>(preview: &'a Preview, name: &str) -> &'a str {
    said(preview, name).unwrap_or_else(|| panic!("{name} in {:?}", preview.facts))
}
