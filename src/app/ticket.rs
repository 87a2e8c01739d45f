//! The numbers of requests: an answer to a question that nobody asks any more is
//! known by its number and dropped.

/// The number of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(u64);

/// Hands out tickets, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tickets {
    given: u64,
}

impl Tickets {
    /// A ticket that was never given before.
    pub fn draw(&mut self) -> Ticket {
        self.given += 1;
        Ticket(self.given)
    }
}
