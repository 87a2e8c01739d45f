//! A table for a screen on which names are hidden. It is for eyes only.

use crate::domain::Attachment;

use super::Table;

/// Of so many rows all are hidden; of more, those that are near the screen.
const ALL: usize = 2_000;

impl Table {
    /// The same rows in the same places, each as `veil` leaves it; of a long table those that are
    /// on the screen, on which there are `height` of them.
    #[must_use]
    pub fn veiled(&self, height: usize, veil: impl Fn(&Attachment) -> Attachment) -> Self {
        let mut table = self.clone();
        let rows = self.rows().len();
        if rows <= ALL {
            let slots = 0..u32::try_from(rows).unwrap_or(u32::MAX);
            table.replace_each(slots, veil);
            return table;
        }
        let first = self.cursor().offset();
        let last = first.saturating_add(height.max(1)).saturating_add(1);
        let slots: Vec<u32> = (first..last)
            .filter_map(|place| self.slot_at(place))
            .collect();
        table.replace_each(slots, veil);
        table
    }
}
