//! The start of a file's content, kept nowhere but in memory.

use super::fetch::{fetch, fetch_part, interrupted};
use super::save::{Links, WHAT};
use super::trouble::Trouble;
use crate::domain::{Failure, FailureKind, exact_bytes};
use crate::net::{Answer, Timings, Transport};

/// The start of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peeked {
    /// Its first bytes.
    pub head: Vec<u8>,
    /// Whether there are no more.
    pub whole: bool,
}

/// Fetches the first `most` bytes of what a fresh link leads to, and no more than that when
/// the storage can give a part. `wants` sees them and says how many bytes are wanted at most:
/// the others are fetched, by the same link, when the content has no more than that. Addresses
/// are checked as for a whole file; what fails is not tried again.
pub async fn peek(
    transport: &Transport,
    links: &mut impl Links,
    most: usize,
    wants: impl Fn(&[u8]) -> usize,
    timings: &Timings,
) -> Result<Peeked, Failure> {
    let (link, _) = links.next().await?;
    let range = format!("bytes=0-{}", most.saturating_sub(1));
    let fetched = match fetch_part(transport, &link, &range, timings).await {
        // There is no first byte, or no part is given: all is asked for, and no more read.
        Err(Trouble::Unfit(_)) => fetch(transport, &link, None, timings).await,
        fetched => fetched,
    };
    let mut answer = fetched.map_err(failure_of)?;
    let total = match answer.0.status() {
        206 => Some(total(&answer.0).ok_or_else(another_part)?),
        _ => None,
    };
    let mut head = Vec::new();
    // One byte more than wanted tells whether there are more.
    let enough = total.map_or(most + 1, |total| capped(total, most));
    let mut ended = read(&mut answer, &mut head, enough, timings).await?;
    let wanted = wants(head.get(..most).unwrap_or(&head)).max(most);
    let all = match total {
        Some(total) if total > head.len() as u64 && total <= wanted as u64 => {
            let first = answer.0;
            let range = format!("bytes={}-{}", head.len(), total - 1);
            let rest = fetch_part(transport, &link, &range, timings).await;
            let mut rest = rest.map_err(failure_of)?;
            if !goes_on(&first, &rest.0, head.len() as u64, total) {
                return Err(another_part());
            }
            read(&mut rest, &mut head, capped(total, wanted), timings).await?;
            head.len() as u64 >= total
        }
        Some(total) => head.len() as u64 >= total,
        None => {
            let fits = |length: u64| length <= wanted as u64;
            if !ended && wanted > most && answer.0.content_length().is_none_or(fits) {
                ended = read(&mut answer, &mut head, wanted + 1, timings).await?;
            }
            ended && head.len() <= wanted
        }
    };
    if !all {
        head.truncate(most);
    }
    Ok(Peeked { head, whole: all })
}

/// Reads until there are `enough` bytes; whether the answer ended before.
async fn read(
    (answer, host): &mut (Answer, String),
    head: &mut Vec<u8>,
    enough: usize,
    timings: &Timings,
) -> Result<bool, Failure> {
    while head.len() < enough {
        let received = exact_bytes(head.len() as u64);
        let count = answer
            .read_into(head, timings.stall)
            .await
            .map_err(|error| failure_of(interrupted(&error, host, &received, timings)))?;
        if count == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the second answer goes on where the first one ended, in the same content.
fn goes_on(first: &Answer, second: &Answer, from: u64, total: u64) -> bool {
    let range = second.header("content-range").unwrap_or_default();
    let expected = format!("bytes {from}-{}/{total}", total - 1);
    second.status() == 206 && range == expected && first.header("etag") == second.header("etag")
}

fn capped(total: u64, most: usize) -> usize {
    usize::try_from(total).map_or(most, |total| total.min(most))
}

fn another_part() -> Failure {
    let why = "the storage gave another part than was asked for";
    Failure::new(FailureKind::Service, WHAT, why).hint("Try again.")
}

/// The length of the whole content, when the answer begins at its first byte.
fn total(answer: &Answer) -> Option<u64> {
    let range = answer.header("content-range")?;
    let (_, total) = range.strip_prefix("bytes 0-")?.split_once('/')?;
    total.parse().ok()
}

fn failure_of(trouble: Trouble) -> Failure {
    match trouble {
        Trouble::Final(failure)
        | Trouble::Later(failure)
        | Trouble::Again(_, failure)
        | Trouble::Silent(failure)
        | Trouble::Expired(failure)
        | Trouble::Unfit(failure) => failure,
    }
}
