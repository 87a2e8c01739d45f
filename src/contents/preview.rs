//! What a content shows, by what it is.

use crate::domain::{Body, Graphics, Preview, SafeText, size};

use super::budget::Budget;
use super::colours::uncoloured;
use super::encoding::decoded;
use super::json::{fragment, pretty};
use super::kind::{self, Kind};
use super::lines::{MOST_TEXT, lines};
use super::mail::mail;
use super::need::MOST_FETCHED;
use super::office::archive;
use super::pdf::pdf;
use super::picture::picture;
use super::table::table;

/// What is here of a file.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// What it is called.
    pub name: &'a SafeText,
    /// Its first bytes.
    pub bytes: &'a [u8],
    /// Whether there are no more.
    pub whole: bool,
}

/// The most characters of what is known of a file, each fact by itself.
const LONGEST_FACT: usize = 400;

/// What a content shows on a terminal that shows pictures so.
pub fn preview(content: Content<'_>, graphics: Graphics) -> Preview {
    preview_within(content, graphics, &Budget::default())
}

/// The same within a budget, which tells afterwards what it cost.
pub fn preview_within(content: Content<'_>, graphics: Graphics, budget: &Budget) -> Preview {
    let mut preview = seen(content, graphics, budget);
    preview.whole &= !budget.fell_short();
    for (_, fact) in &mut preview.facts {
        if let Some((at, _)) = fact.as_str().char_indices().nth(LONGEST_FACT) {
            *fact = SafeText::from(format!("{}…", &fact.as_str()[..at]));
        }
    }
    preview
}

fn seen(content: Content<'_>, graphics: Graphics, budget: &Budget) -> Preview {
    if content.bytes.is_empty() {
        return Preview::bare("empty", content.whole);
    }
    let bare = || Preview::bare(kind::words(content.bytes), content.whole);
    match kind::of(content.name, content.bytes) {
        Kind::Picture if graphics == Graphics::None => bare(),
        Kind::Picture | Kind::Pdf | Kind::Zip if !content.whole => too_large(bare()),
        Kind::Picture => match picture(content.bytes, graphics) {
            Ok(picture) => Preview {
                body: Body::Picture(picture),
                ..bare()
            },
            Err(why) => Preview {
                note: Some(format!("It cannot be shown: {why}.").into()),
                ..bare()
            },
        },
        Kind::Zip => archive(content.bytes, bare(), budget),
        Kind::Mail => mail(content.bytes, content.whole)
            .or_else(|| text(start(content)))
            .unwrap_or_else(bare),
        Kind::Pdf => pdf(content.bytes, bare(), budget),
        Kind::Other => text(content).unwrap_or_else(bare),
    }
}

/// As much of it as is shown of a text.
fn start(content: Content<'_>) -> Content<'_> {
    let bytes = content.bytes.get(..MOST_TEXT);
    Content {
        whole: content.whole && bytes.is_none_or(|start| start.len() == content.bytes.len()),
        bytes: bytes.unwrap_or(content.bytes),
        ..content
    }
}

/// What is not fetched for a look.
fn too_large(preview: Preview) -> Preview {
    let note = format!(
        "It is larger than {}, which is the most that is fetched for a look.",
        size(MOST_FETCHED)
    );
    Preview {
        note: Some(note.into()),
        ..preview
    }
}

/// The content as a text, if it is one.
fn text(content: Content<'_>) -> Option<Preview> {
    let Content { name, bytes, whole } = content;
    let decoded = decoded(bytes, whole)?;
    let (encoding, text) = (decoded.encoding, decoded.text);
    let extension = kind::extension(name).unwrap_or_default();
    if matches!(extension.as_str(), "csv" | "tsv" | "tab")
        && let Some((sheet, all)) = table(&text, whole)
    {
        let rows = sheet.rows.len() + 1;
        let kind = format!("table, {rows} × {}, {encoding}", sheet.columns.len());
        return Some(Preview {
            body: Body::Sheet(Box::new(sheet)),
            ..Preview::bare(kind, all)
        });
    }
    let json = if whole {
        pretty(&text)
    } else {
        (extension == "json").then(|| fragment(&text)).flatten()
    };
    let plain = uncoloured(&text);
    let what = match (&json, &plain) {
        (Some(_), _) => "JSON",
        (None, Some(_)) => "text with colours",
        (None, None) => "text",
    };
    let (lines, all) = lines(json.as_deref().or(plain.as_deref()).unwrap_or(&text));
    Some(Preview {
        body: Body::Text(lines),
        ..Preview::bare(format!("{what}, {encoding}"), whole && all)
    })
}
