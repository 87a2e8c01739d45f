//! What goes wrong in one attempt, by what is to be done about it, and how often that is
//! done. Nothing is sent or waited for here.

use std::time::Duration;

use crate::domain::{Failure, FailureKind};
use crate::net::Timings;

/// Attempts one after the other that bring no further byte, from a storage that has answered.
const MOST_IN_VAIN: u32 = 5;

/// The same of a storage that has never answered.
const MOST_UNHEARD: u32 = 3;

/// Attempts in all: a line that breaks after every few bytes must end as well.
const MOST_ATTEMPTS: u32 = 100;

/// An attempt that did not bring the file to its end.
#[derive(Debug)]
pub(super) enum Trouble {
    /// No other attempt would end otherwise.
    Final(Failure),
    /// Another time it may, but not at once.
    Later(Failure),
    /// It may at once, and why in a word or two.
    Again(String, Failure),
    /// The storage gave no answer in time.
    Silent(Failure),
    /// A new link helps.
    Expired(Failure),
    /// What is here is no part of what the storage has.
    Unfit(Failure),
}

impl Trouble {
    /// Whether nothing of the storage came through.
    pub(super) fn is_of_the_line(&self) -> bool {
        match self {
            Trouble::Silent(_) => true,
            Trouble::Again(_, failure) | Trouble::Later(failure) => {
                failure.kind == FailureKind::Network
            }
            Trouble::Final(_) | Trouble::Expired(_) | Trouble::Unfit(_) => false,
        }
    }
}

impl From<Failure> for Trouble {
    /// Of this machine's own doing: the disk, or the end of the program.
    fn from(failure: Failure) -> Self {
        Trouble::Final(failure)
    }
}

/// Counts the attempts.
#[derive(Debug, Default)]
pub(super) struct Tries {
    all: u32,
    in_vain: u32,
    /// The most bytes that any attempt has brought the file to.
    best: u64,
    /// Whether the storage has answered.
    pub(super) heard: bool,
}

impl Tries {
    /// Bytes that are here already are no attempt's merit.
    pub(super) fn from(here: u64) -> Self {
        Self {
            best: here,
            ..Self::default()
        }
    }

    /// How long to wait before the next attempt, when one failed with so many bytes here;
    /// nothing when it shall be the last. `chance` is between 0 and 1.
    pub(super) fn after(&mut self, here: u64, chance: f64, timings: &Timings) -> Option<Duration> {
        self.all += 1;
        if here > self.best {
            self.best = here;
            self.in_vain = 0;
        } else {
            self.in_vain += 1;
        }
        let most = if self.heard {
            MOST_IN_VAIN
        } else {
            MOST_UNHEARD
        };
        if self.in_vain >= most || self.all >= MOST_ATTEMPTS {
            return None;
        }
        let doubled = 1 << self.in_vain.saturating_sub(1).min(16);
        let wait = timings.backoff.saturating_mul(doubled);
        // All who lost one line come back at different times.
        Some(wait.min(timings.most_backoff).mul_f64(0.5 + chance / 2.0))
    }
}
