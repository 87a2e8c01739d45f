//! A text in lines that can be drawn, however long and however many there are.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::SafeText;

/// The most lines that are kept.
pub(super) const MOST: usize = 2_000;

/// The most text that is kept, in bytes as it is shown.
pub(super) const MOST_TEXT: usize = 256 * 1024;

/// A longer line is kept in parts, in characters: a text from outside is cut a little above.
const LONGEST: usize = 4_000;

/// Of a cluster that has no end so many characters: each is shown by ten at most.
const OF_ENDLESS: usize = LONGEST / 10;

/// The lines of a text, and whether that is all of it.
pub(super) fn lines(text: &str) -> (Vec<SafeText>, bool) {
    let mut lines = Vec::new();
    let mut bytes = 0;
    for line in broken(text) {
        // Shown it is not shorter than it is.
        let within = &line[..line.floor_char_boundary(MOST_TEXT + 4)];
        // A tab is as wide as a person expects it, and no escape.
        let spread = within.replace('\t', "    ");
        let mut rest = spread.as_str();
        loop {
            if lines.len() == MOST || bytes >= MOST_TEXT {
                return (lines, false);
            }
            let (part, after) = split(rest);
            let shown = SafeText::new(part);
            bytes += shown.as_str().len();
            lines.push(shown);
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
    }
    (lines, true)
}

/// The text line by line, whoever wrote it: lines end with LF, CR LF or CR, pages with a form
/// feed.
fn broken(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').flat_map(|line| {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split(['\r', '\x0c'])
    })
}

/// As much of a line as is shown without being cut, and the rest of it. What cannot be shown as
/// it is takes several characters.
fn split(line: &str) -> (&str, &str) {
    let Some(window) = window(line) else {
        return (line, "");
    };
    let mut end = SafeText::fitting(window);
    if end == window.len() && end < line.len() {
        // The last cluster may go on behind the window.
        let last = window.grapheme_indices(true).next_back();
        end = last.map_or(end, |(at, _)| at);
    }
    if end == 0 {
        let after = window.char_indices().nth(OF_ENDLESS);
        end = after.map_or(window.len(), |(at, _)| at);
    }
    line.split_at(end)
}

/// The start of a line in which a cut may be needed; nothing when none is.
fn window(line: &str) -> Option<&str> {
    if line.len() <= OF_ENDLESS {
        return None;
    }
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => Some(&line[..at]),
        None => Some(line),
    }
}
