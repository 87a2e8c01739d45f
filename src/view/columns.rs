//! A table's columns: how wide each is, and how a row is put together.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::cells::{fit, fit_right};
use super::{Glyphs, Look, fence};

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
}

/// How a row is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Not at all.
    None,
    /// Selected, while another pane has the keys.
    Kept,
    /// Selected, and it has the keys.
    Selected,
}

/// The columns that a table of this width has, each with its width in cells.
fn measure(columns: &[Column], area: Rect) -> Vec<(usize, u16)> {
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

/// Draws the titles and, under them, as many rows as there is room for. `rows` begins with
/// the first one on the screen; each says whether it is selected, and its values by column.
pub(super) fn draw<const N: usize>(
    columns: &[Column; N],
    rows: impl Iterator<Item = (bool, [(String, Style); N])>,
    focused: bool,
    area: Rect,
    look: &Look,
    frame: &mut Frame,
) {
    let measured = measure(columns, area);
    let titles = titles(columns, &measured, look);
    let rows = rows.map(|(selected, values)| {
        let mark = match (selected, focused) {
            (false, _) => Mark::None,
            (true, false) => Mark::Kept,
            (true, true) => Mark::Selected,
        };
        row(columns, &measured, &values, mark, look)
    });
    for (line, y) in std::iter::once(titles)
        .chain(rows)
        .zip(area.y..area.bottom())
    {
        let place = Rect::new(area.x, y, area.width, 1);
        frame.render_widget(line, place);
        fence::columns(
            place,
            gaps(&measured, area.x),
            look.glyphs,
            frame.buffer_mut(),
        );
    }
}

/// The cells between the columns.
fn gaps(measured: &[(usize, u16)], from: u16) -> impl Iterator<Item = u16> {
    let ends = measured.iter().scan(from, |end, (_, cells)| {
        *end += 1 + cells;
        Some(*end)
    });
    ends.take(measured.len().saturating_sub(1))
}

/// A row of the table. `values` are by column, with the style of each.
fn row(
    columns: &[Column],
    measured: &[(usize, u16)],
    values: &[(String, Style)],
    mark: Mark,
    look: &Look,
) -> Line<'static> {
    let sign = if mark == Mark::None {
        " "
    } else {
        look.glyphs.cursor()
    };
    let selected = mark == Mark::Selected;
    let mut spans = vec![Span::styled(sign, look.theme.cursor())];
    for (place, &(index, cells)) in measured.iter().enumerate() {
        if place > 0 {
            spans.push(Span::raw(" "));
        }
        let (value, style) = &values[index];
        let text = put(value, columns[index].align, usize::from(cells), look.glyphs);
        let style = if selected {
            look.theme.on_selected(*style)
        } else {
            *style
        };
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
fn titles(columns: &[Column], measured: &[(usize, u16)], look: &Look) -> Line<'static> {
    let values: Vec<(String, Style)> = columns
        .iter()
        .map(|column| (column.title.to_owned(), look.theme.title()))
        .collect();
    row(columns, measured, &values, Mark::None, look)
}

fn put(value: &str, align: Align, cells: usize, glyphs: Glyphs) -> String {
    match align {
        Align::Left => fit(value, cells, glyphs),
        Align::Right => fit_right(value, cells, glyphs),
    }
}
