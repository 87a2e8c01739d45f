//! Which rows are shown, and in which order. Of many rows that takes long enough to be felt,
//! so it is work that can be done beside the machine.

use std::sync::Arc;

use crate::domain::Attachment;

use super::{Column, Filter, Lens, Sieve, Sort};

/// How many rows are looked at between two questions whether anybody still waits.
const AT_A_TIME: usize = 1_024;

/// How rows are to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Their order.
    pub sort: Sort,
    /// Which of them.
    pub filter: Filter,
    /// The columns in which words are sought.
    pub columns: Vec<Column>,
    /// Through what they are seen.
    pub lens: Lens,
}

/// The work of bringing rows into an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// All rows.
    pub(super) files: Arc<Vec<Arc<Attachment>>>,
    /// How they are to stand.
    pub(super) order: Order,
    /// Only these can be among them; all when nothing is said.
    pub(super) among: Option<Arc<Vec<u32>>>,
    /// Whether the filter must look at them.
    pub(super) sift: bool,
    /// Whether they must be sorted.
    pub(super) sort: bool,
}

impl Order {
    /// Whether the same words are sought in the same cells, or none at all.
    pub(super) fn seeks_like(&self, other: &Self) -> bool {
        let blind = |order: &Self| order.filter.words.trim().is_empty();
        (blind(self) && blind(other))
            || (self.columns == other.columns && self.sees_like(other, &self.columns))
    }

    /// Whether these columns read the same.
    pub(super) fn sees_like(&self, other: &Self, columns: &[Column]) -> bool {
        self.lens == other.lens || {
            let (one, other) = (&self.lens, &other.lens);
            let aged = one.now != other.now;
            let renamed = one.people != other.people;
            let differs =
                |column: &Column| (aged && column.ages()) || (renamed && *column == Column::By);
            one.zone == other.zone && !columns.iter().any(differs)
        }
    }

    /// Whether rows that stand like `other` stand like this.
    pub(super) fn stands_like(&self, other: &Self) -> bool {
        // Names that are known anew stand elsewhere than the ends of their ARNs did.
        let sorted = self.sort.column != Column::By || self.lens.people == other.lens.people;
        sorted && self.sort == other.sort && self.filter == other.filter && self.seeks_like(other)
    }
}

impl Arrangement {
    /// Does the work: the rows that are shown, in their order. Gives up, with whatever it
    /// has, as soon as nobody waits for it any more.
    pub fn work(&self, is_called_off: impl Fn() -> bool) -> Vec<u32> {
        let mut rows: Vec<u32> = match &self.among {
            Some(among) => among.to_vec(),
            None => (0..).take(self.files.len()).collect(),
        };
        if self.sift {
            let Order {
                filter,
                columns,
                lens,
                ..
            } = &self.order;
            let mut sieve = Sieve::new(filter);
            let mut seen = 0_usize;
            let mut called_off = false;
            rows.retain(|&slot| {
                seen += 1;
                if seen.is_multiple_of(AT_A_TIME) {
                    called_off = called_off || is_called_off();
                }
                !called_off && sieve.passes(&self.files[slot as usize], columns, lens)
            });
        }
        if self.sort && !is_called_off() {
            let Order { sort, lens, .. } = &self.order;
            sort.sort(&self.files, &mut rows, lens);
        }
        rows
    }
}
