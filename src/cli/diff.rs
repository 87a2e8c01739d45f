//! `attache diff`: what changed between two audits.

use std::path::Path;

use serde_json::{Value, json};

use crate::audit::{Change, Compared, Row, diff};
use crate::domain::{Failure, plural, size};
use crate::view::Glyphs;

use super::args::Format;
use super::exit::Exit;
use super::output::{Cells, Column, Lines, Lists, Printer};

/// The lists of a document.
const LISTS: [&str; 3] = ["New", "Gone", "Changed"];
/// The members of a line, in their order as a csv has them.
const NAMES: [&str; 13] = [
    "Change",
    "FileId",
    "FileName",
    "FileStatus",
    "FileSizeInBytes",
    "WasFileName",
    "WasFileStatus",
    "WasFileSizeInBytes",
    "CreationTime",
    "CreatedBy",
    "CaseId",
    "AssociatedResourceArn",
    "FileArn",
];

/// Runs it. It ends with 4 when something changed.
pub(super) fn run(
    printer: &Printer,
    glyphs: Glyphs,
    (old, new): (&Path, &Path),
) -> Result<Exit, Failure> {
    let (mut old, mut new) = (Compared::open(old)?, Compared::open(new)?);
    let mut out = match printer.format() {
        Format::Json => Out::Document(Lists::new(printer, &LISTS)),
        Format::Ndjson | Format::Csv => Out::Lines(Lines::new(printer, &NAMES)),
        Format::Table | Format::Html => Out::Table(Vec::new()),
    };
    let found = diff((&mut old, &mut new), |change| out.add(change))?;
    let ends = if found.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    };
    if found.enough {
        // A reader that closed the pipe has seen enough.
        return Ok(ends);
    }
    out.end(printer, glyphs)?;
    let count = |count: u64, what: &str| plural(count, what, what);
    printer.say(&format!(
        "attache: {}, {}, {}",
        count(found.new, "new"),
        count(found.gone, "gone"),
        count(found.changed, "changed")
    ));
    Ok(ends)
}

/// Where the changes go as they are found; a table needs all of them to be as wide as they are.
enum Out<'a> {
    Document(Lists<'a>),
    Lines(Lines<'a>),
    Table(Vec<Vec<String>>),
}

impl Out<'_> {
    /// One more; whether anybody reads on.
    fn add(&mut self, change: Change) -> Result<bool, Failure> {
        match self {
            Self::Document(lists) => {
                let (list, value) = item(change);
                lists.add(list, &value)
            }
            Self::Lines(lines) => lines.add([line(change)]),
            Self::Table(rows) => {
                rows.extend(Row::read(line(change)).map(|row| cells(&row)));
                Ok(true)
            }
        }
    }

    fn end(self, printer: &Printer, glyphs: Glyphs) -> Result<(), Failure> {
        match self {
            Self::Document(lists) => lists.end(),
            // A csv has its names, also when nothing changed.
            Self::Lines(mut lines) => lines.add([]).map(drop),
            Self::Table(rows) => {
                let hidden = printer.table(&columns(), &rows, glyphs)?;
                if !hidden.is_empty() {
                    let hidden = hidden.join(", ");
                    printer.say(&format!("attache: no room for {hidden}."));
                }
                Ok(())
            }
        }
    }
}

/// A change as an item of a document, and of which list: of a changed file the newer row, and
/// under `Was` what it was.
fn item(change: Change) -> (usize, Value) {
    match change {
        Change::New(row) => (0, row.value()),
        Change::Gone(row) => (1, row.value()),
        Change::Changed(row, was) => {
            let mut value = row.value();
            value["Was"] = Value::Object(was);
            (2, value)
        }
    }
}

/// A change as a line: the row, what happened to it, and what it was.
fn line(change: Change) -> Value {
    let (word, row, was) = match change {
        Change::New(row) => ("new", row, None),
        Change::Gone(row) => ("gone", row, None),
        Change::Changed(row, was) => ("changed", row, Some(was)),
    };
    let mut line = row.value();
    line["Change"] = json!(word);
    for (name, value) in was.into_iter().flatten() {
        line[format!("Was{name}")] = value;
    }
    line
}

fn columns() -> [Column; 5] {
    let column = |title, cells, rank| Column { title, cells, rank };
    [
        column("CHANGE", Cells::Left, 0),
        column("STATUS", Cells::Left, 0),
        column("NAME", Cells::Flexible, 0),
        column("SIZE", Cells::Left, 2),
        column("FILE ID", Cells::Left, 1),
    ]
}

fn cells(row: &Row) -> Vec<String> {
    let bytes = |name: &str| match row.cell(name).parse() {
        Ok(bytes) => size(bytes),
        Err(_) => String::new(),
    };
    let from = |was: String, now: String| {
        if was.is_empty() {
            return now;
        }
        format!("{was} > {now}")
    };
    vec![
        row.cell("Change"),
        from(row.cell("WasFileStatus"), row.cell("FileStatus")),
        from(row.cell("WasFileName"), row.cell("FileName")),
        from(bytes("WasFileSizeInBytes"), bytes("FileSizeInBytes")),
        row.cell("FileId"),
    ]
}
