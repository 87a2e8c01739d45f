//! A table's columns: how wide each is, and how a row is put together.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::cells::{cut_name, fit, fit_right};
use super::{Glyphs, Look};

/// A column.
pub(super) struct Column {
    /// Its title.
    pub title: &'static str,
    /// How wide it is.
    pub width: Constraint,
    /// How a value is put into it.
    pub align: Align,
    /// The narrowest table that it is shown in, in cells.
    pub from: u16,
}

/// How a value is put into its column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Words: cut at their end.
    Left,
    /// Numbers: at the right.
    Right,
    /// A file's name: cut in its middle.
    Name,
}

/// The columns that a table of this width has, each with its width in cells.
pub(super) fn measure(columns: &[Column], area: Rect) -> Vec<(usize, u16)> {
    let shown: Vec<usize> = (0..columns.len())
        .filter(|&index| area.width >= columns[index].from)
        .collect();
    let constraints = shown.iter().map(|&index| columns[index].width);
    // The first cell is the selected row's mark.
    let inner = Rect::new(0, 0, area.width.saturating_sub(1), 1);
    let cells = Layout::horizontal(constraints).spacing(1).split(inner);
    shown
        .into_iter()
        .zip(cells.iter().map(|cell| cell.width))
        .collect()
}

/// A row of the table. `values` are by column, with the style of each.
pub(super) fn row(
    columns: &[Column],
    measured: &[(usize, u16)],
    values: &[(String, Style)],
    selected: bool,
    look: &Look,
) -> Line<'static> {
    let mark = if selected { look.glyphs.cursor() } else { " " };
    let mut spans = vec![Span::raw(mark)];
    for (place, &(index, cells)) in measured.iter().enumerate() {
        if place > 0 {
            spans.push(Span::raw(" "));
        }
        let (value, style) = &values[index];
        let text = put(value, columns[index].align, usize::from(cells), look.glyphs);
        // A colour would turn into a coloured block where the row is reversed.
        let style = if selected { Style::new() } else { *style };
        spans.push(Span::styled(text, style));
    }
    let line = Line::from(spans);
    if selected {
        line.style(look.theme.selected())
    } else {
        line
    }
}

/// The line of the columns' titles.
pub(super) fn titles(
    columns: &[Column],
    measured: &[(usize, u16)],
    sorted_by: Option<usize>,
    look: &Look,
) -> Line<'static> {
    let values: Vec<(String, Style)> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let title = if sorted_by == Some(index) {
                format!("{} {}", column.title, look.glyphs.ascending())
            } else {
                column.title.to_owned()
            };
            (title, look.theme.title())
        })
        .collect();
    row(columns, measured, &values, false, look)
}

fn put(value: &str, align: Align, cells: usize, glyphs: Glyphs) -> String {
    match align {
        Align::Left => fit(value, cells, glyphs),
        Align::Right => fit_right(value, cells, glyphs),
        Align::Name => fit(&cut_name(value, cells, glyphs), cells, glyphs),
    }
}
