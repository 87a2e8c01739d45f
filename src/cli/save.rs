//! `attache save`: approved files to disk.

use std::path::Path;

use serde_json::{Value, json};

use crate::domain::{Attachment, Failure, InstanceId, Problem, SafeText, Saved, size};
use crate::operations;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::list::gather;
use super::output::problem;

/// What came of one file.
enum Outcome {
    Saved(Box<Attachment>, Saved),
    Failed(SafeText, Failure),
    /// Nobody knows whether it could have been saved.
    Unread(Problem),
}

/// Runs it: the files that were named, or with `all` every approved one.
pub(super) async fn run(
    context: &Context,
    names: &[String],
    all: bool,
    to: &Path,
) -> Result<Exit, Failure> {
    let (instance, case) = context.case().await?;
    let mut outcomes = Vec::new();
    if all {
        let (files, problems) = gather(context, &instance.id, &case).await?;
        for file in files
            .into_iter()
            .filter(|file| file.status.can_be_downloaded())
        {
            outcomes.push(save(context, &instance.id, file, to).await);
        }
        for problem in problems {
            context
                .printer
                .say(&format!("attache: {}", problem.sentence()));
            outcomes.push(Outcome::Unread(problem));
        }
    } else {
        for name in names {
            let found = operations::find_file(&context.aws, &instance.id, &case, name).await;
            outcomes.push(match found {
                Ok(file) => save(context, &instance.id, file, to).await,
                Err(failure) => failed(context, name.as_str().into(), failure),
            });
        }
    }
    report(context, &outcomes)
}

async fn save(context: &Context, instance: &InstanceId, file: Attachment, to: &Path) -> Outcome {
    let Context { aws, transport, .. } = context;
    match operations::save(aws, transport, instance, &file, to, |_| {}).await {
        Ok(saved) => {
            if context.printer.format() == Format::Table {
                let path = SafeText::new(&saved.path.to_string_lossy());
                let bytes = size(saved.size);
                context.printer.say(&format!(
                    "Saved {} to {path} ({bytes}, size checked)",
                    file.title()
                ));
            }
            Outcome::Saved(Box::new(file), saved)
        }
        Err(failure) => failed(context, file.key.file.shown().clone(), failure),
    }
}

/// Says at once what failed; in JSON it stands beside what was saved.
fn failed(context: &Context, name: SafeText, failure: Failure) -> Outcome {
    if context.printer.format() == Format::Table {
        context.printer.failure(&failure);
    }
    Outcome::Failed(name, failure)
}

fn report(context: &Context, outcomes: &[Outcome]) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    let (mut done, mut saved, mut errors): (u32, Vec<Value>, Vec<Value>) =
        (0, Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Outcome::Saved(file, it) => {
                done += 1;
                saved.push(json!({
                    "FileId": file.key.file.raw(),
                    "FileName": file.name.as_ref().map(SafeText::raw),
                    "Path": it.path.to_string_lossy(),
                    "FileSizeInBytes": it.size,
                    "Sha256": it.sha256,
                    "Outcome": "saved",
                }));
            }
            Outcome::Failed(name, failure) => {
                exit = exit.or_worse(Exit::of(failure));
                let code = failure.code.as_ref();
                errors.push(json!({
                    "FileId": name.raw(),
                    "ErrorCode": code.map_or_else(|| format!("{:?}", failure.kind), |code| code.raw().to_owned()),
                    "ErrorMessage": failure.to_string(),
                }));
            }
            Outcome::Unread(unread) => {
                exit = exit.or_worse(Exit::Failed);
                errors.push(problem(unread));
            }
        }
    }
    // Something arrived and something did not: that is its own code, unless the reason is graver.
    if done > 0 && exit == Exit::Failed {
        exit = Exit::Partly;
    }
    if context.printer.format() == Format::Json {
        context
            .printer
            .json(&json!({ "Saved": saved, "Errors": errors }))?;
    } else {
        for outcome in outcomes {
            if let Outcome::Saved(_, it) = outcome {
                let path = SafeText::new(&it.path.to_string_lossy());
                context.printer.text(&format!("{path}\n"))?;
            }
        }
    }
    Ok(exit)
}
