//! Where the rows are on their way to another order.

use super::super::Ticket;

/// An arrangement that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// The request.
    pub(super) ticket: Ticket,
    /// The rows that came or changed since it was asked for.
    pub(super) touched: Vec<u32>,
    /// Rows went since then, so that it speaks of rows that are others now.
    pub(super) stale: bool,
}

impl Standing {
    /// That there is one, without the rows.
    pub(super) fn in_short(&self) -> Self {
        Self {
            ticket: self.ticket,
            touched: Vec::new(),
            stale: self.stale,
        }
    }
}
