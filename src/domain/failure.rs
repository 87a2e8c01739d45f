//! An error in words for a person: what failed, why, and what to do next.

use std::fmt;

use super::{RequestId, SafeText};

/// What failed, why, and what to do; the same for the browser and the commands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Failure {
    /// Decides the exit code and what the browser offers.
    pub kind: FailureKind,
    /// What was being done: `The cases could not be listed`.
    pub what: SafeText,
    /// Why it failed, in a sentence.
    pub why: SafeText,
    /// AWS's code, or the status of an answer in which it gave none.
    pub code: Option<SafeText>,
    /// What the person can do next.
    pub hint: Option<SafeText>,
    /// What repairs it, ready to be copied: a command line, or a policy statement.
    pub remedy: Option<SafeText>,
    /// The id AWS's support asks for.
    pub request_id: Option<RequestId>,
    /// What is not there at all, rather than no good.
    pub lacks: Option<Lack>,
}

/// What nobody can do without on an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    /// There are no credentials; expired ones are another matter.
    Credentials,
    /// Nothing names a Region.
    Region,
}

/// The kinds of failure that are treated differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// What was typed makes no sense: a malformed ARN, an impossible option.
    Usage,
    /// No credentials, or expired ones.
    Credentials,
    /// The credentials are good but may not do this.
    Denied,
    /// There is no such thing.
    NotFound,
    /// AWS asks to come back later.
    Throttled,
    /// AWS could not be reached, or not in time.
    Network,
    /// AWS answered with a fault of its own, or with nonsense.
    Service,
    /// The file is not approved.
    NotApproved,
    /// The bytes that came are not the file that was promised.
    Damaged,
    /// The disk, a folder or a program on this machine.
    Local,
    /// The person called it off.
    Cancelled,
}

impl FailureKind {
    /// Whether the next request would fail for the same reason, whatever it asks.
    pub fn is_everywhere(self) -> bool {
        matches!(
            self,
            FailureKind::Credentials | FailureKind::Network | FailureKind::Cancelled
        )
    }
}

impl Failure {
    /// A failure with its two sentences.
    pub fn new(kind: FailureKind, what: impl Into<SafeText>, why: impl Into<SafeText>) -> Self {
        Self {
            kind,
            what: what.into(),
            why: why.into(),
            code: None,
            hint: None,
            remedy: None,
            request_id: None,
            lacks: None,
        }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<SafeText>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds another way out, behind what was known to do.
    #[must_use]
    pub fn or(mut self, hint: &str) -> Self {
        self.hint = Some(match self.hint {
            Some(known) => format!("{} {hint}", known.raw()).into(),
            None => hint.into(),
        });
        self
    }

    /// Adds what repairs it, ready to be copied.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<SafeText>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Adds AWS's code.
    #[must_use]
    pub fn code(mut self, code: impl Into<SafeText>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Says what is not there at all.
    #[must_use]
    pub fn lacking(mut self, lack: Lack) -> Self {
        self.lacks = Some(lack);
        self
    }

    /// Says what was being done, when the place that failed could not know.
    #[must_use]
    pub fn while_doing(mut self, what: impl Into<SafeText>) -> Self {
        self.what = what.into();
        self
    }
}

impl fmt::Display for Failure {
    /// `What: why (Code). Hint` in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}",
            self.what,
            self.why.as_str().trim_end_matches('.')
        )?;
        if let Some(code) = &self.code {
            write!(f, " ({code})")?;
        }
        f.write_str(".")?;
        if let Some(hint) = &self.hint {
            write!(f, " {hint}")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " [request {id}]")?;
        }
        Ok(())
    }
}
