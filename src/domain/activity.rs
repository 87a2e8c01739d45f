//! What happens on the way of a request: for whoever waits for it, and for the log.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;

use super::{Failure, SafeText};

/// One thing that happened to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// When.
    pub at: Timestamp,
    /// AWS's name of the operation, such as `SearchCases`.
    pub operation: &'static str,
    /// What happened.
    pub event: Event,
}

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It is held back for this long, so that the quota is kept.
    Paced(Duration),
    /// The credentials are asked for, which takes longer than usual.
    SigningIn,
    /// This host was asked, and has not answered for longer than usual.
    Unanswered(SafeText),
    /// It failed, and is tried again after this wait.
    Again {
        /// Why it failed: `throttled`, `connection reset`.
        why: SafeText,
        /// How long until the next attempt.
        wait: Duration,
    },
    /// It was answered, this long after it was sent.
    Answered(Duration),
    /// It failed for good.
    Failed {
        /// The words for a person.
        failure: Box<Failure>,
        /// The errors under it, outermost first, links and tokens masked.
        chain: Vec<SafeText>,
    },
}

impl Event {
    /// Whether somebody who waits is made to wait longer by it.
    pub fn delays(&self) -> bool {
        match self {
            Event::Paced(_) | Event::SigningIn | Event::Unanswered(_) | Event::Again { .. } => true,
            Event::Answered(_) | Event::Failed { .. } => false,
        }
    }
}

impl fmt::Display for Event {
    /// A few words: `throttled, again in 2 s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Paced(wait) => write!(f, "keeping to the quota, {}", seconds(*wait)),
            Event::SigningIn => f.write_str("waiting for the credentials"),
            Event::Unanswered(host) => write!(f, "{host} has not answered yet"),
            Event::Again { why, wait } => write!(f, "{why}, again in {}", seconds(*wait)),
            Event::Answered(took) => write!(f, "answered in {} ms", took.as_millis()),
            Event::Failed { failure, .. } => failure.fmt(f),
        }
    }
}

/// `0.4 s` below ten seconds, then `12 s`.
fn seconds(wait: Duration) -> String {
    if wait < Duration::from_secs(10) {
        format!("{:.1} s", wait.as_secs_f64())
    } else {
        format!("{} s", wait.as_secs())
    }
}
