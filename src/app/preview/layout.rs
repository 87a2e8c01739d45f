//! What a preview's pane shows, row by row. It stands here and not in the view because
//! scrolling must know how many rows there are.

use std::borrow::Cow;

use crate::domain::cells::{fold, skip, width, wrap};
use crate::domain::{Body, Column, Preview, SafeText, Sheet};

use super::Previewing;
use super::folds::Folds;

/// One row of a preview's pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// What contradicts the file's name.
    Doubt(String),
    /// A sentence of this program.
    Said(String),
    /// A fact: its name on the first of its rows, and a part of it.
    Fact(&'static str, String),
    /// A part of the content.
    Content(String),
    /// A row of a table, each value with its column; whether it names the columns.
    Cells(Vec<(SafeText, Column)>, bool),
}

/// The cells of a fact's name, with the blank behind it.
pub const FACT: usize = 10;

impl Previewing {
    /// How many rows there are in a pane of so many cells.
    pub fn rows(&self, cells: usize) -> usize {
        match (self.sentence(), &self.seen) {
            (Some(text), _) => wrap(&text, cells).len(),
            (None, None) => 0,
            (None, Some(seen)) => {
                let own = before(seen, cells).len() + after(seen, cells).len();
                own + self.content_rows(seen, cells)
            }
        }
    }

    /// The rows on the screen, from the first one on, `height` of them at most. No row is
    /// wider than `cells`.
    pub fn shown(&self, cells: usize, height: usize) -> Vec<Row> {
        let said = |text: &str| wrap(text, cells).into_iter().map(Row::Said);
        let from = self.offset;
        match (self.sentence(), &self.seen) {
            (Some(text), _) => said(&text).skip(from).take(height).collect(),
            (None, None) => Vec::new(),
            (None, Some(seen)) => {
                let before = before(seen, cells);
                let content_from = from.saturating_sub(before.len());
                let mut rows: Vec<Row> = before.into_iter().skip(from).take(height).collect();
                let room = height - rows.len();
                rows.extend(self.content(seen, cells, content_from, room));
                let room = height - rows.len();
                let passed = content_from.saturating_sub(self.content_rows(seen, cells));
                rows.extend(after(seen, cells).into_iter().skip(passed).take(room));
                rows
            }
        }
    }

    fn content_rows(&self, seen: &Preview, cells: usize) -> usize {
        match &seen.body {
            // A picture takes what room there is.
            Body::Nothing | Body::Picture(_) => 0,
            Body::Sheet(sheet) => sheet.rows.len() + 1,
            Body::Text(lines) if self.wraps => self.folds(lines, cells).rows(),
            Body::Text(lines) => lines.len(),
        }
    }

    /// Whether lines are to be broken at this width that are not yet.
    pub fn is_unmeasured(&self, cells: usize) -> bool {
        let is_text = matches!(
            self.seen.as_deref().map(|seen| &seen.body),
            Some(Body::Text(_))
        );
        self.wraps && is_text && self.measured() != Some(cells)
    }

    /// Breaks the lines at this width, and keeps where they end.
    pub fn measure(&mut self, cells: usize) {
        if let Some(Body::Text(lines)) = self.seen.as_deref().map(|seen| &seen.body) {
            self.folds = Some(Folds::of(lines, cells));
        }
    }

    /// The width at which it is known where the lines end.
    pub fn measured(&self) -> Option<usize> {
        self.folds.as_ref().map(Folds::cells)
    }

    fn folds(&self, lines: &[SafeText], cells: usize) -> Cow<'_, Folds> {
        match &self.folds {
            Some(folds) if folds.cells() == cells => Cow::Borrowed(folds),
            _ => Cow::Owned(Folds::of(lines, cells)),
        }
    }

    fn content(&self, seen: &Preview, cells: usize, from: usize, room: usize) -> Vec<Row> {
        match &seen.body {
            Body::Nothing | Body::Picture(_) => Vec::new(),
            Body::Sheet(sheet) => self.cells(sheet, cells, from, room),
            Body::Text(lines) if self.wraps => folded(lines, &self.folds(lines, cells), from, room),
            Body::Text(lines) => {
                let lines = lines.iter().skip(from).take(room);
                lines
                    .map(|line| Row::Content(skip(line.as_str(), self.shift, cells)))
                    .collect()
            }
        }
    }
}

/// Between two columns.
pub const GAP: usize = 2;

