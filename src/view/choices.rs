//! The menus beside the table: the statuses and the columns that are shown.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::regions::Regions;
use crate::app::{ColumnChoice, State};
use crate::domain::grouped;

use super::cells::{fit, fit_right};
use super::{Look, pane};

/// Draws the statuses, each with its number and how many files have it.
pub(super) fn statuses(
    state: &State,
    selected: usize,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let Some(files) = &state.files else {
        return;
    };
    let chosen = &files.table.order().filter.statuses;
    let statuses = files.statuses();
    let lines = statuses.iter().enumerate().map(|(place, (status, count))| {
        let number = if place < 9 {
            (place + 1).to_string()
        } else {
            " ".to_owned()
        };
        let sign = look.glyphs.chosen(chosen.contains(status));
        let text = format!(
            "{number} {sign} {} {}",
            look.glyphs.status(status),
            status.label()
        );
        let style = look.theme.status(status);
        (text, grouped(*count), style)
    });
    let rows = regions.menu_rows(statuses.len());
    let place = Place {
        first: (selected + 1).saturating_sub(rows),
        selected,
    };
    menu(
        "Show only",
        &lines.collect::<Vec<_>>(),
        place,
        regions,
        look,
        frame,
    );
}

/// Draws all columns, whether each is shown, and its width.
pub(super) fn columns(choice: &ColumnChoice, regions: &Regions, look: &Look, frame: &mut Frame) {
    let lines = choice.list.iter().map(|(chosen, shown)| {
        let sign = look.glyphs.chosen(*shown);
        let text = format!("{sign} {}", chosen.column.title());
        let width = match chosen.cells {
            Some(cells) => cells.to_string(),
            None => String::new(),
        };
        let style = if *shown {
            Style::new()
        } else {
            look.theme.faint()
        };
        (text, width, style)
    });
    let place = Place {
        first: choice.cursor.offset(),
        selected: choice.cursor.index(),
    };
    menu(
        "Columns",
        &lines.collect::<Vec<_>>(),
        place,
        regions,
        look,
        frame,
    );
}

/// Where a person is in a menu.
#[derive(Clone, Copy)]
struct Place {
    first: usize,
    selected: usize,
}

/// Draws lines with something at their right ends.
fn menu(
    title: &str,
    lines: &[(String, String, Style)],
    place: Place,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let area = regions.menu(lines.len());
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, title, true, look);
    let lines = lines.iter().enumerate().skip(place.first);
    for ((index, (text, right, style)), y) in lines.zip(inside.y..inside.bottom()) {
        let selected = index == place.selected;
        let style = if selected {
            look.theme.on_selected(*style)
        } else {
            *style
        };
        let sign = if selected { look.glyphs.cursor() } else { " " };
        let right_cells = 8.min(usize::from(inside.width) / 3);
        let left_cells = usize::from(inside.width).saturating_sub(right_cells + 2);
        let line = Line::from(vec![
            Span::styled(sign, look.theme.cursor()),
            Span::styled(fit(text, left_cells, look.glyphs), style),
            Span::styled(fit_right(right, right_cells, look.glyphs), style),
            Span::raw(" "),
        ]);
        let line = if selected {
            line.style(look.theme.selected())
        } else {
            line
        };
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}
