//! What is known of how an instance treats uploads: asked for when somebody wants to know
//! why, and kept for as long as the login stays.

use std::collections::BTreeMap;

use crate::domain::{Attachment, InstanceId, Scanner, Scope, UploadRules};

use super::super::{Remote, State, Ticket};

/// By instance.
pub type Insights = BTreeMap<InstanceId, Insight>;

/// How an instance treats uploads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Insight {
    /// Who scans them; nobody when the list is empty.
    pub scanners: Remote<Vec<Scanner>>,
    /// What is taken; none of a scope for which nothing was ever set.
    pub rules: BTreeMap<Scope, Remote<Option<UploadRules>>>,
}

impl Insight {
    /// What is under way.
    pub fn tickets(&self) -> impl Iterator<Item = Ticket> {
        let rules = self.rules.values().filter_map(|one| one.asking.ticket());
        self.scanners.asking.ticket().into_iter().chain(rules)
    }
}

impl State {
    /// What is known of the instance that this file is of.
    pub fn insight_of(&self, file: &Attachment) -> Option<&Insight> {
        let files = self.files.as_ref()?;
        self.insights.get(&files.instance_of(file).id)
    }
}
