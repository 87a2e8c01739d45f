//! Exit codes, in one place. Scripts hang on them.

use std::process::ExitCode;

use crate::domain::{Failure, FailureKind};

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All was done.
    Done,
    /// Nothing was.
    Failed,
    /// What was typed makes no sense.
    Usage,
    /// Something was done, and some files failed.
    Partly,
    /// What was looked for was found: `--fail-on`, a difference, a wait that took too long.
    Found,
    /// Credentials are missing or expired.
    Credentials,
    /// A signal ended it.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Partly => 3,
            Exit::Found => 4,
            Exit::Credentials => 5,
            Exit::Interrupted => 130,
        }
    }

    /// How a command ends that this failure ended.
    pub fn of(failure: &Failure) -> Self {
        match failure.kind {
            FailureKind::Usage => Exit::Usage,
            FailureKind::Credentials => Exit::Credentials,
            FailureKind::Cancelled => Exit::Interrupted,
            FailureKind::Denied
            | FailureKind::NotFound
            | FailureKind::Throttled
            | FailureKind::Network
            | FailureKind::Service
            | FailureKind::NotApproved
            | FailureKind::Damaged
            | FailureKind::Local => Exit::Failed,
        }
    }

    /// How it ends when something was done before: a plain failure is then only a part.
    #[must_use]
    pub fn partly(self) -> Self {
        match self {
            Exit::Failed => Exit::Partly,
            other => other,
        }
    }

    /// The graver of two ends: 130, then 2, 5, 1, 4, 3, 0.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        let rank = |exit| match exit {
            Exit::Done => 0,
            Exit::Partly => 1,
            Exit::Found => 2,
            Exit::Failed => 3,
            Exit::Credentials => 4,
            Exit::Usage => 5,
            Exit::Interrupted => 6,
        };
        if rank(self) >= rank(other) {
            self
        } else {
            other
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}
