//! How far a transfer is.

use crate::domain::{Failure, Progress, Risk, Saved, There};

/// How far a transfer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It waits for its turn.
    Queued,
    /// A link is asked for.
    Asking,
    /// Bytes flow.
    Running(Progress),
    /// Another file has its name: a person must say what is done.
    Conflict(There),
    /// It may run when it is opened: a person must say whether it is.
    Doubtful(Risk),
    /// It lies here.
    Saved(Saved),
    /// It lies here, in the place of another file.
    Replaced(Saved),
    /// It lay here already.
    Already(Saved),
    /// The desktop's program has it.
    Opened,
    /// Another file has its name, and stays.
    Skipped(There),
    /// It did not arrive.
    Failed(Failure),
    /// The person called it off.
    Cancelled,
}

impl Stage {
    /// Whether a request for it is under way.
    pub fn is_running(&self) -> bool {
        matches!(self, Stage::Queued | Stage::Asking | Stage::Running(_))
    }

    /// Whether it waits for a person's word.
    pub fn asks(&self) -> bool {
        matches!(self, Stage::Conflict(_) | Stage::Doubtful(_))
    }

    /// Whether it has not come to an end yet.
    pub fn is_open(&self) -> bool {
        self.is_running() || self.asks()
    }

    /// Whether it ended without a file, so that it can be tried again.
    pub fn can_be_retried(&self) -> bool {
        matches!(
            self,
            Stage::Failed(_) | Stage::Cancelled | Stage::Skipped(_)
        )
    }

    /// The file that lies here.
    pub fn saved(&self) -> Option<&Saved> {
        match self {
            Stage::Saved(saved) | Stage::Replaced(saved) | Stage::Already(saved) => Some(saved),
            _ => None,
        }
    }

    /// How far it is by what was reported: before the first link was made and a byte came,
    /// a link is asked for.
    pub fn of(progress: Progress) -> Self {
        if progress.links == 0 && progress.received == progress.resumed {
            Stage::Asking
        } else {
            Stage::Running(progress)
        }
    }
}

/// How far the newest transfer of a file is, in a word: nothing of it is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HowFar {
    /// On its way.
    Coming,
    /// It waits for a person's word.
    Asks,
    /// The file lies here.
    Here,
    /// It did not arrive.
    Failed,
    /// It came to another end.
    Ended,
}

impl From<&Stage> for HowFar {
    fn from(stage: &Stage) -> Self {
        match stage {
            Stage::Queued | Stage::Asking | Stage::Running(_) => HowFar::Coming,
            Stage::Conflict(_) | Stage::Doubtful(_) => HowFar::Asks,
            Stage::Saved(_) | Stage::Replaced(_) | Stage::Already(_) => HowFar::Here,
            Stage::Failed(_) => HowFar::Failed,
            Stage::Opened | Stage::Skipped(_) | Stage::Cancelled => HowFar::Ended,
        }
    }
}
