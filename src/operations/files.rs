//! The files of a case, its own and those of its linked contacts, or of one contact: which
//! there are, told as they come. How their metadata is read is the business of `reading`.

use std::collections::HashSet;
use std::sync::OnceLock;

use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::aws::{Aws, LinkWish, Related, Trail};
use crate::domain::{
    Attachment, Case, Contact, Failure, FailureKind, FileId, FileQuery, InstanceId, PageToken,
    Problem, SafeText, SignedLink, Subject, plural,
};

use super::reading::{AT_A_TIME, BATCH, Holder, Part, Reading};
use super::told::{Found, Lane, Teller};

/// What a list that leads in a circle leaves undone.
const INCOMPLETE: &str = "Some files could not be listed";
/// The way of those who may not search what hangs on a case.
const NAME_THEM: &str = "Who knows the files' ids needs no search: give them with --file-id, or on stdin with --file-id -.";

/// Lists the files of a case, its own first, or of a contact.
///
/// One walk over the related items finds files and contacts alike. The ids of the
/// first page are asked for at once, so that rows appear; later ones are gathered
/// into full batches, which run beside the walk and beside the linked contacts. The order
/// of what is told stays that of the service's list. No id is asked for twice. Only a
/// failed first page is a failure: whatever goes wrong later is a [`Problem`], and the
/// rest goes on. When the query names ids, nothing is searched.
pub async fn list_files(
    aws: &Aws,
    instance: &InstanceId,
    query: &FileQuery,
    on: impl FnMut(Found) + Send,
) -> Result<(), Failure> {
    let teller = Teller::new(on);
    let reading = Reading::new(aws, instance, &teller);
    let (batches, own) = unbounded_channel();
    let (contacts, linked) = unbounded_channel();
    let walk = walk(
        aws,
        instance,
        query,
        Gathered::quickly(batches),
        contacts,
        |wrong| {
            teller.tell(Lane::Own, Vec::new(), vec![wrong]);
        },
    );
    let holder = Holder::of(&query.subject);
    let own = async {
        own_files(&reading, &holder, own).await;
        teller.own_is_told();
    };
    let linked = linked_files(aws, instance, &reading, linked);
    // Polled by one task: whoever drops it has called everything off.
    let (walked, (), ()) = tokio::join!(walk, own, linked);
    walked
}

/// The ids that a walk finds, each once, handed on in batches.
struct Gathered {
    /// Whether somebody waits for the first page.
    quickly: bool,
    ids: Vec<FileId>,
    seen: HashSet<FileId>,
    items: usize,
    pages: usize,
    batches: UnboundedSender<Vec<FileId>>,
}

impl Gathered {
    fn quickly(batches: UnboundedSender<Vec<FileId>>) -> Self {
        Self {
            quickly: true,
            ..Self::fully(batches)
        }
    }

    fn fully(batches: UnboundedSender<Vec<FileId>>) -> Self {
        Self {
            quickly: false,
            ids: Vec::new(),
            seen: HashSet::new(),
            items: 0,
            pages: 0,
            batches,
        }
    }

    fn add(&mut self, id: FileId) {
        if self.seen.insert(id.clone()) {
            self.ids.push(id);
        }
    }

    /// What the first page brought is asked for at once, what comes later when it fills a
    /// batch.
    fn page_ended(&mut self, items: usize) {
        self.items += items;
        self.pages += 1;
        if self.pages == 1 && self.quickly {
            self.rest();
        }
        while self.ids.len() >= BATCH {
            self.hand_on(BATCH);
        }
    }

    fn rest(&mut self) {
        while !self.ids.is_empty() {
            self.hand_on(self.ids.len().min(BATCH));
        }
    }

    fn hand_on(&mut self, count: usize) {
        // Whoever reads them lives as long as the walk.
        let _ = self.batches.send(self.ids.drain(..count).collect());
    }

    /// What a walk that ends early has not done; one that never began failed as it is.
    fn incomplete(&self, failure: Failure, whose: &str) -> Failure {
        if self.pages == 0 {
            return failure;
        }
        let read = plural(self.items as u64, "item", "items");
        failure.while_doing(format!(
            "What follows the first {read} of the {whose} could not be listed"
        ))
    }
}

