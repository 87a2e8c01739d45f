//! Whether cases may be found and read, and which of them the files are looked for in.

use super::Check;
use super::examiner::{Examiner, Told};
use super::place::Place;
use super::users::{self, users};
use crate::aws::{Aws, Related};
use crate::domain::{
    Arn, Case, CaseId, CaseName, CaseQuery, Contact, Failure, FailureKind, FileId, Page,
};
use crate::operations::find_cases;

/// An id that nobody has: who may not ask is denied, who may is told that there is no such
/// thing.
pub(super) const MADE_UP: &str = "00000000-0000-4000-8000-000000000000";
/// What is said of a call that was answered so.
pub(super) const ALLOWED: &str = "allowed";

/// The search that an audit of a whole domain wants.
const WHOLE: &str = "SearchAllRelatedItems";
/// The most cases that are looked into for a file.
const MOST_CASES: usize = 4;

/// What the files are looked for in.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Cases and the ids of their files, as many as were looked into.
    pub(super) files: Vec<(Arn, Vec<FileId>)>,
    /// A linked contact that may have files.
    pub(super) contact: Option<Contact>,
}

/// Makes these checks.
pub(super) async fn cases<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    place: &Place,
) -> Found {
    const NAMES: [&str; 5] = [
        "SearchCases",
        "GetCase",
        users::NAME,
        "SearchRelatedItems",
        WHOLE,
    ];
    let domain = match (place.obstacle, &place.contact, &place.domain) {
        (None, None, Some(domain)) => domain,
        (obstacle, contact, _) => {
            for name in NAMES {
                examiner.done(match (obstacle, contact) {
                    (Some(other), _) => Check::behind(name, other),
                    (None, Some(_)) => Check::skipped(name, "not needed for a contact"),
                    (None, None) => Check::behind(name, "Domain"),
                });
            }
            return Found::default();
        }
    };
    let aws = examiner.asked.aws;
    let query = CaseQuery::default();
    let search = aws.search_cases(domain, &query, None, None);
    let searched = examiner.ask("SearchCases", search).await;
    let named = match examiner.asked.case {
        Some(CaseName::Words(words)) => Named::Words(
            examiner
                .ask(
                    "SearchCases",
                    find_cases(aws, domain, &CaseName::Words(words.clone()), &mut |_| {}),
                )
                .await,
        ),
        Some(name) => Named::Id(id(name)),
        None => Named::Nothing,
    };
    let listed = searched.as_ref().map_or(&[][..], |page| &page.items[..]);
    let (candidates, is_real) = candidates(&named, listed);
    let first = candidates
        .first()
        .cloned()
        .unwrap_or_else(|| CaseId::new(MADE_UP));
    let got = examiner.ask("GetCase", aws.get_case(domain, &first)).await;
    search_check(examiner, &searched, &named, &got);
    examiner.done(get_check(&got, is_real, searched.is_ok(), &named));
    if let Some(instance) = &place.instance {
        users(examiner, &instance.id).await;
    }
    let found = related(examiner, domain, &candidates, is_real).await;
    let whole = examiner.ask(WHOLE, aws.domain_files(domain, None)).await;
    let check = permission(WHOLE, &whole, true);
    examiner.done(check.bearable("an audit goes case by case instead, with more requests"));
    found
}

/// How the case was named, and what came of it.
enum Named {
    Nothing,
    Id(CaseId),
    Words(Result<Vec<Case>, Failure>),
}

fn id(name: &CaseName) -> CaseId {
    let id = match name {
        CaseName::Id(id) | CaseName::Workspace { case: id, .. } => Some(id.clone()),
        CaseName::Arn(arn) => arn.case_id(),
        CaseName::Words(_) => None,
    };
    id.unwrap_or_else(|| CaseId::new(MADE_UP))
}

/// The cases to look into, and whether they are real ones.
fn candidates(named: &Named, listed: &[Case]) -> (Vec<CaseId>, bool) {
    let ids = |cases: &[Case]| -> Vec<CaseId> {
        cases
            .iter()
            .take(MOST_CASES)
            .map(|case| case.id.clone())
            .collect()
    };
    let found = match named {
        Named::Id(id) => vec![id.clone()],
        Named::Words(Ok(cases)) => ids(cases),
        Named::Words(Err(_)) => Vec::new(),
        Named::Nothing => ids(listed),
    };
    if found.is_empty() {
        (vec![CaseId::new(MADE_UP)], false)
    } else {
        (found, true)
    }
}

