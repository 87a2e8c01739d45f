//! The open preview: which file it is about, how the asking goes and where one reads.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{Attachment, Failure, FileKey, FileStatus, Preview, SafeText};

use super::super::Ticket;
use super::folds::Folds;

/// What a preview is of: a file as it was then. Of another status, size or name it may show
/// something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    key: FileKey,
    status: FileStatus,
    size: Option<u64>,
    created: Option<Timestamp>,
    name: Option<SafeText>,
}

impl Sight {
    /// The sight of this file.
    pub fn of(file: &Attachment) -> Self {
        Self {
            key: file.key.clone(),
            status: file.status.clone(),
            size: file.size,
            created: file.created,
            name: file.name.clone(),
        }
    }
}

/// How the asking for a preview goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looking {
    /// Nothing is under way.
    Idle,
    /// The file cannot be looked into; why.
    Refused(String),
    /// It is asked for as soon as the fingers rest.
    Resting(Ticket),
    /// It is asked for.
    Asking(Ticket),
    /// The last asking failed.
    Failed(Failure),
}

/// The preview that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previewing {
    /// What it is of; nothing when no file is selected.
    pub of: Option<Sight>,
    /// How the asking goes.
    pub looking: Looking,
    /// What was seen; kept while it is asked for again.
    pub seen: Option<Arc<Preview>>,
    /// Where its lines end when they are broken, at the last width.
    pub(in crate::app) folds: Option<Folds>,
    /// The first row on the screen.
    pub offset: usize,
    /// How far it is shifted to the left: cells of a text whose lines are
    /// cut, columns of a table.
    pub shift: usize,
    /// Whether long lines are broken rather than cut.
    pub wraps: bool,
}

impl Default for Previewing {
    fn default() -> Self {
        Self {
            of: None,
            looking: Looking::Idle,
            seen: None,
            folds: None,
            offset: 0,
            shift: 0,
            wraps: true,
        }
    }
}

impl Looking {
    /// The number of what is under way.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Looking::Resting(ticket) | Looking::Asking(ticket) => Some(*ticket),
            Looking::Idle | Looking::Refused(_) | Looking::Failed(_) => None,
        }
    }
}

impl Previewing {
    /// Turns to another file: nothing of the one before stays. Gives what is to be called off.
    pub fn turn(&mut self, of: Option<Sight>) -> Option<Ticket> {
        let old = self.looking.ticket();
        *self = Self {
            of,
            wraps: self.wraps,
            ..Self::default()
        };
        old
    }

    /// Shows this from now on.
    pub fn see(&mut self, seen: Arc<Preview>) {
        self.seen = Some(seen);
        self.folds = None;
    }

    /// What is said in place of the content; nothing when there is one.
    pub fn sentence(&self) -> Option<String> {
        match (&self.looking, &self.seen) {
            (Looking::Failed(failure), _) => Some(failure.to_string()),
            (Looking::Refused(why), _) => Some(why.clone()),
            (_, Some(_)) => None,
            (Looking::Asking(_), None) => Some(
                "Asking for the start of the file. Nothing of it is written to the disk."
                    .to_owned(),
            ),
            (Looking::Resting(_), None) => Some(String::new()),
            (Looking::Idle, None) => Some("No file is selected.".to_owned()),
        }
    }
}
