//! The details of files whose ids are known, for whoever reads one resource after the other
//! without a listing: an audit, a wait for the scanner.

use std::sync::{Mutex, OnceLock, PoisonError};

use crate::aws::Aws;
use crate::domain::{
    Attachment, Failure, FailureKind, FileId, InstanceId, Problem, SafeText, Subject,
};

use super::reading::{BATCH, Holder, Reading};
use super::told::{Found, Lane, Teller};

/// Reads details, resource by resource, and remembers what turned out not to be allowed.
#[derive(Debug, Default)]
pub struct Details {
    denied: OnceLock<Failure>,
}

/// What was read of one resource.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The files, in the order of the ids.
    pub files: Vec<Attachment>,
    /// What is wrong with the others.
    pub problems: Vec<Problem>,
    /// How it was done, when not as usual.
    pub notes: Vec<SafeText>,
}

impl Read {
    /// What of it would happen to every other request as well: the login or the line is gone.
    pub fn everywhere(&self) -> Option<&Failure> {
        self.problems.iter().find_map(|problem| match problem {
            Problem::Request(failure) | Problem::Contact { failure, .. }
                if failure.kind.is_everywhere() =>
            {
                Some(failure)
            }
            _ => None,
        })
    }
}

impl Details {
    /// The details of these files of a case or a contact, a hundred a request; file by file
    /// where batches are not allowed.
    pub async fn of(
        &self,
        aws: &Aws,
        instance: &InstanceId,
        subject: &Subject,
        ids: &[FileId],
    ) -> Read {
        let told: Mutex<Read> = Mutex::default();
        let teller = Teller::new(|found| {
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            match found {
                Found::Note(note) => told.notes.push(note),
                Found::Files(files) => told.files.extend(files),
                Found::Problems(problems) => told.problems.extend(problems),
            }
        });
        let holder = Holder::of(subject);
        let reading = Reading::knowing(aws, instance, &teller, self.denied.get());
        for ids in ids.chunks(BATCH) {
            let part = reading.batch(&holder, ids.to_vec()).await;
            reading.tell(Lane::Own, &holder, part).await;
        }
        if let Some(denied) = reading
            .denied()
            .filter(|failure| failure.kind == FailureKind::Denied)
        {
            // Another reading may have been told the same a moment ago.
            let _ = self.denied.set(denied.clone());
        }
        drop(reading);
        drop(teller);
        told.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
