//! Runs every check, prints each as it is known, and decides how the command ends.

use std::env;
use std::io::{self, IsTerminal, Write};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::print::Page;
use super::{files, proxies, terminal};
use crate::app::named_files;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::file_ids;
use crate::domain::{Failure, FailureKind, FileId, SafeText};
use crate::operations::doctor::{Asked, Check, Told, examine};
use crate::settings::Settings;

/// Runs it.
pub(in crate::cli) async fn run(context: &Context) -> Result<Exit, Failure> {
    let file_ids = named(&context.settings).await?;
    let mut report = Report::begin(context)?;
    for check in files::files(&context.config).await {
        report.take(check);
    }
    let settings = &context.settings;
    let asked = Asked {
        aws: &context.aws,
        transport: &context.downloads.transport,
        instance: settings.instance.as_ref(),
        case: settings.case.as_ref(),
        contact: settings.contact.as_ref(),
        domain: settings.domain.as_ref(),
        file_ids: &file_ids,
        agent: settings.agent.as_ref(),
        clock: Timestamp::now,
    };
    let surroundings = proxies::proxies(|name| env::var_os(name));
    examine(&asked, surroundings, |told| match told {
        Told::Begins(name) => report.progress.show(name),
        Told::Done(check) => report.take(check),
    })
    .await;
    let size = io::stdout()
        .is_terminal()
        .then(|| crossterm::terminal::size().ok());
    for check in terminal::terminal(size.flatten(), |name| env::var_os(name)) {
        report.take(check);
    }
    report.end()
}

/// The files that were named. An id alone does not tell what it hangs on.
async fn named(settings: &Settings) -> Result<Vec<FileId>, Failure> {
    if settings.file_ids.is_empty() {
        return Ok(Vec::new());
    }
    if settings.case.is_none() && settings.contact.is_none() {
        let what = "The files could not be chosen";
        let why = "files that are named need the case or the contact that they hang on";
        let failure = Failure::new(FailureKind::Usage, what, why);
        return Err(failure.hint("Give it with --case or --contact."));
    }
    let words = file_ids::words(&settings.file_ids).await?;
    named_files(&words.join("\n"), None)
}

/// What was found so far.
struct Report<'a> {
    context: &'a Context,
    page: Page,
    checks: Vec<Check>,
    progress: Progress,
    /// The first line that could not be printed.
    broken: Result<(), Failure>,
}

impl<'a> Report<'a> {
    fn begin(context: &'a Context) -> Result<Self, Failure> {
        let page = Page {
            width: context.printer.width(),
            glyphs: context.glyphs,
        };
        if context.printer.format() == Format::Table {
            context.printer.text(&page.titles())?;
        }
        Ok(Self {
            context,
            page,
            checks: Vec::new(),
            progress: Progress::default(),
            broken: Ok(()),
        })
    }

    fn take(&mut self, check: Check) {
        self.progress.wipe();
        tracing::info!(name = check.name, status = ?check.status, detail = %check.detail, "checked");
        if self.context.printer.format() == Format::Table && self.broken.is_ok() {
            self.broken = self.context.printer.text(&self.page.check(&check));
        }
        self.checks.push(check);
    }

    fn end(mut self) -> Result<Exit, Failure> {
        self.progress.wipe();
        self.broken?;
        let printer = &self.context.printer;
        let exit = exit(&self.checks);
        if printer.format() == Format::Json {
            let checks: Vec<Value> = self.checks.iter().map(object).collect();
            printer.json(&json!({ "Checks": checks }))?;
        } else if exit == Exit::Done {
            printer.say("Listing and saving files works.");
        } else {
            printer.say("attache: listing or saving files does not work; see above.");
        }
        Ok(exit)
    }
}

/// The gravest of what stands in the way.
fn exit(checks: &[Check]) -> Exit {
    let obstacles = checks.iter().filter(|check| check.stands_in_the_way());
    obstacles.fold(Exit::Done, |exit, check| {
        exit.or_worse(match check.kind {
            Some(FailureKind::Credentials) => Exit::Credentials,
            Some(FailureKind::Usage) => Exit::Usage,
            _ => Exit::Failed,
        })
    })
}

fn object(check: &Check) -> Value {
    use crate::operations::doctor::Status;
    let mut object = json!({
        "Name": check.name,
        "Ok": check.status == Status::Ok,
        "Status": format!("{:?}", check.status),
        "Needed": check.needed,
        "Detail": check.detail.raw(),
    });
    let repair: Vec<&str> = [&check.hint, &check.remedy]
        .into_iter()
        .flatten()
        .map(SafeText::raw)
        .collect();
    if !repair.is_empty() {
        object["Repair"] = json!(repair.join(" "));
    }
    object
}

/// What is being looked at, for somebody who waits at a terminal: one line on stderr that
/// goes away.
#[derive(Default)]
struct Progress {
    shown: bool,
}

impl Progress {
    fn show(&mut self, name: &str) {
        if io::stderr().is_terminal() {
            self.wipe();
            // Nobody may be looking.
            let _ = write!(io::stderr().lock(), "checking {name}");
            let _ = io::stderr().flush();
            self.shown = true;
        }
    }

    fn wipe(&mut self) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
            self.shown = false;
        }
    }
}

impl Drop for Progress {
    /// Also when a signal ends the command.
    fn drop(&mut self) {
        self.wipe();
    }
}
