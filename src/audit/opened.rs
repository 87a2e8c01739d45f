//! A finished audit, read from its file: line by line, within bounds, and whatever is wrong in
//! it told with its line. ndjson, csv and json as an audit writes them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::diff::csv_cells;
use super::row::{Row, columns};
use crate::domain::{Arn, Failure, FailureKind, InstanceId};

/// The longest line that is read, in bytes; a row has some thousands.
const LONGEST: u64 = 1 << 20;
/// The largest document whose rows do not stand in lines of their own, in bytes.
const LARGEST: u64 = 64 << 20;
/// How many rows are looked at for where they come from.
const LOOKED_AT: usize = 1_000;

/// The sentence for a file that cannot be read.
const OPENING: &str = "The audit could not be opened";

/// What stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A row.
    Row(Row),
    /// A line that is none, by its number, and why.
    Bad(u64, &'static str),
    /// The summary of a json document.
    Summary(Value),
}

/// What is known of a file before it is read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// When the audit was begun, where the file says so; else when it was written.
    pub at: Option<Timestamp>,
    /// The instance of its first files.
    pub instance: Option<InstanceId>,
    /// The Cases domain of its first rows.
    pub domain: Option<Arn>,
}

/// How a file's lines are read.
enum Shape {
    Ndjson,
    Csv(Vec<String>),
    Json,
}

/// Looks into a file: whether it is an audit, and where it comes from.
pub fn peek(path: &Path) -> Result<Head, Failure> {
    let file = open(path)?;
    let written = file.metadata().and_then(|about| about.modified()).ok();
    let mut head = Head {
        at: written.and_then(|at| Timestamp::try_from(at).ok()),
        instance: None,
        domain: None,
    };
    let (mut rows, mut bad) = (0, 0);
    read(BufReader::new(file), |piece| {
        match piece {
            Piece::Row(row) => {
                rows += 1;
                let arn = |name: &str| row.text(name).and_then(|text| Arn::parse(text).ok());
                let resource = arn("AssociatedResourceArn");
                if head.domain.is_none() {
                    head.domain = resource.as_ref().and_then(Arn::domain);
                }
                if head.instance.is_none() {
                    let of = arn("FileArn").or(resource);
                    head.instance = of.and_then(|arn| arn.instance_id());
                }
            }
            Piece::Bad(..) => bad += 1,
            Piece::Summary(_) => {}
        }
        let known = head.domain.is_some() && head.instance.is_some();
        !known && rows + bad < LOOKED_AT
    })
    .map_err(|error| failed(path, &error.to_string()))?;
    if rows == 0 && bad > 0 {
        return Err(failed(path, "it holds no row of an audit")
            .hint("attache audit --output FILE writes ndjson, csv and json that can be opened."));
    }
    Ok(head)
}

/// Opens it for reading, as long as it is a file.
pub(super) fn open(path: &Path) -> Result<File, Failure> {
    let told = |error: io::Error| failed(path, &error.to_string());
    // A pipe would wait for somebody to write.
    if !path.metadata().map_err(told)?.is_file() {
        return Err(failed(path, "it is no file"));
    }
    File::open(path).map_err(told)
}

fn failed(path: &Path, why: &str) -> Failure {
    let why = format!("{}: {why}", path.display());
    Failure::new(FailureKind::Local, OPENING, why)
}

/// Reads it piece by piece, until `on` has enough.
pub fn read(mut from: impl BufRead, mut on: impl FnMut(Piece) -> bool) -> io::Result<()> {
    let mut line = String::new();
    let mut shape = None;
    let mut number = 0;
    while let Some(whole) = next_line(&mut from, &mut line)? {
        number += 1;
        let text = line.trim_start_matches('\u{FEFF}').trim();
        if !whole {
            if !on(Piece::Bad(number, "it is longer than any row")) {
                return Ok(());
            }
            continue;
        }
        if text.is_empty() {
            continue;
        }
        let shape = match &mut shape {
            Some(shape) => shape,
            None if matches!(text, "{" | "[") => return document(&line, from, on),
            None if text.to_lowercase().starts_with("<!doctype") => {
                let why = "it is a page for browsers; open ndjson, csv or json";
                return Err(io::Error::new(io::ErrorKind::InvalidData, why));
            }
            None => match begun(text) {
                (first, true) => shape.insert(first),
                (first, false) => {
                    shape = Some(first);
                    continue;
                }
            },
        };
        if let Some(piece) = piece(shape, text, number)
            && !on(piece)
        {
            return Ok(());
        }
    }
    Ok(())
}

