//! The files of a case that a person means, each by id, by ARN, or by a name
//! that only one file has.

use crate::aws::Aws;
use crate::domain::{
    Arn, Attachment, Case, Failure, FailureKind, FileId, FileKey, FileQuery, InstanceId, Problem,
    SafeText, Source,
};

use super::files::{Found, list_files};

const WHAT: &str = "The file could not be chosen";

/// Finds one file of a case or of its contacts. A name is compared as it is, then
/// ignoring case; when several files have it, the failure lists their ids.
pub async fn find_file(
    aws: &Aws,
    instance: &InstanceId,
    case: &Case,
    text: &str,
) -> Result<Attachment, Failure> {
    let wanted = Wanted::read(instance, case, text)?;
    if let Some(file) = wanted.directly(aws, instance, case).await? {
        return Ok(file);
    }
    wanted.pick(&Listed::read(aws, instance, case).await?)
}

/// Finds files as [`find_file`] does, each answer in its name's place. The case is
/// listed once for several of them; only an id that is not in the list is asked for.
pub async fn find_files(
    aws: &Aws,
    instance: &InstanceId,
    case: &Case,
    names: &[String],
) -> Vec<Result<Attachment, Failure>> {
    if let [only] = names {
        return vec![find_file(aws, instance, case, only).await];
    }
    let wanted: Vec<_> = names
        .iter()
        .map(|text| Wanted::read(instance, case, text))
        .collect();
    if !wanted.iter().any(Result::is_ok) {
        return wanted
            .into_iter()
            .filter_map(Result::err)
            .map(Err)
            .collect();
    }
    let listed = Listed::read(aws, instance, case).await;
    let mut found = Vec::with_capacity(names.len());
    for wanted in wanted {
        found.push(match wanted {
            Ok(wanted) => wanted.among(&listed, aws, instance, case).await,
            Err(failure) => Err(failure),
        });
    }
    found
}

/// All that a listing of the case told.
#[derive(Default)]
struct Listed {
    files: Vec<Attachment>,
    problems: Vec<Problem>,
}

impl Listed {
    async fn read(aws: &Aws, instance: &InstanceId, case: &Case) -> Result<Self, Failure> {
        let mut listed = Self::default();
        let query = FileQuery::of_case(case);
        list_files(aws, instance, &query, |found| match found {
            Found::Note(_) => {}
            Found::Files(more) => listed.files.extend(more),
            Found::Problems(more) => listed.problems.extend(more),
        })
        .await?;
        Ok(listed)
    }
}

/// What a person typed for a file.
struct Wanted<'a> {
    text: &'a str,
    /// When it is an ARN or cannot be a name.
    id: Option<FileId>,
}

impl<'a> Wanted<'a> {
    fn read(instance: &InstanceId, case: &Case, text: &'a str) -> Result<Self, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Failure::new(FailureKind::Usage, WHAT, "no file was named"));
        }
        let id = file_id(instance, case, text)?;
        Ok(Self { text, id })
    }

    /// One request instead of a walk, for a file of the case itself. What this cannot
    /// answer, the walk can.
    async fn directly(
        &self,
        aws: &Aws,
        instance: &InstanceId,
        case: &Case,
    ) -> Result<Option<Attachment>, Failure> {
        let Some(id) = &self.id else {
            return Ok(None);
        };
        let ids = std::slice::from_ref(id);
        match aws.metadata(instance, &case.arn, &Source::Case, ids).await {
            Ok((files, _)) => Ok(files.into_iter().find(|file| file.key.file == *id)),
            Err(failure) => match failure.kind {
                FailureKind::Credentials | FailureKind::Network | FailureKind::Throttled => {
                    Err(failure)
                }
                _ => Ok(None),
            },
        }
    }

    fn pick(&self, listed: &Listed) -> Result<Attachment, Failure> {
        let other = FileId::new(self.text);
        let wanted = self.id.as_ref().unwrap_or(&other);
        pick(&listed.files, &listed.problems, wanted, self.text)
    }

    /// In a list that was read for all of them; directly when it is not there.
    async fn among(
        &self,
        listed: &Result<Listed, Failure>,
        aws: &Aws,
        instance: &InstanceId,
        case: &Case,
    ) -> Result<Attachment, Failure> {
        let picked = match listed {
            Ok(listed) => self.pick(listed),
            Err(failure) => Err(failure.clone()),
        };
        match picked {
            Err(failure) if failure.kind == FailureKind::NotFound || listed.is_err() => {
                let file = self.directly(aws, instance, case).await?;
                file.ok_or(failure)
            }
            picked => picked,
        }
    }
}

