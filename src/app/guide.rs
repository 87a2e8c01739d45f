//! What is shown in the place of the instances while there is nothing to ask for them with: no
//! credentials at all, or no Region. It says what is wanted and which keys lead on.

use crate::domain::{Failure, Lack};

use super::{Screen, State};

impl State {
    /// Why nothing can be asked yet, and what is lacking; nothing where something was seen, where
    /// somebody types, or where what there is is only no good any more.
    pub fn guide(&self) -> Option<(Lack, &Failure)> {
        let instances = &self.instances;
        let idle = instances.list.seen.is_none() && instances.finding_ticket().is_none();
        let typing = instances.types || !instances.field.text().is_empty();
        if self.screen != Screen::Instances || !idle || typing {
            return None;
        }
        let finding = instances.finding.as_ref();
        let finding = finding.and_then(|finding| finding.asking.failure());
        let failure = instances.list.asking.failure().or(finding)?;
        Some((failure.lacks?, failure))
    }
}
