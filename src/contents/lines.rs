//! A text in lines that can be drawn, however long and however many there are.

use crate::domain::SafeText;

/// The most lines that are kept.
pub(super) const MOST: usize = 2_000;

/// A longer line is kept in parts, in characters: a text from outside is cut a little above.
const LONGEST: usize = 4_000;

/// The lines of a text, and whether that is all of it.
pub(super) fn lines(text: &str) -> (Vec<SafeText>, bool) {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        loop {
            if lines.len() == MOST {
                return (lines, false);
            }
            let (part, after) = split(rest);
            // A tab is as wide as a person expects it, and no escape.
            lines.push(SafeText::new(&part.replace('\t', "    ")));
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
    }
    (lines, true)
}

fn split(line: &str) -> (&str, &str) {
    if line.len() <= LONGEST {
        return (line, "");
    }
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => line.split_at(at),
        None => (line, ""),
    }
}
