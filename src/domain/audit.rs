//! What is told of an audit while it runs, and of the case that a file of it hangs on.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::{Activity, Attachment, Creator, FileStatus, Problem, SafeText};

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
    /// How much of it is done, in per cent, as far as that can be told.
    pub done: Option<u64>,
}

/// How many files, and their bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Sum {
    /// Files.
    pub files: u64,
    /// Their sizes, as far as they are known.
    pub bytes: u64,
}

/// What the files of an audit add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// All of them.
    pub all: Sum,
    /// By status, in the order of the statuses.
    pub by_status: Vec<(FileStatus, Sum)>,
    /// By age when the audit was begun, the youngest first, under words.
    pub by_age: Vec<(&'static str, Sum)>,
    /// Those who uploaded the most files; nobody where that is not given.
    pub by_uploader: Vec<(Option<Creator>, Sum)>,
    /// How many more uploaders there are.
    pub more_uploaders: u64,
    /// Files that the scanner has for too long.
    pub stuck: u64,
    /// Files outside the instance's present rules.
    pub outside_rules: u64,
    /// What could not be read.
    pub errors: u64,
}

/// What an audit asked since it was last told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requests {
    /// What was answered, by operation.
    pub answered: Vec<Answered>,
    /// What else happened to them, oldest first.
    pub events: Vec<Activity>,
}

/// How often an operation answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// AWS's name of the operation.
    pub operation: &'static str,
    /// The last time.
    pub at: Timestamp,
    /// How often.
    pub times: u64,
    /// The longest that it took.
    pub slowest: Duration,
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
    /// What all of its files add up to.
    pub sums: Sums,
    /// What it asked.
    pub requests: Requests,
}

/// An audit came to its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Whole {
    /// When it was begun, where a file says so.
    pub begun: Option<Timestamp>,
    /// What was read was written before the audit came to its end.
    pub partial: bool,
}

impl Sum {
    /// One file more.
    pub fn add(&mut self, size: Option<u64>) {
        self.files += 1;
        self.bytes = self.bytes.saturating_add(size.unwrap_or_default());
    }
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
