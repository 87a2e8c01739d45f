//! From the command line to the exit code.

use std::process::ExitCode;
use std::time::Duration;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::aws::Aws;
use crate::domain::{Failure, FailureKind, SafeText};
use crate::net::{self, Transport};
use crate::runtime::end_asked;
use crate::settings::{Settings, Words};
use crate::view::{Glyphs, Theme};

use super::args::{Args, Colour, Command, Common, DemoCommand, Format, Plain};
use super::context::Context;
use super::exit::Exit;
use super::output::Printer;
use super::{browse, cases, demo, doctor, instances, list, recents, save, show, url};

/// How long work on the disk may clean up behind it at the end.
const CLEAN_UP: Duration = Duration::from_secs(5);

/// Runs what the command line asks for.
pub fn main() -> ExitCode {
    let matches = match Args::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return not_understood(&error).into(),
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => return not_understood(&error).into(),
    };
    let printer = Printer::new(args.common.format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let exit = match runtime {
        Ok(runtime) => {
            let ended = runtime.block_on(dispatch(args, &matches, printer));
            // Work on the disk that was called off cleans up behind it; that takes no time,
            // unless the disk hangs.
            runtime.shutdown_timeout(CLEAN_UP);
            ended
        }
        Err(error) => Err(Failure::new(
            FailureKind::Local,
            "attache could not start",
            error.to_string(),
        )),
    };
    let exit = exit.unwrap_or_else(|failure| {
        printer.failure(&failure);
        Exit::of(&failure)
    });
    exit.into()
}

/// Prints the help that was asked for, or what of the command line makes no sense. The
/// command line may hold anything, so none of it reaches the terminal raw.
fn not_understood(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        // A reader that closed the pipe has seen enough.
        let _ = error.print();
        return Exit::Done;
    }
    let rendered = error.render().to_string();
    let json = std::env::args_os().any(|word| word == "json" || word == "--format=json");
    if json {
        let first = rendered.lines().next().unwrap_or_default();
        let why = first.trim_start_matches("error: ");
        let what = "The command line makes no sense";
        Printer::new(Format::Json).failure(&Failure::new(FailureKind::Usage, what, why));
    } else {
        let lines: Vec<String> = rendered
            .lines()
            .map(|line| SafeText::new(line).to_string())
            .collect();
        Printer::new(Format::Table).say(&lines.join("\n"));
    }
    Exit::Usage
}

async fn dispatch(args: Args, matches: &ArgMatches, printer: Printer) -> Result<Exit, Failure> {
    let Args { common, command } = args;
    let plain = match command {
        None => Plain::Browse,
        Some(Command::Plain(plain)) => plain,
        Some(Command::Demo(demo)) => {
            let plain = match demo.command.clone() {
                Some(DemoCommand::Serve { port }) => {
                    return demo::serve(&printer, port, &demo).await;
                }
                Some(DemoCommand::Plain(plain)) => plain,
                None => Plain::Browse,
            };
            // It stays up for as long as the command runs.
            let server = demo::start(0, &demo).await?;
            let typed = |word: &str| matches.value_source(word) == Some(ValueSource::CommandLine);
            let words = demo::lead(words(&common), typed, &server);
            let ended = Box::pin(run(&common, words, plain, printer)).await;
            drop(server);
            return ended;
        }
    };
    Box::pin(run(&common, words(&common), plain, printer)).await
}

/// An empty variable is none; an empty word that was typed is a mistake, and stays one.
fn words(common: &Common) -> Words {
    let given = |word: &Option<String>, variable: &str| {
        let unset = || std::env::var_os(variable).is_some_and(|value| value.is_empty());
        word.clone().filter(|word| !word.is_empty() || !unset())
    };
    Words {
        instance: given(&common.instance, "ATTACHE_INSTANCE"),
        case: given(&common.case, "ATTACHE_CASE"),
        contact: given(&common.contact, "ATTACHE_CONTACT"),
        domain: given(&common.domain, "ATTACHE_DOMAIN"),
        profile: given(&common.profile, "ATTACHE_PROFILE"),
        region: given(&common.region, "ATTACHE_REGION"),
        endpoint_url: given(&common.endpoint_url, "ATTACHE_ENDPOINT_URL"),
        keys: None,
    }
}

async fn run(
    common: &Common,
    words: Words,
    command: Plain,
    printer: Printer,
) -> Result<Exit, Failure> {
    let settings = Settings::check(words)?;
    let context = Context {
        aws: Aws::new(settings.aws.clone(), net::http_client()),
        transport: Transport::new(&net::Timings::default()),
        settings,
        printer,
        glyphs: if common.ascii {
            Glyphs::Ascii
        } else {
            Glyphs::Unicode
        },
    };
    if matches!(command, Plain::Browse) {
        return browse::run(context, theme(common.color), common).await;
    }
    // A signal drops the command where it is: its temporary files go with it.
    let end = end_asked();
    tokio::select! {
        ended = headless(&context, command) => ended,
        () = end => {
            printer.say("attache: interrupted; what is done is kept.");
            Ok(Exit::Interrupted)
        }
    }
}

async fn headless(context: &Context, command: Plain) -> Result<Exit, Failure> {
    match command {
        // The browser is no headless command; `run` has taken it already.
        Plain::Browse => Ok(Exit::Usage),
        Plain::Instances => instances::run(context).await,
        Plain::Cases {
            term,
            limit,
            open,
            mine,
        } => cases::run(context, term.as_deref(), limit, (open, mine)).await,
        Plain::Doctor => doctor::run(context).await,
        Plain::Recents { clear } => recents::run(context, clear).await,
        Plain::List => list::run(context).await,
        Plain::Show { file } => show::run(context, &file).await,
        Plain::Save { files, all, to } => save::run(context, &files, all, &to).await,
        Plain::Url {
            file,
            expires,
            inline,
        } => url::run(context, &file, expires, inline).await,
    }
}

/// `NO_COLOR` with any value but an empty one means no colours; what is typed goes first.
fn theme(colour: Colour) -> Theme {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match colour {
        Colour::Never => Theme::Mono,
        Colour::Auto if no_color => Theme::Mono,
        Colour::Auto | Colour::Always => Theme::Auto,
    }
}
