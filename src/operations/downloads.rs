//! What every download shares: the way to the storage, the record of what was saved, and
//! how many run at once.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::aws::Aws;
use crate::domain::{Attachment, InstanceId, OnConflict};
use crate::ledger::Ledger;
use crate::net::{Timings, Transport};
use crate::transfer::KeepParts;

use super::preview::Sights;

/// What every download shares; cheap to clone, and clones share their slots.
#[derive(Debug, Clone)]
pub struct Downloads {
    /// Fetches from links.
    pub transport: Transport,
    /// What was saved.
    pub ledger: Ledger,
    /// How long a transfer waits for what.
    pub timings: Timings,
    /// Switched on when the whole program leaves: what is dropped then can be gone on with.
    pub keep: KeepParts,
    /// Who has one may have a link made and fetch.
    slots: Arc<Semaphore>,
    /// Who makes contents out.
    pub(super) sights: Sights,
}

/// Which file, of which instance, and as whom it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct FileAt<'a> {
    /// Asks AWS.
    pub aws: &'a Aws,
    /// The instance that the file is asked of.
    pub instance: &'a InstanceId,
    /// The file as a listing showed it.
    pub file: &'a Attachment,
}

/// Where a file is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveWish {
    /// Created when it is missing.
    pub folder: PathBuf,
    /// The name that a person chose; else the file's own. Made safe in either case.
    pub name: Option<String>,
    /// What is done when another file has that name.
    pub on_conflict: OnConflict,
}

impl Downloads {
    /// Waits for a free slot; it is given back when the value is dropped.
    pub(super) async fn slot(&self) -> Option<OwnedSemaphorePermit> {
        // Nobody closes the semaphore.
        Arc::clone(&self.slots).acquire_owned().await.ok()
    }

    /// Downloads of which at most `at_once` run at a time, and at least one.
    pub fn new(transport: Transport, ledger: Ledger, at_once: usize) -> Self {
        Self {
            transport,
            ledger,
            timings: Timings::default(),
            keep: KeepParts::default(),
            slots: Arc::new(Semaphore::new(at_once.max(1))),
            sights: Sights::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn no_more_run_than_there_are_slots() {
        let transport = Transport::new(&Timings::default());
        let downloads = Downloads::new(transport, Ledger::off(), 2);
        let other = downloads.clone();
        let first = downloads.slot().now_or_never().flatten();
        let second = other.slot().now_or_never().flatten();
        assert!(first.is_some() && second.is_some());
        assert!(downloads.slot().now_or_never().is_none());
        drop(first);
        assert!(other.slot().now_or_never().flatten().is_some());
    }
}
