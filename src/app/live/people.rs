//! What the creators of files are called, as far as the service says so. Looked up one after
//! the other, each once, and never in anybody's way.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{Creator, Person, SafeText};

use super::super::Ticket;

/// The names that are known; cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(
    /// By the user's ARN: the name, or none where nobody knows one.
    Arc<BTreeMap<SafeText, Option<SafeText>>>,
);

/// The Connect users whose names were looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// What they are called.
    pub names: Names,
    /// Who is looked up now.
    pub asking: Option<(Ticket, SafeText)>,
    /// Whether names are not looked up at all: it is not allowed.
    pub denied: bool,
    /// Whether they are not looked up until the person asks for the files again.
    pub rests: bool,
}

impl Names {
    /// All names that are known.
    pub fn all(&self) -> impl Iterator<Item = &SafeText> {
        self.0.values().flatten()
    }

    /// What to call a creator: by name, or by the end of the ARN.
    pub fn label<'a>(&'a self, creator: &'a Creator) -> &'a str {
        self.of(creator)
            .map_or_else(|| creator.short(), SafeText::as_str)
    }

    /// The creator's name, when it is known.
    pub fn of(&self, creator: &Creator) -> Option<&SafeText> {
        match creator {
            Creator::ConnectUser(arn) => self.0.get(arn)?.as_ref(),
            Creator::AwsIdentity(_) | Creator::Unknown => None,
        }
    }
}

impl People {
    /// What to call a creator.
    pub fn label<'a>(&'a self, creator: &'a Creator) -> &'a str {
        self.names.label(creator)
    }

    /// The creator's name, when it is known.
    pub fn name(&self, creator: &Creator) -> Option<&SafeText> {
        self.names.of(creator)
    }

    /// Whether this creator is one to look up.
    pub fn wants(&self, creator: &Creator) -> bool {
        match creator {
            Creator::ConnectUser(arn) => {
                !self.names.0.contains_key(arn) && creator.user().is_some()
            }
            Creator::AwsIdentity(_) | Creator::Unknown => false,
        }
    }

    /// What came of looking somebody up.
    pub fn learn(&mut self, arn: SafeText, person: Option<&Person>) {
        let label = person.and_then(Person::label);
        Arc::make_mut(&mut self.names.0).insert(arn, label);
    }
}
