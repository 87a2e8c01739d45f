//! What the creators of files are called, as far as the service says so. Looked up one after
//! the other, each once, and never in anybody's way.

use std::collections::BTreeMap;

use crate::domain::{Creator, Person, SafeText};

use super::super::Ticket;

/// The Connect users whose names were looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// By the user's ARN: the name, or none where nobody knows one.
    known: BTreeMap<SafeText, Option<SafeText>>,
    /// Who is looked up now.
    pub asking: Option<(Ticket, SafeText)>,
    /// Whether names are not looked up at all: it is not allowed.
    pub denied: bool,
    /// Whether they are not looked up until the person asks for the files again.
    pub rests: bool,
}

impl People {
    /// All names that are known.
    pub fn names(&self) -> impl Iterator<Item = &SafeText> {
        self.known.values().flatten()
    }

    /// What to call a creator: by name, or by the end of the ARN.
    pub fn label<'a>(&'a self, creator: &'a Creator) -> &'a str {
        self.name(creator)
            .map_or_else(|| creator.short(), SafeText::as_str)
    }

    /// The creator's name, when it is known.
    pub fn name(&self, creator: &Creator) -> Option<&SafeText> {
        match creator {
            Creator::ConnectUser(arn) => self.known.get(arn)?.as_ref(),
            Creator::AwsIdentity(_) | Creator::Unknown => None,
        }
    }

    /// Whether this creator is one to look up.
    pub fn wants(&self, creator: &Creator) -> bool {
        match creator {
            Creator::ConnectUser(arn) => !self.known.contains_key(arn) && creator.user().is_some(),
            Creator::AwsIdentity(_) | Creator::Unknown => false,
        }
    }

    /// What came of looking somebody up.
    pub fn learn(&mut self, arn: SafeText, person: Option<&Person>) {
        let label = person.and_then(Person::label);
        self.known.insert(arn, label);
    }
}
