//! Whether as many bytes came as were promised, and the words when not.

use super::save::WHAT;
use crate::domain::{Failure, FailureKind, exact_bytes};
use crate::net::Answer;

/// The size that both the metadata and the answer's head promise.
pub(super) fn agreed(metadata: Option<u64>, head: Option<u64>) -> Result<Option<u64>, Failure> {
    match (metadata, head) {
        (Some(promised), Some(coming)) if promised != coming => {
            Err(wrong_size(promised, coming, ""))
        }
        _ => Ok(metadata.or(head)),
    }
}

/// An attached file may be a web page itself, but then it has the size that it should have.
pub(super) fn is_page(answer: &Answer) -> bool {
    let kind = answer.header("content-type").unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("text/html")
}

pub(super) fn wrong_size(promised: u64, came: u64, about: &str) -> Failure {
    let why = format!(
        "it should have {}, but {about}{} came",
        exact_bytes(promised),
        exact_bytes(came)
    );
    Failure::new(FailureKind::Damaged, WHAT, why)
        .hint("Nothing was saved. Refresh the list and try again.")
}

/// The failure of a body whose size nobody promised, and which is no attached file's.
pub(super) fn endless(most: u64) -> Failure {
    let why = format!(
        "no size was promised, and more than the {} of the largest attached file came",
        exact_bytes(most)
    );
    Failure::new(FailureKind::Damaged, WHAT, why).hint("Nothing was saved.")
}
