//! Who may ask next, and when: the pace of one operation. Pure over a time that is
//! passed in: no clock, no sleep, no lock.
//!
//! **Why it is never throttled when alone.** Let the server have a bucket of the same
//! rate and burst. Call a request *open* from when it is sent until its answer is here:
//! the server counts it at some time in between, nobody knows when. The promise kept
//! here is
//!
//! > tokens here + open requests that the server has not counted yet ≤ tokens there.
//!
//! Sending moves one from the first to the second; counting takes one from the second
//! and one from the right; filling adds to both sides alike, or less here. One thing could
//! break it: a server's bucket that is full and fills no more, while ours still does. So
//! ours is never filled above `burst − open requests`. In particular, after the first request
//! of a full bucket nothing is filled in until an answer is back, for only then is it
//! sure that the server's bucket fills as well. Whatever the latencies are, every counted
//! request finds its token.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::bucket::Bucket;
use super::quota::Quota;

pub use super::bucket::Moment;

/// The part of the rate that work in the background takes: the bucket belongs to the
/// whole account, and people answer their customers with it.
const SHARE: f64 = 0.5;
const LEAST_SHARE: f64 = 1.0 / 16.0;
/// What is left of the rate after a refusal, and the least that is ever left, a second.
const LOWERED: f64 = 0.7;
const LEAST_RATE: f64 = 0.1;
/// What each answer gives back of the rate, and of the background's share.
const RATE_BACK: f64 = 0.02;
const SHARE_BACK: f64 = 0.01;
/// How far above what was learned the quota still counts for that: one that somebody set
/// far above the service's would else undo each lesson with the next answer.
const HOPE: f64 = 2.0;
/// How long a request that was given up may still be on its way to the server.
const LINGER: Duration = Duration::from_secs(1);
/// The longest that the server's word holds everybody back.
const MOST_PAUSE: Duration = Duration::from_secs(30);

/// Who waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody in front of the screen.
    Person,
    /// Nobody in particular: a report, a poll.
    Background,
}

/// One request's place in the line: persons first, then by age. A request that is tried
/// again keeps its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    urgency: Urgency,
    number: u64,
}

/// What a request hears that wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// It may go: it has left the line and is open.
    Go,
    /// It is the first in the line, and should ask again at this time.
    At(Moment),
    /// Somebody else has to move first.
    Later,
}

/// How an open request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered, with whatever but a refusal for the pace.
    Answered,
    /// It was refused for the pace; the server may have said how long to stay away.
    Throttled(Option<Duration>),
    /// It was given up; nobody knows whether the server has counted it.
    Lost,
}

/// The pace of one operation.
#[derive(Debug)]
pub struct Limiter {
    quota: Quota,
    /// What the refusals taught: at most the quota's.
    rate: f64,
    share: f64,
    full_speed: bool,
    all: Bucket,
    /// What the background may take of it.
    background: Bucket,
    waiting: BTreeSet<Turn>,
    /// The requests that are open, and when they were sent.
    open: BTreeMap<u64, Moment>,
    /// Those that were given up, by when they can be forgotten.
    lost: Vec<Moment>,
    next: u64,
    lowered: Option<Moment>,
}

impl Limiter {
    /// A limiter that is full.
    pub fn new(quota: Quota, full_speed: bool, now: Moment) -> Self {
        Self {
            quota,
            rate: quota.rate,
            share: SHARE,
            full_speed,
            all: Bucket::new(quota.burst, now),
            background: Bucket::new(half(quota.burst), now),
            waiting: BTreeSet::new(),
            open: BTreeMap::new(),
            lost: Vec::new(),
            next: 0,
            lowered: None,
        }
    }

    /// A turn for a new request, which is not in the line yet.
    pub fn turn(&mut self, urgency: Urgency) -> Turn {
        self.next += 1;
        Turn {
            urgency,
            number: self.next,
        }
    }

    /// Puts a request into the line.
    pub fn join(&mut self, turn: Turn) {
        self.waiting.insert(turn);
    }

    /// Takes a request out of the line that does not want to go any more.
    pub fn leave(&mut self, turn: Turn) {
        self.waiting.remove(&turn);
    }

    /// Whose turn it is.
    pub fn first(&self) -> Option<Turn> {
        self.waiting.first().copied()
    }

