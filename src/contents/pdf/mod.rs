//! PDFs: pages, title, author, and the first text where its letters can be told.
//!
//! The file is gone through once from its start to its end, and no reference is followed but
//! the one to what describes the document, so that nothing can lead in circles; a document that
//! hides its parts well shows less.

mod objects;
mod packed;
mod strings;
mod text;
mod words;

use crate::domain::{Body, Preview, SafeText};

use self::objects::Objects;
use self::strings::value_of;
use self::words::{after, is_of, number_after};
use super::budget::Budget;
use super::lines::lines;

/// The most text that is kept, in bytes.
const MOST_TEXT: usize = 64 * 1024;

/// What a PDF shows; `bare` is what its bytes say it is.
pub(super) fn pdf(bytes: &[u8], bare: Preview, budget: &Budget) -> Preview {
    let objects = Objects::scan(bytes, budget);
    let locked = objects
        .trailers()
        .any(|trailer| after(trailer, b"/Encrypt").is_some());
    let pages = pages(&objects).map(|pages| ("Pages", pages.to_string().into()));
    let mut facts: Vec<(&str, SafeText)> = pages.into_iter().collect();
    let (text, all_text) = if locked {
        facts.push(("Locked", "with a password, or against changes".into()));
        (String::new(), true)
    } else {
        facts.extend(described(&objects));
        text::first(&objects, MOST_TEXT)
    };
    if !is_legible(&text) {
        let note = "Its text cannot be told here.";
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
        whole: all && all_text && text.len() < MOST_TEXT,
        // Letters in the order in which they are drawn: no table and no column is told from
        // another.
        note: Some("(its text only, as far as it can be told)".into()),
        ..bare
    }
}

/// What the document says of itself.
fn described(objects: &Objects<'_>) -> Vec<(&'static str, SafeText)> {
    // Where nothing says which object it is: chapters have titles, too, but no producer.
    let alone = || {
        let words = [b"/Producer".as_slice(), b"/Creator", b"/CreationDate"];
        let describes = |dict: &&[u8]| words.iter().any(|word| after(dict, word).is_some());
        objects.dicts().filter(describes).last()
    };
    let Some(dict) = objects.named(b"/Info").or_else(alone) else {
        return Vec::new();
    };
    let words = [
        ("Title", b"/Title".as_slice()),
        ("Author", b"/Author"),
        ("Made by", b"/Producer"),
    ];
    let values = words.into_iter().filter_map(|(label, key)| {
        let value = value_of(dict, key)?;
        (!value.trim().is_empty()).then(|| (label, SafeText::from(value)))
    });
    values.collect()
}

/// How many pages there are, as the document counts them, or as they are counted here.
fn pages(objects: &Objects<'_>) -> Option<usize> {
    let trees = objects.dicts().filter(|dict| is_of(dict, b"Pages"));
    let counted = trees.filter_map(|dict| number_after(dict, b"/Count")).max();
    let here = objects.dicts().filter(|dict| is_of(dict, b"Page")).count();
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
