//! A table for a screen on which names are hidden. It is for eyes only, and holds only what they
//! see: each frame makes one, so it must not cost as much as all rows.

use std::ops::Range;

use crate::domain::Attachment;

use super::Table;
use super::standing::Standing;

impl Table {
    /// The same rows in the same places, of which only the selected one and those at these
    /// places are there, each as `veil` leaves it. What is told without counting stays.
    #[must_use]
    pub fn veiled(&self, places: Range<usize>, veil: impl Fn(&Attachment) -> Attachment) -> Self {
        let last = self.shown.len();
        let places = (places.start.min(last)..places.end.min(last)).chain([self.cursor.index()]);
        let slots = places.filter_map(|place| self.shown.get(place).copied());
        Self {
            rows: self.rows.seen(slots, veil),
            shown: self.shown.clone(),
            stands: self.stands.clone(),
            wanted: self.wanted.clone(),
            standing: self.standing.as_ref().map(Standing::in_short),
            cursor: self.cursor.clone(),
            marks: self.marks.clone(),
            hidden_marks: self.hidden_marks,
            at_once: self.at_once,
        }
    }
}