    /// Lets a request of the line go, if it is its turn and there is a token.
    pub fn enter(&mut self, turn: Turn, now: Moment) -> Entry {
        self.pass(now);
        if self.first() != Some(turn) {
            return Entry::Later;
        }
        let shares = self.shares(turn);
        if self.all.has_one() && (!shares || self.background.has_one()) {
            self.all.take();
            if shares {
                self.background.take();
            }
            self.waiting.remove(&turn);
            self.open.insert(turn.number, now);
            return Entry::Go;
        }
        if self.room() < 1.0 {
            // No token comes before a request is answered, or forgotten.
            return self.next_lapse().map_or(Entry::Later, Entry::At);
        }
        Entry::At(self.due(turn, 1.0, 1.0, now))
    }

    /// Takes note of how a request ended that was let go.
    pub fn ended(&mut self, turn: Turn, outcome: Outcome, now: Moment) {
        self.pass(now);
        let Some(sent) = self.open.remove(&turn.number) else {
            return;
        };
        // What was sent before the last lesson teaches nothing new.
        let new = self.lowered.is_none_or(|lowered| sent >= lowered);
        match outcome {
            Outcome::Lost => self.lost.push(now.saturating_add(LINGER)),
            Outcome::Throttled(pause) => {
                let pause = pause.unwrap_or_default().min(MOST_PAUSE);
                self.all.empty(now.saturating_add(pause));
                self.background.empty(now.saturating_add(pause));
                if new {
                    self.lower(now);
                }
            }
            Outcome::Answered if new => self.raise(),
            Outcome::Answered => {}
        }
    }

    /// How long a request of the line has to wait, as far as one can tell.
    pub fn estimate(&mut self, turn: Turn, now: Moment) -> Duration {
        self.pass(now);
        let before = |other: &&Turn| **other < turn;
        let ahead = self.waiting.iter().filter(before);
        let alike = ahead.clone().filter(|other| other.urgency == turn.urgency);
        let (ahead, alike) = (count(ahead), count(alike));
        self.due(turn, ahead + 1.0, alike + 1.0, now)
            .saturating_sub(now)
    }

    /// Requests a second, as learned.
    pub fn rate(&self) -> f64 {
        self.rate
    }

    fn shares(&self, turn: Turn) -> bool {
        turn.urgency == Urgency::Background && !self.full_speed
    }

    /// When there will be `all` tokens, and for the background `alike` of its own.
    fn due(&self, turn: Turn, all: f64, alike: f64, now: Moment) -> Moment {
        let due = self.all.when(all, now, self.rate);
        if !self.shares(turn) {
            return due;
        }
        let rate = self.rate * self.share;
        due.max(self.background.when(alike, now, rate))
    }

    /// The most tokens that may be here: see the promise at the top.
    fn room(&self) -> f64 {
        self.quota.burst - count(self.open.iter()) - count(self.lost.iter())
    }

    fn next_lapse(&self) -> Option<Moment> {
        self.lost.iter().min().copied()
    }

    /// Lets time pass: what was lost is forgotten in its order, for it bounds the filling.
    fn pass(&mut self, now: Moment) {
        while let Some(lapse) = self.next_lapse().filter(|lapse| *lapse <= now) {
            self.fill(lapse);
            self.lost.retain(|lost| *lost > lapse);
        }
        self.fill(now);
    }

    fn fill(&mut self, now: Moment) {
        self.all.fill(now, self.rate, self.room());
        let (rate, most) = (self.rate * self.share, half(self.quota.burst));
        self.background.fill(now, rate, most);
    }

    fn lower(&mut self, now: Moment) {
        let least = LEAST_RATE.min(self.quota.rate);
        self.rate = (self.rate * LOWERED).max(least);
        self.share = (self.share / 2.0).max(LEAST_SHARE);
        self.lowered = Some(now);
    }

    fn raise(&mut self) {
        let step = self.quota.rate.min(self.rate * HOPE) * RATE_BACK;
        self.rate = (self.rate + step).min(self.quota.rate);
        self.share = (self.share + SHARE_BACK).min(SHARE);
    }
}

/// Of a burst, for the background; one request at least, else none would ever go.
fn half(burst: f64) -> f64 {
    (burst * SHARE).max(1.0)
}

fn count<T>(all: impl Iterator<Item = T>) -> f64 {
    // As a fraction there is no lossy step on the way.
    all.fold(0.0, |sum, _| sum + 1.0)
}
