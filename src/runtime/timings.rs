//! Every duration of the shell, in one value that tests shrink.

use std::time::Duration;

/// How long the shell waits for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timings {
    /// For the fingers to rest before a search is asked for.
    pub rest: Duration,
    /// Between two presses of the mouse that belong together.
    pub double: Duration,
    /// Before files that are being scanned are asked for again; it doubles while nothing changes.
    pub poll: Duration,
    /// The most that is waited before they are.
    pub poll_most: Duration,
    /// Between two looks at the clock.
    pub minute: Duration,
    /// Between two looks at a countdown.
    pub second: Duration,
    /// For how far transfers are to be drawn, once one has told it.
    pub picture: Duration,
    /// Between two turns of the sign that tells that something loads.
    pub turn: Duration,
    /// Between two reports of how far an audit is.
    pub audit: Duration,
    /// For the desktop's clipboard to take a text.
    pub clipboard: Duration,
    /// For tasks that were called off to clean up behind them.
    pub leave: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            rest: Duration::from_millis(300),
            double: Duration::from_millis(400),
            poll: Duration::from_secs(2),
            poll_most: Duration::from_secs(30),
            minute: Duration::from_mins(1),
            second: Duration::from_secs(1),
            picture: Duration::from_millis(250),
            turn: Duration::from_millis(125),
            audit: Duration::from_millis(500),
            clipboard: Duration::from_secs(2),
            leave: Duration::from_secs(3),
        }
    }
}

impl Timings {
    /// The same for a terminal on another machine: what moves there costs a slow line.
    #[must_use]
    pub fn over_a_line(self) -> Self {
        Self {
            turn: self.turn.max(Duration::from_millis(250)),
            ..self
        }
    }

    /// The wait before a poll, when so many in a row brought nothing new.
    pub fn before_poll(&self, quiet: u32) -> Duration {
        let doubled = 2_u32.checked_pow(quiet);
        let wait = doubled.and_then(|times| self.poll.checked_mul(times));
        wait.unwrap_or(self.poll_most).min(self.poll_most)
    }
}
