//! What went wrong, without names.

use std::path::{Path, PathBuf};

use crate::domain::{Event, Failure, Problem, SafeText, Saved, There};

use super::super::Asking;
use super::words::Hider;

impl Hider<'_> {
    pub(super) fn failure(&self, failure: &Failure) -> Failure {
        let Failure {
            kind,
            what,
            why,
            code,
            hint,
            remedy,
            request_id,
            lacks,
        } = failure;
        Failure {
            kind: *kind,
            what: self.text(what),
            why: self.text(why),
            code: code.clone(),
            hint: hint.as_ref().map(|text| self.text(text)),
            remedy: remedy.as_ref().map(|text| self.text(text)),
            request_id: request_id.clone(),
            lacks: *lacks,
        }
    }

    pub(super) fn asking(&self, asking: &Asking) -> Asking {
        match asking {
            Asking::Idle | Asking::Afresh(_) | Asking::More(_) => asking.clone(),
            Asking::Failed(failure) => Asking::Failed(self.failure(failure)),
            Asking::MoreFailed(failure) => Asking::MoreFailed(self.failure(failure)),
        }
    }

    pub(super) fn problem(&self, problem: &Problem) -> Problem {
        match problem {
            Problem::File {
                key,
                source,
                code,
                message,
            } => Problem::File {
                key: self.key(key),
                source: source.clone(),
                code: code.clone(),
                message: message.as_ref().map(|text| self.text(text)),
            },
            Problem::Contact { contact, failure } => Problem::Contact {
                contact: contact.clone(),
                failure: self.failure(failure),
            },
            Problem::Request(failure) => Problem::Request(self.failure(failure)),
        }
    }

    pub(super) fn event(&self, event: &Event) -> Event {
        match event {
            Event::Paced(_) | Event::SigningIn | Event::Answered(_) => event.clone(),
            Event::Unanswered(host) => Event::Unanswered(self.text(host)),
            Event::Again { why, wait } => Event::Again {
                why: self.text(why),
                wait: *wait,
            },
            Event::Failed { failure, chain } => Event::Failed {
                failure: Box::new(self.failure(failure)),
                chain: chain.iter().map(|cause| self.text(cause)).collect(),
            },
        }
    }

    /// A path to a file: the folder without names, and the file's ending.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.map(|name| self.name(&SafeText::new(&name)));
        let folder = path.parent().map(|folder| folder.to_string_lossy());
        let folder = folder.map_or(String::new(), |folder| self.string(&folder));
        Path::new(&folder).join(name.map_or(String::new(), |name| name.to_string()))
    }

    pub(super) fn saved(&self, saved: &Saved) -> Saved {
        let Saved { path, size, sha256 } = saved;
        Saved {
            path: self.path(path),
            size: *size,
            sha256: sha256.clone(),
        }
    }

    pub(super) fn there(&self, there: &There) -> There {
        let There {
            path,
            size,
            modified,
        } = there;
        There {
            path: self.path(path),
            size: *size,
            modified: *modified,
        }
    }
}
