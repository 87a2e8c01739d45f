//! The rows of a finished audit, whichever format it has: ndjson, csv and json as an audit
//! writes them, and json as somebody's formatter does. It is read piece by piece and within
//! bounds, however large or bad it is; what of it is no row is told with its line.

use std::borrow::Cow;
use std::io::{self, BufRead, ErrorKind, Read};

use serde_json::{Map, Value, json};

use super::document::document;
use super::row::{Row, columns};
use super::write::csv_cells;

/// The most that is read of one line or one item, in bytes; a row has some thousands.
pub(super) const LONGEST: usize = 1 << 20;
/// Why a line or an item is not read.
pub(super) const TOO_LONG: &str = "it is longer than any row";
/// Why a line or an item is none.
pub(super) const NO_ROW: &str = "it is no row of an audit";

/// What begins the files of an audit as it writes them, with and without a file.
const FILES: [&str; 2] = ["{\"Files\":[", "{\"Files\":[],"];

/// What stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// What only an audit begins with, though it may have no row.
    Head,
    /// A row.
    Row(Row),
    /// A line or an item that is none, by its number, and why.
    Bad(u64, &'static str),
    /// The summary of a json document.
    Summary(Value),
}

impl Piece {
    /// What this value is, at that place.
    pub(super) fn of(value: Option<Value>, number: u64) -> Self {
        let row = value.and_then(Row::read).filter(Row::is_placed);
        row.map_or(Self::Bad(number, NO_ROW), Self::Row)
    }
}

/// How a file's lines are read.
enum Shape {
    Ndjson,
    Csv(Vec<String>),
    Json,
    /// Not by lines.
    Document,
}

/// Reads it piece by piece, until `on` has enough.
pub fn read(from: impl BufRead, mut on: impl FnMut(Piece) -> bool) -> io::Result<()> {
    let mut lines = Lines::of(from);
    let Some(mut whole) = lines.next()? else {
        return Ok(());
    };
    let shape = begun(&lines.text(), whole)?;
    match shape {
        Shape::Document => return document(lines.rest(), &mut on),
        Shape::Csv(_) | Shape::Json if !on(Piece::Head) => return Ok(()),
        Shape::Csv(_) => match lines.next()? {
            Some(next) => whole = next,
            None => return Ok(()),
        },
        Shape::Ndjson | Shape::Json => {}
    }
    loop {
        let piece = if whole {
            piece(&shape, &lines.text(), lines.number)
        } else {
            Some(Piece::Bad(lines.number, TOO_LONG))
        };
        if piece.is_some_and(|piece| !on(piece)) {
            return Ok(());
        }
        match lines.next()? {
            Some(next) => whole = next,
            None => return Ok(()),
        }
    }
}

/// The shape by the first line.
fn begun(text: &str, whole: bool) -> io::Result<Shape> {
    let start: String = text.chars().take(64).collect();
    if start.to_lowercase().starts_with("<!doctype") {
        let why = "it is a page for browsers; name ndjson, csv or json";
        return Err(io::Error::new(ErrorKind::InvalidData, why));
    }
    if text.starts_with("FileId,") && whole {
        return Ok(Shape::Csv(csv_cells(text).unwrap_or_default()));
    }
    if FILES.contains(&text) {
        return Ok(Shape::Json);
    }
    let packed: String = start.split_whitespace().collect();
    let members = ["{\"Files\":", "{\"Errors\":", "{\"Summary\":"];
    let is_document = packed == "{"
        || packed.starts_with('[')
        || members.iter().any(|member| packed.starts_with(member));
    Ok(if is_document {
        Shape::Document
    } else {
        Shape::Ndjson
    })
}

fn piece(shape: &Shape, text: &str, number: u64) -> Option<Piece> {
    let row = match shape {
        Shape::Ndjson | Shape::Document => text,
        Shape::Csv(names) => return Some(csv_row(names, text, number)),
        Shape::Json => {
            let text = text.strip_prefix(FILES[0]).unwrap_or(text);
            let text = text.strip_prefix("\"Errors\":[").unwrap_or(text);
            if let Some(summary) = text.strip_prefix("\"Summary\":") {
                let summary = summary.strip_suffix('}').unwrap_or(summary);
                return serde_json::from_str(summary).ok().map(Piece::Summary);
            }
            let text = text.strip_suffix(',').unwrap_or(text);
            text.strip_suffix(']').unwrap_or(text)
        }
    };
    (!row.is_empty()).then(|| Piece::of(serde_json::from_str(row).ok(), number))
}

fn csv_row(names: &[String], text: &str, number: u64) -> Piece {
    let known = columns(true);
    let Some(cells) = csv_cells(text) else {
        return Piece::Bad(number, "a quote in it is never closed");
    };
    if cells.len() != names.len() {
        return Piece::Bad(number, "it has not as many cells as there are names");
    }
    let pairs = names.iter().zip(cells);
    let pairs = pairs.filter(|(name, cell)| known.contains(&name.as_str()) && !cell.is_empty());
    let members = pairs.map(|(name, cell)| {
        // A number in every other format.
        let size = (name == "FileSizeInBytes").then(|| cell.parse::<u64>().ok());
        let value = match size.flatten() {
            Some(bytes) => json!(bytes),
            None => Value::String(cell),
        };
        (name.clone(), value)
    });
    Piece::of(Some(Value::Object(members.collect::<Map<_, _>>())), number)
}

/// Lines, none of them longer in memory than any row.
struct Lines<R> {
    from: R,
    bytes: Vec<u8>,
    number: u64,
    /// The line goes on behind what was read of it.
    torn: bool,
}

impl<R: BufRead> Lines<R> {
    fn of(from: R) -> Self {
        Self {
            from,
            bytes: Vec::new(),
            number: 0,
            torn: false,
        }
    }

    /// Goes to the next line in which something stands, and says whether all of it was read.
    fn next(&mut self) -> io::Result<Option<bool>> {
        loop {
            if std::mem::take(&mut self.torn) {
                pass_over(&mut self.from)?;
            }
            self.bytes.clear();
            let most = LONGEST as u64;
            let mut line = self.from.by_ref().take(most);
            if line.read_until(b'\n', &mut self.bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.torn = self.bytes.last() != Some(&b'\n') && self.bytes.len() >= LONGEST;
            if self.torn || !self.text().is_empty() {
                return Ok(Some(!self.torn));
            }
        }
    }

    /// What stands in it.
    fn text(&self) -> Cow<'_, str> {
        let bytes = match self.number {
            1 => without_mark(&self.bytes),
            _ => &self.bytes,
        };
        String::from_utf8_lossy(bytes.trim_ascii())
    }

    /// The line and all that follows.
    fn rest(&mut self) -> impl BufRead + '_ {
        without_mark(&self.bytes).chain(&mut self.from)
    }
}

/// A byte order mark is no part of the text.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes)
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
