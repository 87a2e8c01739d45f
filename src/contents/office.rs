//! Office files and other archives: what they are, what they say of themselves, and what is
//! shown of each.

use crate::domain::{Body, Preview, SafeText};

use super::budget::Budget;
use super::listing::listed;
use super::paragraphs::{slides, text};
use super::sheets;
use super::xml::text_of;
use super::zip::Archive;

/// The most that is unpacked of a part that only says something of the file, in bytes.
const MOST_OF_FACTS: usize = 256 * 1024;

/// What an archive shows; `bare` is what its bytes say it is.
pub(super) fn archive(bytes: &[u8], bare: Preview, budget: &Budget) -> Preview {
    let Some(archive) = Archive::read(bytes, budget) else {
        return Preview {
            note: Some("It is damaged: the list of what it holds is missing.".into()),
            ..bare
        };
    };
    let mut facts = facts(&archive);
    let (what, body) = if archive.holds("word/document.xml") {
        let text = text(&archive, "word/document.xml", &["t"]);
        ("Word document", text)
    } else if archive.holds("xl/workbook.xml") {
        let (told, body) = sheets::first(&archive);
        facts.extend(told);
        ("Excel workbook", body)
    } else if archive.holds("ppt/presentation.xml") {
        ("PowerPoint presentation", Some(slides(&archive)))
    } else if archive.holds("content.xml") && archive.holds("mimetype") {
        let text = text(&archive, "content.xml", &["p", "h"]);
        ("OpenDocument file", text)
    } else {
        return listed(&archive, facts, bare);
    };
    let (body, whole) = body.unwrap_or((Body::Nothing, false));
    Preview {
        facts,
        body,
        ..Preview::bare(what, whole)
    }
}

/// What an office file says of itself.
fn facts(archive: &Archive<'_>) -> Vec<(&'static str, SafeText)> {
    let part = |name: &str| {
        let part = archive.unpacked(name, MOST_OF_FACTS);
        part.unwrap_or_default().bytes
    };
    let (core, app, meta) = (
        part("docProps/core.xml"),
        part("docProps/app.xml"),
        part("meta.xml"),
    );
    let sources: [(&'static str, &[u8], &str); 8] = [
        ("Title", &core, "title"),
        ("Title", &meta, "title"),
        ("Author", &core, "creator"),
        ("Author", &meta, "initial-creator"),
        ("Changed", &core, "modified"),
        ("Changed", &meta, "date"),
        ("Pages", &app, "Pages"),
        ("Slides", &app, "Slides"),
    ];
    let found = sources.into_iter().filter_map(|(label, part, element)| {
        let value = text_of(archive.budget, part, element)?;
        Some((label, SafeText::from(value)))
    });
    found.collect()
}
