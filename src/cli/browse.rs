//! `attache browse`: the terminal browser.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::audit::OpenedAudit;
use crate::app::table::Layout;
use crate::app::veil::Privacy;
use crate::app::{self, Effect, Looks, Notify, Start, State, named_files};
use crate::audit;
use crate::aws::Login;
use crate::desktop::Desktop;
use crate::domain::{Failure, FailureKind, FileId, Graphics, Instance, LoginChoice, SafeText};
use crate::operations::Poller;
use crate::runtime::{
    Audits, Ended, Performer, PlainShell, Seat, Session, Shell, Stops, Timings, end_asked, events,
    is_a_terminal,
};
use crate::settings::{Keeper, config_file};
use crate::transfer;
use crate::view::Look;

use super::args::{BrowseArgs, Mouse, Plain};
use super::context::Context;
use super::exit::Exit;

const WHAT: &str = "The browser could not be shown";

/// The window that plain lines are read off: wide enough for whole sentences, and not so wide
/// that anything stands beside anything.
const PLAIN: (u16, u16) = (96, 200);

/// What comes after it.
pub(super) enum Next {
    /// The end.
    Exit(Exit),
    /// The same on an embedded Connect: the person asked for sample data.
    Demo,
}

/// The finished audit that is to be opened: a look into it, so that what is none is told
/// before the terminal is taken.
pub(super) fn opened(command: &Plain) -> Result<Option<OpenedAudit>, Failure> {
    let Plain::Browse(BrowseArgs { audit: Some(path) }) = command else {
        return Ok(None);
    };
    let head = audit::peek(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(Some(OpenedAudit {
        path: path.clone(),
        name: SafeText::new(&name.to_string_lossy()),
        at: head.at,
        instance: head.instance.map(Instance::bare),
        domain: head.domain,
        partial: head.partial,
    }))
}

/// Runs it, until the person leaves.
pub(super) async fn run(
    context: Context,
    looks: Looks,
    graphics: Graphics,
    mouse: Mouse,
    audit: Option<OpenedAudit>,
    notify: Notify,
    plain: bool,
) -> Result<Next, Failure> {
    // A terminal that cannot move its cursor gets lines.
    let plain = plain || env::var_os("TERM").is_some_and(|term| term == "dumb");
    if !plain && !is_a_terminal() {
        let why = "its input and its output must be a terminal";
        return Err(Failure::new(FailureKind::Usage, WHAT, why)
            .hint("In a script use: attache list, show, save or url."));
    }
    let size = if plain {
        PLAIN
    } else {
        crossterm::terminal::size().map_err(|error| local(&error))?
    };
    let save_to = folder(&context);
    let read = context.config.as_ref().ok();
    let kept_in = read
        .and_then(|config| config.path.clone())
        .or_else(config_file);
    let (seat, wishes) = Seat::of_this_process(Timestamp::now);
    let timings = timings(seat.terminal.ssh);
    // What reads lines aloud would read each turn of a sign.
    let looks = if plain {
        looks.moving(Some(false))
    } else {
        looks
    };
    let kept = read.and_then(|config| config.mouse);
    let mouse = !plain && is_ours(mouse, kept, seat.terminal.ssh);
    let (state, mut effects) = app::start(Start {
        login: login(&context),
        instance: context.settings.instance.clone(),
        case: context.settings.case.clone(),
        contact: context.settings.contact.clone(),
        domain: context.settings.domain.clone(),
        file_ids: file_ids(&context.settings.file_ids)?,
        audit,
        recents: context.settings.recents,
        notify,
        keymap: read.map_or_else(Arc::default, |config| config.keymap.clone()),
        privacy: if context.settings.private {
            Privacy::Private
        } else {
            Privacy::Open
        },
        save_to: save_to.as_ref().ok().cloned(),
        no_desktop: no_desktop(),
        layout: read.map_or_else(Layout::default, |config| config.files.layout()),
        mouse,
        looks,
        now: Timestamp::now(),
        zone: TimeZone::system(),
        size,
    });
    if mouse {
        effects.push(Effect::Mouse(true));
    }
    let performer = Performer {
        aws: context.aws,
        downloads: context.downloads,
        save_to,
        agent: context.agent,
        poller: Poller::default(),
        audits: Audits::default(),
        recents: context.recents,
        keeper: Keeper::new(kept_in),
        private: Arc::default(),
        timings,
        seat,
        // Lines have no place for pictures.
        graphics: if plain { Graphics::None } else { graphics },
    };
    if plain {
        drop(wishes);
        let shell = PlainShell {
            performer,
            timings,
            clock: Timestamp::now,
        };
        return Ok(next(in_lines(shell, (state, effects)).await));
    }
    let shell = Shell {
        performer,
        look: Look::new(context.glyphs, TimeZone::system()),
        timings,
        clock: Timestamp::now,
        wishes,
        // Before the terminal is taken, as with those that end it.
        stops: Stops::of_this_process(),
    };
    // Before the terminal is taken: from now on a signal ends the program in good order.
    let end = end_asked();
    let mut session = Session::begin().map_err(|error| local(&error))?;
    let ended = shell
        .run(&mut session.terminal, state, effects, events(), end)
        .await;
    drop(session);
    Ok(next(ended))
}

/// Where saved files go.
fn folder(context: &Context) -> Result<PathBuf, Failure> {
    let named = context.settings.save_to.clone();
    named.or_else(transfer::downloads_folder).ok_or_else(|| {
        let why = "there is no home folder to put it into";
        Failure::new(FailureKind::Local, "The file could not be saved", why)
            .hint("attache save --to DIR saves anywhere.")
    })
}

/// Why there is no desktop that could open a file.
fn no_desktop() -> Option<SafeText> {
    match Desktop::detect(|name| env::var_os(name)) {
        Desktop::Here => None,
        Desktop::Absent { why } => Some(why.into()),
    }
}

/// How long it waits for what, in a terminal of this machine or of another.
fn timings(ssh: bool) -> Timings {
    if ssh {
        Timings::default().over_a_line()
    } else {
        Timings::default()
    }
}

/// Whether the mouse is the program's.
fn is_ours(mouse: Mouse, kept: Option<bool>, ssh: bool) -> bool {
    match mouse {
        Mouse::On => true,
        Mouse::Off => false,
        Mouse::Auto => kept.unwrap_or(!ssh),
    }
}

/// Runs it in plain lines.
async fn in_lines(shell: PlainShell<Performer>, begun: (State, Vec<Effect>)) -> Ended {
    let lines = std::io::BufReader::new(std::io::stdin());
    let out = std::io::stdout();
    shell.run(begun, lines, out, end_asked()).await
}

fn next(ended: Ended) -> Next {
    match ended {
        Ended::Left => Next::Exit(Exit::Done),
        Ended::Undone { partly: true } => Next::Exit(Exit::Partly),
        Ended::Undone { partly: false } => Next::Exit(Exit::Failed),
        Ended::Demo => Next::Demo,
        Ended::Interrupted => Next::Exit(Exit::Interrupted),
    }
}

/// As whom and where is asked, as far as the command line says.
fn login(context: &Context) -> LoginChoice {
    let aws = &context.settings.aws;
    let profile = match &aws.login {
        Login::Chain { profile } => profile.as_deref(),
        Login::Keys { .. } => None,
    };
    LoginChoice {
        profile: profile.map(SafeText::new),
        region: aws.region.as_deref().map(SafeText::new),
    }
}

/// The files that were named. The browser's stdin is the keyboard, so that it reads none from it.
fn file_ids(words: &[String]) -> Result<Vec<FileId>, Failure> {
    if words.iter().any(|word| word == "-") {
        let why = "the browser's input is the keyboard, not a list of files";
        return Err(Failure::new(FailureKind::Usage, WHAT, why)
            .hint("Give the ids themselves, or press + on the files' screen."));
    }
    named_files(&words.join("\n"), None)
}

fn local(error: &std::io::Error) -> Failure {
    Failure::new(FailureKind::Local, WHAT, error.to_string())
}
