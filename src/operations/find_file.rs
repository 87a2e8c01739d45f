//! The files that a person means, each by id, by ARN, or by a name that only one file of
//! the case or contact has.

use crate::aws::Aws;
use crate::domain::{
    Arn, Attachment, Failure, FailureKind, FileId, FileKey, FileQuery, InstanceId, Problem,
    SafeText, Subject,
};

use super::files::list_files;
use super::told::{Found, Say};

const WHAT: &str = "The file could not be chosen";
const LONGEST_ID: usize = 256;

/// Finds one file of a case and its contacts, or of a contact. A name is compared as it is,
/// then ignoring case; when several files have it, the failure lists their ids.
pub async fn find_file(
    aws: &Aws,
    instance: &InstanceId,
    query: &FileQuery,
    text: &str,
    say: Say<'_>,
) -> Result<Attachment, Failure> {
    let names = [text.to_owned()];
    let mut found = find_files(aws, instance, query, &names, say).await;
    found.pop().unwrap_or_else(|| Err(none_named()))
}

/// Finds files as [`find_file`] does, each answer in its name's place. Ids are asked for
/// directly, all at once; the case is listed, once, only when a name is among them or
/// some id is not the case's own. Who may not search it still finds files by their ids.
pub async fn find_files(
    aws: &Aws,
    instance: &InstanceId,
    query: &FileQuery,
    names: &[String],
    say: Say<'_>,
) -> Vec<Result<Attachment, Failure>> {
    let wanted: Vec<_> = names
        .iter()
        .map(|text| Wanted::read(instance, &query.subject, text))
        .collect();
    let mut search = Search {
        aws,
        instance,
        query,
        say,
        files: Vec::new(),
        problems: Vec::new(),
        direct: None,
        list_failed: None,
    };
    let good: Vec<&Wanted> = wanted.iter().filter_map(|one| one.as_ref().ok()).collect();
    search.run(&good).await;
    wanted
        .iter()
        .map(|wanted| match wanted {
            Ok(wanted) => search.pick(wanted),
            Err(failure) => Err(failure.clone()),
        })
        .collect()
}

/// What was asked so far to find files, and what came.
struct Search<'a> {
    aws: &'a Aws,
    instance: &'a InstanceId,
    query: &'a FileQuery,
    say: Say<'a>,
    files: Vec<Attachment>,
    /// What went wrong beside the list.
    problems: Vec<Problem>,
    /// What went wrong with the ids that were asked for directly, once they were.
    direct: Option<Vec<Problem>>,
    list_failed: Option<Failure>,
}

impl Search<'_> {
    async fn run(&mut self, wanted: &[&Wanted<'_>]) {
        if wanted.is_empty() {
            return;
        }
        if self.query.ids.is_empty() && wanted.iter().all(|one| one.id.is_some()) {
            let ids = wanted.iter().filter_map(|one| one.id.clone()).collect();
            self.ask_directly(ids).await;
            if self.has_all(wanted) || self.cannot_ask() {
                return;
            }
        }
        match self.read(self.query.clone()).await {
            Ok(problems) => self.problems = problems,
            Err(failure) => self.list_failed = Some(failure),
        }
        if self.direct.is_some() {
            return;
        }
        let denied = self.list_failed.as_ref().map(|failure| failure.kind);
        let denied = denied == Some(FailureKind::Denied);
        // Without the list, even what could be a name is tried as an id.
        let missing = wanted.iter().filter(|one| !self.has_all(&[**one]));
        let ids: Vec<FileId> = missing
            .filter_map(|one| one.id.clone().or_else(|| denied.then(|| one.as_id())))
            .collect();
        if !ids.is_empty() {
            self.ask_directly(ids).await;
        }
    }

    async fn ask_directly(&mut self, ids: Vec<FileId>) {
        let query = FileQuery {
            subject: self.query.subject.clone(),
            ids,
        };
        // Nothing is searched, so nothing fails but as a problem.
        self.direct = Some(self.read(query).await.unwrap_or_default());
    }

    async fn read(&mut self, query: FileQuery) -> Result<Vec<Problem>, Failure> {
        let mut problems = Vec::new();
        let Self { files, say, .. } = self;
        list_files(self.aws, self.instance, &query, |found| match found {
            Found::Note(note) => say(note),
            Found::Files(more) => {
                for file in more {
                    // Found by its id, then listed: once is enough.
                    if !files.iter().any(|known| known.key == file.key) {
                        files.push(file);
                    }
                }
            }
            Found::Problems(more) => problems.extend(more),
        })
        .await?;
        Ok(problems)
    }

    fn has_all(&self, wanted: &[&Wanted<'_>]) -> bool {
        let has = |wanted: &&Wanted<'_>| pick(&self.files, wanted, self.kind()).is_some();
        wanted.iter().all(has)
    }

    /// Whether the next question would fail as the last one did.
    fn cannot_ask(&self) -> bool {
        self.direct_failure().is_some_and(|failure| {
            failure.kind.is_everywhere() || failure.kind == FailureKind::Throttled
        })
    }

    /// The request for the ids themselves failed.
    fn direct_failure(&self) -> Option<&Failure> {
        self.direct
            .iter()
            .flatten()
            .find_map(|problem| match problem {
                Problem::Request(failure) => Some(failure),
                _ => None,
            })
    }

    fn pick(&self, wanted: &Wanted<'_>) -> Result<Attachment, Failure> {
        if let Some(picked) = pick(&self.files, wanted, self.kind()) {
            return picked;
        }
        let is_id = wanted.id.is_some();
        match (&self.list_failed, self.direct_failure()) {
            (_, Some(failure)) if is_id && (self.cannot_ask() || self.list_failed.is_some()) => {
                Err(failure.clone())
            }
            (Some(failure), _) if is_id && failure.kind == FailureKind::Denied => {
                let direct = self.direct.as_deref().unwrap_or_default();
                Err(missing(direct, wanted, self.kind()))
            }
            (Some(failure), _) => Err(failure.clone()),
            (None, _) => Err(missing(&self.problems, wanted, self.kind())),
        }
    }

    fn kind(&self) -> &'static str {
        self.query.subject.kind()
    }
}

