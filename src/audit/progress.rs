//! How far an audit is, for whoever shows it: counted as it goes, read at any time.

use std::sync::atomic::{AtomicU64, Ordering};

use super::group::Of;

/// How far an audit is.
#[derive(Debug, Default)]
pub struct Progress {
    files: AtomicU64,
    errors: AtomicU64,
    units: AtomicU64,
    cases: AtomicU64,
    /// In millionths, as far as that can be told.
    share: AtomicU64,
}

const WHOLE: u64 = 1_000_000;

impl Progress {
    pub(super) fn counted(&self, files: u64, errors: u64, units: u64) {
        self.files.fetch_add(files, Ordering::Relaxed);
        self.errors.fetch_add(errors, Ordering::Relaxed);
        self.units.fetch_add(units, Ordering::Relaxed);
        let cases = self.cases.load(Ordering::Relaxed);
        if let Some(share) = (self.units() * WHOLE).checked_div(cases) {
            self.share.store(share.min(WHOLE), Ordering::Relaxed);
        }
    }

    /// So many cases there are in all.
    pub(super) fn there_are(&self, cases: u64) {
        self.cases.store(cases, Ordering::Relaxed);
    }

    /// Ids that are drawn at random are spread evenly: how far the walk is in their order
    /// tells how far it is at all.
    pub(super) fn reached(&self, of: &Of) {
        if self.cases.load(Ordering::Relaxed) > 0 {
            return;
        }
        if let Of::Case(id) = of
            && let Some(start) = id.raw().get(..8)
            && let Ok(number) = u64::from_str_radix(start, 16)
        {
            let share = number * WHOLE / (1 << 32);
            self.share.store(share, Ordering::Relaxed);
        }
    }

    /// Files so far.
    pub fn files(&self) -> u64 {
        self.files.load(Ordering::Relaxed)
    }

    /// What could not be read so far.
    pub fn errors(&self) -> u64 {
        self.errors.load(Ordering::Relaxed)
    }

    /// Cases and contacts that are done.
    pub fn units(&self) -> u64 {
        self.units.load(Ordering::Relaxed)
    }

    /// The part that is done, from 0 to 1; none as long as nobody can tell.
    pub fn share(&self) -> Option<f64> {
        let millionths = u32::try_from(self.share.load(Ordering::Relaxed)).unwrap_or(u32::MAX);
        (millionths > 0).then(|| f64::from(millionths) / 1_000_000.0)
    }
}
