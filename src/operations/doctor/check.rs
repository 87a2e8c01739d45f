//! One check and what came of it.

use crate::domain::{Failure, FailureKind, SafeText};

/// What no job waits for, however the rest goes.
const OPTIONAL: [&str; 8] = [
    "Identity",
    "ListDomains",
    "SearchUsers",
    "SearchAllRelatedItems",
    "ListContactReferences",
    "DescribeContact",
    "DescribeAttachedFilesConfiguration",
    "DescribeUser",
];

/// One station on the way to the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its name; a permission's is AWS's name of the operation.
    pub name: &'static str,
    /// What came of it.
    pub status: Status,
    /// Whether listing and saving files does not work without it.
    pub needed: bool,
    /// What was found.
    pub detail: SafeText,
    /// What to do.
    pub hint: Option<SafeText>,
    /// What repairs it, ready to be copied.
    pub remedy: Option<SafeText>,
    /// How it failed, if it did.
    pub kind: Option<FailureKind>,
}

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    Ok,
    /// The main job works without it, or works now and not for long.
    Warning,
    /// It does not work.
    Failed,
    /// It could not be tried, or there was nothing to try it on.
    Skipped,
}

impl Check {
    /// A check that went well.
    pub fn ok(name: &'static str, detail: impl Into<SafeText>) -> Self {
        Self::new(name, Status::Ok, detail.into())
    }

    /// One that is worth a look.
    pub fn warning(name: &'static str, detail: impl Into<SafeText>) -> Self {
        Self::new(name, Status::Warning, detail.into())
    }

    /// One that was not made.
    pub fn skipped(name: &'static str, why: impl Into<SafeText>) -> Self {
        Self::new(name, Status::Skipped, why.into())
    }

    /// One that cannot be made before another is repaired.
    pub fn behind(name: &'static str, other: &str) -> Self {
        Self {
            needed: !OPTIONAL.contains(&name),
            ..Self::skipped(name, format!("see {other}"))
        }
    }

    /// One that failed, with the failure's own repair.
    pub fn failed(name: &'static str, failure: &Failure) -> Self {
        let mut detail = failure.why.to_string();
        if let Some(code) = &failure.code {
            detail = format!("{} ({code})", detail.trim_end_matches('.'));
        }
        if let Some(id) = &failure.request_id {
            detail = format!("{detail} [request {id}]");
        }
        Self {
            hint: failure.hint.clone(),
            remedy: failure.remedy.clone(),
            kind: Some(failure.kind),
            ..Self::new(name, Status::Failed, detail.into())
        }
    }

    /// Without it listing and saving do not work.
    #[must_use]
    pub fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<SafeText>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same as a mere warning: `note` says why the main job works all the same.
    #[must_use]
    pub fn bearable(mut self, note: &str) -> Self {
        if self.status == Status::Failed {
            self.status = Status::Warning;
            self.detail = format!("{note}: {}", self.detail).into();
        }
        self.needed = false;
        self
    }

    /// Whether listing and saving would fail for its sake.
    pub fn stands_in_the_way(&self) -> bool {
        self.needed && matches!(self.status, Status::Failed | Status::Skipped)
    }

    fn new(name: &'static str, status: Status, detail: SafeText) -> Self {
        Self {
            name,
            status,
            needed: false,
            detail,
            hint: None,
            remedy: None,
            kind: None,
        }
    }
}
