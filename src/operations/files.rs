//! The files of a case: its own and those of its linked contacts, told as they come.

use std::collections::HashSet;

use futures_util::stream::{self, StreamExt};

use crate::aws::{Aws, LinkWish, Related, Trail};
use crate::domain::{
    Arn, Attachment, Contact, Failure, FailureKind, FileId, FileQuery, InstanceId, Page, PageToken,
    Problem, SafeText, SignedLink, Source, Subject, plural,
};

/// What a walk that ends early has not done.
const INCOMPLETE: &str = "Some files of the case could not be listed";
/// The most ids that one batch takes.
const BATCH: usize = 100;
/// How many contacts are asked at a time; the answers keep the contacts' order.
const CONTACTS_AT_A_TIME: usize = 4;

/// A part of the answer, as it arrives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// How it is done, when that is not as usual: said once.
    Note(SafeText),
    /// Files, in the order of the service's list.
    Files(Vec<Attachment>),
    /// What is missing, and why.
    Problems(Vec<Problem>),
}

/// Lists every file of a case, its own first.
///
/// One walk over the related items finds files and contacts alike. The ids of the
/// first page are asked for at once, so that rows appear; later ones are gathered
/// into full batches. Then come the files of the linked contacts that may have some.
/// No id is asked for twice. Only a failed first page is a failure: whatever goes
/// wrong later is a [`Problem`], and the rest goes on.
pub async fn list_files(
    aws: &Aws,
    instance: &InstanceId,
    query: &FileQuery,
    mut on: impl FnMut(Found) + Send,
) -> Result<(), Failure> {
    let Subject::Case(case) = &query.subject else {
        return Ok(());
    };
    let domain = case.arn.domain().unwrap_or_else(|| case.arn.clone());
    let first = aws.related_items(&domain, &case.id, None).await?;
    let own = Batches {
        aws,
        instance,
        resource: &case.arn,
        source: &Source::Case,
    };
    let mut walk = Walk::default();
    let mut page = walk.take(first, &mut on);
    let mut trail = Trail::default();
    own.ask(walk.ids.drain(..).collect(), &mut on).await;
    loop {
        let listed = match trail.follow(page, INCOMPLETE) {
            Ok(None) => break,
            Ok(token) => aws.related_items(&domain, &case.id, token).await,
            Err(failure) => Err(failure),
        };
        match listed {
            Ok(listed) => page = walk.take(listed, &mut on),
            Err(failure) => {
                let failure = failure.while_doing(INCOMPLETE);
                on(Found::Problems(vec![Problem::Request(failure)]));
                break;
            }
        }
        while walk.ids.len() >= BATCH {
            own.ask(walk.ids.drain(..BATCH).collect(), &mut on).await;
        }
    }
    own.ask(walk.ids, &mut on).await;
    of_contacts(aws, instance, walk.contacts, &mut on).await;
    Ok(())
}

/// What the walk over the related items has gathered.
#[derive(Default)]
struct Walk {
    ids: Vec<FileId>,
    seen: HashSet<FileId>,
    contacts: Vec<Contact>,
}

impl Walk {
    /// Takes one page in; returns the token of the next.
    fn take(&mut self, page: Page<Related>, on: &mut impl FnMut(Found)) -> Option<PageToken> {
        let mut nameless = Vec::new();
        for item in page.items {
            match item {
                Related::File(id) => {
                    if self.seen.insert(id.clone()) {
                        self.ids.push(id);
                    }
                }
                Related::Contact(contact) => {
                    let known = self.contacts.iter().any(|c| c.arn == contact.arn);
                    if !known && contact.channel.may_have_files() {
                        self.contacts.push(contact);
                    }
                }
                Related::Nameless(item) => nameless.push(without_id(&item)),
            }
        }
        if !nameless.is_empty() {
            on(Found::Problems(nameless));
        }
        page.next
    }
}

fn without_id(item: &SafeText) -> Problem {
    let why = format!("the service did not say which file or contact the related item {item} is");
    let what = "One attached file cannot be shown";
    Problem::Request(Failure::new(FailureKind::Service, what, why))
}

/// Asks for the metadata of the files of one resource.
struct Batches<'a> {
    aws: &'a Aws,
    instance: &'a InstanceId,
    resource: &'a Arn,
    source: &'a Source,
}

