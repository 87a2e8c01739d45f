//! The picker of instances.

use std::collections::BTreeMap;

use crate::domain::{Arn, DomainState, Failure, Instance, InstanceId, InstanceName};

use super::{Asking, Cursor, Field, Pages, Remote, Ticket};

/// The instances of the account and Region, and the field that narrows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Instances {
    /// What the person types.
    pub field: Field,
    /// As the service lists them.
    pub list: Remote<Pages<Instance>>,
    /// The instance that was named, while it is looked for and when it was not found.
    pub finding: Option<Finding>,
    /// The instances whose Cases domain is asked for.
    pub domains: BTreeMap<Ticket, InstanceId>,
    /// Why a Cases domain is not known.
    pub domain_failures: Vec<Failure>,
    /// Which instance is selected.
    pub cursor: Cursor<InstanceId>,
}

/// An instance that is looked for by what a person said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// As the person named it.
    pub name: Option<InstanceName>,
    /// The domain of a case that was named.
    pub domain: Option<Arn>,
    /// How the asking goes.
    pub asking: Asking,
}

impl Instances {
    /// The ticket of the search for an instance that was named.
    pub fn finding_ticket(&self) -> Option<Ticket> {
        self.finding.as_ref()?.asking.ticket()
    }

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
