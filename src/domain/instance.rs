//! A Connect instance and its Cases domain.

use super::{Arn, InstanceId, SafeText};

/// A Connect instance.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Instance {
    /// Its bare id.
    pub id: InstanceId,
    /// Its ARN, when known: a typed id has none.
    pub arn: Option<Arn>,
    /// The name in its workspace's address.
    pub alias: Option<SafeText>,
    /// ACTIVE and the like, in AWS's words.
    pub status: Option<SafeText>,
    /// Whether it has a Cases domain, and which.
    pub domain: DomainState,
}

/// What is known of an instance's Cases domain.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DomainState {
    /// Not asked yet.
    Unasked,
    /// The domain's ARN.
    Domain(Arn),
    /// The service says that it has none.
    None,
}

impl Instance {
    /// An instance of which nothing but the id is known.
    pub fn bare(id: InstanceId) -> Self {
        Self {
            id,
            arn: None,
            alias: None,
            status: None,
            domain: DomainState::Unasked,
        }
    }

    /// The alias, or the id of an instance without one.
    pub fn label(&self) -> &SafeText {
        self.alias.as_ref().unwrap_or(self.id.shown())
    }

    /// The domain's ARN, when it is known to have one.
    pub fn domain_arn(&self) -> Option<&Arn> {
        match &self.domain {
            DomainState::Domain(arn) => Some(arn),
            DomainState::Unasked | DomainState::None => None,
        }
    }
}
