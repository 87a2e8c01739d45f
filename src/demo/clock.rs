//! The server's one source of time, so that a test can stand it still and push it
//! forward instead of sleeping. It knows nothing of what the time is used for.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Where a server reads the time: the machine's clock, or one that moves only when told.
#[derive(Clone, Debug)]
pub struct Clock {
    pinned: Option<Arc<Mutex<Timestamp>>>,
}

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub fn system() -> Self {
        Self { pinned: None }
    }

    /// A clock that stands at `now` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn pinned(now: Timestamp) -> Self {
        Self {
            pinned: Some(Arc::new(Mutex::new(now))),
        }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.pinned {
            Some(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
            None => Timestamp::now(),
        }
    }

    /// Whether the time is a test's rather than the machine's.
    pub(crate) fn is_pinned(&self) -> bool {
        self.pinned.is_some()
    }

    /// Moves a pinned clock forward, as far as time itself goes; the machine's clock stays what it is.
    pub fn advance(&self, by: SignedDuration) {
        if let Some(time) = &self.pinned {
            let mut time = time.lock().unwrap_or_else(PoisonError::into_inner);
            *time = time.saturating_add(by).unwrap_or(*time);
        }
    }
}
