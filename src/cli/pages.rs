//! Walking over a list that the service gives in pages, each handed on as it comes. What
//! was read before something failed is worth printing.

use crate::domain::{Failure, Page, PageToken};

/// How far a walk came.
pub(super) struct Walked {
    /// How many things were handed on.
    pub(super) count: usize,
    /// Whether there are more than were wanted.
    pub(super) more: bool,
    /// Why the rest is missing.
    pub(super) incomplete: Option<Failure>,
    /// Nobody wants any more: a reader that closed the pipe has seen enough.
    pub(super) enough: bool,
}

/// Asks for page after page, up to `limit` things, and hands each page on until nobody wants
/// any more. Only a first page that fails is a failure.
pub(super) async fn walk<T>(
    limit: usize,
    ask: impl AsyncFn(Option<PageToken>) -> Result<Page<T>, Failure>,
    mut on: impl FnMut(Vec<T>) -> Result<bool, Failure>,
) -> Result<Walked, Failure> {
    let mut walked = Walked {
        count: 0,
        more: false,
        incomplete: None,
        enough: false,
    };
    let mut page: Option<PageToken> = None;
    while walked.count < limit {
        let listed = match ask(page.clone()).await {
            Ok(listed) => listed,
            Err(failure) if page.is_none() => return Err(failure),
            Err(failure) => {
                walked.incomplete = Some(failure);
                return Ok(walked);
            }
        };
        let mut items = listed.items;
        let room = limit - walked.count;
        let over = items.len() > room;
        items.truncate(room);
        walked.count += items.len();
        // A token that leads to itself would be asked for without end.
        page = listed.next.filter(|next| page.as_ref() != Some(next));
        walked.more = over || page.is_some();
        walked.enough = !on(items)?;
        if walked.enough || page.is_none() {
            return Ok(walked);
        }
    }
    Ok(walked)
}