fn none_named() -> Failure {
    Failure::new(FailureKind::Usage, WHAT, "no file was named")
}

/// What a person typed for a file.
struct Wanted<'a> {
    text: &'a str,
    /// When it is an ARN or cannot be a name.
    id: Option<FileId>,
}

impl<'a> Wanted<'a> {
    fn read(instance: &InstanceId, subject: &Subject, text: &'a str) -> Result<Self, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(none_named());
        }
        let may_be_name = text.contains(['.', ' ']) || !text.contains('-');
        let id = if text.starts_with("arn:") || !may_be_name {
            Some(file_id(instance, subject, text)?)
        } else {
            None
        };
        Ok(Self { text, id })
    }

    fn as_id(&self) -> FileId {
        let id = self.id.clone();
        id.unwrap_or_else(|| FileId::new(self.text))
    }
}

/// The id of a file that is named by its id or its ARN. Fails on another ARN, and on one of
/// another instance, account or Region.
pub fn file_id(instance: &InstanceId, subject: &Subject, text: &str) -> Result<FileId, Failure> {
    let usage = |why: String| Failure::new(FailureKind::Usage, WHAT, why);
    if !text.starts_with("arn:") {
        if text.is_empty() || text.chars().count() > LONGEST_ID {
            let why = format!("a file's id has 1 to {LONGEST_ID} characters");
            return Err(usage(why));
        }
        return Ok(FileId::new(text));
    }
    let arn = Arn::parse(text).map_err(|error| usage(error.to_string()))?;
    let (home, kind) = (subject.arn(), subject.kind());
    let elsewhere = arn.region() != home.region() || arn.account() != home.account();
    match (arn.file_id(), arn.instance_id()) {
        (Some(_), _) if elsewhere => Err(usage(format!(
            "the file {arn} is of the account {} in {}, and the {kind} of {} in {}",
            arn.account(),
            arn.region(),
            home.account(),
            home.region()
        ))),
        (Some(id), Some(of)) if of == *instance => Ok(id),
        (Some(_), _) => Err(usage(format!(
            "the file {arn} is not of the instance {instance}"
        ))),
        (None, _) => Err(usage(format!(
            "this is an ARN of {}, not of a file: a file's ends with instance/ID/file/ID",
            SafeText::new(arn.service())
        ))),
    }
}

/// The one file that fits best; a failure when several fit as well, none when none does.
fn pick(
    files: &[Attachment],
    wanted: &Wanted<'_>,
    kind: &str,
) -> Option<Result<Attachment, Failure>> {
    let (id, text) = (wanted.as_id(), wanted.text);
    let folded = text.to_lowercase();
    let raw = |file: &&Attachment| file.name.as_ref().map(|name| name.raw().to_owned());
    let tries: [&dyn Fn(&&Attachment) -> bool; 4] = [
        &|file| file.key.file == id,
        &|file| raw(file).as_deref() == Some(text),
        // As the table shows it, with its invisible characters written out.
        &|file| file.title().as_str() == text,
        &|file| raw(file).is_some_and(|name| name.to_lowercase() == folded),
    ];
    for fits in tries {
        let hits: Vec<&Attachment> = files.iter().filter(fits).collect();
        match hits.as_slice() {
            [] => {}
            [only] => return Some(Ok((*only).clone())),
            several => return Some(Err(ambiguous(several, text, kind))),
        }
    }
    None
}

fn ambiguous(hits: &[&Attachment], text: &str, kind: &str) -> Failure {
    let lines: Vec<String> = hits
        .iter()
        .map(|file| format!("{} ({})", file.key.file, file.source.label()))
        .collect();
    let why = format!(
        "{} files of the {kind} are called \"{}\"",
        hits.len(),
        SafeText::new(text)
    );
    Failure::new(FailureKind::NotFound, WHAT, why)
        .hint(format!("Give one of the ids: {}.", lines.join(", ")))
}

fn missing(problems: &[Problem], wanted: &Wanted<'_>, kind: &str) -> Failure {
    let id = wanted.as_id();
    let refused = problems.iter().find_map(|problem| match problem {
        Problem::File {
            key: FileKey { file, .. },
            code,
            message,
            ..
        } if *file == id => Some((code, message)),
        _ => None,
    });
    if let Some((code, message)) = refused {
        let why = message
            .as_ref()
            .map_or("the service has no details of this file", SafeText::as_str);
        return Failure::new(FailureKind::NotFound, WHAT, why).code(code.clone());
    }
    let why = format!("the {kind} has no file \"{}\"", SafeText::new(wanted.text));
    let failure = Failure::new(FailureKind::NotFound, WHAT, why);
    if problems.is_empty() {
        failure.hint("Is the file new? It can take a minute until Connect lists it.")
    } else {
        let some = format!("Some files of the {kind} could not be read; it may be one of them.");
        failure.hint(some)
    }
}
