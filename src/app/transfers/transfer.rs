//! What is on its way from the service to this machine, and what became of it.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::domain::{
    Arn, Attachment, Failure, FileKey, OnConflict, Progress, Risk, SafeText, Saved, There,
};

use super::{Cursor, OpenRequest, SaveRequest, Ticket};

/// All transfers since the start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transfers {
    /// What runs or asks, then what waits, both as they were begun; then what failed, and last
    /// what ended otherwise, both the newest first.
    pub list: Vec<Transfer>,
    /// Which one is selected.
    pub cursor: Cursor<Ticket>,
}

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

/// How far a transfer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It waits for its turn.
    Queued,
    /// A link is asked for.
    Asking,
    /// Bytes flow.
    Running(Progress),
    /// Another file has its name: a person must say what is done.
    Conflict(There),
    /// It may run when it is opened: a person must say whether it is.
    Doubtful(Risk),
    /// It lies here.
    Saved(Saved),
    /// It lies here, in the place of another file.
    Replaced(Saved),
    /// It lay here already.
    Already(Saved),
    /// The desktop's program has it.
    Opened,
    /// Another file has its name, and stays.
    Skipped(There),
    /// It did not arrive.
    Failed(Failure),
    /// The person called it off.
    Cancelled,
}

impl Stage {
    /// Whether a request for it is under way.
    pub fn is_running(&self) -> bool {
        matches!(self, Stage::Queued | Stage::Asking | Stage::Running(_))
    }

    /// Whether it waits for a person's word.
    pub fn asks(&self) -> bool {
        matches!(self, Stage::Conflict(_) | Stage::Doubtful(_))
    }

    /// Whether it has not come to an end yet.
    pub fn is_open(&self) -> bool {
        self.is_running() || self.asks()
    }

    /// Whether it ended without a file, so that it can be tried again.
    pub fn can_be_retried(&self) -> bool {
        matches!(
            self,
            Stage::Failed(_) | Stage::Cancelled | Stage::Skipped(_)
        )
    }

    /// The file that lies here.
    pub fn saved(&self) -> Option<&Saved> {
        match self {
            Stage::Saved(saved) | Stage::Replaced(saved) | Stage::Already(saved) => Some(saved),
            _ => None,
        }
    }

    /// How far it is by what was reported: before the first link was made and a byte came,
    /// a link is asked for.
    pub fn of(progress: Progress) -> Self {
        if progress.links == 0 && progress.received == progress.resumed {
            Stage::Asking
        } else {
            Stage::Running(progress)
        }
    }
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
    fn place(&self) -> (u8, Option<Ticket>, Reverse<Ticket>) {
        let begun = Reverse(self.id);
        match &self.stage {
            Stage::Queued => (1, Some(self.id), begun),
            stage if stage.is_open() => (0, Some(self.id), begun),
            Stage::Failed(_) => (2, None, begun),
            _ => (3, None, begun),
        }
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

impl Transfers {
    /// How many are still on their way.
    pub fn running(&self) -> usize {
        self.count(Stage::is_running)
    }

    /// How many wait for a person's word.
    pub fn asking(&self) -> usize {
        self.count(Stage::asks)
    }

    /// How many have not come to an end yet.
    pub fn open(&self) -> usize {
        self.count(Stage::is_open)
    }

    fn count(&self, is: impl Fn(&Stage) -> bool) -> usize {
        self.list.iter().filter(|one| is(&one.stage)).count()
    }

    /// The one that this ticket numbers, while it is on its way.
    pub fn running_mut(&mut self, ticket: Ticket) -> Option<&mut Transfer> {
        self.list
            .iter_mut()
            .find(|one| one.ticket == ticket && one.stage.is_running())
    }

    /// The one that is known by this.
    pub fn get(&self, id: Ticket) -> Option<&Transfer> {
        self.list.iter().find(|one| one.id == id)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: Ticket) -> Option<&mut Transfer> {
        self.list.iter_mut().find(|one| one.id == id)
    }

    /// Whether the same is on its way already, or waits for a word.
    pub fn is_open(&self, errand: &Errand) -> bool {
        self.open_ones().any(|one| one.errand.is_like(errand))
    }

    /// Those that have not come to an end yet.
    pub fn open_ones(&self) -> impl Iterator<Item = &Transfer> {
        self.list.iter().filter(|one| one.stage.is_open())
    }

    /// The one that has waited longest for a person's word.
    pub fn next_to_ask(&self) -> Option<&Transfer> {
        let asking = self.list.iter().filter(|one| one.stage.asks());
        asking.min_by_key(|one| one.id)
    }

    /// How many of this bulk wait because another file has their name.
    pub fn in_conflict(&self, bulk: Ticket) -> usize {
        let waits = |one: &&Transfer| one.bulk == bulk && matches!(one.stage, Stage::Conflict(_));
        self.list.iter().filter(waits).count()
    }

    /// How many of this bulk have not come to an end yet.
    pub fn open_in(&self, bulk: Ticket) -> usize {
        let open = |one: &&Transfer| one.bulk == bulk && one.stage.is_open();
        self.list.iter().filter(open).count()
    }

    /// The newest transfer of each file.
    pub fn by_file(&self) -> HashMap<&FileKey, &Stage> {
        let newest = self.newest(|_| true).into_iter();
        let by_file = newest.map(|one| (one.key(), &one.stage));
        // The last one of a key stays.
        by_file.rev().collect()
    }

    /// The newest of each file and purpose, the newest first.
    pub fn newest(&self, of: impl Fn(&Transfer) -> bool) -> Vec<&Transfer> {
        let mut list: Vec<&Transfer> = self.list.iter().filter(|one| of(one)).collect();
        list.sort_unstable_by_key(|one| Reverse(one.id));
        let mut seen = HashSet::new();
        list.retain(|one| seen.insert((one.key(), one.errand.purpose())));
        list
    }

    /// The one under the cursor.
    pub fn selected(&self) -> Option<&Transfer> {
        self.list.get(self.cursor.index())
    }

    /// Puts all in their places, and finds the selected one again.
    pub fn settle(&mut self, height: usize) {
        // Fast when they stand there already, as they mostly do.
        self.list.sort_by_key(Transfer::place);
        let list = &self.list;
        self.cursor.settle(
            list.len(),
            height,
            |key| list.iter().position(|one| one.id == *key),
            |index| list.get(index).map(|one| one.id),
        );
    }
}
