//! A value that lives elsewhere: what was last seen of it, and how the asking goes.

use crate::domain::{Failure, Page, PageToken};

use super::Ticket;

/// What was last seen, kept while it is asked for again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote<T> {
    /// What was last seen; none before the first answer.
    pub seen: Option<T>,
    /// How the asking goes.
    pub asking: Asking,
}

/// How the asking goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// Nothing is under way.
    Idle,
    /// The whole is asked for (again): the answer replaces what was seen.
    Afresh(Ticket),
    /// The next page is asked for: the answer is added.
    More(Ticket),
    /// The last asking failed.
    Failed(Failure),
    /// The last asking for a further page failed; asking again goes on from there.
    MoreFailed(Failure),
}

/// The pages of a list seen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages<T> {
    /// In the service's order.
    pub items: Vec<T>,
    /// Asks for what was not seen yet; none when all was.
    pub next: Option<PageToken>,
}

impl<T> Default for Remote<T> {
    fn default() -> Self {
        Self {
            seen: None,
            asking: Asking::Idle,
        }
    }
}

impl Asking {
    /// The ticket of what is under way.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Asking::Afresh(ticket) | Asking::More(ticket) => Some(*ticket),
            Asking::Idle | Asking::Failed(_) | Asking::MoreFailed(_) => None,
        }
    }

    /// Why the last asking failed.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Asking::Failed(failure) | Asking::MoreFailed(failure) => Some(failure),
            Asking::Idle | Asking::Afresh(_) | Asking::More(_) => None,
        }
    }
}

impl<T> Remote<T> {
    /// Whether this ticket is the one that is waited for.
    pub fn waits_for(&self, ticket: Ticket) -> bool {
        self.asking.ticket() == Some(ticket)
    }
}

impl<T> Remote<Pages<T>> {
    /// All items seen so far.
    pub fn items(&self) -> &[T] {
        self.seen.as_ref().map_or(&[], |pages| &pages.items)
    }

    /// Takes an answer: the first page replaces what was seen, a further one is added.
    /// What was seen survives a failure.
    pub fn take(&mut self, answer: Result<Page<T>, Failure>) {
        let more = matches!(self.asking, Asking::More(_));
        match answer {
            Err(failure) if more => self.asking = Asking::MoreFailed(failure),
            Err(failure) => self.asking = Asking::Failed(failure),
            Ok(page) => {
                self.asking = Asking::Idle;
                match &mut self.seen {
                    Some(pages) if more => {
                        pages.items.extend(page.items);
                        // A token that leads to itself would be asked for without end.
                        pages.next = page.next.filter(|next| pages.next.as_ref() != Some(next));
                    }
                    _ => {
                        self.seen = Some(Pages {
                            items: page.items,
                            next: page.next,
                        });
                    }
                }
            }
        }
    }

    /// The token of the next page, when there is one and nothing is under way.
    /// After a failure a person asks again; scrolling does not.
    pub fn next_page(&self) -> Option<PageToken> {
        match self.asking {
            Asking::Idle => self.seen.as_ref()?.next.clone(),
            _ => None,
        }
    }

    /// The token of the page that could not be had.
    pub fn failed_page(&self) -> Option<PageToken> {
        match self.asking {
            Asking::MoreFailed(_) => self.seen.as_ref()?.next.clone(),
            _ => None,
        }
    }
}
