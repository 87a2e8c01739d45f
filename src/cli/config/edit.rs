//! `attache config edit`: the file in the person's editor, and what is wrong with it afterwards.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::Command;

use super::super::exit::Exit;
use super::super::output::Printer;
use super::check;
use crate::domain::{Failure, FailureKind};
use crate::runtime::is_a_terminal;
use crate::settings::TEMPLATE;

const WHAT: &str = "The configuration file could not be edited";

/// Opens the editor, and checks what it leaves.
pub(super) fn run(path: &Path, printer: &Printer) -> Result<Exit, Failure> {
    if !is_a_terminal() {
        let why = "its input and its output must be a terminal";
        return Err(Failure::new(FailureKind::Usage, WHAT, why)
            .hint("attache config path says where the file is."));
    }
    make(path).map_err(|error| local(path, &error))?;
    let editor = editor();
    let ended = command(&editor, path).status();
    let failed = |why: String| {
        Err(Failure::new(FailureKind::Local, WHAT, why)
            .hint("VISUAL or EDITOR names the program that edits."))
    };
    match ended {
        Ok(status) if status.success() => {}
        Ok(status) => return failed(format!("{editor} ended with {status}")),
        Err(error) => return failed(format!("{editor}: {error}")),
    }
    let text = fs::read_to_string(path).map_err(|error| local(path, &error))?;
    let mistakes = check::mistakes(&text, path);
    check::tell(&mistakes, path, printer)?;
    Ok(if mistakes.is_empty() {
        Exit::Done
    } else {
        Exit::Usage
    })
}

fn local(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        FailureKind::Local,
        WHAT,
        format!("{}: {error}", path.display()),
    )
}

/// Where there is no file, one that says in comments what it may hold. It is its owner's only.
fn make(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Ok(mut file) => file.write_all(TEMPLATE.as_bytes()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// The person's editor, with its arguments: `code --wait`.
fn editor() -> String {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os);
    let named = named.filter_map(|name| name.into_string().ok());
    let mut named = named.filter(|name| !name.trim().is_empty());
    named.next().unwrap_or_else(|| {
        let own = if cfg!(windows) { "notepad" } else { "vi" };
        own.to_owned()
    })
}

#[cfg(unix)]
fn command(editor: &str, path: &Path) -> Command {
    // As git does: the words of the variable are a shell's, the path is one word of its own.
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\""));
    command.arg(editor).arg(path);
    command
}

#[cfg(not(unix))]
fn command(editor: &str, path: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("notepad"));
    command.args(words).arg(path);
    command
}
