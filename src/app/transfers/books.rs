//! What is known of the transfers without looking at them.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::{Arn, FileKey};

use super::super::Ticket;
use super::sum::Sum;
use super::{HowFar, Stage, Transfer};

/// Sums and places, kept up to date by whoever changes a transfer. No name is in them: the list
/// that is drawn where names are hidden has the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Books {
    /// The transfers of each file, the newest at the end.
    pub(super) of_file: HashMap<FileKey, Vec<Ticket>>,
    /// How far the newest of each file is.
    pub(super) how_far: HashMap<FileKey, HowFar>,
    /// Those that wait for a person's word.
    pub(super) asking: BTreeSet<Ticket>,
    /// Those whose file was asked for again since, by the same screen and for the same.
    pub(super) superseded: HashSet<Ticket>,
    /// How many of each screen failed, without those.
    pub(super) failed_of: HashMap<Arn, usize>,
    /// All together.
    pub(super) all: Sum,
    /// Those of each bulk.
    pub(super) bulks: HashMap<Ticket, Sum>,
    /// The bulks of which some are on their way.
    pub(super) under_way: BTreeSet<Ticket>,
}

impl Books {
    /// A transfer is there that was not.
    pub(super) fn begin(&mut self, one: &Transfer) {
        let of_file = self.of_file.entry(one.key().clone()).or_default();
        of_file.push(one.id);
        self.enter(one);
    }

    /// The transfers of its file that may be superseded by it.
    pub(super) fn supersedes(&self, one: &Transfer) -> Vec<Ticket> {
        let ids = self.of_file.get(one.key()).into_iter().flatten();
        let ids = ids.filter(|id| !self.superseded.contains(id));
        ids.copied().collect()
    }

    /// Whether it is told among the errors of its screen.
    fn tells(&self, one: &Transfer) -> bool {
        matches!(one.stage, Stage::Failed(_)) && !self.superseded.contains(&one.id)
    }

    /// A transfer is as it is; whatever it was is struck out.
    pub(super) fn enter(&mut self, one: &Transfer) {
        self.all.add(one);
        let bulk = self.bulks.entry(one.bulk).or_default();
        bulk.add(one);
        if bulk.on_the_way() > 0 {
            self.under_way.insert(one.bulk);
        } else {
            self.under_way.remove(&one.bulk);
        }
        if one.stage.asks() {
            self.asking.insert(one.id);
        } else {
            self.asking.remove(&one.id);
        }
        if self.tells(one) {
            *self.failed_of.entry(one.subject.clone()).or_default() += 1;
        }
        let newest = self.of_file.get(one.key()).and_then(|ids| ids.last());
        if newest == Some(&one.id) {
            self.how_far.insert(one.key().clone(), (&one.stage).into());
        }
    }

    /// A transfer is about to change.
    pub(super) fn strike_out(&mut self, one: &Transfer) {
        self.all.take(one);
        if let Some(bulk) = self.bulks.get_mut(&one.bulk) {
            bulk.take(one);
        }
        if self.tells(one)
            && let Some(failed) = self.failed_of.get_mut(&one.subject)
        {
            *failed -= 1;
        }
    }

    /// The sum of a bulk.
    pub(super) fn bulk(&self, bulk: Ticket) -> Sum {
        self.bulks.get(&bulk).copied().unwrap_or_default()
    }

    /// The sum of what is under way and of what began with it.
    pub(super) fn begun_together(&self) -> Sum {
        let mut sum = Sum::default();
        for bulk in &self.under_way {
            sum.join(&self.bulk(*bulk));
        }
        sum
    }
}
