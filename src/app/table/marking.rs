//! The table's marks: setting them, and the marked files in their order.

use std::collections::HashSet;

use crate::domain::Attachment;

use super::Table;

impl Table {
    /// The marked files: those that are shown in their order, and then those that are not.
    pub fn marked(&self) -> impl Iterator<Item = &Attachment> {
        let shown = self.shown.iter().copied();
        let shown: Vec<u32> = if self.marks.is_empty() {
            Vec::new()
        } else {
            shown.filter(|&slot| self.marks.has(slot)).collect()
        };
        let mut hidden: Vec<u32> = Vec::new();
        if self.hidden_marks > 0 {
            let known: HashSet<u32> = shown.iter().copied().collect();
            hidden.extend(self.marks.slots().filter(|slot| !known.contains(slot)));
        }
        let all = shown.into_iter().chain(hidden);
        all.filter_map(|slot| self.rows.get(slot).map(|file| &**file))
    }

    /// Marks the row under the cursor, or takes its mark away.
    pub fn toggle_mark(&mut self) {
        if let Some(&slot) = self.shown.get(self.cursor.index()) {
            let on = !self.marks.has(slot);
            self.marks.set(slot, &self.rows.files()[slot as usize], on);
        }
    }

    /// Marks all shown rows of which `is` says yes.
    pub fn mark(&mut self, is: impl Fn(&Attachment) -> bool) {
        for &slot in self.shown.iter() {
            let file = &self.rows.files()[slot as usize];
            if is(file) {
                self.marks.set(slot, file, true);
            }
        }
    }

    /// Takes all marks away.
    pub fn unmark(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        self.marks.clear();
        self.hidden_marks = 0;
    }

    /// The shown ones are others now.
    pub(super) fn count_hidden_marks(&mut self) {
        let marks = &self.marks;
        self.hidden_marks = if marks.is_empty() || self.shown.len() == self.rows.len() {
            0
        } else {
            let shown = self.shown.iter().filter(|&&slot| marks.has(slot)).count();
            marks.len() - shown
        };
    }
}