impl Previewing {
    /// The rows of a table. The names of its columns stay in sight.
    fn cells(&self, sheet: &Sheet, cells: usize, from: usize, room: usize) -> Vec<Row> {
        let mut used = 0;
        let columns = sheet.columns.iter().skip(self.shift);
        let columns: Vec<Column> = columns
            .map_while(|column| {
                let left = cells.saturating_sub(used);
                used += column.width + GAP;
                // The last one may be cut.
                (left > 0).then_some(Column {
                    width: column.width.min(left),
                    ..*column
                })
            })
            .collect();
        let row = |values: &[SafeText], head: bool| {
            let values = values.iter().skip(self.shift).cloned();
            Row::Cells(values.zip(columns.iter().copied()).collect(), head)
        };
        let rows = sheet
            .rows
            .iter()
            .skip(from)
            .map(|values| row(values, false));
        std::iter::once(row(&sheet.head, true))
            .chain(rows)
            .take(room)
            .collect()
    }
}

/// The rows of broken lines, without breaking those that are not on the screen.
fn folded(lines: &[SafeText], folds: &Folds, from: usize, room: usize) -> Vec<Row> {
    let first = folds.line_at(from);
    let within = from.saturating_sub(folds.first_row(first));
    let lines = lines.iter().skip(first);
    let rows = lines.flat_map(|line| fold(line.as_str(), folds.cells()));
    rows.skip(within).take(room).map(Row::Content).collect()
}

/// What stands before the content.
fn before(seen: &Preview, cells: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(doubt) = &seen.doubt {
        rows.extend(wrap(doubt.as_str(), cells).into_iter().map(Row::Doubt));
    }
    for (name, value) in &seen.facts {
        let parts = wrap(value.as_str(), cells.saturating_sub(FACT)).into_iter();
        let named = parts.enumerate();
        rows.extend(named.map(|(place, part)| Row::Fact(if place == 0 { name } else { "" }, part)));
    }
    if !rows.is_empty() && seen.body != Body::Nothing {
        rows.push(Row::Said(String::new()));
    }
    rows
}

/// What stands behind it.
fn after(seen: &Preview, cells: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut say = |text: &str| rows.extend(wrap(text, cells).into_iter().map(Row::Said));
    let note = seen.note.as_ref().map(SafeText::as_str);
    if seen.body == Body::Nothing {
        let why = note.unwrap_or("There is nothing in it that could be shown here.");
        say(&format!("{why} s saves it, o opens it."));
        return rows;
    }
    if let Some(note) = note {
        say(note);
    }
    if !seen.whole {
        say("(only the start is shown)");
    }
    rows
}

/// Shifting, and staying on a line while it is broken or cut.
impl Previewing {
    /// How much one step shifts: cells of a cut text, columns of a table.
    pub fn shift_step(&self, cells: usize) -> usize {
        match self.seen.as_deref().map(|seen| &seen.body) {
            Some(Body::Sheet(_)) => 1,
            _ => (cells / 2).max(1),
        }
    }

    /// How far it can be shifted at most.
    pub fn most_shift(&self, cells: usize) -> usize {
        match &self.seen.as_deref().map(|seen| &seen.body) {
            Some(Body::Text(lines)) if !self.wraps => {
                let widest = lines.iter().map(|line| width(line.as_str())).max();
                widest.unwrap_or(0).saturating_sub(cells)
            }
            Some(Body::Sheet(sheet)) => {
                // As many of the last ones as fit stay in sight, and one of them at least.
                let mut used = 0;
                let widths = sheet.columns.iter().rev().map(|column| column.width + GAP);
                let fit = widths.take_while(|width| {
                    used += width;
                    used <= cells + GAP
                });
                sheet.columns.len() - fit.count().max(1).min(sheet.columns.len())
            }
            _ => 0,
        }
    }

    /// The line of the content that a row belongs to.
    pub fn line_at(&self, row: usize, cells: usize) -> usize {
        let Some(seen) = &self.seen else {
            return 0;
        };
        let row = row.saturating_sub(before(seen, cells).len());
        match &seen.body {
            Body::Text(lines) if self.wraps => self.folds(lines, cells).line_at(row),
            _ => row,
        }
    }

    /// The first row of a line of the content. What stands before the content stays in sight
    /// with its first line.
    pub fn row_of(&self, line: usize, cells: usize) -> usize {
        let Some(seen) = self.seen.as_ref().filter(|_| line > 0) else {
            return 0;
        };
        let passed = match &seen.body {
            Body::Text(lines) if self.wraps => self.folds(lines, cells).first_row(line),
            _ => line,
        };
        before(seen, cells).len() + passed
    }
}
