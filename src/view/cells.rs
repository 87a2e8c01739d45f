//! Fitting text into cells with the signs of the person's terminal.

use super::Glyphs;
use crate::domain::cells;

pub(crate) use crate::domain::cells::{tail, width, wrap};

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
    cells::cut(text, cells, glyphs.cut())
}

/// A file's name in at most `cells` cells, its extension kept.
pub(crate) fn cut_name(name: &str, cells: usize, glyphs: Glyphs) -> String {
    cells::cut_name(name, cells, glyphs.cut())
}
