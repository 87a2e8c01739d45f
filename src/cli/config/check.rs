//! `attache config check`: every mistake in the file, with its line.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde_json::{Value, json};

use super::super::args::Format;
use super::super::exit::Exit;
use super::super::output::Printer;
use crate::domain::{Failure, FailureKind, SafeText, plural};
use crate::settings::{Config, Mistake};

/// Checks the file; where none was `named`, none need be there.
pub(super) fn run(path: &Path, named: bool, printer: &Printer) -> Result<Exit, Failure> {
    let unread = |why: &str| {
        let what = "The configuration file could not be read";
        let why = format!("{}: {why}", path.display());
        Err(Failure::new(FailureKind::Usage, what, why))
    };
    let mistakes = match fs::read_to_string(path) {
        Ok(text) => mistakes(&text, path),
        Err(error) if error.kind() == ErrorKind::NotFound && !named => Vec::new(),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return unread("there is no such file");
        }
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            return unread("it is not text in UTF-8");
        }
        Err(error) => return unread(&error.to_string()),
    };
    tell(&mistakes, path, printer)?;
    Ok(if mistakes.is_empty() {
        Exit::Done
    } else {
        Exit::Usage
    })
}

/// All that is wrong with this text.
pub(super) fn mistakes(text: &str, path: &Path) -> Vec<Mistake> {
    Config::read(text, path).1
}

/// Prints them as compilers do, so that editors find the line.
pub(super) fn tell(mistakes: &[Mistake], path: &Path, printer: &Printer) -> Result<(), Failure> {
    if printer.format() == Format::Json {
        let mistakes: Vec<Value> = mistakes.iter().map(value).collect();
        let path = path.to_string_lossy();
        return printer.json(&json!({ "Path": path, "Mistakes": mistakes }));
    }
    for mistake in mistakes {
        let line = mistake
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        let why = SafeText::new(&mistake.why);
        printer.text(&format!("{}{line}: {why}\n", printer.path(path)))?;
    }
    let path = printer.path(path);
    printer.say(&match mistakes.len() {
        0 if Path::new(&path).exists() => format!("{path} makes sense."),
        0 => format!("There is no {path}; everything is as it is without one."),
        many => plural(many as u64, "mistake", "mistakes"),
    });
    Ok(())
}

fn value(mistake: &Mistake) -> Value {
    let why = SafeText::new(&mistake.why).to_string();
    match mistake.line {
        Some(line) => json!({ "Line": line, "Message": why }),
        None => json!({ "Message": why }),
    }
}
