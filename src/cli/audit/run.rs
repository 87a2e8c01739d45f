//! The command: from what was typed to a finished report, or to where it stopped.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::timeout;

use super::again::command_line;
use super::args::AuditArgs;
use super::places::{self, places};
use super::show::Show;
use super::spend::Spend;
use super::{ends, output, wish};
use crate::audit::{self, Ask, Live, Method, Patience, Place, Rendered, Sink, Summary};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::output::Printer;
use crate::domain::{Failure, SafeText};

/// How long who asked may take to be told; the report is whole without.
const CALLER: Duration = Duration::from_secs(5);

/// Runs it.
pub(in crate::cli) async fn run(
    context: &Context,
    args: &AuditArgs,
    format: Option<Format>,
) -> Result<Exit, Failure> {
    let to = args.output.as_deref();
    output::check(args)?;
    let now = Timestamp::now();
    let mut ask = Ask {
        by_case: args.by_case,
        with_cases: args.with_cases,
        filter: wish::filter(args, now),
        shape: output::shape(context, format, to)?,
    };
    let spend = Spend::new(&context.printer);
    let places = places(context, args, &spend).await?;
    let asked = asked(&ask, args, &places);
    let Some(journal) = output::journal(args, asked, now)? else {
        let done = "this audit is done already; nothing was asked and nothing changed.";
        context.printer.say(&format!("attache: {done}"));
        return Ok(Exit::Done);
    };
    // An age counts from when the audit was begun, whoever goes on with it.
    ask.filter = wish::filter(args, journal.begun());
    if to.is_some() {
        context.so_far.goes_on_with(command_line());
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
        bar: !output::is_in_the_way(ask.shape, to),
    };
    let say = |note: SafeText| context.note(&note);
    let ran = tokio::select! {
        ran = audit::run(&ask, &places, &sink, &patience, &say) => ran,
        () = show.run(sink.progress()) => return Ok(Exit::Failed),
    };
    let methods = match ran {
        Ok(methods) => methods,
        Err(_) if sink.is_closed() => return Ok(Exit::Done),
        Err(failure) => return Err(stopped(context, args, failure)),
    };
    let summary = summary(&sink, &ask, &places, methods).await;
    match render {
        Some(mut out) => sink.finish(Rendered::To(&mut out), &summary)?,
        None => sink.finish(Rendered::Already, &summary)?,
    }
    Ok(told(context, args, &summary))
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

/// A failure, and how to go on from there.
fn stopped(context: &Context, args: &AuditArgs, failure: Failure) -> Failure {
    if args.output.is_some() {
        let files = "attache: what was read so far is kept; go on with:";
        context
            .printer
            .say(&format!("{files}\n  {}", command_line()));
    }
    failure
}

async fn summary(sink: &Sink, ask: &Ask, places: &[Place], methods: Vec<Method>) -> Summary {
    let first = places.first();
    let caller = match first {
        Some(place) => timeout(CALLER, place.aws.identity()).await.ok(),
        None => None,
    };
    let labels = places.iter().map(|place| place.instance.label().clone());
    Summary {
        totals: sink.totals(),
        places: labels.zip(methods).collect(),
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
    let found = ends::found(&summary.totals, &args.fail_on);
    if !found.is_empty() {
        let found = found.join(", ");
        context.printer.say(&format!("attache: --fail-on: {found}"));
    }
    ends::exit(&summary.totals, &found)
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
            printer.aside(&failure);
            printer.say("attache: sign in again, then press Enter here to go on (Ctrl-C ends it; --resume goes on later).");
            let _ = io::stderr().flush();
            enter().await
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
