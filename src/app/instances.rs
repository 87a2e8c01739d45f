//! The picker of instances.

use std::collections::BTreeMap;

use crate::domain::{DomainState, Failure, Instance, InstanceId};

use super::{Cursor, Field, Pages, Remote, Ticket};

/// The instances of the account and Region, and the field that narrows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Instances {
    /// What the person types.
    pub field: Field,
    /// As the service lists them.
    pub list: Remote<Pages<Instance>>,
    /// An instance that was named is looked for.
    pub finding: Remote<()>,
    /// The instances whose Cases domain is asked for.
    pub domains: BTreeMap<Ticket, InstanceId>,
    /// Why a Cases domain is not known.
    pub domain_failures: Vec<Failure>,
    /// Which instance is selected.
    pub cursor: Cursor<InstanceId>,
}

impl Instances {
    /// What the picker shows: what matches the field, in the service's order, those
    /// that are known to have no Cases domain last.
    pub fn rows(&self) -> Vec<&Instance> {
        let needle = self.field.trimmed().to_lowercase();
        let (with, without): (Vec<_>, Vec<_>) = self
            .list
            .items()
            .iter()
            .filter(|instance| matches(instance, &needle))
            .partition(|instance| instance.domain != DomainState::None);
        with.into_iter().chain(without).collect()
    }

    /// The instance under the cursor.
    pub fn selected(&self) -> Option<&Instance> {
        self.rows().get(self.cursor.index()).copied()
    }

    /// Finds the selected instance again after rows came, went or moved.
    pub fn settle(&mut self, height: usize) {
        let keys: Vec<InstanceId> = self.rows().iter().map(|row| row.id.clone()).collect();
        self.cursor.settle(
            keys.len(),
            height,
            |key| keys.iter().position(|other| other == key),
            |index| keys.get(index).cloned(),
        );
    }
}

fn matches(instance: &Instance, needle: &str) -> bool {
    let alias = instance.alias.as_ref().map_or("", |alias| alias.as_str());
    needle.is_empty()
        || alias.to_lowercase().contains(needle)
        || instance.id.raw().to_lowercase().contains(needle)
        || instance
            .arn
            .as_ref()
            .is_some_and(|arn| arn.raw().to_lowercase() == needle)
}
