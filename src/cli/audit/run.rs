//! The command: from what was typed to a finished report, or to where it stopped.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::time::timeout;

use super::again::command_line;
use super::args::{AuditArgs, FailOn};
use super::names::names;
use super::output::Job;
use super::places::{self, places};
use super::show::Show;
use super::spend::Spend;
use super::{ends, output, wish};
use crate::audit::{
    self, Ask, CALLER, Ends, Live, Method, Names, Patience, Place, Rendered, Sink, Summary,
    journal_path,
};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::output::Printer;
use crate::domain::{Failure, SafeText, plural};

/// Runs it.
pub(in crate::cli) async fn run(
    context: &Context,
    args: &AuditArgs,
    format: Option<Format>,
) -> Result<Exit, Failure> {
    let args = &output::named(args);
    let to = args.output.as_deref();
    wish::check(args)?;
    output::check(args)?;
    let now = Timestamp::now();
    let mut ask = Ask {
        by_case: args.by_case,
        with_cases: args.with_cases,
        filter: wish::filter(args, now),
        shape: output::shape(context, format, to)?,
    };
    let spend = Spend::new(&context.printer);
    let (places, logins) = places(context, args, &spend).await?;
    let asked = asked(&ask, args, &places);
    let journal = match output::journal(args, asked, now)? {
        Job::Work(journal) => *journal,
        Job::Done(errors) => return Ok(done_already(context, args, errors)),
    };
    // An age counts from when the audit was begun, whoever goes on with it.
    ask.filter = wish::filter(args, journal.begun());
    match to {
        Some(_) => context.so_far.goes_on_with(command_line()),
        None => context.so_far.is_not_kept(),
    }
    let out = output::writer(to)?;
    let (live, render) = if ask.shape.is_live() {
        (Some(Live::new(&ask, out)), None)
    } else {
        (None, Some(out))
    };
    let sink = Sink::new(journal, &ask, places.len(), live)?;
    let patience = patience(&context.printer);
    let show = Show {
        printer: &context.printer,
        spend: &spend,
        pacing: &context.settings.aws.pacing,
        places: u32::try_from(places.len()).unwrap_or(u32::MAX),
        logins: u32::try_from(logins).unwrap_or(u32::MAX),
        glyphs: context.glyphs,
        bar: !output::is_in_the_way(ask.shape, to),
    };
    let say = |note: SafeText| context.note(&note);
    let ran = tokio::select! {
        ran = audit::run(&ask, &places, &sink, &patience, &say) => ran,
        () = show.run(sink.progress()) => return Ok(Exit::Failed),
    };
    let ends = match ran {
        Ok(ends) => ends,
        Err(_) if sink.is_closed() => return Ok(Exit::Done),
        Err(failure) => return Err(stopped(context, args, failure)),
    };
    let ended = parted(&places, ends);
    if let ([], [(_, failure), others @ ..]) = (&ended.0[..], &ended.1[..]) {
        // None came to its end; the others' reasons are worth as much.
        for (_, other) in others {
            context.printer.aside(other);
        }
        return Err(stopped(context, args, failure.clone()));
    }
    let mut summary = summary(&sink, &ask, &places, ended).await;
    if args.with_names {
        summary.names = names(&summary.totals, &places, &say).await;
    }
    write(&sink, &summary, render)?;
    Ok(told(context, args, &summary))
}

/// Writes the rest of the report, or all of one that is written at its end.
fn write(
    sink: &Sink,
    summary: &Summary,
    out: Option<Box<dyn Write + Send>>,
) -> Result<(), Failure> {
    let mut out = out;
    let to = match &mut out {
        Some(out) => Rendered::To(out),
        None => Rendered::Already,
    };
    if summary.failed.is_empty() {
        sink.finish(to, summary)
    } else {
        sink.finish_partly(to, summary)
    }
}

/// The places that came to their ends, and those that did not.
type Ended = (Vec<(SafeText, Method)>, Vec<(SafeText, Failure)>);

fn parted(places: &[Place], ends: Ends) -> Ended {
    let (mut walked, mut failed) = (Vec::new(), Vec::new());
    for (place, end) in places.iter().zip(ends) {
        let label = place.instance.label().clone();
        match end {
            Ok(method) => walked.push((label, method)),
            Err(failure) => failed.push((label, failure)),
        }
    }
    (walked, failed)
}

