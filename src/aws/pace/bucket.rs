//! A token bucket, pure over a time that is passed in. How full it may be is the
//! business of `limiter`.

use std::time::Duration;

/// A time since an origin that the caller chose.
pub type Moment = Duration;

/// This much slower than the rate a bucket is filled: two clocks never run quite alike.
const SLOWER: f64 = 0.999;

#[derive(Debug, Clone, Copy)]
pub(super) struct Bucket {
    level: f64,
    /// When the level was true. It lies ahead while nothing may be filled in.
    at: Moment,
}

impl Bucket {
    pub(super) fn new(level: f64, at: Moment) -> Self {
        Self { level, at }
    }

    /// Fills in what `rate` tokens a second have brought since, up to `most`.
    pub(super) fn fill(&mut self, now: Moment, rate: f64, most: f64) {
        let Some(passed) = now.checked_sub(self.at) else {
            return;
        };
        let filled = self.level + passed.as_secs_f64() * rate * SLOWER;
        self.level = filled.min(most);
        self.at = now;
    }

    /// Whether there is a whole token.
    pub(super) fn has_one(&self) -> bool {
        self.level >= 1.0
    }

    pub(super) fn take(&mut self) {
        self.level -= 1.0;
    }

    /// Throws everything away, and fills nothing in until `until`.
    pub(super) fn empty(&mut self, until: Moment) {
        self.level = 0.0;
        self.at = self.at.max(until);
    }

    /// When there will be `count` tokens, if nobody takes one and nothing else hinders.
    pub(super) fn when(&self, count: f64, now: Moment, rate: f64) -> Moment {
        let missing = count - self.level;
        if missing <= 0.0 {
            return now;
        }
        let wait = Duration::try_from_secs_f64(missing / (rate * SLOWER));
        // Rounded up, so that the token is there when the time has come.
        let wait = wait.map_or(Duration::MAX, |wait| {
            wait.saturating_add(Duration::from_nanos(1))
        });
        self.at.max(now).saturating_add(wait)
    }
}
