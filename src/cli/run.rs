//! From the command line to the exit code.

use std::process::ExitCode;

use clap::Parser;

use crate::aws::Aws;
use crate::domain::{Failure, FailureKind};
use crate::net::{self, Transport};
use crate::runtime::end_asked;
use crate::settings::{Settings, Words};
use crate::view::{Glyphs, Theme};

use super::args::{Args, Colour, Command, Common, DemoCommand, Plain};
use super::context::Context;
use super::exit::Exit;
use super::output::Printer;
use super::{browse, cases, demo, instances, list, save, show, url};

/// Runs what the command line asks for.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let printer = Printer::new(args.common.format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let exit = match runtime {
        Ok(runtime) => {
            let ended = runtime.block_on(dispatch(args, printer));
            // Work on the disk that was called off may still run; it ends by itself.
            runtime.shutdown_background();
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

async fn dispatch(args: Args, printer: Printer) -> Result<Exit, Failure> {
    let Args { common, command } = args;
    let plain = match command {
        None => Plain::Browse,
        Some(Command::Plain(plain)) => plain,
        Some(Command::Demo(demo)) => {
            let plain = match demo.command {
                Some(DemoCommand::Serve { port }) => {
                    return demo::serve(&printer, port, demo.quota).await;
                }
                Some(DemoCommand::Plain(plain)) => plain,
                None => Plain::Browse,
            };
            // It stays up for as long as the command runs.
            let server = demo::start(0, demo.quota).await?;
            let words = demo::lead(words(&common), &server);
            let ended = run(&common, words, plain, printer).await;
            drop(server);
            return ended;
        }
    };
    run(&common, words(&common), plain, printer).await
}

fn words(common: &Common) -> Words {
    Words {
        instance: common.instance.clone(),
        case: common.case.clone(),
        profile: common.profile.clone(),
        region: common.region.clone(),
        endpoint_url: common.endpoint_url.clone(),
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
        return browse::run(context, theme(common.color)).await;
    }
    // A signal drops the command where it is: its temporary files go with it.
    tokio::select! {
        ended = headless(&context, command) => ended,
        () = end_asked() => {
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
        Plain::Cases { term, limit } => cases::run(context, term.as_deref(), limit).await,
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
        Colour::Always => Theme::Auto,
        Colour::Never => Theme::Mono,
        Colour::Auto if no_color => Theme::Mono,
        Colour::Auto => Theme::Auto,
    }
}
