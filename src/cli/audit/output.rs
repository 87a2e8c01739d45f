//! Where a report goes and in which shape.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;

use super::again::command_line;
use super::args::AuditArgs;
use crate::audit::{Journal, Opened, Shape, WHAT, journal_path, open_own};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::domain::{Failure, FailureKind, ReportFormat};

/// How wide a table is where nobody says.
const WIDTH: usize = 120;

/// The shape that was asked for, or that the output's extension names.
pub(super) fn shape(
    context: &Context,
    format: Option<Format>,
    output: Option<&Path>,
) -> Result<Shape, Failure> {
    let is_text = |output: &Path| {
        let ending = output.extension();
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
    };
    let format = match (format, output) {
        (Some(format), _) => format,
        (None, None) => Format::Table,
        (None, Some(output)) if is_text(output) => Format::Table,
        (None, Some(output)) => {
            let format = ReportFormat::of(output);
            return format.map(Shape::from).ok_or_else(|| {
                let why = format!("the name {} says no format", output.display());
                Failure::new(FailureKind::Usage, WHAT, why)
                    .hint("End it with .ndjson, .csv, .json or .html, or give --format.")
            });
        }
    };
    Ok(match format {
        Format::Table if output.is_some() => Shape::Table(WIDTH),
        Format::Table => Shape::Table(context.printer.width().unwrap_or(WIDTH)),
        Format::Json => Shape::Json,
        Format::Ndjson => Shape::Ndjson,
        Format::Csv => Shape::Csv,
        Format::Html => Shape::Html,
    })
}

/// What was typed, with `-` for what it says everywhere: stdout.
pub(super) fn named(args: &AuditArgs) -> AuditArgs {
    let mut args = args.clone();
    args.output.take_if(|output| output.as_os_str() == "-");
    args
}

/// Refuses what would take the place of something: nothing is replaced unasked.
pub(super) fn check(args: &AuditArgs) -> Result<(), Failure> {
    let Some(output) = &args.output else {
        if args.resume {
            let why = "--resume goes on with an --output, and none was named";
            return Err(Failure::new(FailureKind::Usage, WHAT, why));
        }
        return Ok(());
    };
    if args.resume {
        let held = output.metadata().is_ok_and(|held| held.len() > 0);
        if held && journal_path(output).symlink_metadata().is_err() {
            let why = format!(
                "{} exists already, and no journal beside it says that it is this audit's",
                output.display()
            );
            return Err(Failure::new(FailureKind::Usage, WHAT, why)
                .hint("Move it out of the way, or give another --output."));
        }
        return Ok(());
    }
    for path in [output.clone(), journal_path(output)] {
        if path.symlink_metadata().is_ok() {
            let why = format!("{} exists already", path.display());
            return Err(Failure::new(FailureKind::Usage, WHAT, why).hint(
                "--resume goes on with it, or changes nothing when it is done; or give another --output.",
            ));
        }
    }
    Ok(())
}

/// What is left to do.
pub(super) enum Job {
    /// The rest of this journal.
    Work(Box<Journal>),
    /// Nothing; so much could not be read when it was done.
    Done(u64),
}

/// The journal to work with, unless the audit is done already.
pub(super) fn journal(args: &AuditArgs, asked: Value, now: Timestamp) -> Result<Job, Failure> {
    let Some(output) = &args.output else {
        return Journal::passing(asked, now).map(|journal| Job::Work(Box::new(journal)));
    };
    let path = journal_path(output);
    let opened = Journal::open(&path, asked.clone(), now, command_line())?;
    match opened {
        Opened::Work(journal) => Ok(Job::Work(Box::new(journal))),
        Opened::Finished { errors, bytes } if output.exists() => {
            let length = output.metadata().map_err(|error| failed(output, &error))?;
            if bytes.is_some_and(|bytes| bytes != length.len()) {
                let why = format!(
                    "{} is not what this audit wrote: it has {} bytes",
                    output.display(),
                    length.len()
                );
                return Err(Failure::new(FailureKind::Usage, WHAT, why).hint(again(&path)));
            }
            Ok(Job::Done(errors))
        }
        Opened::Finished { .. } => {
            // Its result is gone: there is nothing to go on with.
            std::fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
            match Journal::open(&path, asked, now, command_line())? {
                Opened::Work(journal) => Ok(Job::Work(Box::new(journal))),
                Opened::Finished { errors, .. } => Ok(Job::Done(errors)),
            }
        }
    }
}

/// How an audit is done anew that is done.
pub(super) fn again(journal: &Path) -> String {
    format!("To ask again remove {} and it.", journal.display())
}

/// Where the report is written, from its start: the journal holds what was there.
pub(super) fn writer(output: Option<&Path>) -> Result<Box<dyn Write + Send>, Failure> {
    let Some(path) = output else {
        return Ok(Box::new(BufWriter::new(io::stdout())));
    };
    let file = create(path).map_err(|error| failed(path, &error))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// A report names people and their files: it is for its owner only.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    let file = open_own(&mut options, path)?;
    file.set_len(0)?;
    Ok(file)
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    let why = format!("{} could not be written: {error}", path.display());
    Failure::new(FailureKind::Local, WHAT, why)
}

/// Whether rows run over the terminal on which progress would be drawn.
pub(super) fn is_in_the_way(shape: Shape, output: Option<&Path>) -> bool {
    output.is_none() && shape.is_live() && io::stdout().is_terminal()
}
