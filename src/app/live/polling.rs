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
    /// Those that are for longer than any scanner may take. There may be thousands of them, and
    /// how many is asked at each frame.
    stuck: BTreeMap<FileKey, Waiting>,
    /// The minute up to which that is known.
    told: Option<Timestamp>,
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
        let known = self.waiting.remove(&file.key);
        let known = known.or_else(|| self.stuck.remove(&file.key));
        if file.status != FileStatus::Processing {
            return;
        }
        if known.is_none() {
            self.quiet = 0;
        }
        let first_seen = known.map_or(now, |known| known.since);
        let one = Waiting {
            source: file.source.clone(),
            since: file.created.unwrap_or(first_seen),
        };
        let all = if one.is_stuck(now) {
            &mut self.stuck
        } else {
            &mut self.waiting
        };
        all.insert(file.key.clone(), one);
    }

    /// It is another minute: what is scanned for too long by now is stuck.
    pub fn tell_the_time(&mut self, now: Timestamp) {
        if self.told.replace(now) == Some(now) {
            return;
        }
        let stuck = self.waiting.extract_if(.., |_, one| one.is_stuck(now));
        self.stuck.extend(stuck);
    }

    /// Files that are gone are not asked for.
    pub fn keep(&mut self, is_here: impl Fn(&FileKey) -> bool) {
        self.waiting.retain(|key, _| is_here(key));
        self.stuck.retain(|key, _| is_here(key));
    }

    /// The person asked for everything: what stood in the way may be gone.
    pub fn begin_anew(&mut self) {
        self.quiet = 0;
        self.stopped = false;
        self.failed = false;
    }

    /// What is worth asking for.
    pub fn due(&self) -> Vec<Unsettled> {
        let waits = self.waiting.iter();
        waits
            .map(|(key, one)| Unsettled {
                key: key.clone(),
                source: one.source.clone(),
            })
            .collect()
    }

    /// How many files are scanned for longer than any scanner may take.
    pub fn stuck(&self) -> usize {
        self.stuck.len()
    }
}

impl Waiting {
    fn is_stuck(&self, now: Timestamp) -> bool {
        now.duration_since(self.since) > SCAN_LIMIT
    }
}

impl Files {
    /// Whether nothing will move this file any more, though it is still called processing.
    pub fn is_stuck(&self, file: &Attachment, now: Timestamp) -> bool {
        let polling = &self.polling;
        let known = || {
            polling
                .waiting
                .get(&file.key)
                .or(polling.stuck.get(&file.key))
        };
        let seen = || known().map(|one| one.since);
        file.is_stuck(file.created.or_else(seen), now)
    }
}
