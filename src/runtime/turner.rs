//! When the sign turns that tells that something loads: now and then while something does, and
//! never while nothing does.

use std::future::pending;
use std::pin::Pin;
use std::time::Duration;

use tokio::time::{Sleep, sleep};

/// Waits for the next turn, when there is to be one.
pub(super) struct Turner {
    next: Option<Pin<Box<Sleep>>>,
    pace: Duration,
}

impl Turner {
    pub(super) fn new(pace: Duration) -> Self {
        Self { next: None, pace }
    }

    /// A turn is waited for from now on, or none any more.
    pub(super) fn follow(&mut self, turns: bool) {
        if !turns {
            self.next = None;
        } else if self.next.is_none() {
            self.next = Some(Box::pin(sleep(self.pace)));
        }
    }

    /// Waits until it turns; pending while nothing is to.
    pub(super) async fn turned(&mut self) {
        match &mut self.next {
            Some(next) => next.as_mut().await,
            None => pending().await,
        }
        self.next = None;
    }
}
