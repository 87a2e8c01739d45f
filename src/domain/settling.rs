//! Files that the scanner has still to answer for, and those that it never will.

use jiff::{SignedDuration, Timestamp};

use super::{Attachment, FileKey, FileStatus, Source};

/// How long after its creation a file may be scanned. Connect gives a scanner 60 seconds and
/// tries three times, and small files pass within seconds; ten minutes leave room for a large
/// upload and for how long Connect takes to tell of a change everywhere. After them nothing is
/// known to move a file any more.
pub const SCAN_LIMIT: SignedDuration = SignedDuration::from_mins(10);

/// The word for people of a file that is processed for longer than that.
pub const STUCK: &str = "Stuck";

/// A file that is asked for again until its status is final.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unsettled {
    /// Which file.
    pub key: FileKey,
    /// Where it was found.
    pub source: Source,
}

impl Unsettled {
    /// The file, when the scanner has still to answer for it.
    pub fn of(file: &Attachment) -> Option<Self> {
        (file.status == FileStatus::Processing).then(|| Self {
            key: file.key.clone(),
            source: file.source.clone(),
        })
    }
}

impl Attachment {
    /// Whether it is processed for longer than any scanner may take at `now`. A file without
    /// a creation time counts from when it was `first_seen`; without either nobody can tell.
    pub fn is_stuck(&self, first_seen: Option<Timestamp>, now: Timestamp) -> bool {
        let since = self.created.or(first_seen);
        self.status == FileStatus::Processing
            && since.is_some_and(|since| now.duration_since(since) > SCAN_LIMIT)
    }
}
