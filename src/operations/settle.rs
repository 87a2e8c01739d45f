//! Asking again for files that the scanner has still to answer for: only those, in as few
//! requests as may be. When to ask is decided by whoever asks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::aws::Aws;
use crate::domain::{
    Arn, Attachment, Failure, FailureKind, FileId, InstanceId, Problem, Source, Unsettled,
};

use super::reading::BATCH;

/// The most batches that one poll asks for: files of different resources need one each.
const MOST_BATCHES: usize = 4;
/// The most files that one poll reads where batches are not allowed: each costs a request of
/// the scarcest quota, and makes a link that nobody wants.
const MOST_ALONE: usize = 3;

/// Polls for one login, and remembers what turned out not to be allowed; clones share that.
#[derive(Debug, Clone, Default)]
pub struct Poller(Arc<Memory>);

#[derive(Debug, Default)]
struct Memory {
    /// Batches are not allowed.
    denied: AtomicBool,
    /// How many requests went out. Where not all files fit into one poll, the next one goes on
    /// from here.
    turn: AtomicUsize,
}

/// What a poll found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Polled {
    /// The files that were asked for, as they are now.
    pub files: Vec<Attachment>,
    /// What could not be read of them.
    pub problems: Vec<Problem>,
}

impl Poller {
    /// The same for another login.
    #[must_use]
    pub fn afresh(&self) -> Self {
        Self::default()
    }

    /// Asks for these files again, for some of them when they are many. Fails only when
    /// nothing could be read at all; give it an [`Aws`] that asks in the background where
    /// nobody waits.
    pub async fn poll(
        &self,
        aws: &Aws,
        instance: &InstanceId,
        files: &[Unsettled],
    ) -> Result<Polled, Failure> {
        if !self.0.denied.load(Ordering::Relaxed) {
            match self.in_batches(aws, instance, files).await {
                Err(failure) if failure.kind == FailureKind::Denied => {
                    self.0.denied.store(true, Ordering::Relaxed);
                }
                polled => return polled,
            }
        }
        self.alone(aws, instance, files).await
    }

    /// One request a resource and a hundred files.
    async fn in_batches(
        &self,
        aws: &Aws,
        instance: &InstanceId,
        files: &[Unsettled],
    ) -> Result<Polled, Failure> {
        let batches = batches(files);
        let mut polled = Polled::default();
        for batch in self.next(&batches, MOST_BATCHES) {
            let Batch {
                resource,
                source,
                ids,
            } = batch;
            match aws.metadata(instance, resource, source, ids).await {
                Ok((files, problems)) => {
                    polled.files.extend(files);
                    polled.problems.extend(problems);
                }
                // What was read counts; whoever asks again hears of the rest.
                Err(failure) if !polled.files.is_empty() => {
                    polled.problems.push(Problem::Request(failure));
                    break;
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(polled)
    }

    async fn alone(
        &self,
        aws: &Aws,
        instance: &InstanceId,
        files: &[Unsettled],
    ) -> Result<Polled, Failure> {
        let mut polled = Polled::default();
        let mut last = None;
        for file in self.next(files, MOST_ALONE) {
            match aws.attached_file(instance, &file.key, &file.source).await {
                Ok(file) => polled.files.push(file),
                // The word of the service on this file, as a batch would have it.
                Err(failure) if failure.kind == FailureKind::NotFound => {
                    let code = failure.code.unwrap_or_else(|| "NotFound".into());
                    polled.problems.push(Problem::File {
                        key: file.key.clone(),
                        source: file.source.clone(),
                        code,
                        message: Some(failure.why),
                    });
                }
                Err(failure) => {
                    last = Some(failure);
                    break;
                }
            }
        }
        match last {
            Some(failure) if polled == Polled::default() => Err(failure),
            Some(failure) => {
                polled.problems.push(Problem::Request(failure));
                Ok(polled)
            }
            None => Ok(polled),
        }
    }

    /// At most so many of them, beginning where the last poll ended.
    fn next<'a, T>(&self, all: &'a [T], most: usize) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let count = all.len().min(most);
        let from = if all.len() > most {
            self.0.turn.fetch_add(count, Ordering::Relaxed)
        } else {
            0
        };
        let start = from.checked_rem(all.len()).unwrap_or(0);
        all.iter().cycle().skip(start).take(count)
    }
}

/// Files of one resource, at most as many as one request takes.
struct Batch<'a> {
    resource: &'a Arn,
    source: &'a Source,
    ids: Vec<FileId>,
}

fn batches(files: &[Unsettled]) -> Vec<Batch<'_>> {
    let mut batches: Vec<Batch<'_>> = Vec::new();
    for file in files {
        let open = batches
            .iter_mut()
            .find(|batch| *batch.resource == file.key.resource && batch.ids.len() < BATCH);
        match open {
            Some(batch) => batch.ids.push(file.key.file.clone()),
            None => batches.push(Batch {
                resource: &file.key.resource,
                source: &file.source,
                ids: vec![file.key.file.clone()],
            }),
        }
    }
    batches
}
