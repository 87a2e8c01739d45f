//! A case of a Cases domain, with the fields that people know it by.

use jiff::Timestamp;

use super::{Arn, CaseId, SafeText};

/// A case. Only the ARN is certain: a person may be allowed to see no field at all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Case {
    /// The associated resource of its files; holds the domain and the case's id.
    pub arn: Arn,
    /// Its id.
    pub id: CaseId,
    /// The number that people write on sticky notes.
    pub reference: Option<SafeText>,
    /// What it is about.
    pub title: Option<SafeText>,
    /// `open`, `closed`, or a word of the customer's own.
    pub status: Option<SafeText>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
    /// The last-changed time as the service wrote it, for machines.
    pub updated_text: Option<SafeText>,
    /// When it was created.
    pub created_text: Option<SafeText>,
    /// The agent it is assigned to, by the end of the user's ARN.
    pub assigned_user: Option<SafeText>,
    /// The queue it is assigned to, by the end of the queue's ARN.
    pub assigned_queue: Option<SafeText>,
}

impl Case {
    /// A case of which nothing but the ARN is known.
    pub fn bare(arn: Arn, id: CaseId) -> Self {
        Self {
            arn,
            id,
            reference: None,
            title: None,
            status: None,
            updated: None,
            updated_text: None,
            created_text: None,
            assigned_user: None,
            assigned_queue: None,
        }
    }

    /// `100001 Screen arrived cracked`, or the id of a case without either.
    pub fn label(&self) -> String {
        match (&self.reference, &self.title) {
            (Some(reference), Some(title)) => format!("{reference} {title}"),
            (Some(text), None) | (None, Some(text)) => text.to_string(),
            (None, None) => self.id.to_string(),
        }
    }
}

/// The longest text that the service searches for, in characters.
pub const LONGEST_TERM: usize = 255;

/// Which cases are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CaseQuery {
    /// Words for the service's search, at most [`LONGEST_TERM`]; none for all cases.
    pub term: Option<SafeText>,
    /// Only those that are not closed.
    pub open: bool,
    /// Only those that are assigned to the person who asks.
    pub mine: bool,
}
