//! Whose files a table shows: those of one case or contact, or of a whole domain.

use crate::domain::{Arn, Case, Subject};

/// Whose files a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Those of a case or a contact.
    One(Subject),
    /// Those of all cases of a domain: an audit. Of one that is read from a file without any
    /// row nobody knows the domain.
    Domain(Option<Arn>),
}

impl Extent {
    /// The ARN of what they hang on.
    pub fn arn(&self) -> Option<&Arn> {
        match self {
            Extent::One(subject) => Some(subject.arn()),
            Extent::Domain(domain) => domain.as_ref(),
        }
    }

    /// The case or contact, when it is one.
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Extent::One(subject) => Some(subject),
            Extent::Domain(_) => None,
        }
    }

    /// The case, when it is one.
    pub fn case(&self) -> Option<&Case> {
        self.subject().and_then(Subject::case)
    }

    /// Whether it is a whole domain.
    pub fn is_domain(&self) -> bool {
        matches!(self, Extent::Domain(_))
    }
}

impl From<Subject> for Extent {
    fn from(subject: Subject) -> Self {
        Extent::One(subject)
    }
}
