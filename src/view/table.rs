//! A table of files: the columns that it has room for, and as many rows.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::table::{Column, Columns, Layout, Sieve, Sort, Table};
use crate::domain::{Attachment, STUCK};

use super::found::{self, Align};
use super::{Look, fence};

/// What is drawn.
pub(super) struct Sheet<'a> {
    /// The rows.
    pub table: &'a Table,
    /// The columns, and by which of them the rows are sorted.
    pub layout: &'a Layout,
    /// Whether the table has the keys.
    pub focused: bool,
    /// Which files nothing will move any more.
    pub is_stuck: &'a dyn Fn(&Attachment) -> bool,
}

/// Draws where nothing stands yet the titles and, under them, as many rows as there is room for. `signs` are the two
/// cells in front of the row at a place.
pub(super) fn draw(
    sheet: &Sheet,
    signs: impl Fn(usize) -> String,
    area: Rect,
    look: &Look,
    frame: &mut Frame,
) {
    let columns = sheet.layout.columns.fit(area.width);
    let line_at = |y: u16| Rect::new(area.x, y, area.width, 1);
    if area.is_empty() {
        return;
    }
    let buffer = frame.buffer_mut();
    titles(&columns, sheet.layout.sort, line_at(area.y), look, buffer);
    let table = sheet.table;
    let cursor = table.cursor();
    let mut sieve = Sieve::new(&table.stands().filter);
    let places = cursor.offset()..;
    for (place, y) in places.zip(area.y + 1..area.bottom()) {
        let Some(file) = table.at(place) else { break };
        let selected = place == cursor.index();
        let row = Row {
            file,
            reversed: selected && sheet.focused,
            stuck: (sheet.is_stuck)(file),
            look,
        };
        let line = line_at(y);
        if row.reversed {
            buffer.set_style(line, look.theme.selected());
        }
        let sign = if selected { look.glyphs.cursor() } else { " " };
        let width = usize::from(line.width);
        buffer.set_stringn(line.x, y, sign, width, look.theme.cursor());
        let width = width.saturating_sub(1).min(2);
        buffer.set_stringn(line.x + 1, y, signs(place), width, Style::new());
        for (column, cell) in cells(&columns, line) {
            row.draw(column, cell, (&mut sieve, table), buffer);
        }
        let gaps = Columns::gaps(&columns).map(|gap| area.x + gap);
        fence::columns(line, gaps, look.glyphs, buffer);
    }
}

/// The columns with their cells in a row.
fn cells(columns: &[(Column, u16)], line: Rect) -> impl Iterator<Item = (Column, Rect)> {
    let gaps = Columns::gaps(columns);
    columns
        .iter()
        .zip(gaps)
        .map(move |(&(column, cells), gap)| {
            let x = line.x.saturating_add(gap + 1);
            let cell = Rect::new(x, line.y, cells, 1);
            (column, cell.intersection(line))
        })
}

/// A row on its way to the screen.
struct Row<'a> {
    file: &'a Attachment,
    reversed: bool,
    stuck: bool,
    look: &'a Look,
}

impl Row<'_> {
    /// Draws what stands in one column, with what the filter found in it.
    fn draw(
        &self,
        column: Column,
        cell: Rect,
        (sieve, table): (&mut Sieve, &Table),
        buffer: &mut Buffer,
    ) {
        let text = column.text(self.file, &table.stands().lens);
        let mut found = if sieve.seeks() {
            sieve.hits(&text)
        } else {
            Vec::new()
        };
        let text = if column == Column::Status {
            // The sign in front of the word is not searched.
            for place in &mut found {
                *place += 2;
            }
            let (sign, text) = if self.stuck {
                (self.look.glyphs.stuck(), STUCK.into())
            } else {
                (self.look.glyphs.status(&self.file.status), text)
            };
            Cow::Owned(format!("{sign} {text}"))
        } else {
            text
        };
        let style = self.style(column);
        let (style, matched) = if self.reversed {
            let theme = &self.look.theme;
            (
                theme.on_selected(style),
                theme.on_selected(style.patch(theme.matched())),
            )
        } else {
            (style, style.patch(self.look.theme.matched()))
        };
        let styles = (style, matched);
        found::draw(
            (&text, &found),
            (cell, align(column)),
            styles,
            self.look,
            buffer,
        );
    }

    fn style(&self, column: Column) -> Style {
        match column {
            Column::Status if self.stuck => self.look.theme.stuck(),
            Column::Status => self.look.theme.status(&self.file.status),
            Column::Name | Column::Size | Column::Age | Column::Created | Column::Bytes => {
                Style::new()
            }
            _ => self.look.theme.faint(),
        }
    }
}

fn align(column: Column) -> Align {
    match column {
        Column::Name => Align::Name,
        column if column.is_number() => Align::Right,
        _ => Align::Left,
    }
}

/// Draws the columns' titles.
fn titles(columns: &[(Column, u16)], sort: Sort, line: Rect, look: &Look, buffer: &mut Buffer) {
    for (column, cell) in cells(columns, line) {
        let title = match (sort.column == column, sort.descending) {
            (false, _) => column.title().to_owned(),
            (true, false) => format!("{} {}", column.title(), look.glyphs.ascending()),
            (true, true) => format!("{} {}", column.title(), look.glyphs.descending()),
        };
        // A title is no name that is cut in its middle.
        let align = match align(column) {
            Align::Name => Align::Left,
            align => align,
        };
        let style = look.theme.title();
        found::draw((&title, &[]), (cell, align), (style, style), look, buffer);
    }
}
