//! What is wrong with a configuration file, all of it, each with its line.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml_edit::{Document, Item, TableLike};

/// The most mistakes that are told: beyond them it is no configuration file.
const MOST: usize = 100;

/// Something that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Its line, from 1; none where nobody knows.
    pub line: Option<usize>,
    /// What is wrong.
    pub why: String,
}

/// Reads the text, however much of it makes no sense: what does, and all that does not.
/// Nothing, when it is no TOML at all.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Mistake>) {
    let mut rest = text.to_owned();
    let mut mistakes = Vec::new();
    while mistakes.len() < MOST {
        let error = match toml::from_str(&rest) {
            Ok(read) => return (Some(read), mistakes),
            Err(error) => error,
        };
        let span = error.span();
        mistakes.push(Mistake {
            line: span.as_ref().map(|span| line(text, span.start)),
            why: error.message().trim().replace('\n', ", "),
        });
        // Without what makes no sense the rest may make some.
        let part = span.and_then(|span| part(&rest, &span));
        let Some(part) = part.filter(|part| !part.is_empty()) else {
            break;
        };
        rest = without(&rest, part);
    }
    (None, mistakes)
}

/// The number of the line that holds this byte, from 1.
pub(super) fn line(text: &str, at: usize) -> usize {
    let before = text.as_bytes().iter().take(at);
    1 + before.filter(|byte| **byte == b'\n').count()
}

/// The entry, or the whole table, that this place belongs to.
fn part(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let document = Document::parse(text).ok()?;
    if let Some(entry) = entry(document.as_table(), span) {
        return Some(entry);
    }
    // A table's head: it goes with all that stands in it.
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    if !text[start..].trim_start().starts_with('[') {
        return None;
    }
    let after = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = text[after..]
        .find("\n[")
        .map_or(text.len(), |at| after + at);
    Some(start..end)
}

fn entry(table: &dyn TableLike, span: &Range<usize>) -> Option<Range<usize>> {
    for (name, item) in table.iter() {
        if let Item::Table(inner) = item
            && let Some(found) = entry(inner, span)
        {
            return Some(found);
        }
        let Some(start) = table.key(name).and_then(toml_edit::Key::span) else {
            continue;
        };
        if let (Item::Value(_), Some(value)) = (item, item.span())
            && start.start <= span.start
            && span.end <= value.end
        {
            return Some(start.start..value.end);
        }
    }
    None
}

/// The text with blanks in the place of a part, so that every line keeps its number.
fn without(text: &str, part: Range<usize>) -> String {
    let blank: String = text[part.clone()]
        .chars()
        .map(|c| if c == '\n' { c } else { ' ' })
        .collect();
    format!("{}{blank}{}", &text[..part.start], &text[part.end..])
}
