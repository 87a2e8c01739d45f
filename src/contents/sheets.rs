//! The first sheet of a workbook, as a table.

use crate::domain::{Body, SafeText, Sheet};

use super::office::MOST_UNPACKED;
use super::table::{MOST_COLUMNS, cell};
use super::xml::{Met, walk};
use super::zip::Archive;

/// The most rows that are kept.
const MOST_ROWS: usize = 500;

/// The most texts that cells share.
const MOST_SHARED: usize = 20_000;

/// The names of the sheets, in their order.
pub(super) fn names(archive: &Archive<'_>) -> Option<SafeText> {
    let workbook = archive.unpacked("xl/workbook.xml", MOST_UNPACKED)?;
    let mut names = Vec::new();
    walk(&workbook, |met| {
        if let Met::Begins("sheet", attributes) = met {
            names.extend(attributes.value("name"));
        }
        names.len() < 50
    });
    (!names.is_empty()).then(|| SafeText::from(names.join(", ")))
}

/// The first sheet, and whether that is all of the workbook.
pub(super) fn first(archive: &Archive<'_>) -> Option<(Body, bool)> {
    let is_sheet = |name: &str| {
        let part = name.strip_prefix("xl/worksheets/");
        part.is_some_and(|part| part.strip_suffix(".xml").is_some())
    };
    let names = archive.members.iter().map(|member| member.name.as_str());
    let sheets: Vec<&str> = names.filter(|name| is_sheet(name)).collect();
    let usual = sheets
        .iter()
        .find(|name| **name == "xl/worksheets/sheet1.xml");
    let part = *usual.or(sheets.first())?;
    let xml = archive.unpacked(part, MOST_UNPACKED)?;
    let (rows, all) = rows(&xml, &shared(archive));
    let sheet = Sheet::of(rows)?;
    let whole = all && sheets.len() == 1 && xml.len() < MOST_UNPACKED;
    Some((Body::Sheet(Box::new(sheet)), whole))
}

/// The texts that cells name by number.
fn shared(archive: &Archive<'_>) -> Vec<String> {
    let part = archive.unpacked("xl/sharedStrings.xml", MOST_UNPACKED);
    let mut texts = Vec::new();
    let mut inside = false;
    walk(&part.unwrap_or_default(), |met| {
        match met {
            Met::Begins("si", _) => texts.push(String::new()),
            Met::Begins("t", _) => inside = true,
            Met::Ends("t") => inside = false,
            Met::Text(part) if inside => {
                if let Some(text) = texts.last_mut() {
                    text.push_str(part);
                }
            }
            _ => {}
        }
        texts.len() < MOST_SHARED
    });
    texts
}

/// A cell while it is read.
#[derive(Default)]
struct Reading {
    column: usize,
    shared: bool,
    value: String,
}

fn rows(xml: &[u8], shared: &[String]) -> (Vec<Vec<SafeText>>, bool) {
    let mut rows: Vec<Vec<SafeText>> = Vec::new();
    let mut reading = Reading::default();
    let (mut inside, mut all) = (false, true);
    walk(xml, |met| {
        match met {
            Met::Begins("row", _) if rows.len() == MOST_ROWS => {
                all = false;
                return false;
            }
            Met::Begins("row", _) => rows.push(Vec::new()),
            Met::Begins("c", attributes) => {
                let next = rows.last().map_or(0, Vec::len);
                let place = attributes.value("r").and_then(|place| column(&place));
                reading = Reading {
                    column: place.unwrap_or(next),
                    shared: attributes.value("t").is_some_and(|kind| kind == "s"),
                    value: String::new(),
                };
            }
            Met::Begins("v" | "t", _) => inside = true,
            Met::Ends("v" | "t") => inside = false,
            Met::Text(text) if inside => reading.value.push_str(text),
            Met::Ends("c") => {
                let place = reading.value.trim().parse().ok().filter(|_| reading.shared);
                let named = place.and_then(|place: usize| shared.get(place));
                let text = named.unwrap_or(&reading.value);
                if let Some(row) = rows.last_mut().filter(|_| reading.column < MOST_COLUMNS) {
                    row.resize(row.len().max(reading.column + 1), SafeText::new(""));
                    row[reading.column] = cell(text);
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

/// The number of the column that a cell's place names, `B7` say, from zero on.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let number = letters.fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}
