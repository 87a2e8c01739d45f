//! How far a transfer is, how fast, and how often that is told.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::save::Told;
use crate::domain::{Event, Progress, exact_bytes};
use crate::net::Timings;

/// The shortest time that says anything about a rate.
const SHORTEST: Duration = Duration::from_millis(500);

/// Counts what comes, and reports what changed, not too often.
pub(super) struct Meter<F> {
    now: Progress,
    told: Option<Progress>,
    told_at: Option<Instant>,
    /// When how many bytes had come on the line, the oldest first.
    window: VecDeque<(Instant, u64)>,
    came: u64,
    /// When the link dies.
    dies: Option<Instant>,
    every: Duration,
    back: Duration,
    on: F,
}

impl<F: FnMut(Told) + Send> Meter<F> {
    pub(super) fn new(timings: &Timings, on: F) -> Self {
        Self {
            now: Progress::default(),
            told: None,
            told_at: None,
            window: VecDeque::new(),
            came: 0,
            dies: None,
            every: timings.report,
            back: timings.window,
            on,
        }
    }

    /// So many bytes are here already, and belong to the file.
    pub(super) fn resumed(&mut self, here: u64) {
        self.now.received = here;
        self.now.resumed = here;
    }

    /// Nothing of what was here belongs to the file.
    pub(super) fn restarted(&mut self) {
        self.resumed(0);
    }

    /// Another link is used.
    pub(super) fn link(&mut self, dies: Option<Instant>) {
        self.now.links += 1;
        self.dies = dies;
    }

    /// The storage answered: so many bytes it will be.
    pub(super) fn answered(&mut self, total: Option<u64>) {
        self.now.total = total;
        self.tell(Instant::now());
    }

    /// So many more bytes came.
    pub(super) fn add(&mut self, count: usize) {
        self.came += count as u64;
        self.now.received += count as u64;
        // The end is reported when the file is in its place.
        if Some(self.now.received) != self.now.total {
            self.tick();
        }
    }

    /// Time passed, and bytes may have come.
    pub(super) fn tick(&mut self) {
        let now = Instant::now();
        let due = self.told_at.is_none_or(|told| now - told >= self.every);
        if due {
            self.tell(now);
        }
    }

    /// The line broke, and it is tried again.
    pub(super) fn again(&mut self, event: Event) {
        self.now.retries += 1;
        self.event(event);
        self.tell(Instant::now());
    }

    pub(super) fn event(&mut self, event: Event) {
        (self.on)(Told::Event(event));
    }

    /// The file is in its place.
    pub(super) fn finished(&mut self) {
        self.tell(Instant::now());
    }

    pub(super) fn received(&self) -> u64 {
        self.now.received
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.now.total
    }

    pub(super) fn links(&self) -> u32 {
        self.now.links
    }

    /// For words: `300,000 bytes of 400,000 bytes`.
    pub(super) fn so_far(&self) -> String {
        let received = exact_bytes(self.now.received);
        match self.now.total {
            Some(total) => format!("{received} of {}", exact_bytes(total)),
            None => received,
        }
    }

    fn tell(&mut self, at: Instant) {
        self.now.rate = self.rate(at);
        self.now.link_left = self.dies.map(|dies| (dies - at).as_secs());
        if self.told != Some(self.now) {
            self.told = Some(self.now);
            self.told_at = Some(at);
            (self.on)(Told::Progress(self.now));
        }
    }

    /// Bytes a second, by what came in the window.
    fn rate(&mut self, at: Instant) -> Option<u64> {
        self.window.push_back((at, self.came));
        while self.window.len() > 2
            && let Some((second, _)) = self.window.get(1)
            && at - *second >= self.back
        {
            self.window.pop_front();
        }
        let (first, came) = *self.window.front()?;
        let time = at - first;
        if time < SHORTEST.min(self.back) {
            return self.now.rate;
        }
        let bytes = u128::from(self.came - came);
        let rate = bytes.checked_mul(1_000_000)? / time.as_micros().max(1);
        u64::try_from(rate).ok()
    }
}