fn search_check<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    searched: &Result<Page<Case>, Failure>,
    named: &Named,
    got: &Result<Case, Failure>,
) {
    const NAME: &str = "SearchCases";
    let readable = got
        .as_ref()
        .err()
        .is_none_or(|failure| failure.kind == FailureKind::NotFound);
    examiner.done(match (searched, named) {
        (Err(failure), Named::Words(_)) | (Ok(_), Named::Words(Err(failure))) => {
            Check::failed(NAME, failure).needed()
        }
        (Err(failure), _) if readable => {
            Check::failed(NAME, failure).bearable("a case can still be named by its id")
        }
        (Err(failure), _) => Check::failed(NAME, failure).needed(),
        (Ok(_), Named::Words(Ok(cases))) if cases.is_empty() => {
            let (what, why) = (
                "The case could not be chosen",
                "no case of that name was found",
            );
            let failure = Failure::new(FailureKind::NotFound, what, why);
            Check::failed(NAME, &failure.hint("attache cases lists them.")).needed()
        }
        (Ok(page), _) if page.items.is_empty() => Check::ok(NAME, "allowed; there is no case"),
        (Ok(_), _) => Check::ok(NAME, ALLOWED),
    });
}

fn get_check(got: &Result<Case, Failure>, is_real: bool, searched: bool, named: &Named) -> Check {
    let check = permission("GetCase", got, is_real);
    if searched && !matches!(named, Named::Id(_)) {
        return check.bearable("a case can still be found by its number");
    }
    check.needed()
}

/// The check of a call that asked for one thing. When that was made up, being told that it
/// is not there is as good as being given it.
pub(super) fn permission<T>(
    name: &'static str,
    answer: &Result<T, Failure>,
    is_real: bool,
) -> Check {
    match answer {
        Ok(_) => Check::ok(name, ALLOWED),
        Err(failure) if !is_real && was_let_in(failure) => {
            Check::ok(name, "allowed; tried with an id that nobody has")
        }
        Err(failure) => Check::failed(name, failure),
    }
}

/// Whether the service looked at what was asked for, and not only at who asked.
fn was_let_in(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::NotFound | FailureKind::Usage)
}

/// Looks into the cases, one after the other, until one has files.
async fn related<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    domain: &Arn,
    candidates: &[CaseId],
    is_real: bool,
) -> Found {
    const NAME: &str = "SearchRelatedItems";
    let aws = examiner.asked.aws;
    let mut found = Found::default();
    let mut failed = None;
    for id in candidates {
        let answer = examiner.ask(NAME, items(aws, domain, id)).await;
        match answer {
            Ok((files, contact)) => {
                let has_files = !files.is_empty();
                found.files.push((domain.case(id), files));
                found.contact = found.contact.or(contact);
                if has_files {
                    break;
                }
            }
            Err(failure) => {
                found.files.push((domain.case(id), Vec::new()));
                failed = Some(failure);
                break;
            }
        }
    }
    let answer = failed.map_or(Ok(()), Err);
    let check = permission(NAME, &answer, is_real);
    if !examiner.asked.file_ids.is_empty() {
        examiner.done(check.bearable("not needed where --file-id names the files"));
        return found;
    }
    let check = check.needed();
    let denied = answer.is_err_and(|failure| failure.kind == FailureKind::Denied);
    examiner.done(match (denied, &check.hint) {
        (true, Some(hint)) => {
            let hint = format!("{hint} Or name each file: --file-id ID.");
            check.hint(hint)
        }
        _ => check,
    });
    found
}

async fn items(
    aws: &Aws,
    domain: &Arn,
    case: &CaseId,
) -> Result<(Vec<FileId>, Option<Contact>), Failure> {
    let page = aws.related_items(domain, case, None).await?;
    let (mut files, mut contact) = (Vec::new(), None);
    for item in page.items {
        match item {
            Related::File(id) => files.push(id),
            Related::Contact(one) if one.channel.may_have_files() => {
                contact = contact.or(Some(one));
            }
            Related::Contact(_) | Related::Nameless(_) => {}
        }
    }
    Ok((files, contact))
}
