//! A text in its cells with the letters marked that a filter found.

use ratatui::style::Style;
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

use super::Look;
use super::cells::width;
use crate::domain::cells::{Kept, kept, kept_of_name};

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

/// A text in exactly so many cells. `found` are its graphemes to be marked, in their order.
pub(super) fn spans(
    text: &str,
    found: &[usize],
    (cells, align): (usize, Align),
    style: Style,
    look: &Look,
) -> Vec<Span<'static>> {
    let sign = look.glyphs.cut();
    let left = match align {
        Align::Name => kept_of_name(text, cells, sign),
        Align::Left | Align::Right => kept(text, cells, sign),
    };
    let mut pieces = pieces(
        text,
        found,
        left,
        if cells >= width(sign) { sign } else { "" },
    );
    let used: usize = pieces.iter().map(|(piece, _)| width(piece)).sum();
    let blanks = (" ".repeat(cells.saturating_sub(used)), false);
    match align {
        Align::Right => pieces.insert(0, blanks),
        Align::Left | Align::Name => pieces.push(blanks),
    }
    let pieces = pieces.into_iter().filter(|(piece, _)| !piece.is_empty());
    let span = |(piece, found)| {
        let style = if found {
            style.patch(look.theme.matched())
        } else {
            style
        };
        Span::styled(piece, style)
    };
    pieces.map(span).collect()
}

/// What is left of the text, in pieces that are marked or not.
fn pieces(text: &str, found: &[usize], left: Option<Kept>, sign: &str) -> Vec<(String, bool)> {
    let (head, tail) = left.unwrap_or((text.len(), text.len()));
    if found.is_empty() {
        let sign = if left.is_some() { sign } else { "" };
        return vec![([&text[..head], sign, &text[tail..]].concat(), false)];
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut push = |piece: &str, found: bool| match pieces.last_mut() {
        Some((last, like)) if *like == found => last.push_str(piece),
        _ => pieces.push((piece.to_owned(), found)),
    };
    let mut cut = left.is_some();
    for (place, (at, grapheme)) in text.grapheme_indices(true).enumerate() {
        if at >= head && at < tail {
            if std::mem::take(&mut cut) {
                push(sign, false);
            }
            continue;
        }
        push(grapheme, found.binary_search(&place).is_ok());
    }
    pieces
}
