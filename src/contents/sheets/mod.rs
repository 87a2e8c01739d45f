//! The first sheet of a workbook, as a table.

mod cells;
mod formats;
mod moment;
mod workbook;

use crate::domain::{Body, SafeText, Sheet};

use self::cells::Look;
use self::formats::Formats;
use self::workbook::Workbook;
use super::xml::{Met, walk};
use super::zip::Archive;

/// The most that is unpacked of a part, in bytes; of the texts that cells share more is needed.
const MOST_OF_PART: usize = 2 * 1024 * 1024;
const MOST_OF_SHARED: usize = 4 * 1024 * 1024;

/// The most texts that cells share.
const MOST_SHARED: usize = 50_000;

/// What a workbook says of itself, each with its name.
type Facts = Vec<(&'static str, SafeText)>;

/// What the workbook says of its sheets, and the first that is no chart and not hidden; and
/// whether that is all of the workbook.
pub(super) fn first(archive: &Archive<'_>) -> (Facts, Option<(Body, bool)>) {
    let workbook = Workbook::read(archive);
    let mut facts = Facts::new();
    facts.extend(workbook.named().map(|names| ("Sheets", names)));
    let parts = parts(archive);
    let (part, name) = match workbook.first(archive) {
        Some((part, name)) => (Some(part), Some(name)),
        // One that does not say where its sheets are.
        None => (parts.first().map(|part| (*part).to_owned()), None),
    };
    let shown = part.and_then(|part| {
        let xml = archive.unpacked(&part, MOST_OF_PART)?;
        let look = Look {
            shared: &shared(archive),
            formats: &Formats::read(archive, workbook.since_1904),
        };
        let (rows, all) = cells::rows(archive.budget, &xml.bytes, &look);
        let sheet = Sheet::of(rows)?;
        let whole = all && xml.all && parts.len() == 1;
        Some((Body::Sheet(Box::new(sheet)), whole))
    });
    if shown.is_some() && workbook.sheets.len() > 1 {
        facts.extend(name.map(|name| ("Shown", name.into())));
    }
    (facts, shown)
}

/// The parts that hold sheets; the usual first one before all others.
fn parts<'a>(archive: &'a Archive<'_>) -> Vec<&'a str> {
    let is_sheet = |name: &&str| {
        let part = name.strip_prefix("xl/worksheets/");
        part.is_some_and(|part| part.strip_suffix(".xml").is_some())
    };
    let names = archive.members.iter().map(|member| member.name.as_str());
    let mut parts: Vec<&str> = names.filter(is_sheet).collect();
    parts.sort_by_key(|name| *name != "xl/worksheets/sheet1.xml");
    parts
}

/// The texts that cells name by number.
fn shared(archive: &Archive<'_>) -> Vec<String> {
    let part = archive.unpacked("xl/sharedStrings.xml", MOST_OF_SHARED);
    let mut texts = Vec::new();
    let mut inside = false;
    // How Japanese words are read stands beside them, and is no part of them.
    let mut reading = false;
    walk(archive.budget, &part.unwrap_or_default().bytes, |met| {
        match met {
            Met::Begins("si", _) => texts.push(String::new()),
            Met::Begins("rPh", _) => reading = true,
            Met::Ends("rPh") => reading = false,
            Met::Begins("t", _) => inside = true,
            Met::Ends("t") => inside = false,
            Met::Text(part) if inside && !reading => {
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
