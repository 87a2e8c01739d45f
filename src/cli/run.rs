//! From the command line to the exit code.

use std::env;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use jiff::Timestamp;
use tokio::runtime::Builder;

use crate::aws::Aws;
use crate::desktop::Terminal;
use crate::domain::{Failure, FailureKind, SafeText};
use crate::ledger::Ledger;
use crate::net::{self, Transport};
use crate::operations::{Agent, Downloads};
use crate::recents::Recents;
use crate::runtime::end_asked;
use crate::settings::{Config, Settings, Words, ledger_file, recents_file};
use crate::transfer;

use super::args::{Args, BrowseArgs, Command, Common, DemoArgs, DemoCommand, Format, Plain};
use super::context::{Context, SoFar};
use super::exit::Exit;
use super::output::Printer;
use super::{
    audit, browse, cases, completions, config, delays, demo, diff, doctor, formats, instances,
    list, log, looks, man, open, recents, save, show, url, watch,
};

/// How long work on the disk may clean up behind it at the end.
const CLEAN_UP: Duration = Duration::from_secs(5);

/// Runs what the command line asks for.
pub fn main() -> ExitCode {
    if completions::answered() {
        return ExitCode::SUCCESS;
    }
    let matches = match without_empty_variables(Args::command()).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return not_understood(&error).into(),
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => return not_understood(&error).into(),
    };
    let printer = Printer::new(args.common.format.unwrap_or(Format::Table));
    let exit = match threads(args.command.as_ref()).enable_all().build() {
        Ok(runtime) => {
            let ended = runtime.block_on(dispatch(args, &matches, printer.clone()));
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
        tracing::warn!(%failure, "failed");
        printer.failure(&failure);
        Exit::of(&failure)
    });
    tracing::info!(code = exit.code(), "ended");
    exit.into()
}

/// A command waits for the network and gives disk and hashing to threads of their own: one
/// thread does it with the fewest hand-overs. The browser's keys never wait for its tasks,
/// and the demo's server is as busy as its clients.
fn threads(command: Option<&Command>) -> Builder {
    let mut builder = match command {
        None | Some(Command::Plain(Plain::Browse(_)) | Command::Demo(_)) => {
            Builder::new_multi_thread()
        }
        Some(Command::Plain(_) | Command::Config { .. }) => Builder::new_current_thread(),
    };
    builder.worker_threads(2);
    builder
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
    log::begin(common.verbose, &printer);
    let config = Config::load(common.config.as_deref());
    let plain = match command {
        None => Plain::Browse(BrowseArgs::default()),
        // These say the same whatever the configuration says.
        Some(Command::Plain(Plain::Completions { shell })) => {
            return completions::run(&printer, shell);
        }
        Some(Command::Plain(Plain::Man(args))) => return man::run(&printer, &args),
        Some(Command::Plain(plain)) => plain,
        Some(Command::Config { command }) => {
            return config::run(command, &common, matches, config, &printer);
        }
        Some(Command::Demo(demo)) => {
            let typed = |word: &str| matches.value_source(word) == Some(ValueSource::CommandLine);
            demo::check(typed)?;
            let plain = match demo.command.clone() {
                Some(DemoCommand::Serve { port }) => {
                    return demo::serve(&printer, port, &demo).await;
                }
                Some(DemoCommand::Plain(plain)) => plain,
                None => Plain::Browse(BrowseArgs::default()),
            };
            // It stays up for as long as the command runs.
            let server = demo::start(0, &demo).await?;
            let words = demo::lead(words(&common), typed, &demo, &server);
            let ended = Box::pin(run(&common, words, config, plain, printer)).await;
            drop(server);
            return ended;
        }
    };
    let words = words(&common);
    let words = match &config {
        Ok(config) => config.fill(words),
        Err(_) => words,
    };
    Box::pin(run(&common, words, config, plain, printer)).await
}

