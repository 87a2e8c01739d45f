//! Whether files may be read and downloaded, and whether the bucket can be reached.

use std::sync::Arc;

use super::Check;
use super::cases::{ALLOWED, Found, MADE_UP, permission};
use super::contacts::{self, contacts};
use super::examiner::{Examiner, Told};
use super::place::Place;
use super::reach;
use crate::aws::{Aws, LinkWish};
use crate::domain::{
    Arn, Attachment, Failure, FailureKind, FileId, FileKey, InstanceId, SignedLink, Source,
};

/// The life of the link that the bucket is tried with, in seconds. It is never shown.
const LINK_LIFE: u16 = 30;
/// The most files that one batch may name.
const MOST_NAMED: usize = 100;
/// The most files that are read one by one, where a batch is denied.
const MOST_SINGLE: usize = 3;

/// Makes these checks.
pub(super) async fn files<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    place: &Place,
    found: Found,
) {
    const NAMES: [&str; 3] = ["BatchGetAttachedFileMetadata", "GetAttachedFile", "Bucket"];
    let case = fullest(found.files);
    let on = place.contact.as_ref().map(|contact| contact.arn.clone());
    let on = on.or_else(|| case.as_ref().map(|(case, _)| case.clone()));
    let (None, Some(instance), Some(resource)) = (place.obstacle, &place.instance, on) else {
        for name in contacts::NAMES.into_iter().chain(NAMES) {
            let other = place.obstacle.unwrap_or("Domain");
            examiner.done(Check::behind(name, other));
        }
        return;
    };
    let named = place.contact.as_ref();
    let contact = named.or(found.contact.as_ref());
    let of_contact = contacts(examiner, &instance.id, contact, named.is_some()).await;
    let of_case = case.map_or(Vec::new(), |(_, ids)| ids);
    let shelf = match named {
        Some(contact) => Shelf::new(
            resource,
            Source::Contact(Arc::new(contact.clone())),
            of_contact,
        ),
        None => Shelf::new(resource, Source::Case, of_case),
    };
    let shelf = shelf.or_named(examiner.asked.file_ids);
    let batch = shelf.batch(examiner, &instance.id).await;
    let single = shelf.single(examiner, &instance.id, &batch).await;
    let check = permission("BatchGetAttachedFileMetadata", &batch, shelf.is_real);
    examiner.done(if single.allowed {
        check.bearable("GetAttachedFile does its work, one request a file")
    } else {
        check.needed()
    });
    examiner.done(single.check);
    bucket(examiner, single.link).await;
}

/// The case with the most files, be it none.
fn fullest(cases: Vec<(Arn, Vec<FileId>)>) -> Option<(Arn, Vec<FileId>)> {
    cases.into_iter().max_by_key(|(_, ids)| ids.len())
}

/// The files that the calls are tried on, or made-up ones.
struct Shelf {
    resource: Arn,
    source: Source,
    ids: Vec<FileId>,
    is_real: bool,
    /// The person named them: each must be there.
    is_named: bool,
}

/// What reading one file showed.
struct Single {
    check: Check,
    allowed: bool,
    link: Option<SignedLink>,
}

impl Shelf {
    fn new(resource: Arn, source: Source, ids: Vec<FileId>) -> Self {
        let is_real = !ids.is_empty();
        Self {
            resource,
            source,
            ids: if is_real {
                ids
            } else {
                vec![FileId::new(MADE_UP)]
            },
            is_real,
            is_named: false,
        }
    }

    /// The same with the files that were named, when some were.
    fn or_named(self, ids: &[FileId]) -> Self {
        if ids.is_empty() {
            return self;
        }
        Self {
            ids: ids.iter().take(MOST_NAMED).cloned().collect(),
            is_real: true,
            is_named: true,
            ..self
        }
    }

