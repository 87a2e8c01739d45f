//! What files hang on: a case with its contacts, or one contact.

use super::{Arn, Case, Contact, FileId, SafeText};

/// What files hang on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A case; the files of its linked contacts belong to it.
    Case(Box<Case>),
    /// One e-mail or task contact.
    Contact(Contact),
}

/// Which files are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileQuery {
    /// What they hang on.
    pub subject: Subject,
    /// Only these, when the person named them: then nothing is searched. Empty for all.
    pub ids: Vec<FileId>,
}

/// A case that was looked into before. Nothing else of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recent {
    /// Its ARN.
    pub case: Arn,
    /// Its reference number.
    pub reference: Option<SafeText>,
    /// Its title.
    pub title: Option<SafeText>,
}

impl Subject {
    /// The associated resource of its own files.
    pub fn arn(&self) -> &Arn {
        match self {
            Subject::Case(case) => &case.arn,
            Subject::Contact(contact) => &contact.arn,
        }
    }

    /// `100001 Screen arrived cracked`, or `email 3f2a91c0`.
    pub fn label(&self) -> String {
        match self {
            Subject::Case(case) => case.label(),
            Subject::Contact(contact) => contact.label(),
        }
    }

    /// The case, when it is one.
    pub fn case(&self) -> Option<&Case> {
        match self {
            Subject::Case(case) => Some(case),
            Subject::Contact(_) => None,
        }
    }

    /// `case` or `contact`, for sentences.
    pub fn kind(&self) -> &'static str {
        match self {
            Subject::Case(_) => "case",
            Subject::Contact(_) => "contact",
        }
    }
}

impl FileQuery {
    /// Everything that hangs on this case.
    pub fn of_case(case: &Case) -> Self {
        Self::all(Subject::Case(Box::new(case.clone())))
    }

    /// Everything that hangs on this.
    pub fn all(subject: Subject) -> Self {
        Self {
            subject,
            ids: Vec::new(),
        }
    }
}
