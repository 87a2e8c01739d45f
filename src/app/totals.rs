//! The sums of the transfers: how many are where, how fast they are, and how long they will take.

use crate::domain::Progress;

/// The sums of the transfers. The bytes are those of what is under way and of what began with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Transfers that hold a link or ask for one.
    pub running: usize,
    /// Those that wait for their turn.
    pub waiting: usize,
    /// Those that wait for a person's word.
    pub asking: usize,
    /// Those that failed.
    pub failed: usize,
    /// Bytes that are here.
    pub received: u64,
    /// Bytes in all; none when a size is not known, or nothing is under way.
    pub total: Option<u64>,
    /// Bytes a second, of all that run; none until that can be told.
    pub rate: Option<u64>,
}

impl Totals {
    /// How many hundredths are here; all only when nothing is missing.
    pub fn percent(&self) -> Option<u64> {
        percent(self.received, self.total?)
    }

    /// Seconds until all is here, at the present rate.
    pub fn seconds_left(&self) -> Option<u64> {
        seconds(self.total?.checked_sub(self.received)?, self.rate?)
    }
}

/// How many hundredths of a transfer are here.
pub fn percent_of(progress: Progress) -> Option<u64> {
    percent(progress.received, progress.total?)
}

/// Seconds until a transfer is here, at its present rate.
pub fn seconds_left(progress: Progress) -> Option<u64> {
    let rest = progress.total?.checked_sub(progress.received)?;
    seconds(rest, progress.rate?)
}

fn percent(received: u64, total: u64) -> Option<u64> {
    let percent = u128::from(received) * 100 / u128::from((total > 0).then_some(total)?);
    u64::try_from(percent.min(100)).ok()
}

fn seconds(rest: u64, rate: u64) -> Option<u64> {
    (rate > 0).then(|| rest.div_ceil(rate))
}

/// `12 s`, `3 min`, `2 h`, `5 d`: the largest unit that fits, rounded up.
pub fn duration(seconds: u64) -> String {
    match seconds {
        0..100 => format!("{seconds} s"),
        100..5_400 => format!("{} min", seconds.div_ceil(60)),
        5_400..172_800 => format!("{} h", seconds.div_ceil(3_600)),
        _ => format!("{} d", seconds.div_ceil(86_400)),
    }
}
