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
/// the storage can give a part. Addresses are checked as for a whole file; what fails is not
/// tried again.
pub async fn peek(
    transport: &Transport,
    links: &mut impl Links,
    most: usize,
    timings: &Timings,
) -> Result<Peeked, Failure> {
    let (link, _) = links.next().await?;
    let range = format!("bytes=0-{}", most.saturating_sub(1));
    let fetched = match fetch_part(transport, &link, &range, timings).await {
        // There is no first byte, or no part is given: all is asked for, and no more read.
        Err(Trouble::Unfit(_)) => fetch(transport, &link, None, timings).await,
        fetched => fetched,
    };
    let (mut answer, host) = fetched.map_err(failure_of)?;
    let total = if answer.status() == 206 {
        Some(total(&answer).ok_or_else(|| {
            let why = "the storage gave another part than was asked for";
            Failure::new(FailureKind::Service, WHAT, why).hint("Try again.")
        })?)
    } else {
        None
    };
    let mut head = Vec::new();
    let mut ended = false;
    // One byte more than wanted tells whether there are more.
    while head.len() <= most && !ended && !is_all(&head, total, most) {
        let received = exact_bytes(head.len() as u64);
        let count = answer
            .read_into(&mut head, timings.stall)
            .await
            .map_err(|error| failure_of(interrupted(&error, &host, &received, timings)))?;
        ended = count == 0;
    }
    let whole = match total {
        Some(total) => head.len() as u64 >= total,
        None => ended && head.len() <= most,
    };
    head.truncate(most);
    Ok(Peeked { head, whole })
}

/// The length of the whole content, when the answer begins at its first byte.
fn total(answer: &Answer) -> Option<u64> {
    let range = answer.header("content-range")?;
    let (_, total) = range.strip_prefix("bytes 0-")?.split_once('/')?;
    total.parse().ok()
}

/// Whether all has come that an answer of a known part will bring.
fn is_all(head: &[u8], total: Option<u64>, most: usize) -> bool {
    total.is_some_and(|total| head.len() as u64 >= total.min(most as u64))
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