fn done_already(context: &Context, args: &AuditArgs, errors: u64) -> Exit {
    let done = "this audit is done already; nothing was asked and nothing changed.";
    context.printer.say(&format!("attache: {done}"));
    if let Some(output) = args.output.as_deref().filter(|_| errors > 0) {
        let files = plural(errors, "file or case", "files or cases");
        let again = output::again(&journal_path(output));
        context
            .printer
            .say(&format!("attache: {files} could not be read then. {again}"));
    }
    Exit::Done
}

/// What makes two audits the same. A time that was told as an age is another one every time,
/// so the words count.
fn asked(ask: &Ask, args: &AuditArgs, places: &[Place]) -> serde_json::Value {
    let mut asked = ask.told(&places::told(places));
    let words = format!("{:?} {:?}", args.created_after, args.created_before);
    asked["Filter"]["CreatedAfter"] = words.into();
    asked["Filter"]["CreatedBefore"] = serde_json::Value::Null;
    asked
}

fn going_on() -> String {
    let kept = "attache: what was read so far is kept; go on with:";
    format!("{kept}\n  {}", command_line())
}

/// A failure, and how to go on from there.
fn stopped(context: &Context, args: &AuditArgs, failure: Failure) -> Failure {
    if args.output.is_some() {
        context.printer.say(&going_on());
    }
    failure
}

async fn summary(sink: &Sink, ask: &Ask, places: &[Place], ended: Ended) -> Summary {
    let first = places.first();
    let caller = match first {
        Some(place) => timeout(CALLER, place.aws.identity()).await.ok(),
        None => None,
    };
    Summary {
        totals: sink.totals(),
        places: ended.0,
        failed: ended.1,
        names: Names::default(),
        caller: caller.and_then(Result::ok).map(|caller| caller.arn),
        contacts: places.iter().map(|place| place.contacts.len()).sum(),
        filtered: !ask.filter.is_empty(),
        policy: places.iter().all(|place| place.rules.is_some()),
        partial: false,
    }
}

/// Says what it comes to.
fn told(context: &Context, args: &AuditArgs, summary: &Summary) -> Exit {
    for line in summary.lines() {
        context.printer.say(&format!("attache: {line}"));
    }
    if let Some(output) = &args.output {
        let path = output.to_string_lossy();
        let path = SafeText::new(&path);
        context
            .printer
            .say(&format!("attache: the report is in {path}"));
    }
    for (place, failure) in &summary.failed {
        let what = format!("The audit of {place} could not be done to its end");
        context.printer.aside(&failure.clone().while_doing(what));
    }
    if args.output.is_some() && !summary.failed.is_empty() {
        context.printer.say(&going_on());
    }
    for status in wish::strange(args, &summary.totals) {
        let status = SafeText::new(status);
        context.printer.say(&format!(
            "attache: no file has the status {status}; known are approved, processing, rejected, failed and drafting."
        ));
    }
    let found = ends::found(&summary.totals, &args.fail_on);
    if !found.is_empty() {
        let found = found.join(", ");
        context.printer.say(&format!("attache: --fail-on: {found}"));
    }
    let mut exit = ends::exit(&summary.totals, &found);
    if args.fail_on.contains(&FailOn::Policy) && !summary.policy {
        let unknown = "the present rules could not be read, so nobody knows what is outside them";
        context
            .printer
            .say(&format!("attache: --fail-on policy: {unknown}."));
        exit = exit.or_worse(Exit::Failed);
    }
    let failures = summary.failed.iter();
    failures.fold(exit, |exit, (_, failure)| {
        exit.or_worse(Exit::of(failure).partly())
    })
}

/// Somebody at a terminal can sign in again; a script cannot.
fn patience(printer: &Printer) -> Patience {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Patience::none();
    }
    let printer = printer.clone();
    Patience::with(Arc::new(move |failure| {
        let printer = printer.clone();
        Box::pin(async move {
            // What is typed here would push them up and leave them there.
            printer.no_bars();
            printer.aside(&failure);
            printer.say("attache: sign in again, then press Enter here to go on (Ctrl-C ends it; --resume goes on later).");
            let _ = io::stderr().flush();
            let again = enter().await;
            printer.bars_beside();
            again
        })
    }))
}

/// Waits for Enter. A thread of its own reads it, which nobody waits for at the end.
async fn enter() -> bool {
    let (done, pressed) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = io::stdin().read_line(&mut line);
        // Nobody may be waiting any more.
        let _ = done.send(read.is_ok_and(|count| count > 0));
    });
    pressed.await.unwrap_or(false)
}
