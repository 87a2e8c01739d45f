//! What a search finds, one file after the other, put together case by case: pure. A case's
//! files come next to each other; AWS does not promise it, so a case may come again, and then
//! what it brings that is new is a unit of its own, behind the others.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::{CaseId, Contact, FileId};

/// What is read in one piece, and is done as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) of: Of,
    pub(super) found: Found,
    /// How often its case came before, in the same search.
    pub(super) late: u32,
}

/// What files hang on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Of {
    Case(CaseId),
    Contact(Contact),
}

/// What is known of a unit's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing: they have still to be searched.
    Unsearched,
    /// These, and so many of which the service did not say which.
    Files(Vec<FileId>, usize),
}

impl Unit {
    /// What tells it from all others of its place.
    pub(super) fn key(&self) -> String {
        match &self.of {
            Of::Case(id) if self.late > 0 => format!("{LATE}{} {}", self.late, id.raw()),
            Of::Case(id) => format!("case {}", id.raw()),
            Of::Contact(contact) => format!("contact {}", contact.arn.raw()),
        }
    }
}

/// What the key of a unit begins with whose case came before.
const LATE: &str = "late ";

/// Whether a unit of this key is a case or contact more, and not the rest of one.
pub(super) fn counts(key: &str) -> bool {
    !key.starts_with(LATE)
}

/// The mark of a key: the same in every run, and short, since there are as many as cases.
pub(super) fn mark(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Puts files together.
#[derive(Debug, Default)]
pub(super) struct Grouper {
    open: Option<(CaseId, Vec<FileId>, usize)>,
    /// The marks of all files that came, each with its case.
    files: HashSet<u64>,
    /// How often each case came, by its mark.
    came: HashMap<u64, u32>,
}

impl Grouper {
    /// Takes the next file; gives the unit before it, when that is complete now.
    pub(super) fn push(&mut self, case: &CaseId, file: Option<&FileId>) -> Option<Unit> {
        let same = self.open.as_ref().is_some_and(|(open, ..)| open == case);
        let closed = if same { None } else { self.finish() };
        let (_, ids, unnamed) = self
            .open
            .get_or_insert_with(|| (case.clone(), Vec::new(), 0));
        match file {
            // A page may begin with what the page before it ended with.
            Some(file)
                if self
                    .files
                    .insert(mark(&format!("{} {}", case.raw(), file.raw()))) =>
            {
                ids.push(file.clone());
            }
            Some(_) => {}
            None => *unnamed += 1,
        }
        closed
    }

    /// Gives the unit that is open: nothing follows.
    pub(super) fn finish(&mut self) -> Option<Unit> {
        let (case, ids, unnamed) = self.open.take()?;
        let times = self.came.entry(mark(case.raw())).or_default();
        let late = *times;
        if late > 0 && ids.is_empty() && unnamed == 0 {
            // It brought nothing new.
            return None;
        }
        *times += 1;
        Some(Unit {
            of: Of::Case(case),
            found: Found::Files(ids, unnamed),
            late,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grouped(found: &[(u8, u16)]) -> Vec<Unit> {
        let mut grouper = Grouper::default();
        let mut units = Vec::new();
        for (case, file) in found {
            let case = CaseId::new(&format!("c{case}"));
            let file = FileId::new(&format!("f{file}"));
            units.extend(grouper.push(&case, Some(&file)));
        }
        units.extend(grouper.finish());
        units
    }

    proptest! {
        #[test]
        fn sorted_files_are_each_in_one_unit(mut found in proptest::collection::vec((0_u8..9, 0_u16..400), 0..600)) {
            found.sort_unstable();
            let units = grouped(&found);
            let mut told: Vec<(String, String)> = Vec::new();
            for unit in &units {
                let (Of::Case(case), Found::Files(ids, 0)) = (&unit.of, &unit.found) else {
                    panic!("{unit:?}");
                };
                told.extend(ids.iter().map(|id| (case.raw().to_owned(), id.raw().to_owned())));
            }
            found.dedup();
            let expected: Vec<(String, String)> = found
                .iter()
                .map(|(case, file)| (format!("c{case}"), format!("f{file}")))
                .collect();
            prop_assert_eq!(told, expected);
            let mut keys: Vec<String> = units.iter().map(Unit::key).collect();
            let all = keys.len();
            keys.dedup();
            prop_assert_eq!(keys.len(), all);
        }
    }

    proptest! {
        #[test]
        fn in_whatever_order_each_file_is_in_one_unit(found in proptest::collection::vec((0_u8..9, 0_u16..60), 0..600)) {
            let mut told: Vec<(String, String)> = Vec::new();
            let mut keys: Vec<String> = Vec::new();
            for unit in grouped(&found) {
                keys.push(unit.key());
                let (Of::Case(case), Found::Files(ids, 0)) = (&unit.of, &unit.found) else {
                    panic!("{unit:?}");
                };
                told.extend(ids.iter().map(|id| (case.raw().to_owned(), id.raw().to_owned())));
            }
            let mut expected: Vec<(String, String)> = found
                .iter()
                .map(|(case, file)| (format!("c{case}"), format!("f{file}")))
                .collect();
            expected.sort();
            expected.dedup();
            told.sort();
            prop_assert_eq!(told, expected);
            let all = keys.len();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), all);
        }
    }

    #[test]
    fn a_file_without_an_id_is_counted() {
        let mut grouper = Grouper::default();
        let case = CaseId::new("c");
        assert_eq!(grouper.push(&case, None), None);
        let unit = grouper.finish().unwrap();
        assert_eq!(unit.found, Found::Files(Vec::new(), 1));
        assert_eq!(grouper.finish(), None);
    }
}
