//! What is on its way from the service to this machine, and what became of it.

use std::path::PathBuf;

use crate::domain::{Arn, Failure, FileKey, Progress, SafeText};

use super::{Cursor, Ticket};

/// All transfers since the start, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transfers {
    /// The newest first.
    pub list: Vec<Transfer>,
    /// Which one is selected.
    pub cursor: Cursor<Ticket>,
}

/// One file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Numbers the request.
    pub ticket: Ticket,
    /// Which file.
    pub key: FileKey,
    /// The case or the contact on whose screen it was asked for.
    pub subject: Arn,
    /// Its name as the table shows it.
    pub title: SafeText,
    /// What it is fetched for.
    pub purpose: Purpose,
    /// How far it is.
    pub stage: Stage,
}

/// What a file is fetched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To be kept.
    Save,
    /// To be looked at.
    Open,
}

/// How far a transfer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// A link is asked for.
    Asking,
    /// Bytes flow.
    Running(Progress),
    /// It lies here.
    Saved(PathBuf, u64),
    /// The desktop's program has it.
    Opened,
    /// It did not arrive.
    Failed(Failure),
    /// The person called it off.
    Cancelled,
}

impl Stage {
    /// Whether it is still on its way.
    pub fn is_running(&self) -> bool {
        matches!(self, Stage::Asking | Stage::Running(_))
    }
}

impl Transfers {
    /// How many are still on their way.
    pub fn running(&self) -> usize {
        self.list
            .iter()
            .filter(|one| one.stage.is_running())
            .count()
    }

    /// The one that this ticket numbers, while it is on its way.
    pub fn running_mut(&mut self, ticket: Ticket) -> Option<&mut Transfer> {
        self.list
            .iter_mut()
            .find(|one| one.ticket == ticket && one.stage.is_running())
    }

    /// Whether this file is already on its way for this purpose.
    pub fn is_running(&self, key: &FileKey, purpose: Purpose) -> bool {
        self.list
            .iter()
            .any(|one| one.key == *key && one.purpose == purpose && one.stage.is_running())
    }

    /// The one under the cursor.
    pub fn selected(&self) -> Option<&Transfer> {
        self.list.get(self.cursor.index())
    }

    /// Finds the selected transfer again after one came in at the top.
    pub fn settle(&mut self, height: usize) {
        let list = &self.list;
        self.cursor.settle(
            list.len(),
            height,
            |key| list.iter().position(|one| one.ticket == *key),
            |index| list.get(index).map(|one| one.ticket),
        );
    }
}