/// The id, when the text is an ARN or cannot be a name. Fails on another ARN.
fn file_id(instance: &InstanceId, case: &Case, text: &str) -> Result<Option<FileId>, Failure> {
    let usage = |why: String| Failure::new(FailureKind::Usage, WHAT, why);
    if !text.starts_with("arn:") {
        let may_be_name = text.contains(['.', ' ']) || !text.contains('-');
        return Ok((!may_be_name).then(|| FileId::new(text)));
    }
    let arn = Arn::parse(text).map_err(|error| usage(error.to_string()))?;
    let elsewhere = arn.region() != case.arn.region() || arn.account() != case.arn.account();
    match (arn.file_id(), arn.instance_id()) {
        (Some(_), _) if elsewhere => Err(usage(format!(
            "the file {arn} is of the account {} in {}, and the case of {} in {}",
            arn.account(),
            arn.region(),
            case.arn.account(),
            case.arn.region()
        ))),
        (Some(id), Some(of)) if of == *instance => Ok(Some(id)),
        (Some(_), _) => Err(usage(format!(
            "the file {arn} is not of the instance {instance}"
        ))),
        (None, _) => Err(usage(format!(
            "this is an ARN of {}, not of a file: a file's ends with instance/ID/file/ID",
            SafeText::new(arn.service())
        ))),
    }
}

fn pick(
    files: &[Attachment],
    problems: &[Problem],
    wanted: &FileId,
    text: &str,
) -> Result<Attachment, Failure> {
    let folded = text.to_lowercase();
    let raw = |file: &&Attachment| file.name.as_ref().map(|name| name.raw().to_owned());
    let tries: [&dyn Fn(&&Attachment) -> bool; 4] = [
        &|file| file.key.file == *wanted,
        &|file| raw(file).as_deref() == Some(text),
        // As the table shows it, with its invisible characters written out.
        &|file| file.title().as_str() == text,
        &|file| raw(file).is_some_and(|name| name.to_lowercase() == folded),
    ];
    for fits in tries {
        let hits: Vec<&Attachment> = files.iter().filter(fits).collect();
        match hits.as_slice() {
            [] => {}
            [only] => return Ok((*only).clone()),
            several => return Err(ambiguous(several, text)),
        }
    }
    Err(missing(problems, wanted, text))
}

fn ambiguous(hits: &[&Attachment], text: &str) -> Failure {
    let lines: Vec<String> = hits
        .iter()
        .map(|file| format!("{} ({})", file.key.file, file.source.label()))
        .collect();
    let why = format!(
        "{} files of the case are called \"{}\"",
        hits.len(),
        SafeText::new(text)
    );
    Failure::new(FailureKind::NotFound, WHAT, why)
        .hint(format!("Give one of the ids: {}.", lines.join(", ")))
}

fn missing(problems: &[Problem], wanted: &FileId, text: &str) -> Failure {
    let refused = problems.iter().find_map(|problem| match problem {
        Problem::File {
            key: FileKey { file, .. },
            code,
            message,
            ..
        } if file == wanted => Some((code, message)),
        _ => None,
    });
    if let Some((code, message)) = refused {
        let why = message
            .as_ref()
            .map_or("the service has no details of this file", SafeText::as_str);
        return Failure::new(FailureKind::NotFound, WHAT, why).code(code.clone());
    }
    let why = format!("the case has no file \"{}\"", SafeText::new(text));
    let failure = Failure::new(FailureKind::NotFound, WHAT, why);
    if problems.is_empty() {
        failure.hint("Is the file new? It can take a minute until Connect lists it.")
    } else {
        failure.hint("Some files of the case could not be read; it may be one of them.")
    }
}
