//! Where requests wait for their turn: the limiter behind a lock and a clock. Only the
//! first in the line is ever woken, and whoever drops its future has left the line.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

use super::limiter::{Entry, Limiter, Moment, Outcome, Turn, Urgency};
use super::quota::{Pacing, Quota};

/// How often somebody far behind in the line looks whether it takes longer than told.
const GLANCE: Duration = Duration::from_secs(1);

/// One gate for each operation, made when it is first wanted.
#[derive(Debug)]
pub struct Gates {
    pacing: Pacing,
    gates: Mutex<BTreeMap<&'static str, Arc<Gate>>>,
}

impl Gates {
    /// Gates that start at what is published or set.
    pub fn new(pacing: Pacing) -> Self {
        Self {
            pacing,
            gates: Mutex::default(),
        }
    }

    /// The gate of an operation, of which AWS publishes `published`.
    pub fn gate(&self, operation: &'static str, published: Quota) -> Arc<Gate> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || {
            let quota = self.pacing.quota(operation, published);
            Arc::new(Gate::new(quota, self.pacing.full_speed))
        };
        Arc::clone(gates.entry(operation).or_insert_with(new))
    }
}

/// The gate of one operation.
#[derive(Debug)]
pub struct Gate {
    /// The origin of the limiter's time.
    opened: Instant,
    line: Mutex<Line>,
}

#[derive(Debug)]
struct Line {
    limiter: Limiter,
    bells: BTreeMap<Turn, Arc<Notify>>,
}

impl Line {
    /// Only the first can have something to gain from what happened.
    fn wake_first(&self) {
        let first = self.limiter.first();
        if let Some(bell) = first.and_then(|turn| self.bells.get(&turn)) {
            bell.notify_one();
        }
    }
}

impl Gate {
    /// A gate whose limiter is full.
    pub fn new(quota: Quota, full_speed: bool) -> Self {
        Self {
            opened: Instant::now(),
            line: Mutex::new(Line {
                limiter: Limiter::new(quota, full_speed, Duration::ZERO),
                bells: BTreeMap::new(),
            }),
        }
    }

    /// A turn for a request and all its attempts.
    pub fn turn(&self, urgency: Urgency) -> Turn {
        self.line().limiter.turn(urgency)
    }

    /// Waits until the request may be sent. `held` is told how long that takes when it is
    /// more than `noticeable`, and again when it takes that much longer than told.
    pub async fn pass(
        self: &Arc<Self>,
        turn: Turn,
        noticeable: Duration,
        mut held: impl FnMut(Duration),
    ) -> Permit {
        let place = Place::take(self, turn);
        let mut told: Option<Moment> = None;
        loop {
            let (entry, estimate, now) = place.knock();
            let wait = match entry {
                Entry::Go => {
                    return Permit {
                        gate: Arc::clone(self),
                        turn,
                        outcome: Outcome::Lost,
                    };
                }
                Entry::At(moment) => moment.saturating_sub(now),
                Entry::Later => estimate.max(GLANCE),
            };
            let due = now.saturating_add(estimate);
            let later = told.is_none_or(|told| due > told.saturating_add(noticeable));
            if estimate > noticeable && later {
                held(estimate);
                told = Some(due);
            }
            // Too early and too late are both found out at the next knock.
            let _ = timeout(wait, place.bell.notified()).await;
        }
    }

    /// How long a request with this turn would have to wait if it came back now.
    pub fn estimate(&self, turn: Turn) -> Duration {
        let now = self.now();
        self.line().limiter.estimate(turn, now)
    }

    fn now(&self) -> Moment {
        self.opened.elapsed()
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the line, given up when dropped.
struct Place<'a> {
    gate: &'a Gate,
    turn: Turn,
    bell: Arc<Notify>,
}

impl<'a> Place<'a> {
    fn take(gate: &'a Gate, turn: Turn) -> Self {
        let bell = Arc::new(Notify::new());
        let mut line = gate.line();
        line.limiter.join(turn);
        line.bells.insert(turn, Arc::clone(&bell));
        Self { gate, turn, bell }
    }

    fn knock(&self) -> (Entry, Duration, Moment) {
        let now = self.gate.now();
        let mut line = self.gate.line();
        let entry = line.limiter.enter(self.turn, now);
        let estimate = match entry {
            Entry::Go => Duration::ZERO,
            _ => line.limiter.estimate(self.turn, now),
        };
        (entry, estimate, now)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut line = self.gate.line();
        line.limiter.leave(self.turn);
        line.bells.remove(&self.turn);
        line.wake_first();
    }
}

/// The right to send one request. Dropped without a word it counts as a request that
/// was given up.
#[derive(Debug)]
#[must_use = "a request is open for as long as its permit lives"]
pub struct Permit {
    gate: Arc<Gate>,
    turn: Turn,
    outcome: Outcome,
}

impl Permit {
    /// Says how the request ended.
    pub fn ended(mut self, outcome: Outcome) {
        self.outcome = outcome;
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let now = self.gate.now();
        let mut line = self.gate.line();
        line.limiter.ended(self.turn, self.outcome, now);
        line.wake_first();
    }
}
