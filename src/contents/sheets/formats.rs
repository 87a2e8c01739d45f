//! Which cells of a workbook are dates and times: it keeps them as numbers, and only how they
//! are written tells them from others.

use std::collections::HashMap;

use super::super::xml::{Met, walk};
use super::super::zip::Archive;
use super::MOST_OF_PART;
use super::moment::{Parts, moment};

/// The most ways of writing that are known: as many as the programs themselves allow.
const MOST_STYLES: usize = 65_536;

/// How the numbers of a workbook are written.
pub(super) struct Formats {
    /// By the number that a cell names: what of a moment is written, if it is one.
    styles: Vec<Option<Parts>>,
    since_1904: bool,
}

impl Formats {
    pub(super) fn read(archive: &Archive<'_>, since_1904: bool) -> Self {
        let part = archive.unpacked("xl/styles.xml", MOST_OF_PART);
        let mut own: HashMap<u32, Option<Parts>> = HashMap::new();
        let mut styles = Vec::new();
        let mut of_cells = false;
        walk(archive.budget, &part.unwrap_or_default().bytes, |met| {
            match met {
                Met::Begins("numFmt", attributes) => {
                    let number = attributes.value("numFmtId").and_then(|id| id.parse().ok());
                    let code = attributes.value("formatCode").unwrap_or_default();
                    own.extend(number.map(|number| (number, parts(&code))));
                }
                Met::Begins("cellXfs", _) => of_cells = true,
                Met::Ends("cellXfs") => return false,
                Met::Begins("xf", attributes) if of_cells => {
                    let number = attributes.value("numFmtId").and_then(|id| id.parse().ok());
                    let number = number.unwrap_or(0);
                    styles.push(own.get(&number).copied().unwrap_or_else(|| usual(number)));
                }
                _ => {}
            }
            styles.len() < MOST_STYLES && own.len() < MOST_STYLES
        });
        Self { styles, since_1904 }
    }

    /// The number as the date or time that it is by this style; nothing when it is none.
    pub(super) fn moment(&self, style: Option<usize>, value: &str) -> Option<String> {
        let parts = (*self.styles.get(style?)?)?;
        moment(value.parse().ok()?, parts, self.since_1904)
    }
}

/// The ways of writing that need not be described.
fn usual(number: u32) -> Option<Parts> {
    let (date, time, elapsed) = match number {
        // Those from 27 on stand for dates in East Asia.
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => (true, false, false),
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => (false, true, false),
        22 => (true, true, false),
        46 => (false, true, true),
        _ => return None,
    };
    Some(Parts {
        date,
        time,
        elapsed,
    })
}

/// What of a moment is written by such a description, `dd.mm.yyyy hh:mm` say; nothing for
/// numbers. Letters stand for parts of a moment but where they are quoted, and `m` for months
/// or minutes, whichever it stands with.
fn parts(code: &str) -> Option<Parts> {
    let mut letters = String::new();
    let mut elapsed = false;
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            // What comes behind is for negative numbers.
            ';' => break,
            '"' => rest.by_ref().take_while(|&c| c != '"').for_each(drop),
            // The next one stands for itself, for a blank of its width or for a filling.
            '\\' | '_' | '*' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|&c| c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let counts = ["h", "m", "s"].iter().any(|letter| {
                    !inside.is_empty() && inside.trim_matches(|c| letter.contains(c)).is_empty()
                });
                if counts {
                    elapsed = true;
                    letters.push_str(&inside);
                }
            }
            _ => letters.push(c.to_ascii_lowercase()),
        }
    }
    if letters.trim() == "general" {
        return None;
    }
    let letters = letters.replace("am/pm", "h").replace("a/p", "h");
    let time = letters.contains(['h', 's']);
    let date = letters.contains(['y', 'd']) || (letters.contains('m') && !time && !elapsed);
    let time = time || elapsed;
    (date || time).then_some(Parts {
        date,
        time,
        elapsed,
    })
}
