//! Walking over a list that the service gives in pages, each handed on as it comes. What
//! was read before something failed is worth printing.

use crate::aws::Trail;
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
    let mut trail = Trail::default();
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
        let next = trail.follow(listed.next, "The list could not be read to its end");
        walked.more = over || matches!(next, Ok(Some(_)));
        walked.enough = !on(items)?;
        page = match next {
            Ok(next) if !walked.enough => next,
            Ok(_) => None,
            // A token that leads back would be followed without end.
            Err(failure) => {
                walked.incomplete = Some(failure);
                None
            }
        };
        if page.is_none() {
            return Ok(walked);
        }
    }
    Ok(walked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn pages_that_lead_in_a_circle_are_walked_over_once() {
        let token = |name: &str| PageToken::given(Some(name));
        let mut asked = 0;
        let mut walked_over = Vec::new();
        let walked = walk(
            usize::MAX,
            async |page: Option<PageToken>| {
                let next = match page.as_ref().map(PageToken::raw) {
                    Some("a") => token("b"),
                    _ => token("a"),
                };
                Ok(Page {
                    items: vec![page],
                    next,
                })
            },
            |items| {
                asked += 1;
                assert!(asked < 10, "it goes round and round");
                walked_over.extend(items);
                Ok(true)
            },
        );
        let walked = walked.await.unwrap();
        assert!(walked.incomplete.is_some());
        assert_eq!(walked.count, 3);
        assert_eq!(walked_over, [None, token("a"), token("b")]);
    }
}
