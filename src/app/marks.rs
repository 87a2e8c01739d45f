//! The files that a person marked, by what they are and not by their rows.

use std::collections::BTreeSet;

use crate::domain::{Attachment, FileKey};

use super::Files;

/// The marked files.
pub type Marks = BTreeSet<FileKey>;

impl Files {
    /// The marked files, in the order of the rows.
    pub fn marked(&self) -> impl Iterator<Item = &Attachment> {
        self.rows.iter().filter(|row| self.marks.contains(&row.key))
    }

    /// How many files are marked, and the sum of their sizes, in bytes.
    pub fn marked_sums(&self) -> (u64, u64) {
        let sizes = self.marked().map(|file| file.size.unwrap_or(0));
        sizes.fold((0, 0), |(count, bytes), size| {
            (count + 1, bytes.saturating_add(size))
        })
    }

    /// Marks the file under the cursor, or takes its mark away.
    pub fn toggle_mark(&mut self) {
        let Some(key) = self.selected().map(|file| file.key.clone()) else {
            return;
        };
        if !self.marks.remove(&key) {
            self.marks.insert(key);
        }
    }

    /// Marks all files of which `is` says yes.
    pub fn mark(&mut self, is: impl Fn(&Attachment) -> bool) {
        let keys = self.rows.iter().filter(|row| is(row));
        self.marks.extend(keys.map(|row| row.key.clone()));
    }

    /// A file that is gone is not marked any more.
    pub(super) fn keep_marks(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        let here: BTreeSet<&FileKey> = self.rows.iter().map(|row| &row.key).collect();
        self.marks.retain(|key| here.contains(key));
    }
}
