//! `attache list`: every attached file of one case and of its linked contacts, or of one
//! contact.

use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::domain::{Attachment, Failure, FileQuery, InstanceId, Problem, by_name, size};
use crate::operations::{self, Found};
use crate::view::Glyphs;

use super::args::Format;
use super::context::Context;
use super::exit::Exit;
use super::output::{Cells, Column, FILE_NAMES, Lines, attachment, problem};

/// Runs it. Files that could not be read are told beside the others.
pub(super) async fn run(context: &Context) -> Result<Exit, Failure> {
    let (instance, query) = context.files().await?;
    if context.printer.format() == Format::Ndjson {
        return stream(context, &instance.id, &query).await;
    }
    let (files, problems) = gather(context, &instance.id, &query).await?;
    match context.printer.format() {
        Format::Json => {
            let list: Vec<Value> = files.iter().map(attachment).collect();
            let errors: Vec<Value> = problems.iter().map(problem).collect();
            context
                .printer
                .json(&json!({ "Files": list, "Errors": errors }))?;
        }
        Format::Ndjson | Format::Csv => {
            let rows = files.iter().map(attachment);
            let rows = rows.chain(problems.iter().map(problem));
            Lines::new(&context.printer, &FILE_NAMES).add(rows)?;
        }
        Format::Table | Format::Html => {
            let columns = [
                Column {
                    title: "STATUS",
                    cells: Cells::Left,
                    rank: 0,
                },
                Column {
                    title: "NAME",
                    cells: Cells::Flexible,
                    rank: 0,
                },
                Column {
                    title: "SIZE",
                    cells: Cells::Right,
                    rank: 2,
                },
                Column {
                    title: "CREATED",
                    cells: Cells::Left,
                    rank: 4,
                },
                Column {
                    title: "SOURCE",
                    cells: Cells::Left,
                    rank: 3,
                },
                Column {
                    title: "FILE ID",
                    cells: Cells::Left,
                    rank: 1,
                },
            ];
            let rows: Vec<Vec<String>> =
                files.iter().map(|file| row(file, context.glyphs)).collect();
            context.table(&columns, &rows)?;
            if files.is_empty() && problems.is_empty() {
                let kind = query.subject.kind();
                context
                    .printer
                    .say(&format!("attache: this {kind} has no attached files."));
            }
        }
    }
    Ok(ended(context, files.len(), &problems))
}

/// Says what is missing, and how the command ends.
fn ended(context: &Context, files: usize, problems: &[Problem]) -> Exit {
    for problem in problems {
        context.printer.problem(problem);
    }
    match (problems.is_empty(), files) {
        (true, _) => Exit::Done,
        (false, 0) => Exit::Failed,
        (false, _) => Exit::Partly,
    }
}

/// Prints a line for each file and each error as they come, in the order of the service's
/// list, and asks no further once nobody reads any more.
async fn stream(
    context: &Context,
    instance: &InstanceId,
    query: &FileQuery,
) -> Result<Exit, Failure> {
    let mut lines = Lines::new(&context.printer, &FILE_NAMES);
    let (mut files, mut problems) = (0, Vec::new());
    let mut read = Ok(true);
    let over = Notify::new();
    let listing = operations::list_files(&context.aws, instance, query, |found| {
        read = match found {
            Found::Note(note) => {
                context.note(&note);
                return;
            }
            Found::Files(more) => {
                files += more.len();
                lines.add(more.iter().map(attachment))
            }
            Found::Problems(more) => {
                let read = lines.add(more.iter().map(problem));
                problems.extend(more);
                read
            }
        };
        if !matches!(read, Ok(true)) {
            over.notify_one();
        }
    });
    tokio::select! {
        biased;
        () = over.notified() => {}
        listed = listing => listed?,
    }
    Ok(if read? {
        ended(context, files, &problems)
    } else {
        // A reader that closed the pipe has seen enough.
        Exit::Done
    })
}

/// All files that are meant, by name and ignoring case, and what went wrong beside them.
pub(super) async fn gather(
    context: &Context,
    instance: &InstanceId,
    query: &FileQuery,
) -> Result<(Vec<Attachment>, Vec<Problem>), Failure> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    operations::list_files(&context.aws, instance, query, |found| match found {
        Found::Note(note) => context.note(&note),
        Found::Files(more) => files.extend(more),
        Found::Problems(more) => problems.extend(more),
    })
    .await?;
    files.sort_by(by_name);
    Ok((files, problems))
}

fn row(file: &Attachment, glyphs: Glyphs) -> Vec<String> {
    let created = file.creation_time();
    vec![
        format!("{} {}", glyphs.status(&file.status), file.status.label()),
        file.title().to_string(),
        file.size.map_or(String::new(), size),
        created.map_or(String::new(), |then| then.to_string()),
        file.source.label(),
        file.key.file.to_string(),
    ]
}
