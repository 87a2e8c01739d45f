//! Fitting text into cells: measured by unicode-width, cut between graphemes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Glyphs;

/// How many cells a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text in exactly `cells` cells: padded, or cut with a sign that says so.
pub(crate) fn fit(text: &str, cells: usize, glyphs: Glyphs) -> String {
    let mut fitted = cut(text, cells, glyphs);
    let used = width(&fitted);
    fitted.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    fitted
}

/// The same, at the right end of its cells: for numbers.
pub(crate) fn fit_right(text: &str, cells: usize, glyphs: Glyphs) -> String {
    let fitted = cut(text, cells, glyphs);
    let pad = cells.saturating_sub(width(&fitted));
    " ".repeat(pad) + &fitted
}

/// The text in at most `cells` cells.
pub(crate) fn cut(text: &str, cells: usize, glyphs: Glyphs) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let sign = glyphs.cut();
    let mut kept = head(text, cells.saturating_sub(width(sign)));
    if cells >= width(sign) {
        kept.push_str(sign);
    }
    kept
}

/// A file's name in at most `cells` cells, cut in the middle: what it is (`.pdf`)
/// stands at its end and must stay.
pub(crate) fn cut_name(name: &str, cells: usize, glyphs: Glyphs) -> String {
    let sign = glyphs.cut();
    let tail_cells = cells / 3;
    if width(name) <= cells || tail_cells < 4 {
        return cut(name, cells, glyphs);
    }
    let tail = tail(name, tail_cells);
    let mut kept = head(name, cells - width(&tail) - width(sign));
    kept.push_str(sign);
    kept + &tail
}

/// The first graphemes that fit into `cells`.
fn head(text: &str, cells: usize) -> String {
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > cells {
            break;
        }
        kept.push_str(grapheme);
    }
    kept
}

/// The last graphemes that fit into `cells`.
pub(crate) fn tail(text: &str, cells: usize) -> String {
    let mut used = 0;
    let mut from = text.len();
    for (index, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > cells {
            break;
        }
        from = index;
    }
    text[from..].to_owned()
}

/// The text in lines of at most `cells` cells, broken between words where that is possible.
pub(crate) fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_word_bounds() {
        if width(&line) + width(word) <= cells {
            if !(line.is_empty() && word.trim().is_empty() && !lines.is_empty()) {
                line.push_str(word);
            }
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if word.trim().is_empty() {
            continue;
        }
        let mut rest = word;
        while width(rest) > cells {
            let part = head(rest, cells);
            // A grapheme wider than the line would never fit: it is left out.
            let Some(after) = rest.get(part.len()..).filter(|_| !part.is_empty()) else {
                rest = "";
                break;
            };
            rest = after;
            lines.push(part);
        }
        rest.clone_into(&mut line);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}
