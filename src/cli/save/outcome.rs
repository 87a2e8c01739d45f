//! What came of one wish: in words, as a path, in JSON, and as an exit code.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::output::{item_error, problem};
use crate::domain::{Attachment, Failure, Problem, SafeText, Saved, Settled, size};

/// What came of one wish.
pub(super) enum Outcome {
    /// The file lies where it belongs, or was left out as it was wished; and when it was
    /// saved, as far as that is known.
    Settled(Box<Attachment>, Settled, Option<Timestamp>),
    /// A file that was found but did not arrive.
    Failed(Box<Attachment>, Failure),
    /// Words that name no file.
    Unknown(SafeText, Failure),
    /// What could not even be listed, with `--all`.
    Missing(Problem),
}

impl Outcome {
    /// Whether there is nothing left to do about it.
    pub(super) fn is_done(&self) -> bool {
        matches!(self, Outcome::Settled(..))
    }

    /// Whether a file arrived that was not there before.
    pub(super) fn is_news(&self) -> bool {
        use Settled::{Replaced, Saved};
        matches!(self, Outcome::Settled(_, Saved(_) | Replaced(_), _))
    }

    /// Says it to the person.
    pub(super) fn say(&self, context: &Context) {
        let printer = &context.printer;
        match self {
            Outcome::Missing(problem) => printer.problem(problem),
            _ if printer.format() == Format::Json => {}
            Outcome::Settled(file, settled, _) => printer.say(&words(file, settled)),
            Outcome::Failed(_, failure) | Outcome::Unknown(_, failure) => printer.aside(failure),
        }
    }

    /// Prints where the file lies, when it does.
    pub(super) fn print(&self, context: &Context) -> Result<(), Failure> {
        let printer = &context.printer;
        match self {
            Outcome::Settled(_, settled, _) if printer.format() == Format::Table => {
                let Some(saved) = settled.saved() else {
                    return Ok(());
                };
                printer.text(&format!("{}\n", printer.path(&saved.path)))
            }
            _ => Ok(()),
        }
    }
}

fn words(file: &Attachment, settled: &Settled) -> String {
    let title = file.title();
    match settled {
        Settled::Saved(saved) => format!(
            "Saved {title}{} ({})",
            under_another_name(file, saved),
            size(saved.size)
        ),
        Settled::Replaced(saved) => format!(
            "Saved {title}{} ({}), replacing the file that was there",
            under_another_name(file, saved),
            size(saved.size)
        ),
        Settled::Already(saved) => {
            format!("Already saved {title}{}", under_another_name(file, saved))
        }
        Settled::Skipped(there) | Settled::Conflict(there) => {
            let path = SafeText::new(&there.path.to_string_lossy());
            format!("Skipped {title}: {path} is there already")
        }
    }
}

/// ` as NAME`, when the name on the disk is not the file's own.
fn under_another_name(file: &Attachment, saved: &Saved) -> String {
    let name = saved_name(saved);
    let own = file.name.as_ref().unwrap_or(file.key.file.shown());
    if own.raw() == name {
        return String::new();
    }
    format!(" as {}", SafeText::new(&name))
}

/// The name that the file really got.
pub(super) fn saved_name(saved: &Saved) -> String {
    let name = saved.path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The document of JSON: what lies where, and what does not.
pub(super) fn document(outcomes: &[Outcome]) -> Value {
    let settled = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Settled(file, settled, _) => Some(object(file, settled)),
        _ => None,
    });
    let saved: Vec<Value> = settled.collect();
    let errors: Vec<Value> = outcomes.iter().filter_map(error).collect();
    json!({ "Saved": saved, "Errors": errors })
}

/// The entry among the errors, if it is one.
pub(super) fn error(outcome: &Outcome) -> Option<Value> {
    match outcome {
        Outcome::Settled(..) => None,
        Outcome::Failed(file, failure) => {
            let named = json!({ "FileId": file.key.file.raw() });
            Some(item_error(named, failure))
        }
        Outcome::Unknown(words, failure) => {
            Some(item_error(json!({ "Named": words.raw() }), failure))
        }
        Outcome::Missing(missing) => Some(problem(missing)),
    }
}

fn object(file: &Attachment, settled: &Settled) -> Value {
    let word = match settled {
        Settled::Saved(_) => "saved",
        Settled::Replaced(_) => "replaced",
        Settled::Already(_) => "already-saved",
        Settled::Skipped(_) | Settled::Conflict(_) => "skipped",
    };
    let mut object = json!({ "FileId": file.key.file.raw(), "Outcome": word });
    if let Some(name) = &file.name {
        object["FileName"] = json!(name.raw());
    }
    match settled {
        Settled::Saved(saved) | Settled::Replaced(saved) | Settled::Already(saved) => {
            object["SavedName"] = json!(saved_name(saved));
            object["Path"] = json!(saved.path.to_string_lossy());
            object["FileSizeInBytes"] = json!(saved.size);
            object["Sha256"] = json!(saved.sha256);
        }
        // Of the file that is in the way only the path is known, and that is not this one's.
        Settled::Skipped(there) | Settled::Conflict(there) => {
            object["Path"] = json!(there.path.to_string_lossy());
        }
    }
    object
}

/// Something arrived and something did not: that is its own code, unless the reason is graver.
pub(super) fn exit(outcomes: &[Outcome]) -> Exit {
    let any_done = outcomes.iter().any(Outcome::is_done);
    let exit = outcomes
        .iter()
        .fold(Exit::Done, |exit, outcome| match outcome {
            Outcome::Settled(..) => exit,
            Outcome::Failed(_, failure) | Outcome::Unknown(_, failure) => {
                exit.or_worse(Exit::of(failure))
            }
            Outcome::Missing(_) => exit.or_worse(Exit::Failed),
        });
    if any_done { exit.partly() } else { exit }
}
