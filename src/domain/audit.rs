//! What is told of an audit while it runs, and of the case that a file of it hangs on.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Attachment, Problem, SafeText};

/// What people know a case by, shared by the rows of its files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CaseTag {
    /// Its reference number.
    pub reference: Option<SafeText>,
    /// What it is about.
    pub title: Option<SafeText>,
}

/// How far an audit is, and what it costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    /// Cases and contacts that are done.
    pub cases: u64,
    /// What could not be read.
    pub errors: u64,
    /// Files in ten seconds; none until that can be told.
    pub rate: Option<u64>,
    /// How much of its allowed rate the busiest operation has used, in per cent.
    pub share: Option<u64>,
    /// Requests that were refused for their pace.
    pub throttled: u64,
    /// Seconds until it is done, at the present rate.
    pub left: Option<u64>,
}

/// What an audit has found since it was last told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Files, as they came.
    pub files: Vec<Attachment>,
    /// The first of what could not be read.
    pub problems: Vec<Problem>,
    /// How far it is now.
    pub tally: Tally,
}

/// An audit came to its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Whole {
    /// When it was begun, where a file says so.
    pub begun: Option<Timestamp>,
}

impl CaseTag {
    /// The tag, unless there is nothing on it.
    pub fn given(reference: Option<SafeText>, title: Option<SafeText>) -> Option<Arc<Self>> {
        let any = reference.is_some() || title.is_some();
        any.then(|| Arc::new(Self { reference, title }))
    }

    /// `100001 Screen arrived cracked`.
    pub fn label(&self) -> String {
        let parts = [&self.reference, &self.title].into_iter().flatten();
        let parts: Vec<&str> = parts.map(SafeText::as_str).collect();
        parts.join(" ")
    }
}
