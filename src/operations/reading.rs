//! The metadata of files whose ids are known, by whatever the caller is allowed to do: in
//! batches, or one by one. Which files there are is the business of `files`.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use futures_util::stream::{self, StreamExt};

use crate::aws::Aws;
use crate::domain::{
    Arn, Attachment, Contact, Failure, FailureKind, FileId, FileKey, InstanceId, Problem, SafeText,
    Source, Subject, plural,
};

use super::told::{Found, Lane, Teller};

/// The most ids that one batch takes.
pub(super) const BATCH: usize = 100;
/// How many requests of a kind run side by side; the answers keep their order.
pub(super) const AT_A_TIME: usize = 4;
/// The most requests that one listing spends on finding what makes batches unreadable: one
/// file among a hundred takes fourteen.
const SEARCHES: usize = 24;

const ONE_BY_ONE: &str = "Reading the files one by one, since connect:BatchGetAttachedFileMetadata is not allowed; AWS allows 2 a second.";
const OR_ALONE: &str = "connect:GetAttachedFile would do as well, for one file after the other.";

/// What files hang on, and how a part of it is named when it is missing.
pub(super) struct Holder {
    resource: Arn,
    source: Source,
    linked: bool,
}

impl Holder {
    /// What the person asked for.
    pub(super) fn of(subject: &Subject) -> Self {
        let source = match subject {
            Subject::Case(_) => Source::Case,
            Subject::Contact(contact) => Source::Contact(Arc::new(contact.clone())),
        };
        Self {
            resource: subject.arn().clone(),
            source,
            linked: false,
        }
    }

    /// A contact that the case is linked to.
    pub(super) fn linked(contact: Contact) -> Self {
        Self {
            resource: contact.arn.clone(),
            source: Source::Contact(Arc::new(contact)),
            linked: true,
        }
    }

    /// Something that could not be read.
    pub(super) fn wrong(&self, failure: Failure) -> Part {
        Part::Read(Vec::new(), vec![self.problem(failure)])
    }

    fn problem(&self, failure: Failure) -> Problem {
        match &self.source {
            Source::Contact(contact) if self.linked => Problem::Contact {
                contact: Contact::clone(contact),
                failure,
            },
            _ => Problem::Request(failure),
        }
    }

    fn unread(&self, count: usize, failure: Failure) -> Problem {
        let files = plural(count as u64, "file", "files");
        self.problem(failure.while_doing(format!("The details of {files} could not be read")))
    }

    fn key(&self, file: &FileId) -> FileKey {
        FileKey {
            resource: self.resource.clone(),
            file: file.clone(),
        }
    }

    /// One file that could not be read.
    fn refused(&self, file: &FileId, failure: &Failure) -> Problem {
        let code = failure.code.clone();
        Problem::File {
            key: self.key(file),
            source: self.source.clone(),
            code: code.unwrap_or_else(|| "Unreadable".into()),
            message: SafeText::given(failure.why.raw()),
        }
    }
}

/// What became of a batch.
pub(super) enum Part {
    /// The files, and what is wrong with the others.
    Read(Vec<Attachment>, Vec<Problem>),
    /// Batches are not allowed: these have still to be read.
    Unread(Vec<FileId>),
}

/// Reads metadata for one listing, and remembers what turned out not to be allowed.
pub(super) struct Reading<'a, F> {
    aws: &'a Aws,
    instance: &'a InstanceId,
    teller: &'a Teller<F>,
    /// Some batch was answered, so batches are allowed.
    batches_work: AtomicBool,
    /// Why batches are not allowed.
    denied: OnceLock<Failure>,
    /// Some file was answered alone.
    alone_works: AtomicBool,
    /// Nothing more can be read; that has been told.
    over: AtomicBool,
    searches: AtomicUsize,
}

impl<'a, F: FnMut(Found) + Send> Reading<'a, F> {
    pub(super) fn new(aws: &'a Aws, instance: &'a InstanceId, teller: &'a Teller<F>) -> Self {
        Self {
            aws,
            instance,
            teller,
            batches_work: AtomicBool::new(false),
            denied: OnceLock::new(),
            alone_works: AtomicBool::new(false),
            over: AtomicBool::new(false),
            searches: AtomicUsize::new(0),
        }
    }

    /// The same for who knows already why batches are not allowed.
    pub(super) fn knowing(
        aws: &'a Aws,
        instance: &'a InstanceId,
        teller: &'a Teller<F>,
        denied: Option<&Failure>,
    ) -> Self {
        Self {
            denied: denied.map_or_else(OnceLock::new, |denied| OnceLock::from(denied.clone())),
            ..Self::new(aws, instance, teller)
        }
    }

    /// Why batches are not allowed, when that turned out.
    pub(super) fn denied(&self) -> Option<&Failure> {
        self.denied.get()
    }

