//! A table of files: the columns that it has room for, and as many rows.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::table::{Column, Columns, Layout, Sieve, Sort, Table};
use crate::domain::{Attachment, STUCK};

use super::found::{Align, spans};
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

/// Draws the titles and, under them, as many rows as there is room for. `signs` are the two
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
    frame.render_widget(titles(&columns, sheet.layout.sort, look), line_at(area.y));
    let table = sheet.table;
    let cursor = table.cursor();
    let mut sieve = Sieve::new(&table.stands().filter);
    let places = cursor.offset()..;
    for (place, y) in places.zip(area.y + 1..area.bottom()) {
        let Some(file) = table.at(place) else { break };
        let selected = place == cursor.index();
        let mut row = Row {
            file,
            reversed: selected && sheet.focused,
            stuck: (sheet.is_stuck)(file),
            look,
        };
        let sign = if selected { look.glyphs.cursor() } else { " " };
        let signs = signs(place);
        let mut line = vec![Span::styled(sign, look.theme.cursor()), Span::raw(signs)];
        for &(column, cells) in &columns {
            line.push(Span::raw(" "));
            line.extend(row.cell(column, cells, &mut sieve, table));
        }
        let line = Line::from(line);
        let line = if row.reversed {
            line.style(look.theme.selected())
        } else {
            line
        };
        frame.render_widget(line, line_at(y));
        let gaps = Columns::gaps(&columns).map(|gap| area.x + gap);
        fence::columns(line_at(y), gaps, look.glyphs, frame.buffer_mut());
    }
}

/// A row on its way to the screen.
struct Row<'a> {
    file: &'a Attachment,
    reversed: bool,
    stuck: bool,
    look: &'a Look,
}

impl Row<'_> {
    /// What stands in one column, with what the filter found in it.
    fn cell(
        &mut self,
        column: Column,
        cells: u16,
        sieve: &mut Sieve,
        table: &Table,
    ) -> Vec<Span<'static>> {
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
        let style = if self.reversed {
            self.look.theme.on_selected(style)
        } else {
            style
        };
        let mut spans = spans(
            &text,
            &found,
            (usize::from(cells), align(column)),
            style,
            self.look,
        );
        if self.reversed {
            for span in &mut spans {
                span.style = self.look.theme.on_selected(span.style);
            }
        }
        spans
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

/// The line of the columns' titles.
fn titles(columns: &[(Column, u16)], sort: Sort, look: &Look) -> Line<'static> {
    let mut line = vec![Span::raw("   ")];
    for &(column, cells) in columns {
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
        line.push(Span::raw(" "));
        let cells = (usize::from(cells), align);
        line.extend(spans(&title, &[], cells, look.theme.title(), look));
    }
    Line::from(line)
}
