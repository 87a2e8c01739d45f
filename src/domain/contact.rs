//! A contact (an e-mail, a task, a call) that is linked to a case.

use super::{Arn, SafeText};

/// A linked contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Contact {
    /// Its ARN: the associated resource of its files.
    pub arn: Arn,
    /// By what it reached the centre.
    pub channel: ContactChannel,
}

impl Contact {
    /// `email 3f2a91c0`: the channel and the start of the id.
    pub fn label(&self) -> String {
        let id = self.arn.contact_id();
        let id = id.as_ref().map_or("", |id| id.shown().as_str());
        let start: String = id.chars().take(8).collect();
        format!("{} {start}", self.channel.label())
            .trim_end()
            .to_owned()
    }
}

/// By what a contact reached the centre.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactChannel {
    /// May have attached files.
    Email,
    /// May have attached files.
    Task,
    /// Not given by the service: it is asked for files all the same.
    Unknown,
    /// A call, a chat and the like: these have no attached files.
    Fileless(SafeText),
    /// A word that is new to this program: it is asked for files all the same, since
    /// nobody knows what else would be lost.
    Other(SafeText),
}

/// The channels that are known to have no attached files, in AWS's words.
const FILELESS: [&str; 6] = ["VOICE", "CHAT", "SMS", "CALLBACK", "CALL", "VIDEO"];

impl ContactChannel {
    /// Reads AWS's word.
    pub fn from_service(word: &str) -> Self {
        match word.to_ascii_uppercase().as_str() {
            "EMAIL" => ContactChannel::Email,
            "TASK" => ContactChannel::Task,
            "" => ContactChannel::Unknown,
            known if FILELESS.contains(&known) => ContactChannel::Fileless(word.into()),
            _ => ContactChannel::Other(word.into()),
        }
    }

    /// The word for people.
    pub fn label(&self) -> String {
        match self {
            ContactChannel::Email => "email".to_owned(),
            ContactChannel::Task => "task".to_owned(),
            ContactChannel::Unknown => "contact".to_owned(),
            ContactChannel::Fileless(word) | ContactChannel::Other(word) => {
                word.as_str().to_lowercase()
            }
        }
    }

    /// Whether a contact of this channel can be an associated resource of files.
    pub fn may_have_files(&self) -> bool {
        !matches!(self, ContactChannel::Fileless(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_to_have_no_files_is_left_out() {
        for (word, asked) in [
            ("EMAIL", true),
            ("task", true),
            ("", true),
            ("FAX", true),
            ("VOICE", false),
            ("chat", false),
        ] {
            let channel = ContactChannel::from_service(word);
            assert_eq!(channel.may_have_files(), asked, "{word}");
        }
    }
}
