//! What an instance takes: how large a file may be and which extensions it may have, for
//! cases, e-mails, tasks and chats each.

use super::{Attachment, ContactChannel, SafeText, Source};

/// What a set of rules is for, as AWS names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Files of cases.
    Case,
    /// Files of e-mails.
    Email,
    /// Files of tasks.
    Task,
}

impl Scope {
    /// The scope whose rules a file of this source is under; none where nobody knows.
    pub fn of(source: &Source) -> Option<Self> {
        match source {
            Source::Case => Some(Scope::Case),
            Source::Contact(contact) => match contact.channel {
                ContactChannel::Email => Some(Scope::Email),
                ContactChannel::Task => Some(Scope::Task),
                _ => None,
            },
        }
    }

    /// AWS's word.
    pub fn service_word(self) -> &'static str {
        match self {
            Scope::Case => "CASE",
            Scope::Email => "EMAIL",
            Scope::Task => "TASK",
        }
    }

    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Scope::Case => "cases",
            Scope::Email => "e-mails",
            Scope::Task => "tasks",
        }
    }
}

/// What an instance takes in one scope.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UploadRules {
    /// The most bytes of a file; none when that was not given.
    pub most_bytes: Option<u64>,
    /// The extensions that are taken, in lower case and without a dot; none when any is.
    pub extensions: Option<Vec<SafeText>>,
}

/// How a file is outside the rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Breach {
    /// It is larger than what is taken.
    Size {
        /// Its bytes.
        has: u64,
        /// The most that is taken.
        most: u64,
    },
    /// Its extension is none of those that are taken; none when its name has none.
    Extension(Option<SafeText>),
}

impl UploadRules {
    /// How a file is outside of them as they are now. What is not known of it breaks nothing.
    pub fn breaches(&self, file: &Attachment) -> Vec<Breach> {
        let mut breaches = Vec::new();
        if let (Some(has), Some(most)) = (file.size, self.most_bytes)
            && has > most
        {
            breaches.push(Breach::Size { has, most });
        }
        if let (Some(name), Some(taken)) = (&file.name, &self.extensions) {
            let own = extension(name.raw());
            let is_taken = own
                .as_ref()
                .is_some_and(|own| taken.iter().any(|one| one.raw() == own));
            if !is_taken {
                breaches.push(Breach::Extension(own.as_deref().map(SafeText::new)));
            }
        }
        breaches
    }
}

/// What follows the last dot of a name, in lower case.
fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.trim_end().rsplit_once('.')?;
    (!extension.is_empty()).then(|| extension.to_lowercase())
}