    /// One batch; ids that the service knows nothing of are no failure of the call.
    async fn batch<F: FnMut(Told) + Send>(
        &self,
        examiner: &mut Examiner<'_, F>,
        instance: &InstanceId,
    ) -> Result<Vec<Attachment>, Failure> {
        let Self {
            resource,
            source,
            ids,
            ..
        } = self;
        let asking = examiner.asked.aws.metadata(instance, resource, source, ids);
        let answer = examiner.ask("BatchGetAttachedFileMetadata", asking).await;
        answer.map(|(files, _)| files)
    }

    /// One file: an approved one, with a link, where there is one.
    async fn single<F: FnMut(Told) + Send>(
        &self,
        examiner: &mut Examiner<'_, F>,
        instance: &InstanceId,
        batch: &Result<Vec<Attachment>, Failure>,
    ) -> Single {
        const NAME: &str = "GetAttachedFile";
        let aws = examiner.asked.aws;
        let approved = match batch {
            Ok(files) => Ok(first_approved(files)),
            Err(_) => examiner.ask(NAME, self.one_by_one(aws, instance)).await,
        };
        let answer = match approved {
            Ok(Some(file)) => {
                let wish = LinkWish {
                    expires: LINK_LIFE,
                    inline: false,
                };
                let asking = aws.link(instance, &file.key, &file.source, wish);
                examiner.ask(NAME, asking).await.map(|(_, link)| Some(link))
            }
            Ok(None) => {
                let key = self.key(&self.ids[0]);
                let asking = aws.attached_file(instance, &key, &self.source);
                examiner.ask(NAME, asking).await.map(|_| None)
            }
            Err(failure) => Err(failure),
        };
        let check = match &answer {
            // It was approved a moment ago; the call itself went well.
            Err(failure) if failure.kind == FailureKind::NotApproved => Check::ok(NAME, ALLOWED),
            _ if self.is_named => permission(NAME, &answer, true),
            _ => permission(NAME, &answer, self.is_real && !is_missing(&answer)),
        };
        Single {
            allowed: check.status == super::Status::Ok,
            check: check.needed(),
            link: answer.ok().flatten(),
        }
    }

    /// The first approved of the first files, where they can only be read one by one.
    async fn one_by_one(
        &self,
        aws: &Aws,
        instance: &InstanceId,
    ) -> Result<Option<Attachment>, Failure> {
        for id in self.ids.iter().take(MOST_SINGLE) {
            match aws
                .attached_file(instance, &self.key(id), &self.source)
                .await
            {
                Ok(file) if file.status.can_be_downloaded() => return Ok(Some(file)),
                Ok(_) => {}
                Err(failure) if failure.kind == FailureKind::NotFound => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(None)
    }

    fn key(&self, id: &FileId) -> FileKey {
        FileKey {
            resource: self.resource.clone(),
            file: id.clone(),
        }
    }
}

/// A file of the list may be gone, or too new: that says nothing of the permission.
fn is_missing<T>(answer: &Result<T, Failure>) -> bool {
    let failure = answer.as_ref().err();
    failure.is_some_and(|failure| failure.kind == FailureKind::NotFound)
}

fn first_approved(files: &[Attachment]) -> Option<Attachment> {
    let mut approved = files.iter().filter(|file| file.status.can_be_downloaded());
    approved.next().cloned()
}

async fn bucket<F: FnMut(Told) + Send>(examiner: &mut Examiner<'_, F>, link: Option<SignedLink>) {
    const NAME: &str = "Bucket";
    let Some(link) = link else {
        let why = "no approved file was found to try it on";
        examiner.done(Check::skipped(NAME, why));
        return;
    };
    let transport = examiner.asked.transport;
    let trying = async { Ok(reach::bucket(transport, &link).await) };
    let answer = examiner.ask(NAME, trying).await;
    examiner.done(match answer {
        Ok(Ok(host)) => Check::ok(NAME, format!("{host} gives the file")).needed(),
        Ok(Err((host, failure))) => {
            let mut check = Check::failed(NAME, &failure).needed();
            if !check.detail.raw().contains(&host) {
                check.detail = format!("{host}: {}", check.detail).into();
            }
            check
        }
        Err(failure) => Check::failed(NAME, &failure).needed(),
    });
}
