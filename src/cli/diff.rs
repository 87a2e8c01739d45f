//! `attache diff`: what changed between two audits.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::audit::{Row, diff as compare, read_rows};
use crate::domain::{Failure, FailureKind, plural, size};
use crate::view::Glyphs;

use super::args::Format;
use super::exit::Exit;
use super::output::{Cells, Column, Lines, Printer};

const WHAT: &str = "The audits could not be compared";
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
    let found = compare(rows(old)?, rows(new)?);
    match printer.format() {
        Format::Json => printer.json(&found.told())?,
        Format::Ndjson | Format::Csv => {
            Lines::new(printer, &NAMES).add(lines(&found.told()))?;
        }
        Format::Table | Format::Html => {
            let rows = lines(&found.told());
            let rows: Vec<Vec<String>> = rows.into_iter().filter_map(cells).collect();
            let hidden = printer.table(&columns(), &rows, glyphs)?;
            if !hidden.is_empty() {
                let hidden = hidden.join(", ");
                printer.say(&format!("attache: no room for {hidden}."));
            }
        }
    }
    let count = |list: usize, what: &str| plural(list as u64, what, what);
    printer.say(&format!(
        "attache: {}, {}, {}",
        count(found.new.len(), "new"),
        count(found.gone.len(), "gone"),
        count(found.changed.len(), "changed")
    ));
    Ok(if found.is_empty() {
        Exit::Done
    } else {
        Exit::Found
    })
}

/// The rows of a finished audit.
fn rows(path: &Path) -> Result<Vec<Row>, Failure> {
    let failed = |error: std::io::Error| {
        let why = format!("{} could not be read: {error}", path.display());
        Failure::new(FailureKind::Local, WHAT, why)
            .hint("Name two reports of attache audit, as ndjson, json or csv.")
    };
    let file = File::open(path).map_err(failed)?;
    read_rows(BufReader::new(file)).map_err(failed)
}

/// A line for each change: the row, what happened to it, and what it was.
fn lines(told: &Value) -> Vec<Value> {
    let kinds = [("New", "new"), ("Gone", "gone"), ("Changed", "changed")];
    let list = |(name, word): (&str, &'static str)| {
        let rows = told[name].as_array().cloned().unwrap_or_default();
        rows.into_iter().map(move |mut row| {
            row["Change"] = json!(word);
            if let Some(Value::Object(was)) = row.as_object_mut().and_then(|row| row.remove("Was"))
            {
                let was = was
                    .into_iter()
                    .map(|(name, value)| (format!("Was{name}"), value));
                let was: Map<String, Value> = was.collect();
                for (name, value) in was {
                    row[name] = value;
                }
            }
            row
        })
    };
    kinds.into_iter().flat_map(list).collect()
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

fn cells(line: Value) -> Option<Vec<String>> {
    let row = Row::read(line)?;
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
    Some(vec![
        row.cell("Change"),
        from(row.cell("WasFileStatus"), row.cell("FileStatus")),
        from(row.cell("WasFileName"), row.cell("FileName")),
        from(bytes("WasFileSizeInBytes"), bytes("FileSizeInBytes")),
        row.cell("FileId"),
    ])
}
