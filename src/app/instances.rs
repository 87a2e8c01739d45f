//! The picker of instances.

use std::collections::BTreeMap;

use crate::domain::{
    Arn, CaseId, Contact, ContactName, DomainState, Failure, FailureKind, Instance, InstanceId,
    InstanceName,
};

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
    /// The person wants to type although there is nothing yet to ask with.
    pub types: bool,
}

/// Something that is looked for by what a person said of it, or that was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub sought: Sought,
    /// How the asking goes.
    pub asking: Asking,
    /// What was found while something lay over the picker: one goes there once it is closed.
    pub found: Option<Found>,
}

/// What was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// An instance.
    Instance(Box<Instance>),
    /// A contact, and the instance that it is of.
    Contact(Box<(Instance, Contact)>),
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// An instance.
    Instance {
        /// As the person named it.
        name: Option<InstanceName>,
        /// Its Cases domain, when that was named, or a case of it.
        domain: Option<Arn>,
        /// If there is no such instance, this case is meant.
        or_case: Option<CaseId>,
    },
    /// A contact.
    Contact {
        /// The instance that it is in.
        instance: Option<InstanceName>,
        /// As the person named it.
        name: ContactName,
    },
}

impl Instances {
    /// The ticket of the search for an instance that was named.
    pub fn finding_ticket(&self) -> Option<Ticket> {
        self.finding.as_ref()?.asking.ticket()
    }

    /// The instance that was taken and whose Cases domain could not be looked up: with the
    /// domain's ARN it can be gone to all the same.
    pub fn stuck(&self) -> Option<&InstanceName> {
        let finding = self.finding.as_ref()?;
        let kind = finding.asking.failure()?.kind;
        match &finding.sought {
            Sought::Instance {
                name: Some(name @ (InstanceName::Id(_) | InstanceName::Arn(_))),
                domain: None,
                ..
            } if !matches!(kind, FailureKind::NotFound | FailureKind::Usage) => Some(name),
            _ => None,
        }
    }

    /// The domain that was named and whose instance was not found.
    pub fn lone_domain(&self) -> Option<&Arn> {
        let finding = self.finding.as_ref()?;
        match (&finding.sought, &finding.asking) {
            (
                Sought::Instance {
                    name: None, domain, ..
                },
                Asking::Failed(_),
            ) => domain.as_ref(),
            _ => None,
        }
    }

    /// The listed instance that this domain belongs to.
    pub fn of_domain(&self, domain: &Arn) -> Option<&Instance> {
        let mut items = self.list.items().iter();
        items.find(|instance| instance.domain_arn() == Some(domain))
    }

    /// The listed instance of this id or ARN.
    pub fn listed(&self, name: &InstanceName) -> Option<Instance> {
        let id = match name {
            InstanceName::Id(id) => id.clone(),
            InstanceName::Arn(arn) => arn.instance_id()?,
            InstanceName::Alias(_) | InstanceName::Host(_) => return None,
        };
        let mut items = self.list.items().iter();
        let same = |row: &&Instance| row.id.raw().eq_ignore_ascii_case(id.raw());
        items.find(same).cloned()
    }

    /// Whether the domain of this instance was asked for and is not known.
    pub fn is_unknown(&self, instance: &Instance) -> bool {
        instance.domain == DomainState::Unasked
            && !self.domains.values().any(|id| *id == instance.id)
    }

    /// Whether the list has come to its end and each domain is known or failed.
    pub fn are_known(&self) -> bool {
        let seen = self.list.seen.as_ref();
        self.list.asking == Asking::Idle
            && seen.is_some_and(|pages| pages.next.is_none())
            && self.domains.is_empty()
    }

    /// The only instance that has a Cases domain.
    pub fn only_with_cases(&self) -> Option<&Instance> {
        let items = self.list.items().iter();
        let mut with = items.filter(|instance| instance.domain_arn().is_some());
        let first = with.next()?;
        with.next().is_none().then_some(first)
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

    /// Whether there is a row to take, or a text to go to.
    pub fn can_take(&self) -> bool {
        self.selected().is_some() || !self.field.trimmed().is_empty()
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
