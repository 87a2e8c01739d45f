//! Comma-separated values, whatever stands between them.

use csv::ReaderBuilder;

use crate::domain::{SafeText, Sheet};

/// The most rows that are kept.
const MOST_ROWS: usize = 2_000;

/// The most columns.
pub(super) const MOST_COLUMNS: usize = 64;

/// The most characters of a cell that are kept: it is drawn narrower than that.
const LONGEST: usize = 200;

/// The most lines of a cell: more of them come from a quote that is never closed.
const MOST_LINES: usize = 50;

/// What may stand between values, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The table that this text holds, and whether all of it; nothing when it is none. Of a text
/// that was cut the last row may be only a part.
pub(super) fn table(text: &str, whole: bool) -> Option<(Sheet, bool)> {
    let (delimiter, text) = delimiter(text)?;
    let text = if whole { text } else { complete(text) };
    let mut rows = Vec::new();
    let mut all = whole;
    for record in reader(text, delimiter).records() {
        if rows.len() > MOST_ROWS {
            all = false;
            break;
        }
        let record = record.ok()?;
        // It would swallow all that stands behind it; as a text nothing is lost.
        if record.iter().any(|cell| cell.lines().count() > MOST_LINES) {
            return None;
        }
        all &= record.len() <= MOST_COLUMNS;
        rows.push(record.iter().take(MOST_COLUMNS).map(cell).collect());
    }
    Some((Sheet::of(rows)?, all))
}

/// A cell in one line; one that is cut ends with `…`.
pub(super) fn cell(text: &str) -> SafeText {
    let (end, sign) = match text.char_indices().nth(LONGEST) {
        Some((at, _)) => (at, "…"),
        None => (text.len(), ""),
    };
    let words: Vec<&str> = text[..end].split(['\n', '\r', '\t']).collect();
    SafeText::from(words.join(" ").trim().to_owned() + sign)
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
}

/// What stands between the values, and the text without a line that only says so.
fn delimiter(text: &str) -> Option<(u8, &str)> {
    if let Some(rest) = text.strip_prefix("sep=")
        && let [delimiter, end @ (b'\r' | b'\n'), ..] = rest.as_bytes()
        && delimiter.is_ascii_graphic()
    {
        let skipped = if *end == b'\r' { 3 } else { 2 };
        return Some((*delimiter, rest.get(skipped..).unwrap_or_default()));
    }
    let best = DELIMITERS.into_iter().max_by_key(|&delimiter| {
        // The first of equals is the likeliest, and `max` would give the last.
        let place = DELIMITERS.iter().position(|&one| one == delimiter);
        (agreement(text, delimiter), std::cmp::Reverse(place))
    })?;
    (agreement(text, best) > 0).then_some((best, text))
}

/// How many of the first rows have as many values as the first one, times how many values
/// that are; nothing when it has one only.
fn agreement(text: &str, delimiter: u8) -> usize {
    let start = text
        .char_indices()
        .nth(8_192)
        .map_or(text, |(at, _)| complete(&text[..at]));
    let mut reader = reader(start, delimiter);
    let counts: Vec<usize> = reader
        .records()
        .take(20)
        .flatten()
        .map(|row| row.len())
        .collect();
    match counts.first() {
        Some(&first) if first > 1 => {
            let agree = counts.iter().filter(|&&count| count == first).count();
            agree * first
        }
        _ => 0,
    }
}

/// The text up to the end of its last whole line.
fn complete(text: &str) -> &str {
    match text.rfind('\n') {
        Some(at) => &text[..=at],
        None => text,
    }
}
