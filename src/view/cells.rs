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

/// The text in lines of at most `cells` cells, broken between words; a word that is
/// longer than a line, such as an ARN, fills each line to its end.
pub(crate) fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let used = lines.last().map_or(0, |line| width(line));
        let gap = usize::from(used > 0);
        let fits = used + gap + width(word) <= cells;
        let long = width(word) > cells && used + gap < cells;
        if !fits && !long && used > 0 {
            lines.push(String::new());
        } else if used > 0 {
            push(&mut lines, " ");
        }
        fill(&mut lines, word, cells);
    }
    lines
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

/// Puts a word on the last line, and what does not fit there on further ones.
fn fill(lines: &mut Vec<String>, word: &str, cells: usize) {
    for grapheme in word.graphemes(true) {
        let used = lines.last().map_or(0, |line| width(line));
        if used > 0 && used + width(grapheme) > cells {
            lines.push(String::new());
        }
        push(lines, grapheme);
    }
}