/// An empty variable is none; an empty word that was typed is a mistake, and stays one.
pub(super) fn without_empty_variables(command: clap::Command) -> clap::Command {
    command
        .mut_args(|arg| {
            let value = arg.get_env().and_then(std::env::var_os);
            if value.is_some_and(|value| value.is_empty()) {
                return arg.env(None::<&str>);
            }
            arg
        })
        .mut_subcommands(without_empty_variables)
}

fn words(common: &Common) -> Words {
    Words {
        instance: common.instance.clone(),
        case: common.case.clone(),
        contact: common.contact.clone(),
        domain: common.domain.clone(),
        agent: common.agent.clone(),
        file_ids: common.file_id.clone(),
        profile: common.profile.clone(),
        region: common.region.clone(),
        endpoint_url: common.endpoint_url.clone(),
        max_rps: common.max_rps,
        full_speed: common.full_speed,
        keys: None,
    }
}

async fn run(
    common: &Common,
    words: Words,
    config: Result<Config, Failure>,
    command: Plain,
    printer: Printer,
) -> Result<Exit, Failure> {
    // A broken file is what the doctor is there to tell of.
    if let (Err(failure), false) = (&config, matches!(command, Plain::Doctor)) {
        return Err(failure.clone());
    }
    let file = config.clone().unwrap_or_default();
    let (file_theme, file_ascii, file_graphics) = (file.theme, file.ascii, file.graphics);
    let motion = common.motion.or(file.motion);
    let plain = common.plain || file.plain.unwrap_or(false);
    let printer = printer.plainly(plain);
    let notify = common.notify.or(file.notify).unwrap_or_default();
    let terminal = Terminal::detect(|name| env::var_os(name));
    let mut settings = settle(Settings::check(words)?, common, file);
    if let Plain::Save(save) = &command {
        settings.at_once = save.concurrency.unwrap_or(settings.at_once);
        settings.on_conflict = save.on_conflict.map_or(settings.on_conflict, Into::into);
    }
    let opened = browse::opened(&command)?;
    if let Some(domain) = opened.as_ref().and_then(|opened| opened.domain.as_ref()) {
        // Its files lie where it was written down.
        let region = domain.region().raw().to_owned();
        settings.aws.fallback_region.get_or_insert(region);
    }
    let remembers = settings.recents.then(recents_file).flatten();
    let ledger = ledger_file().map_or_else(Ledger::off, Ledger::open);
    let mut context = Context {
        agent: Agent::new(settings.agent.clone()),
        recents: remembers.map_or_else(Recents::off, Recents::open),
        aws: Aws::new(settings.aws.clone(), net::http_client()),
        downloads: Downloads::new(
            Transport::new(&net::Timings::default()),
            ledger,
            usize::from(settings.at_once),
        ),
        settings,
        config,
        printer: printer.clone(),
        glyphs: looks::glyphs(common.ascii.or(file_ascii), &terminal),
        said: Mutex::default(),
        so_far: SoFar::default(),
    };
    if matches!(
        command,
        Plain::Browse(_) | Plain::Save(_) | Plain::Open { .. }
    ) {
        sweep(&context.downloads);
    }
    if matches!(command, Plain::Browse(_)) {
        let theme = common.theme.or(file_theme);
        let looks = looks::looks(theme, common.color, &terminal, no_color()).moving(motion);
        let graphics = common.graphics.or(file_graphics).unwrap_or_default();
        let graphics = looks::graphics(graphics, &terminal);
        let config = context.config.clone();
        return match browse::run(
            context,
            looks,
            graphics,
            common.mouse,
            opened,
            notify,
            plain,
        )
        .await?
        {
            browse::Next::Exit(exit) => Ok(exit),
            browse::Next::Demo => on_sample(common, config, printer).await,
        };
    }
    context.aws = context.aws.watched(delays::teller(printer.clone()));
    // A signal drops the command where it is: what can be gone on with stays.
    let end = end_asked();
    let leave = async {
        end.await;
        context.downloads.keep.keep();
    };
    tokio::select! {
        ended = headless(&context, command, common.format) => ended,
        () = leave => {
            printer.no_bars();
            printer.say(&format!("attache: interrupted; {}", context.so_far));
            Ok(Exit::Interrupted)
        }
    }
}