/// Finds the ids of the subject's own files, and the contacts that may have some.
async fn walk(
    aws: &Aws,
    instance: &InstanceId,
    query: &FileQuery,
    mut gathered: Gathered,
    contacts: UnboundedSender<Contact>,
    tell: impl Fn(Problem),
) -> Result<(), Failure> {
    if !query.ids.is_empty() {
        query.ids.iter().for_each(|id| gathered.add(id.clone()));
        gathered.rest();
        return Ok(());
    }
    let walked = match &query.subject {
        Subject::Case(case) => items(aws, case, &mut gathered, &contacts, &tell).await,
        Subject::Contact(contact) => references(aws, instance, contact, &mut gathered).await,
    };
    gathered.rest();
    match walked {
        Err(failure) if gathered.pages == 0 => Err(without_search(failure)),
        Err(failure) => {
            tell(Problem::Request(failure));
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Walks over the related items of a case, as far as it gets.
async fn items(
    aws: &Aws,
    case: &Case,
    gathered: &mut Gathered,
    contacts: &UnboundedSender<Contact>,
    tell: &impl Fn(Problem),
) -> Result<(), Failure> {
    let domain = case.arn.domain().unwrap_or_else(|| case.arn.clone());
    let mut known = HashSet::new();
    let mut page: Option<PageToken> = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.related_items(&domain, &case.id, page).await;
        let listed = listed.map_err(|failure| gathered.incomplete(failure, "case"))?;
        let count = listed.items.len();
        for item in listed.items {
            match item {
                Related::File(id) => gathered.add(id),
                Related::Contact(contact) => {
                    if known.insert(contact.arn.clone()) && contact.channel.may_have_files() {
                        // Whoever reads them lives as long as the walk.
                        let _ = contacts.send(contact);
                    }
                }
                Related::Nameless(item) => tell(without_id(&item)),
            }
        }
        gathered.page_ended(count);
        let next = trail.follow(listed.next, INCOMPLETE);
        page = next.map_err(|failure| gathered.incomplete(failure, "case"))?;
        if page.is_none() {
            return Ok(());
        }
    }
}

/// Walks over the references of a contact, as far as it gets.
async fn references(
    aws: &Aws,
    instance: &InstanceId,
    contact: &Contact,
    gathered: &mut Gathered,
) -> Result<(), Failure> {
    let mut page: Option<PageToken> = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.contact_references(instance, contact, page).await;
        let listed = listed.map_err(|failure| gathered.incomplete(failure, "contact"))?;
        let count = listed.items.len();
        listed.items.into_iter().for_each(|id| gathered.add(id));
        gathered.page_ended(count);
        let next = trail.follow(listed.next, INCOMPLETE);
        page = next.map_err(|failure| gathered.incomplete(failure, "contact"))?;
        if page.is_none() {
            return Ok(());
        }
    }
}

fn without_search(failure: Failure) -> Failure {
    if failure.kind == FailureKind::Denied {
        return failure.or(NAME_THEM);
    }
    failure
}

fn without_id(item: &SafeText) -> Problem {
    let why = format!("the service did not say which file or contact the related item {item} is");
    let what = "One attached file cannot be shown";
    Problem::Request(Failure::new(FailureKind::Service, what, why))
}

/// Reads the subject's own files, batch by batch.
async fn own_files<F: FnMut(Found) + Send>(
    reading: &Reading<'_, F>,
    holder: &Holder,
    mut batches: UnboundedReceiver<Vec<FileId>>,
) {
    let batches = stream::poll_fn(move |context| batches.poll_recv(context));
    let mut parts = batches
        .map(|ids| reading.batch(holder, ids))
        .buffered(AT_A_TIME);
    while let Some(part) = parts.next().await {
        reading.tell(Lane::Own, holder, part).await;
    }
}

/// Reads the files of linked contacts, contact by contact. Once the login or the network
/// is gone, those that are left are not asked for: hundreds of them would fail one by one.
async fn linked_files<F: FnMut(Found) + Send>(
    aws: &Aws,
    instance: &InstanceId,
    reading: &Reading<'_, F>,
    mut contacts: UnboundedReceiver<Contact>,
) {
    let contacts = stream::poll_fn(move |context| contacts.poll_recv(context));
    let over = OnceLock::new();
    let mut answers = contacts
        .map(|contact| of_contact(aws, instance, reading, contact, &over))
        .buffered(AT_A_TIME);
    while let Some((holder, parts)) = answers.next().await {
        for part in parts {
            reading.tell(Lane::Linked, &holder, part).await;
        }
    }
}

/// All files of one contact, and what is wrong with the others.
async fn of_contact<F: FnMut(Found) + Send>(
    aws: &Aws,
    instance: &InstanceId,
    reading: &Reading<'_, F>,
    contact: Contact,
    over: &OnceLock<Failure>,
) -> (Holder, Vec<Part>) {
    let (batches, mut listed) = unbounded_channel();
    let holder = Holder::linked(contact.clone());
    let mut parts = Vec::new();
    if let Some(failure) = over.get() {
        parts.push(holder.wrong(failure.clone()));
        return (holder, parts);
    }
    let mut gathered = Gathered::fully(batches);
    if let Err(failure) = references(aws, instance, &contact, &mut gathered).await {
        if failure.kind.is_everywhere() {
            // Another contact may have said the same a moment ago.
            let _ = over.set(failure.clone());
        }
        parts.push(holder.wrong(failure));
    }
    gathered.rest();
    drop(gathered);
    while let Some(ids) = listed.recv().await {
        parts.push(reading.batch(&holder, ids).await);
    }
    (holder, parts)
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
