//! This machine's clock against AWS's, by the `Date` of an answer: a signature is good
//! for five minutes, and a wrong clock makes every one of them bad.

use jiff::{SignedDuration, Timestamp};

use crate::domain::{Failure, FailureKind, plural};

/// What AWS puts up with, less some room for the way.
const TOLERATED: SignedDuration = SignedDuration::from_mins(4);

/// How to set the clock by the network's time.
const SET: &str = if cfg!(target_os = "macos") {
    "sudo sntp -sS time.apple.com"
} else if cfg!(windows) {
    "w32tm /resync"
} else {
    "sudo timedatectl set-ntp true"
};

/// Two clocks that differ by more than AWS puts up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Skew {
    here: Timestamp,
    there: Timestamp,
}

impl Skew {
    /// Compares an answer's `Date` with the time here.
    pub(super) fn read(date: &str, here: Timestamp) -> Option<Self> {
        let there = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
        let apart = here.duration_since(there).abs();
        (apart > TOLERATED).then_some(Self { here, there })
    }

    pub(super) fn failure(self, what: &str) -> Failure {
        let apart = self.here.duration_since(self.there);
        let way = if apart.is_positive() {
            "ahead of"
        } else {
            "behind"
        };
        let (here, there) = (shown(self.here), shown(self.there));
        let why = format!("this machine's clock is {} {way} AWS's", long(apart.abs()));
        Failure::new(FailureKind::Credentials, what, why)
            .hint(format!(
                "Here it is {here}, at AWS {there}. Set the clock, for example with `{SET}`, then try again."
            ))
            .remedy(SET)
    }
}

fn shown(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// In the largest unit that leaves a number above one, rounded.
fn long(apart: SignedDuration) -> String {
    let minutes = (apart.as_secs().unsigned_abs() + 30) / 60;
    match minutes {
        0..120 => plural(minutes, "minute", "minutes"),
        120..2_880 => plural((minutes + 30) / 60, "hour", "hours"),
        _ => plural((minutes + 720) / 1_440, "day", "days"),
    }
}
