//! Which sheets a workbook has, and where each of them is.

use std::collections::HashMap;

use crate::domain::SafeText;

use super::super::xml::{Met, walk};
use super::super::zip::Archive;
use super::MOST_OF_PART;

/// The most sheets that are known.
const MOST_SHEETS: usize = 200;

/// The most of them that are named.
const MOST_NAMED: usize = 50;

/// What a workbook says of its sheets.
pub(super) struct Workbook {
    /// In the order in which they are shown.
    pub(super) sheets: Vec<Named>,
    /// Whether its days are counted from 1904 on, as old Macs did.
    pub(super) since_1904: bool,
}

/// A sheet by its name.
pub(super) struct Named {
    name: String,
    relation: Option<String>,
    hidden: bool,
}

impl Workbook {
    pub(super) fn read(archive: &Archive<'_>) -> Self {
        let mut workbook = Self {
            sheets: Vec::new(),
            since_1904: false,
        };
        let part = archive.unpacked("xl/workbook.xml", MOST_OF_PART);
        walk(archive.budget, &part.unwrap_or_default().bytes, |met| {
            match met {
                Met::Begins("workbookPr", attributes) => {
                    let since = attributes.value("date1904");
                    workbook.since_1904 =
                        since.is_some_and(|value| value == "1" || value == "true");
                }
                Met::Begins("sheet", attributes) => workbook.sheets.push(Named {
                    name: attributes.value("name").unwrap_or_default(),
                    relation: attributes.value("id"),
                    hidden: attributes
                        .value("state")
                        .is_some_and(|state| state != "visible"),
                }),
                _ => {}
            }
            workbook.sheets.len() < MOST_SHEETS
        });
        workbook
    }

    /// The names of the sheets, in their order.
    pub(super) fn named(&self) -> Option<SafeText> {
        let names = self.sheets.iter().take(MOST_NAMED);
        let mut names: Vec<&str> = names.map(|sheet| sheet.name.as_str()).collect();
        if self.sheets.len() > MOST_NAMED {
            names.push("and others");
        }
        (!names.is_empty()).then(|| SafeText::from(names.join(", ")))
    }

    /// The part of the first sheet, and its name. Charts are sheets, too, and have no cells;
    /// one that is hidden is taken when there is no other.
    pub(super) fn first(&self, archive: &Archive<'_>) -> Option<(String, String)> {
        let parts = relations(archive);
        let with_cells = |sheet: &&Named| {
            let part = parts.get(sheet.relation.as_ref()?)?;
            let is_chart = part.contains("/chartsheets/") || part.contains("/dialogsheets/");
            (!is_chart && archive.holds(part)).then_some((part.clone(), sheet.name.clone()))
        };
        let seen = self.sheets.iter().filter(|sheet| !sheet.hidden);
        let hidden = self.sheets.iter().filter(|sheet| sheet.hidden);
        seen.chain(hidden).find_map(|sheet| with_cells(&sheet))
    }
}

/// The parts that the workbook is related to, by the names of the relations.
fn relations(archive: &Archive<'_>) -> HashMap<String, String> {
    let part = archive.unpacked("xl/_rels/workbook.xml.rels", MOST_OF_PART);
    let mut parts = HashMap::new();
    walk(archive.budget, &part.unwrap_or_default().bytes, |met| {
        if let Met::Begins("Relationship", attributes) = met
            && let (Some(id), Some(target)) = (attributes.value("Id"), attributes.value("Target"))
        {
            // From the root of the archive, or from the workbook's own folder.
            let part = match target.strip_prefix('/') {
                Some(part) => part.to_owned(),
                None => format!("xl/{}", target.trim_start_matches("./")),
            };
            parts.insert(id, part);
        }
        parts.len() < 4 * MOST_SHEETS
    });
    parts
}