    /// Reads up to a batch.
    pub(super) async fn batch(&self, of: &Holder, ids: Vec<FileId>) -> Part {
        if self.denied.get().is_some() {
            return Part::Unread(ids);
        }
        match self.ask(of, &ids).await {
            Ok((files, problems)) => {
                self.batches_work.store(true, Ordering::Relaxed);
                Part::Read(files, problems)
            }
            Err(failure)
                if failure.kind == FailureKind::Denied
                    && !self.batches_work.load(Ordering::Relaxed) =>
            {
                // Another batch may have been told the same a moment ago.
                let _ = self.denied.set(failure);
                Part::Unread(ids)
            }
            Err(failure) if is_unreadable(&failure) => self.by_halves(of, &ids, failure).await,
            Err(failure) => Part::Read(Vec::new(), vec![of.unread(ids.len(), failure)]),
        }
    }

    async fn ask(
        &self,
        of: &Holder,
        ids: &[FileId],
    ) -> Result<(Vec<Attachment>, Vec<Problem>), Failure> {
        let Holder {
            resource, source, ..
        } = of;
        self.aws
            .metadata(self.instance, resource, source, ids)
            .await
    }

    /// One bad item makes a whole answer unreadable: asks for ever smaller parts, so that it
    /// hides only itself.
    async fn by_halves(&self, of: &Holder, ids: &[FileId], failure: Failure) -> Part {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        let mut asked = vec![(ids, Some(failure))];
        while let Some((ids, failure)) = asked.pop() {
            let failure = match failure {
                Some(failure) => failure,
                None => match self.ask(of, ids).await {
                    Ok((some, wrong)) => {
                        files.extend(some);
                        problems.extend(wrong);
                        continue;
                    }
                    Err(failure) => failure,
                },
            };
            match ids {
                [only] if is_unreadable(&failure) => problems.push(of.refused(only, &failure)),
                _ if is_unreadable(&failure) && self.may_search() => {
                    let (start, end) = ids.split_at(ids.len() / 2);
                    asked.extend([(end, None), (start, None)]);
                }
                _ => problems.push(of.unread(ids.len(), failure)),
            }
        }
        Part::Read(files, problems)
    }

    /// Whether two more requests may be spent.
    fn may_search(&self) -> bool {
        self.searches.fetch_add(2, Ordering::Relaxed) < SEARCHES
    }

    /// Tells a part; what is left of it is read one by one, and told as it comes.
    pub(super) async fn tell(&self, lane: Lane, of: &Holder, part: Part) {
        let ids = match part {
            Part::Read(files, problems) => return self.teller.tell(lane, files, problems),
            Part::Unread(ids) => ids,
        };
        if self.over.load(Ordering::Relaxed) {
            return;
        }
        let mut left = ids.len();
        let mut reads = stream::iter(ids)
            .map(|id| async move {
                let read = self.alone(of, &id).await;
                (id, read)
            })
            .buffered(AT_A_TIME);
        while let Some((id, read)) = reads.next().await {
            if self.over.load(Ordering::Relaxed) {
                return;
            }
            match read {
                Ok(file) => {
                    self.say_how();
                    self.teller.tell(lane, vec![file], Vec::new());
                }
                Err(failure) if self.ends(&failure) => {
                    self.end(lane, of, left, failure);
                    return;
                }
                Err(failure) => {
                    self.say_how();
                    let wrong = of.refused(&id, &failure);
                    self.teller.tell(lane, Vec::new(), vec![wrong]);
                }
            }
            left -= 1;
        }
    }

    async fn alone(&self, of: &Holder, id: &FileId) -> Result<Attachment, Failure> {
        let key = of.key(id);
        self.aws
            .attached_file(self.instance, &key, &of.source)
            .await
    }

    /// Said once, when it is sure that this way leads anywhere.
    fn say_how(&self) {
        if !self.alone_works.swap(true, Ordering::Relaxed) {
            self.teller.note(ONE_BY_ONE);
        }
    }

    /// Whether the next file would fail for the same reason.
    fn ends(&self, failure: &Failure) -> bool {
        let denied = failure.kind == FailureKind::Denied;
        failure.kind.is_everywhere() || (denied && !self.alone_works.load(Ordering::Relaxed))
    }

    /// Gives up: who may read no file alone either is told once, of the batch that was refused.
    fn end(&self, lane: Lane, of: &Holder, left: usize, failure: Failure) {
        let problem = match self.denied.get() {
            Some(denied) if failure.kind == FailureKind::Denied => {
                if self.over.swap(true, Ordering::Relaxed) {
                    return;
                }
                Problem::Request(denied.clone().or(OR_ALONE))
            }
            _ => of.unread(left, failure),
        };
        self.teller.tell(lane, Vec::new(), vec![problem]);
    }
}

/// Whether the service said yes, with an answer that nobody can read.
fn is_unreadable(failure: &Failure) -> bool {
    failure.kind == FailureKind::Service && failure.code.is_none()
}
