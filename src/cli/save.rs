//! `attache save`: approved files to disk.

use std::path::Path;

use serde_json::{Value, json};

use crate::domain::{
    Attachment, Failure, FailureKind, InstanceId, OnConflict, Problem, SafeText, Saved, Settled,
    size,
};
use crate::operations::{self, FileAt, SaveWish};

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::list::gather;
use super::output::{item_error, problem};

/// What came of one wish.
enum Outcome {
    Saved(Box<Attachment>, Saved),
    /// A file that was found but did not arrive.
    Failed(Box<Attachment>, Failure),
    /// Words that name no file.
    Unknown(SafeText, Failure),
    /// What could not even be listed, with `--all`.
    Missing(Problem),
}

/// Runs it: the files that were named, or with `all` every approved one.
pub(super) async fn run(
    context: &Context,
    names: &[String],
    all: bool,
    to: &Path,
) -> Result<Exit, Failure> {
    if names.is_empty() && !all && context.settings.file_ids.is_empty() {
        let what = "There is nothing to save";
        return Err(Failure::new(FailureKind::Usage, what, "no file was named")
            .hint("Name files by id, ARN or name; --all takes every approved one."));
    }
    let (instance, query) = context.files().await?;
    // Ids that are given and nothing else: these are the files.
    let given: Vec<String> = query.ids.iter().map(|id| id.raw().to_owned()).collect();
    let names = if names.is_empty() { &given } else { names };
    let mut outcomes = Vec::new();
    let mut wanted = Vec::new();
    if all {
        let (files, problems) = gather(context, &instance.id, &query).await?;
        outcomes.extend(problems.into_iter().map(Outcome::Missing));
        wanted.extend(
            files
                .into_iter()
                .filter(|file| file.status.can_be_downloaded()),
        );
        if wanted.is_empty() {
            context.printer.say(&format!(
                "attache: this {} has no approved file to save.",
                query.subject.kind()
            ));
        }
    } else {
        let say = &mut |note| context.note(&note);
        let found = operations::find_files(&context.aws, &instance.id, &query, names, say).await;
        for (name, found) in names.iter().zip(found) {
            match found {
                Ok(file) => wanted.push(file),
                Err(failure) => outcomes.push(Outcome::Unknown(name.as_str().into(), failure)),
            }
        }
    }
    for outcome in &outcomes {
        tell(context, outcome)?;
    }
    for file in wanted {
        let outcome = save(context, &instance.id, file, to).await;
        tell(context, &outcome)?;
        outcomes.push(outcome);
    }
    if context.printer.format() == Format::Json {
        context.printer.json(&document(&outcomes))?;
    }
    Ok(exit(&outcomes))
}

async fn save(context: &Context, instance: &InstanceId, file: Attachment, to: &Path) -> Outcome {
    let at = FileAt {
        aws: &context.aws,
        instance,
        file: &file,
    };
    let wish = SaveWish {
        folder: to.to_owned(),
        name: None,
        on_conflict: OnConflict::Rename,
    };
    match context.downloads.save(at, &wish, |_| {}).await {
        Ok(Settled::Saved(saved) | Settled::Replaced(saved) | Settled::Already(saved)) => {
            Outcome::Saved(Box::new(file), saved)
        }
        Ok(Settled::Skipped(there) | Settled::Conflict(there)) => {
            let why = format!("{} is there already", there.path.display());
            let what = format!("{} was not saved", file.title());
            let failure = Failure::new(FailureKind::Local, what, why);
            Outcome::Failed(Box::new(file), failure)
        }
        Err(failure) => Outcome::Failed(Box::new(file), failure),
    }
}

/// Says what came of one wish as soon as it is known: the path on stdout, words on stderr.
fn tell(context: &Context, outcome: &Outcome) -> Result<(), Failure> {
    let printer = &context.printer;
    match outcome {
        Outcome::Missing(problem) => printer.problem(problem),
        _ if printer.format() == Format::Json => {}
        Outcome::Saved(file, saved) => {
            printer.say(&format!("Saved {} ({})", file.title(), size(saved.size)));
            printer.text(&format!("{}\n", printer.path(&saved.path)))?;
        }
        Outcome::Failed(_, failure) | Outcome::Unknown(_, failure) => {
            printer.aside(failure);
        }
    }
    Ok(())
}

fn document(outcomes: &[Outcome]) -> Value {
    let (mut saved, mut errors): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Outcome::Saved(file, it) => saved.push(json!({
                "FileId": file.key.file.raw(),
                "FileName": file.name.as_ref().map(SafeText::raw),
                "Path": it.path.to_string_lossy(),
                "FileSizeInBytes": it.size,
                "Sha256": it.sha256,
                "Outcome": "saved",
            })),
            Outcome::Failed(file, failure) => {
                let named = json!({ "FileId": file.key.file.raw() });
                errors.push(item_error(named, failure));
            }
            Outcome::Unknown(words, failure) => {
                errors.push(item_error(json!({ "Named": words.raw() }), failure));
            }
            Outcome::Missing(missing) => errors.push(problem(missing)),
        }
    }
    json!({ "Saved": saved, "Errors": errors })
}

/// Something arrived and something did not: that is its own code, unless the reason is graver.
fn exit(outcomes: &[Outcome]) -> Exit {
    let any_saved = outcomes.iter().any(|one| matches!(one, Outcome::Saved(..)));
    let exit = outcomes
        .iter()
        .fold(Exit::Done, |exit, outcome| match outcome {
            Outcome::Saved(..) => exit,
            Outcome::Failed(_, failure) | Outcome::Unknown(_, failure) => {
                exit.or_worse(Exit::of(failure))
            }
            Outcome::Missing(_) => exit.or_worse(Exit::Failed),
        });
    if any_saved { exit.partly() } else { exit }
}
