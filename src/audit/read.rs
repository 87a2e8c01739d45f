//! From a case or contact to its rows: its files searched where that is still to be done,
//! their details by full batches, and every file in one row, whatever became of it.

use std::collections::HashSet;

use super::engine::Run;
use super::group::{Found, Of, Unit};
use super::row::{Cells, Row};
use super::sink::Done;
use crate::aws::Trail;
use crate::domain::{
    Arn, Case, Failure, FailureKind, FileId, Page, PageToken, Problem, SafeText, Subject,
};
use crate::operations::Read;

/// What is said of a file without an id.
const UNNAMED: &str = "the service did not say which file this is";

/// Reads a unit. Only what would befall every other one as well is a failure.
pub(super) async fn read(run: &Run<'_>, unit: Unit, cells: Option<Cells>) -> Result<Done, Failure> {
    let key = unit.key();
    let subject = subject(run, &unit.of);
    let resource = subject.arn().clone();
    let mut done = Done {
        key,
        rows: Vec::new(),
        left_out: 0,
        outage: None,
    };
    let (ids, unnamed) = match unit.found {
        Found::Files(ids, unnamed) => (ids, unnamed),
        Found::Unsearched => match search(run, &unit.of).await {
            Ok(found) => found,
            Err(failure) if is_the_end(run, &failure) => return Err(failure),
            Err(failure) => {
                done.rows.push(failed(&resource, None, &failure));
                done.outage = Some(failure).filter(passes);
                (Vec::new(), 0)
            }
        },
    };
    for _ in 0..unnamed {
        done.rows
            .push(Row::error(&resource, None, "NotNamed", UNNAMED));
    }
    if !ids.is_empty() {
        let read = details(run, &subject, &ids).await?;
        take(run, &resource, &ids, read, &mut done);
    }
    done.rows.sort_by_cached_key(Row::order);
    if let Of::Case(id) = &unit.of {
        let rows = std::mem::take(&mut done.rows).into_iter();
        done.rows = rows
            .map(|row| row.of_case(id.raw(), cells.as_ref()))
            .collect();
    }
    Ok(done)
}

fn subject(run: &Run<'_>, of: &Of) -> Subject {
    match of {
        Of::Case(id) => {
            let case = Case::bare(run.place.domain.case(id), id.clone());
            Subject::Case(Box::new(case))
        }
        Of::Contact(contact) => Subject::Contact(contact.clone()),
    }
}

/// Whether nothing more can be read: the login or the line is gone, or it is not allowed and
/// nothing else was.
fn is_the_end(run: &Run<'_>, failure: &Failure) -> bool {
    failure.kind.is_everywhere() || (failure.kind == FailureKind::Denied && !run.sink.has_read())
}

async fn details(run: &Run<'_>, subject: &Subject, ids: &[FileId]) -> Result<Read, Failure> {
    let place = run.place;
    let read = run
        .patience
        .with_login(&place.aws, async || {
            let id = &place.instance.id;
            let read = run.details.of(&place.aws, id, subject, ids).await;
            match read.everywhere() {
                Some(failure) => Err(failure.clone()),
                None => Ok(read),
            }
        })
        .await?;
    let denied = read.problems.iter().find_map(|problem| match problem {
        Problem::Request(failure) | Problem::Contact { failure, .. } => Some(failure),
        Problem::File { .. } => None,
    });
    match denied {
        Some(failure) if read.files.is_empty() && is_the_end(run, failure) => Err(failure.clone()),
        _ => Ok(read),
    }
}

/// One row for each file that was asked for, and for what came beside them.
fn take(run: &Run<'_>, resource: &Arn, ids: &[FileId], read: Read, done: &mut Done) {
    for note in read.notes {
        (run.say)(note);
    }
    let mut left: HashSet<&FileId> = ids.iter().collect();
    let mut wrong = None;
    for problem in &read.problems {
        match problem {
            Problem::File {
                key, code, message, ..
            } => {
                left.remove(&key.file);
                let message = message.as_ref().map_or("", SafeText::raw);
                let row = Row::error(resource, Some(&key.file), code.raw(), message);
                done.rows.push(row);
            }
            Problem::Request(failure) | Problem::Contact { failure, .. } => {
                wrong = Some(failure);
            }
        }
    }
    for file in &read.files {
        left.remove(&file.key.file);
        if run.ask.filter.passes(file) {
            let rules = run.place.rules.as_ref();
            done.rows.push(Row::file(file, rules));
        } else {
            done.left_out += 1;
        }
    }
    if let Some(failure) = wrong {
        let nothing = read.files.is_empty();
        done.outage = Some(failure.clone()).filter(|failure| nothing && passes(failure));
        if left.is_empty() {
            done.rows.push(failed(resource, None, failure));
        }
        for file in left {
            done.rows.push(failed(resource, Some(file), failure));
        }
    }
}

/// Whether it may be over another time.
fn passes(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::Throttled | FailureKind::Service)
}

fn failed(resource: &Arn, file: Option<&FileId>, failure: &Failure) -> Row {
    let kind = format!("{:?}", failure.kind);
    let code = failure
        .code
        .as_ref()
        .map_or(kind.as_str(), |code| code.raw());
    // Without the request's id, which is another one in every run.
    let message = format!("{}: {}", failure.what.raw(), failure.why.raw());
    Row::error(resource, file, code, &message)
}

/// The ids of the files of a case or a contact, each once, and how many have none.
async fn search(run: &Run<'_>, of: &Of) -> Result<(Vec<FileId>, usize), Failure> {
    let (mut ids, mut unnamed) = (Vec::new(), 0);
    let mut seen = HashSet::new();
    let mut page = None;
    let mut trail = Trail::default();
    loop {
        let listed = search_page(run, of, page).await?;
        for file in listed.items {
            match file {
                Some(file) if seen.insert(file.clone()) => ids.push(file),
                Some(_) => {}
                None => unnamed += 1,
            }
        }
        page = trail.follow(listed.next, super::WHAT)?;
        if page.is_none() {
            return Ok((ids, unnamed));
        }
    }
}

async fn search_page(
    run: &Run<'_>,
    of: &Of,
    page: Option<PageToken>,
) -> Result<Page<Option<FileId>>, Failure> {
    let place = run.place;
    run.patience
        .with_login(&place.aws, async || match of {
            Of::Case(id) => {
                let aws = &place.aws;
                aws.case_files(&place.domain, id, page.clone()).await
            }
            Of::Contact(contact) => {
                let aws = &place.aws;
                let listed = aws.contact_references(&place.instance.id, contact, page.clone());
                let listed = listed.await?;
                Ok(Page {
                    items: listed.items.into_iter().map(Some).collect(),
                    next: listed.next,
                })
            }
        })
        .await
}
