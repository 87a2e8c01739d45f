//! Walks over the pages of a list, which must end: a token that leads back to a page
//! already read would be followed for ever.

use std::collections::HashSet;

use crate::domain::{Failure, FailureKind, PageToken};

/// The tokens that one walk has followed.
#[derive(Debug, Default)]
pub struct Trail {
    seen: HashSet<PageToken>,
}

impl Trail {
    /// The token of the next page, if there is one. Fails when the walk has followed it
    /// before; `what` says what could then not be listed to its end.
    pub fn follow(
        &mut self,
        next: Option<PageToken>,
        what: &str,
    ) -> Result<Option<PageToken>, Failure> {
        match next {
            Some(token) if !self.seen.insert(token.clone()) => {
                let why = "the service repeated a page token; the list may be incomplete";
                Err(Failure::new(FailureKind::Service, what, why)
                    .hint("Try again; if it stays so, tell AWS's support."))
            }
            next => Ok(next),
        }
    }
}
