//! Every time limit of a request to AWS, in one value that tests shrink.

use std::time::Duration;

/// How long a request waits for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timings {
    /// For the credentials: a person may be looking for a token.
    pub patience: Duration,
    /// For a connection: name, socket, proxy and TLS together.
    pub connect: Duration,
    /// For the head of an answer, after the request was sent.
    pub head: Duration,
    /// For one attempt, from the sending to the end of the answer.
    pub attempt: Duration,
    /// For all attempts and the waits between them, from the first sending.
    pub whole: Duration,
    /// The most to wait before the second attempt; it doubles with each further one.
    pub backoff: Duration,
    /// Before the only other attempt at an address that refused the connection.
    pub refused: Duration,
    /// Until it is told that the credentials take long.
    pub signing_in: Duration,
    /// Until it is told that no answer has come.
    pub unanswered: Duration,
    /// From when on it is told that the quota holds a request back.
    pub held_back: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            patience: Duration::from_mins(2),
            connect: Duration::from_secs(4),
            head: Duration::from_secs(10),
            attempt: Duration::from_secs(15),
            whole: Duration::from_secs(30),
            backoff: Duration::from_millis(500),
            refused: Duration::from_millis(300),
            signing_in: Duration::from_secs(1),
            unanswered: Duration::from_millis(1_500),
            held_back: Duration::from_millis(50),
        }
    }
}
