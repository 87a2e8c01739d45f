//! Every time limit of a transfer, in one value that tests shrink.

use std::time::Duration;

/// How long a transfer waits for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timings {
    /// For a connection: name, socket, proxy and TLS together.
    pub connect: Duration,
    /// For the head of an answer, after the request was sent.
    pub answer: Duration,
    /// Until it is told that no answer has come.
    pub unanswered: Duration,
    /// For the next byte of a body; a slow body is fine, a silent one is not.
    pub stall: Duration,
    /// Before the first further attempt; each one in vain doubles it.
    pub backoff: Duration,
    /// The longest wait before a further attempt.
    pub most_backoff: Duration,
    /// Until what came of a slow body is written down, however little it is.
    pub checkpoint: Duration,
    /// Between two reports of how far it is.
    pub report: Duration,
    /// How far back the rate is measured.
    pub window: Duration,
    /// To make out what a content shows, once it is here.
    pub look: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(4),
            answer: Duration::from_secs(30),
            unanswered: Duration::from_millis(1_500),
            stall: Duration::from_secs(20),
            backoff: Duration::from_millis(300),
            most_backoff: Duration::from_secs(10),
            checkpoint: Duration::from_secs(1),
            report: Duration::from_millis(250),
            window: Duration::from_secs(3),
            look: Duration::from_secs(10),
        }
    }
}
