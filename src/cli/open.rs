//! `attache open`: a file for the desktop's program, from a private folder.

use std::env;
use std::io::{self, BufRead, IsTerminal, Write};

use crate::desktop::Desktop;
use crate::domain::{Failure, FailureKind, Opened, Risk, SafeText};
use crate::operations::FileAt;
use crate::transfer::PrivateFolder;

use super::context::Context;
use super::exit::Exit;

/// Runs it. The folder stays for the program that reads in it.
pub(super) async fn run(
    context: &Context,
    file: Option<&str>,
    anyway: bool,
) -> Result<Exit, Failure> {
    if let Desktop::Absent { why } = Desktop::detect(|name| env::var_os(name)) {
        let what = "The file could not be opened";
        let hint = "attache save writes it here; attache url prints a link for the browser of your own machine.";
        return Err(Failure::new(FailureKind::Local, what, why).hint(hint));
    }
    let (instance, file) = context.file(file).await?;
    let private = PrivateFolder::create()?;
    let at = FileAt {
        aws: &context.aws,
        instance: &instance.id,
        file: &file,
    };
    let open = |despite| context.downloads.open(at, private.path(), despite, |_| {});
    let opened = match open(anyway).await? {
        Opened::Doubtful(risk) if ask(file.title(), &risk).await? => open(true).await?,
        Opened::Doubtful(_) => {
            context.printer.say("It was not opened.");
            return Ok(Exit::Done);
        }
        Opened::HandedOver => Opened::HandedOver,
    };
    if opened == Opened::HandedOver {
        private.keep();
        context.printer.say(&format!("Opened {}", file.title()));
    }
    Ok(Exit::Done)
}

/// Whether the person wants it all the same. Nobody is asked where nobody can answer.
async fn ask(title: &SafeText, risk: &Risk) -> Result<bool, Failure> {
    let why = format!("it {}", risk.why);
    let what = format!("{title} was not opened");
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::new(FailureKind::Local, what, why)
            .hint("With --anyway it is opened all the same; attache save only writes it."));
    }
    let question = format!("{title} {}. Open it all the same? [y/N] ", risk.why);
    let (done, answer) = tokio::sync::oneshot::channel();
    // A thread of its own, which nobody waits for at the end: the person may never answer.
    std::thread::spawn(move || {
        let mut out = io::stderr().lock();
        let _ = write!(out, "{question}").and_then(|()| out.flush());
        drop(out);
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let _ = done.send(read.is_ok() && is_yes(&line));
    });
    Ok(answer.await.unwrap_or(false))
}

fn is_yes(line: &str) -> bool {
    matches!(line.trim().to_lowercase().as_str(), "y" | "yes")
}
