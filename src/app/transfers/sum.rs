//! Sums of transfers, to which one is added and from which it is taken when it changes.

use super::{Stage, Transfer};

/// What some transfers are together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Sum {
    /// Those that hold a link or ask for one.
    pub(in super::super) running: usize,
    /// Those that wait for their turn.
    pub(in super::super) waiting: usize,
    /// Those whose name is taken.
    pub(in super::super) in_conflict: usize,
    /// Those that may run when they are opened.
    pub(in super::super) doubtful: usize,
    /// Those whose files lie here.
    pub(in super::super) here: usize,
    /// Those that failed.
    pub(in super::super) failed: usize,
    /// Those that came to another end.
    pub(in super::super) ended: usize,
    /// Bytes that are here.
    pub(in super::super) received: u128,
    /// Bytes in all, as far as they are known.
    pub(in super::super) total: u128,
    /// Those whose bytes are not known.
    pub(in super::super) unknown: usize,
    /// Bytes a second.
    pub(in super::super) rate: u128,
    /// Those of which the rate is known.
    pub(in super::super) rated: usize,
}

impl Sum {
    /// One transfer.
    fn of(one: &Transfer) -> Self {
        let mut sum = Self::default();
        let promised = one.errand.file().size;
        let counted = match &one.stage {
            Stage::Queued => {
                sum.waiting = 1;
                Some((0, promised))
            }
            Stage::Asking => {
                sum.running = 1;
                Some((0, promised))
            }
            Stage::Running(progress) => {
                sum.running = 1;
                sum.rate = progress.rate.unwrap_or(0).into();
                sum.rated = usize::from(progress.rate.is_some());
                Some((progress.received, progress.total.or(promised)))
            }
            Stage::Conflict(_) => {
                sum.in_conflict = 1;
                None
            }
            Stage::Doubtful(_) => {
                sum.doubtful = 1;
                None
            }
            Stage::Saved(saved) | Stage::Replaced(saved) | Stage::Already(saved) => {
                sum.here = 1;
                Some((saved.size, Some(saved.size)))
            }
            Stage::Failed(_) => {
                sum.failed = 1;
                None
            }
            Stage::Opened | Stage::Skipped(_) | Stage::Cancelled => {
                sum.ended = 1;
                None
            }
        };
        if let Some((received, total)) = counted {
            sum.received = received.into();
            sum.total = total.unwrap_or(0).into();
            sum.unknown = usize::from(total.is_none());
        }
        sum
    }

    pub(in super::super) fn add(&mut self, one: &Transfer) {
        self.join(&Self::of(one));
    }

    /// One that was added and has not changed since.
    pub(in super::super) fn take(&mut self, one: &Transfer) {
        let one = Self::of(one);
        self.running -= one.running;
        self.waiting -= one.waiting;
        self.in_conflict -= one.in_conflict;
        self.doubtful -= one.doubtful;
        self.here -= one.here;
        self.failed -= one.failed;
        self.ended -= one.ended;
        self.received -= one.received;
        self.total -= one.total;
        self.unknown -= one.unknown;
        self.rate -= one.rate;
        self.rated -= one.rated;
    }

    pub(in super::super) fn join(&mut self, other: &Self) {
        self.running += other.running;
        self.waiting += other.waiting;
        self.in_conflict += other.in_conflict;
        self.doubtful += other.doubtful;
        self.here += other.here;
        self.failed += other.failed;
        self.ended += other.ended;
        self.received += other.received;
        self.total += other.total;
        self.unknown += other.unknown;
        self.rate += other.rate;
        self.rated += other.rated;
    }

    /// Those that are still on their way.
    pub(in super::super) fn on_the_way(&self) -> usize {
        self.running + self.waiting
    }

    /// Those that wait for a person's word.
    pub(in super::super) fn asking(&self) -> usize {
        self.in_conflict + self.doubtful
    }

    /// Those that have not come to an end yet.
    pub(in super::super) fn open(&self) -> usize {
        self.on_the_way() + self.asking()
    }
}
