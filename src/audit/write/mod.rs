//! How a report is written: as it grows (ndjson, csv, a table), or from the journal at the end
//! (json, html). Nothing is decided here about what is in it.

mod csv;
mod head;
mod html;
mod json;
mod names;
mod page;
mod summary;
mod table;

use std::io::{self, ErrorKind, Write};

use super::ask::Ask;
use super::journal::{Journal, Record};
use super::row::{Row, columns};
use crate::domain::{ReportFormat, to_json_line};

pub(super) use csv::csv_cells;
pub use csv::{csv_line, csv_row, write_csv_head};
pub use names::Names;
pub use summary::Summary;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A line of JSON a row.
    Ndjson,
    /// A line a row, under their names.
    Csv,
    /// One document.
    Json,
    /// One page for a browser.
    Html,
    /// For eyes, in cells of this many columns.
    Table(usize),
}

impl Shape {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Html => "html",
            Self::Table(_) => "table",
        }
    }

    /// Whether it is written as it grows.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Ndjson | Self::Csv | Self::Table(_))
    }
}

impl From<ReportFormat> for Shape {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Ndjson => Self::Ndjson,
            ReportFormat::Csv => Self::Csv,
            ReportFormat::Json => Self::Json,
            ReportFormat::Html => Self::Html,
        }
    }
}

/// A report that is written as it grows.
pub struct Live {
    shape: Shape,
    names: Vec<&'static str>,
    begun: bool,
    out: Box<dyn Write + Send>,
}

impl Live {
    /// Writes there; nothing is written yet.
    pub fn new(ask: &Ask, out: Box<dyn Write + Send>) -> Self {
        Self {
            shape: ask.shape,
            names: columns(ask.with_cases),
            begun: false,
            out,
        }
    }

    /// Writes rows, all the way out.
    pub(super) fn write(&mut self, rows: &[Row]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.begin()?;
        let mut text = String::new();
        for row in rows {
            match self.shape {
                Shape::Csv => text.push_str(&csv_row(row, &self.names)),
                Shape::Table(cells) => text.push_str(&table::line(row, cells)),
                Shape::Ndjson | Shape::Json | Shape::Html => {
                    text.push_str(&to_json_line(&row.value()));
                    text.push('\n');
                }
            }
        }
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// A report without rows has its head all the same.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        if self.shape == Shape::Csv {
            self.begin()?;
        }
        self.out.flush()
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        match self.shape {
            Shape::Csv => write_csv_head(&mut self.out, &self.names),
            Shape::Table(cells) => self.out.write_all(table::head(cells).as_bytes()),
            Shape::Ndjson | Shape::Json | Shape::Html => Ok(()),
        }
    }
}

/// Where a report goes that is written at the end.
pub enum Rendered<'a> {
    /// It was written as it grew.
    Already,
    /// There.
    To(&'a mut dyn Write),
}

/// Writes a report from the journal.
pub(super) fn render(
    journal: &mut Journal,
    ask: &Ask,
    places: usize,
    to: Rendered<'_>,
    summary: &Summary,
) -> io::Result<()> {
    let Rendered::To(out) = to else {
        return Ok(());
    };
    let mut rows = Rows { journal, places };
    match ask.shape {
        Shape::Html => html::write(&mut rows, ask, summary, out)?,
        _ => json::write(&mut rows, summary, out)?,
    }
    out.flush()
}

/// Hands on every row of a journal, place by place.
pub(super) fn each_row(
    journal: &mut Journal,
    places: usize,
    on: impl FnMut(&Row) -> io::Result<()>,
) -> io::Result<()> {
    Rows { journal, places }.each(on)
}

/// The rows of a journal, place by place; told as often as wanted.
struct Rows<'a> {
    journal: &'a mut Journal,
    places: usize,
}

impl Rows<'_> {
    fn each(&mut self, mut on: impl FnMut(&Row) -> io::Result<()>) -> io::Result<()> {
        for wanted in 0..self.places {
            self.journal.each(|record| {
                if let Record::Unit { place, rows, .. } = record
                    && place == wanted
                {
                    rows.iter().try_for_each(&mut on)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// Whether whoever read has stopped reading.
pub(super) fn is_closed(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}
