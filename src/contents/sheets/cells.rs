//! The cells of a sheet: texts, numbers, dates, and what is true or false.

use std::borrow::Cow;

use crate::domain::SafeText;

use super::super::budget::Budget;
use super::super::lines::MOST_TEXT;
use super::super::table::{MOST_COLUMNS, cell};
use super::super::xml::{Attributes, Met, walk};
use super::formats::Formats;

/// The most rows that are kept.
const MOST_ROWS: usize = 500;

/// What cells look up.
pub(super) struct Look<'a> {
    /// The texts that they name by number.
    pub(super) shared: &'a [String],
    /// How their numbers are written.
    pub(super) formats: &'a Formats,
}

/// A cell while it is read.
#[derive(Default)]
struct Reading {
    column: usize,
    kind: String,
    style: Option<usize>,
    value: String,
}

/// The rows of a sheet, and whether these are all.
pub(super) fn rows(budget: &Budget, xml: &[u8], look: &Look<'_>) -> (Vec<Vec<SafeText>>, bool) {
    let mut rows: Vec<Vec<SafeText>> = Vec::new();
    let mut reading = Reading::default();
    let (mut inside, mut aside, mut all) = (false, false, true);
    let mut bytes = 0;
    walk(budget, xml, |met| {
        match met {
            Met::Begins("row", _) if rows.len() == MOST_ROWS => {
                all = false;
                return false;
            }
            // One text may be named by every cell.
            Met::Begins("c", _) if bytes >= MOST_TEXT => {
                all = false;
                return false;
            }
            Met::Begins("row", _) => rows.push(Vec::new()),
            Met::Begins("c", attributes) => {
                reading = Reading::of(attributes, rows.last().map_or(0, Vec::len));
            }
            Met::Begins("rPh", _) => aside = true,
            Met::Ends("rPh") => aside = false,
            Met::Begins("v" | "t", _) => inside = true,
            Met::Ends("v" | "t") => inside = false,
            Met::Text(text) if inside && !aside => reading.value.push_str(text),
            Met::Ends("c") => {
                let shown = cell(&reading.shown(look));
                bytes += shown.as_str().len();
                if let Some(row) = rows.last_mut().filter(|_| reading.column < MOST_COLUMNS) {
                    row.resize(row.len().max(reading.column + 1), SafeText::new(""));
                    row[reading.column] = shown;
                } else {
                    all = false;
                }
            }
            _ => {}
        }
        true
    });
    (rows, all)
}

impl Reading {
    /// One that stands where it says, or behind the one before it.
    fn of(attributes: &Attributes<'_>, next: usize) -> Self {
        let place = attributes.value("r").and_then(|place| column(&place));
        Self {
            column: place.unwrap_or(next),
            kind: attributes.value("t").unwrap_or_default(),
            style: attributes.value("s").and_then(|style| style.parse().ok()),
            value: String::new(),
        }
    }

    /// What a person sees in it.
    fn shown<'a>(&'a self, look: &Look<'a>) -> Cow<'a, str> {
        let value = self.value.trim();
        match self.kind.as_str() {
            "s" => {
                let place = value.parse().ok();
                let text = place.and_then(|place: usize| look.shared.get(place));
                // A number in the place of a text that is not here would be read as one.
                text.map_or("…", String::as_str).into()
            }
            "b" if value == "1" => "TRUE".into(),
            "b" if value == "0" => "FALSE".into(),
            "" | "n" => {
                let moment = look.formats.moment(self.style, value);
                moment.map_or(value.into(), Cow::Owned)
            }
            _ => self.value.as_str().into(),
        }
    }
}

/// The number of the column that a cell's place names, `B7` say, from zero on.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let number = letters.fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}
