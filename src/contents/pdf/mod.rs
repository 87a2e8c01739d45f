//! PDFs: pages, title, author, and the first text where its letters can be told.
//!
//! The file is gone through once from its start to its end, and no reference is followed, so
//! that nothing can lead in circles; a document that hides its parts well shows less.

mod objects;
mod strings;
mod text;

use crate::domain::{Body, Preview, SafeText};

use self::objects::{Objects, number_after};
use self::strings::value_of;
use super::lines::lines;

/// The most text that is kept, in bytes.
const MOST_TEXT: usize = 64 * 1024;

/// What a PDF shows; `bare` is what its bytes say it is.
pub(super) fn pdf(bytes: &[u8], bare: Preview) -> Preview {
    let objects = Objects::scan(bytes);
    let locked = objects::holds(bytes.get(bytes.len().saturating_sub(4_096)..), b"/Encrypt");
    let mut facts = Vec::new();
    let mut add = |label, value: Option<SafeText>| facts.extend(value.map(|value| (label, value)));
    add(
        "Pages",
        pages(&objects).map(|pages| pages.to_string().into()),
    );
    if locked {
        add("Locked", Some("with a password, or against changes".into()));
    } else {
        for (label, key) in [
            ("Title", b"/Title".as_slice()),
            ("Author", b"/Author"),
            ("Made by", b"/Producer"),
        ] {
            let values = objects.dicts().filter_map(|dict| value_of(dict, key));
            add(
                label,
                values
                    .last()
                    .filter(|text| !text.trim().is_empty())
                    .map(SafeText::from),
            );
        }
    }
    let text = if locked {
        String::new()
    } else {
        text::first(&objects, MOST_TEXT)
    };
    if !is_legible(&text) {
        let note = "Its text cannot be told here. s saves it, o opens it.";
        return Preview {
            facts,
            note: Some(note.into()),
            ..bare
        };
    }
    let (lines, all) = lines(text.trim());
    Preview {
        facts,
        body: Body::Text(lines),
        whole: all && text.len() < MOST_TEXT,
        // Letters in the order in which they are drawn: no table and no column is told from
        // another.
        note: Some("(its text only, as far as it can be told)".into()),
        ..bare
    }
}

/// How many pages there are, as the document counts them, or as they are counted here.
fn pages(objects: &Objects<'_>) -> Option<usize> {
    let trees = objects
        .dicts()
        .filter(|dict| objects::is_of(dict, b"Pages"));
    let counted = trees.filter_map(|dict| number_after(dict, b"/Count")).max();
    let here = objects
        .dicts()
        .filter(|dict| objects::is_of(dict, b"Page"))
        .count();
    counted.or((here > 0).then_some(here))
}

/// Letters that were told wrongly look like none.
fn is_legible(text: &str) -> bool {
    let all = text.chars().filter(|c| !c.is_whitespace()).count();
    let words = text.chars().filter(|c| c.is_alphanumeric()).count();
    let odd = text
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace())
        .count();
    all > 0 && words * 2 >= all && odd * 20 <= all
}