impl Batches<'_> {
    /// Asks for up to a batch and tells what came; a failed request is a problem.
    async fn ask(&self, ids: Vec<FileId>, on: &mut impl FnMut(Found)) {
        for ids in ids.chunks(BATCH) {
            let (files, problems) = self.read(ids).await;
            tell(files, problems, on);
        }
    }

    async fn read(&self, ids: &[FileId]) -> (Vec<Attachment>, Vec<Problem>) {
        let answer = self
            .aws
            .metadata(self.instance, self.resource, self.source, ids)
            .await;
        answer.unwrap_or_else(|failure| {
            let files = plural(ids.len() as u64, "file", "files");
            let failure = failure.while_doing(format!("The details of {files} could not be read"));
            (Vec::new(), vec![self.problem(failure)])
        })
    }

    fn problem(&self, failure: Failure) -> Problem {
        match self.source {
            Source::Case => Problem::Request(failure),
            Source::Contact(contact) => Problem::Contact {
                contact: contact.clone(),
                failure,
            },
        }
    }
}

fn tell(files: Vec<Attachment>, problems: Vec<Problem>, on: &mut impl FnMut(Found)) {
    if !files.is_empty() {
        on(Found::Files(files));
    }
    if !problems.is_empty() {
        on(Found::Problems(problems));
    }
}

async fn of_contacts(
    aws: &Aws,
    instance: &InstanceId,
    contacts: Vec<Contact>,
    on: &mut (impl FnMut(Found) + Send),
) {
    let mut answers = stream::iter(contacts)
        .map(|contact| of_contact(aws, instance, contact))
        .buffered(CONTACTS_AT_A_TIME);
    while let Some((files, problems)) = answers.next().await {
        tell(files, problems, on);
    }
}

/// All files of one contact, and what is wrong with the others.
async fn of_contact(
    aws: &Aws,
    instance: &InstanceId,
    contact: Contact,
) -> (Vec<Attachment>, Vec<Problem>) {
    let source = Source::Contact(contact.clone());
    let batches = Batches {
        aws,
        instance,
        resource: &contact.arn,
        source: &source,
    };
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let ids = match references(aws, instance, &contact).await {
        (ids, None) => ids,
        (ids, Some(failure)) => {
            problems.push(batches.problem(failure));
            ids
        }
    };
    for ids in ids.chunks(BATCH) {
        let (listed, wrong) = batches.read(ids).await;
        files.extend(listed);
        problems.extend(wrong);
    }
    (files, problems)
}

/// The ids of a contact's files, each once, as far as they could be listed.
async fn references(
    aws: &Aws,
    instance: &InstanceId,
    contact: &Contact,
) -> (Vec<FileId>, Option<Failure>) {
    let mut ids = Vec::new();
    let mut seen = HashSet::new();
    let mut page: Option<PageToken> = None;
    let mut trail = Trail::default();
    loop {
        match aws
            .contact_references(instance, contact, page.clone())
            .await
        {
            Ok(listed) => {
                let new = listed
                    .items
                    .into_iter()
                    .filter(|id| seen.insert(id.clone()));
                ids.extend(new);
                page = match trail
                    .follow(listed.next, "Some files of a contact could not be listed")
                {
                    Ok(None) => return (ids, None),
                    Ok(next) => next,
                    Err(failure) => return (ids, Some(failure)),
                };
            }
            Err(failure) => return (ids, Some(failure)),
        }
    }
}

/// A download link for a file, with its metadata as of now. A file that is not
/// approved is not asked for.
pub async fn link(
    aws: &Aws,
    instance: &InstanceId,
    file: &Attachment,
    wish: LinkWish,
) -> Result<(Attachment, SignedLink), Failure> {
    downloadable(file)?;
    if !(5..=300).contains(&wish.expires) {
        let why = format!("a link lives 5 to 300 seconds, not {}", wish.expires);
        let what = "The download link could not be made";
        return Err(Failure::new(FailureKind::Usage, what, why));
    }
    aws.link(instance, &file.key, &file.source, wish).await
}

/// Fails for a file that is in no state to be downloaded.
pub(super) fn downloadable(file: &Attachment) -> Result<(), Failure> {
    file.status.why_not().map_or(Ok(()), |why| {
        let what = format!("{} cannot be downloaded", file.title());
        Err(Failure::new(FailureKind::NotApproved, what, why))
    })
}