/// The shape by the first line, and whether that line is a row already.
fn begun(text: &str) -> (Shape, bool) {
    if text.starts_with("FileId,") {
        let names = csv_cells(text).and_then(|lines| lines.into_iter().next());
        return (Shape::Csv(names.unwrap_or_default()), false);
    }
    if text.starts_with("{\"Files\":[") {
        return (Shape::Json, true);
    }
    (Shape::Ndjson, true)
}

fn piece(shape: &Shape, text: &str, number: u64) -> Option<Piece> {
    let row = match shape {
        Shape::Ndjson => text,
        Shape::Csv(names) => return Some(csv_row(names, text, number)),
        Shape::Json => {
            let text = text.strip_prefix("{\"Files\":[").unwrap_or(text);
            let text = text.strip_prefix("\"Errors\":[").unwrap_or(text);
            if let Some(summary) = text.strip_prefix("\"Summary\":") {
                let summary = summary.strip_suffix('}').unwrap_or(summary);
                return serde_json::from_str(summary).ok().map(Piece::Summary);
            }
            let text = text.strip_suffix(',').unwrap_or(text);
            text.strip_suffix(']').unwrap_or(text)
        }
    };
    if row.is_empty() {
        return None;
    }
    let row = serde_json::from_str(row).ok().and_then(Row::read);
    Some(row.map_or(Piece::Bad(number, "it is no row of an audit"), Piece::Row))
}

fn csv_row(names: &[String], text: &str, number: u64) -> Piece {
    let known = columns(true);
    let Some(cells) = csv_cells(text).and_then(|lines| lines.into_iter().next()) else {
        return Piece::Bad(number, "a quote in it is never closed");
    };
    if cells.len() != names.len() {
        return Piece::Bad(number, "it has not as many cells as there are names");
    }
    let pairs = names.iter().zip(cells);
    let pairs = pairs.filter(|(name, cell)| known.contains(&name.as_str()) && !cell.is_empty());
    let members: Map<String, Value> = pairs
        .map(|(name, cell)| (name.clone(), json!(plain(&cell))))
        .collect();
    Piece::Row(Row::of(members))
}

/// What was guarded for a spreadsheet is itself again.
fn plain(cell: &str) -> &str {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(FORMULA) => rest,
        _ => cell,
    }
}

/// A json document whose rows stand in no lines of their own: somebody's formatter was at it.
fn document(first: &str, from: impl BufRead, mut on: impl FnMut(Piece) -> bool) -> io::Result<()> {
    let whole = first.as_bytes().chain(from).take(LARGEST);
    let whole: Value = serde_json::from_reader(whole)?;
    let lists = match whole {
        Value::Object(mut document) => {
            let summary = document.remove("Summary").map(Piece::Summary);
            if summary.is_some_and(|summary| !on(summary)) {
                return Ok(());
            }
            ["Files", "Errors"].map(|name| document.remove(name).unwrap_or_default())
        }
        list => [list, Value::Null],
    };
    let rows = lists.into_iter().filter_map(|list| match list {
        Value::Array(rows) => Some(rows),
        _ => None,
    });
    for (row, number) in rows.flatten().zip(1..) {
        let piece =
            Row::read(row).map_or(Piece::Bad(number, "it is no row of an audit"), Piece::Row);
        if !on(piece) {
            return Ok(());
        }
    }
    Ok(())
}

/// The next line, and whether it is whole: of one that is too long the rest is passed over.
fn next_line(from: &mut impl BufRead, line: &mut String) -> io::Result<Option<bool>> {
    let mut bytes = Vec::new();
    if from.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let whole = bytes.last() == Some(&b'\n') || (bytes.len() as u64) < LONGEST;
    line.clear();
    if whole {
        line.push_str(&String::from_utf8_lossy(&bytes));
    } else {
        pass_over(from)?;
    }
    Ok(Some(whole))
}

fn pass_over(from: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = from.fill_buf()?;
        let (used, done) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        from.consume(used);
        if done {
            return Ok(());
        }
    }
}
