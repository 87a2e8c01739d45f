//! One file on its way, and what is asked for.

use std::cmp::Reverse;

use crate::domain::{Arn, Attachment, FileKey, OnConflict, SafeText};

use super::super::{OpenRequest, SaveRequest, Ticket};
use super::Stage;

/// Where a transfer stands among the others; no two have the same.
pub(super) type Place = (u8, Option<Ticket>, Reverse<Ticket>);

/// One file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// What it is known by, however often it is tried: the ticket of its first request.
    pub id: Ticket,
    /// Numbers the request under way, or the last one.
    pub ticket: Ticket,
    /// Those that one key began, by the first of them: they may be answered for all.
    pub bulk: Ticket,
    /// The case or the contact on whose screen it was asked for.
    pub subject: Arn,
    /// What is asked for; kept so that it can be asked for again.
    pub errand: Errand,
    /// What the person said for all of its bulk, in case its name is taken, too.
    pub decided: Option<OnConflict>,
    /// How far it is.
    pub stage: Stage,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// To be kept.
    Save(SaveRequest),
    /// To be looked at.
    Open(OpenRequest),
}

/// What a file is fetched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To be kept.
    Save,
    /// To be looked at.
    Open,
}

impl Errand {
    /// The file as the table showed it.
    pub fn file(&self) -> &Attachment {
        match self {
            Errand::Save(request) => &request.file.file,
            Errand::Open(request) => &request.file.file,
        }
    }

    /// What the file is fetched for.
    pub fn purpose(&self) -> Purpose {
        match self {
            Errand::Save(_) => Purpose::Save,
            Errand::Open(_) => Purpose::Open,
        }
    }

    /// Whether it would bring the same file to the same place.
    pub fn is_like(&self, other: &Errand) -> bool {
        self.file().key == other.file().key
            && match (self, other) {
                (Errand::Save(one), Errand::Save(two)) => {
                    (&one.folder, &one.name) == (&two.folder, &two.name)
                }
                (Errand::Open(_), Errand::Open(_)) => true,
                _ => false,
            }
    }
}

impl Transfer {
    /// Its place in the list.
    pub(super) fn place(&self) -> Place {
        let begun = Reverse(self.id);
        match &self.stage {
            Stage::Queued => (1, Some(self.id), begun),
            stage if stage.is_open() => (0, Some(self.id), begun),
            Stage::Failed(_) => (2, None, begun),
            _ => (3, None, begun),
        }
    }

    /// Whether it brings the same file to the same screen for the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.key() == other.key()
            && self.subject == other.subject
            && self.errand.purpose() == other.errand.purpose()
    }

    /// Which file.
    pub fn key(&self) -> &FileKey {
        &self.errand.file().key
    }

    /// Its name as the table shows it.
    pub fn title(&self) -> &SafeText {
        self.errand.file().title()
    }
}
