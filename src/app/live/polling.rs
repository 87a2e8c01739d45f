//! Which files of the screen are asked for again until the scanner has answered for them, and
//! how far the asking has slowed down. How long it waits in between is the runtime's business.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::domain::{Attachment, FileKey, FileStatus, SCAN_LIMIT, Source, Unsettled};

use super::super::{Files, Ticket};

/// How the asking for files that are being scanned goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Polling {
    /// The poll under way: it waits first, and asks then.
    pub asking: Option<Ticket>,
    /// How many polls in a row brought nothing new: each makes the next one wait longer.
    pub quiet: u32,
    /// Whether polls are of no use until the person asks again: the login ended, or nothing
    /// may be read.
    pub stopped: bool,
    /// Whether the last poll failed, which was told then.
    pub failed: bool,
    /// The files that are being scanned.
    waiting: BTreeMap<FileKey, Waiting>,
}

/// A file that is being scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    source: Source,
    /// Since when: its creation, or when it was first seen.
    since: Timestamp,
}

impl Polling {
    /// Takes note of a file that was told of. One that is scanned and was not known before
    /// makes the next poll come soon.
    pub fn heed(&mut self, file: &Attachment, now: Timestamp) {
        if file.status != FileStatus::Processing {
            self.waiting.remove(&file.key);
            return;
        }
        let since = file.created;
        if let Some(known) = self.waiting.get_mut(&file.key) {
            known.since = since.unwrap_or(known.since);
            return;
        }
        self.quiet = 0;
        let waiting = Waiting {
            source: file.source.clone(),
            since: since.unwrap_or(now),
        };
        self.waiting.insert(file.key.clone(), waiting);
    }

    /// Files that are gone are not asked for.
    pub fn keep(&mut self, is_here: impl Fn(&FileKey) -> bool) {
        self.waiting.retain(|key, _| is_here(key));
    }

    /// The person asked for everything: what stood in the way may be gone.
    pub fn begin_anew(&mut self) {
        self.quiet = 0;
        self.stopped = false;
        self.failed = false;
    }

    /// What is worth asking for at `now`.
    pub fn due(&self, now: Timestamp) -> Vec<Unsettled> {
        let waits = self.waiting.iter();
        waits
            .filter(|(_, one)| now.duration_since(one.since) <= SCAN_LIMIT)
            .map(|(key, one)| Unsettled {
                key: key.clone(),
                source: one.source.clone(),
            })
            .collect()
    }

    /// How many files are scanned for longer than any scanner may take.
    pub fn stuck(&self, now: Timestamp) -> usize {
        let is_stuck = |one: &&Waiting| now.duration_since(one.since) > SCAN_LIMIT;
        self.waiting.values().filter(is_stuck).count()
    }
}

impl Files {
    /// Whether nothing will move this file any more, though it is still called processing.
    pub fn is_stuck(&self, file: &Attachment, now: Timestamp) -> bool {
        let seen = || self.polling.waiting.get(&file.key).map(|one| one.since);
        file.is_stuck(file.created.or_else(seen), now)
    }
}
