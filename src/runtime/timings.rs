//! Every duration of the shell, in one value that tests shrink.

use std::time::Duration;

/// How long the shell waits for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timings {
    /// For the fingers to rest before a search is asked for.
    pub rest: Duration,
    /// Between two looks at the clock.
    pub minute: Duration,
    /// Between two looks at a countdown.
    pub second: Duration,
    /// For tasks that were called off to clean up behind them.
    pub leave: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            rest: Duration::from_millis(300),
            minute: Duration::from_mins(1),
            second: Duration::from_secs(1),
            leave: Duration::from_secs(3),
        }
    }
}