/// The browser goes on with sample data, on an embedded Connect that is there as long as it.
async fn on_sample(
    common: &Common,
    config: Result<Config, Failure>,
    printer: Printer,
) -> Result<Exit, Failure> {
    let demo = DemoArgs::default();
    let server = demo::start(0, &demo).await?;
    let words = demo::lead(Words::default(), |_| false, &demo, &server);
    let ended = Box::pin(run(
        common,
        words,
        config,
        Plain::Browse(BrowseArgs::default()),
        printer,
    ))
    .await;
    drop(server);
    ended
}

/// What the configuration file says, where no flag says otherwise.
fn settle(mut settings: Settings, common: &Common, file: Config) -> Settings {
    settings.recents = !common.no_recents && file.recents.unwrap_or(true);
    settings.private = common.private || file.private.unwrap_or(false);
    settings.save_to = file.save_to;
    settings.at_once = file.concurrency.unwrap_or(settings.at_once);
    settings.on_conflict = file.on_conflict.unwrap_or(settings.on_conflict);
    let pacing = &mut settings.aws.pacing;
    pacing.max_rps = pacing.max_rps.or(file.pacing.max_rps);
    pacing.full_speed |= file.pacing.full_speed;
    pacing.quotas = file.pacing.quotas;
    settings
}

async fn headless(
    context: &Context,
    command: Plain,
    format: Option<Format>,
) -> Result<Exit, Failure> {
    formats::offered(&command, format)?;
    match command {
        // The browser is no headless command; `run` has taken it already.
        Plain::Browse(_) => Ok(Exit::Usage),
        Plain::Instances => instances::run(context).await,
        Plain::Cases {
            term,
            limit,
            open,
            mine,
        } => cases::run(context, term.as_deref(), limit, (open, mine)).await,
        Plain::Audit(args) => audit::run(context, &args, format).await,
        Plain::Watch(args) => watch::run(context, &args).await,
        Plain::Diff { old, new } => diff::run(&context.printer, context.glyphs, (&old, &new)),
        Plain::Completions { shell } => completions::run(&context.printer, shell),
        Plain::Man(args) => man::run(&context.printer, &args),
        Plain::Doctor => doctor::run(context).await,
        Plain::Recents { clear } => recents::run(context, clear).await,
        Plain::List => list::run(context).await,
        Plain::Show { file } => show::run(context, file.as_deref()).await,
        Plain::Save(wish) => save::run(context, &wish).await,
        Plain::Open { file, anyway } => open::run(context, file.as_deref(), anyway).await,
        Plain::Url {
            file,
            expires,
            inline,
        } => url::run(context, file.as_deref(), expires, inline).await,
    }
}

/// How old a private folder is whose process died, or whose file a viewer has long read.
const LEFT_BEHIND: Duration = Duration::from_hours(24);

/// Removes the private folders that were left behind, and partial files that everybody has
/// forgotten, in the folders that files were saved to. On a thread of its own that nobody waits for, not even at the end: a folder may lie on
/// a disk that hangs.
fn sweep(downloads: &Downloads) {
    let ledger = downloads.ledger.clone();
    let sweep = move || {
        transfer::sweep_private(LEFT_BEHIND);
        let alone = tokio::runtime::Builder::new_current_thread().build();
        if let Ok(alone) = alone {
            alone.block_on(transfer::sweep(ledger.folders(), Timestamp::now()));
        }
    };
    // Another time will do.
    let _ = thread::Builder::new()
        .name("sweeper".to_owned())
        .spawn(sweep);
}

/// Whether `NO_COLOR` has any value but an empty one.
fn no_color() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
