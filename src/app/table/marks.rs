//! Which rows a person marked, and their sums: known at any time without counting.

use std::sync::Arc;

use crate::domain::Attachment;

/// The marked rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Shared with the table that is drawn in its place where names are hidden.
    on: Arc<Vec<bool>>,
    count: usize,
    bytes: u128,
}

impl Marks {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The sum of their known sizes, in bytes.
    pub fn bytes(&self) -> u64 {
        u64::try_from(self.bytes).unwrap_or(u64::MAX)
    }

    /// Whether this row is marked.
    pub(super) fn has(&self, slot: u32) -> bool {
        self.on.get(slot as usize).copied().unwrap_or_default()
    }

    /// Marks the row, or takes its mark away.
    pub(super) fn set(&mut self, slot: u32, file: &Attachment, on: bool) {
        let slot = slot as usize;
        let marks = Arc::make_mut(&mut self.on);
        if marks.len() <= slot {
            marks.resize(slot + 1, false);
        }
        if marks[slot] == on {
            return;
        }
        marks[slot] = on;
        let bytes = u128::from(file.size.unwrap_or(0));
        if on {
            self.count += 1;
            self.bytes += bytes;
        } else {
            self.count -= 1;
            self.bytes -= bytes;
        }
    }

    /// A marked row holds another file from now on: the same one, known anew.
    pub(super) fn replaced(&mut self, slot: u32, old: &Attachment, new: &Attachment) {
        if self.has(slot) {
            self.bytes -= u128::from(old.size.unwrap_or(0));
            self.bytes += u128::from(new.size.unwrap_or(0));
        }
    }

    /// Takes all marks away.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The rows moved: `places` are their new ones.
    pub(super) fn moved(&mut self, places: &[Option<u32>], files: &[Arc<Attachment>]) {
        if self.is_empty() {
            return;
        }
        let old = std::mem::take(self);
        for (&on, place) in old.on.iter().zip(places) {
            if let (true, Some(slot)) = (on, place) {
                self.set(*slot, &files[*slot as usize], true);
            }
        }
    }

    /// The marked rows.
    pub(super) fn slots(&self) -> impl Iterator<Item = u32> {
        let marked = (0..).zip(self.on.iter()).filter(|(_, on)| **on);
        marked.map(|(slot, _)| slot)
    }
}
