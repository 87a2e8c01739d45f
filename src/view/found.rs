//! A text in its cells with the letters marked that a filter found.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::Look;
use super::cells::width;
use crate::domain::cells::{Kept, is_plain, kept, kept_of_name};

/// How a text is put into its column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Words: cut at their end.
    Left,
    /// Numbers: at the right.
    Right,
    /// A file's name: cut in its middle.
    Name,
}

/// Draws a text into its cells, which are blank, and all of which get the first of the styles.
/// `found` are its graphemes that get the second, in their order. It goes into the buffer as it
/// is: a table is most of a frame, and what it is made of need not be gathered first.
pub(super) fn draw(
    (text, found): (&str, &[usize]),
    (area, align): (Rect, Align),
    (style, matched): (Style, Style),
    look: &Look,
    buffer: &mut Buffer,
) {
    let cells = usize::from(area.width);
    let sign = look.glyphs.cut();
    let left = match align {
        Align::Name => kept_of_name(text, cells, sign),
        Align::Left | Align::Right => kept(text, cells, sign),
    };
    let sign = if cells >= width(sign) { sign } else { "" };
    let mut x = area.x;
    if align == Align::Right {
        let mut used = 0;
        pieces(text, &[], left, sign, |piece, _| used += width(piece));
        let blanks = cells.saturating_sub(used);
        x += u16::try_from(blanks).unwrap_or(area.width);
        buffer.set_style(Rect::new(area.x, area.y, x - area.x, 1), style);
    }
    pieces(text, found, left, sign, |piece, found| {
        let style = if found { matched } else { style };
        x = put(piece, (x..area.right(), area.y), style, buffer);
    });
    let blanks = area.right().saturating_sub(x);
    buffer.set_style(Rect::new(x, area.y, blanks, 1), style);
}

/// Puts a text into these cells of a row, as far as it goes; where it ends.
fn put(text: &str, (cells, y): (Range<u16>, u16), style: Style, buffer: &mut Buffer) -> u16 {
    if cells.is_empty() {
        return cells.start;
    }
    if !is_plain(text) {
        let (end, _) = buffer.set_stringn(cells.start, y, text, cells.len(), style);
        return end;
    }
    // Most names are plain letters: nothing in them has to be found out.
    let start = buffer.index_of(cells.start, y);
    let row = buffer.content.iter_mut().skip(start);
    let mut end = cells.start;
    for ((cell, letter), x) in row.zip(text.chars()).zip(cells) {
        cell.set_char(letter).set_style(style);
        end = x + 1;
    }
    end
}

/// What is left of the text, in pieces that are marked or not.
fn pieces<'a>(
    text: &'a str,
    found: &[usize],
    left: Option<Kept>,
    sign: &'a str,
    mut take: impl FnMut(&'a str, bool),
) {
    let (head, tail) = left.unwrap_or((text.len(), text.len()));
    if found.is_empty() {
        take(&text[..head], false);
        if left.is_some() {
            take(sign, false);
            take(&text[tail..], false);
        }
        return;
    }
    let mut cut = left.is_some();
    for (place, (at, grapheme)) in text.grapheme_indices(true).enumerate() {
        if at < head || at >= tail {
            take(grapheme, found.binary_search(&place).is_ok());
        } else if std::mem::take(&mut cut) {
            take(sign, false);
        }
    }
}
