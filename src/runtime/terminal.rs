//! Taking the terminal, and giving it back as it was: on return, on error, on panic.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, IsTerminal, Stdout, Write};
use std::mem::ManuallyDrop;
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::execute;
use crossterm::terminal::{LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;

use crate::domain::SafeText;
use crate::net::without_addresses;

use super::glass::{self, Glass};
use super::outside::{Beside, WIPE};

/// The terminal while the browser has it; dropping it gives the terminal back.
pub struct Session {
    /// Draws to the person's terminal. Never dropped: its own clean-up prints to stderr,
    /// and panics there when the terminal is gone.
    pub terminal: ManuallyDrop<Terminal<Glass<Stdout>>>,
}

/// The thread that draws, while there is a session.
static DRAWS: Mutex<Option<ThreadId>> = Mutex::new(None);

/// Whether the person's own screen shows, with something on it that must not stay.
static LENT: AtomicBool = AtomicBool::new(false);

/// Whether the standard input was a terminal before a session pointed it elsewhere: one that
/// follows has the same person's keys.
static KEPT: AtomicBool = AtomicBool::new(false);

/// Whether a person sits at both ends: keys come from a terminal and go to one.
pub fn is_a_terminal() -> bool {
    let keys = io::stdin().is_terminal() || KEPT.load(Ordering::SeqCst);
    keys && io::stdout().is_terminal()
}

impl Session {
    /// Takes the terminal. On a failure it is as it was.
    pub fn begin() -> io::Result<Self> {
        restore_on_panic();
        #[cfg(target_os = "linux")]
        keep_keys()?;
        enable_raw_mode()?;
        *DRAWS.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread::current().id());
        let begun = || -> io::Result<Self> {
            let mut glass = Glass::new(io::stdout());
            glass.enter()?;
            let terminal = ManuallyDrop::new(Terminal::new(glass)?);
            Ok(Self { terminal })
        };
        begun().inspect_err(|_| restore())
    }
}

/// Whether the person's own screen shows.
pub(super) fn is_lent_now() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Says whether the person's own screen shows, with something on it that must not stay.
pub(super) fn is_lent(lent: bool) {
    LENT.store(lent, Ordering::SeqCst);
}

/// Points the standard input at nothing, so that no program that is started from here, such
/// as a profile's `credential_process`, reads the person's keys: they come from `/dev/tty`,
/// which crossterm reads when the standard input is no terminal. Where that is not the same
/// terminal all stays as it is. Not on macOS, whose `/dev/tty` cannot be waited for so.
#[cfg(target_os = "linux")]
fn keep_keys() -> io::Result<()> {
    use rustix::fs::{Mode, OFlags, open};
    let device = |path: &str| open(path, OFlags::RDWR | OFlags::CLOEXEC, Mode::empty());
    let is_ours = rustix::termios::tcgetpgrp(rustix::stdio::stdin()).is_ok();
    if is_ours && device("/dev/tty").is_ok() {
        rustix::stdio::dup2_stdin(device("/dev/null")?)?;
        KEPT.store(true, Ordering::SeqCst);
    }
    Ok(())
}

impl Drop for Session {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Each step is tried, whatever became of the one before.
fn restore() {
    let taken = DRAWS.lock().unwrap_or_else(PoisonError::into_inner).take();
    // A second time would put the cursor back over what was said since the first.
    if taken.is_none() {
        return;
    }
    let mut out = io::stdout();
    #[cfg(not(windows))]
    let _ = out.write_all(glass::NO_MOUSE.as_bytes());
    #[cfg(windows)]
    let _ = execute!(out, crossterm::event::DisableMouseCapture);
    let _ = out.write_all(glass::AT_REST.as_bytes());
    let _ = out.write_all(glass::WRAP.as_bytes());
    let _ = execute!(out, DisableBracketedPaste);
    if LENT.swap(false, Ordering::SeqCst) {
        let _ = out.write_all(WIPE.as_bytes());
    }
    // Who had borrowed the terminal may have gone to the other screen again.
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic of the drawing thread ends the program: its words belong on the person's own
/// screen. A panic of a task ends that task only, which the screen says; its words would
/// be written across the picture, so they are left out while there is a session.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let draws = *DRAWS.lock().unwrap_or_else(PoisonError::into_inner);
            match draws {
                Some(drawing) if drawing != thread::current().id() => {}
                Some(_) => {
                    restore();
                    // With the terminal all is gone that it could be told to.
                    let _ = io::stderr().write_all(last_words(panic).as_bytes());
                }
                None => before(panic),
            }
        }));
    });
}

/// What went wrong, in a form that can be told to anybody: what a panic quotes may be a link, or
/// a name that speaks to the terminal.
fn last_words(panic: &PanicHookInfo) -> String {
    let place = panic
        .location()
        .map_or(String::new(), |at| format!(" ({at})"));
    let why = panic.payload_as_str().unwrap_or("it did not say which");
    let why = SafeText::new(&without_addresses(why));
    let trace = Backtrace::capture();
    let trace = match trace.status() {
        BacktraceStatus::Captured => format!("{trace}\n"),
        _ => String::new(),
    };
    format!(
        "attache: a fault of its own has ended it{place}: {why}\n\
         The terminal is as it was. What was saved is whole; saving the rest again goes on where it was.\n{trace}"
    )
}
