//! A terminal with the program in it. It waits for what should be on the screen, and
//! only a failure ever takes the time that it is ready to wait.

mod reading;
mod seen;

use std::fs::File;
use std::io::Write;
use std::num::NonZeroU16;
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::Pty;

use self::reading::{named, selected, words};
use self::seen::{Inner, Seen, is_whole, read};
use crate::cli::program::{Home, PROGRAM};

/// How long a test waits before it gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// Written behind the program's last byte, to know that all before it was read.
const MARK: &str = "<all was read>";

/// A pseudo-terminal, the program in it, and everything that the program wrote.
pub(super) struct Terminal {
    pty: Option<Arc<Pty>>,
    /// The program's end of it, kept open so that nothing is lost when the program ends.
    slave: File,
    process: u32,
    seen: Arc<Seen>,
    reader: Option<JoinHandle<()>>,
    /// The settings of the line before the program began.
    pub(super) before: String,
}

/// How to start.
pub(super) struct Start<'a> {
    pub(super) home: &'a Home,
    pub(super) arguments: &'a [&'a str],
    pub(super) variables: &'a [(&'a str, &'a str)],
    /// Columns and rows.
    pub(super) size: (u16, u16),
}

impl Terminal {
    /// `attache demo` in a terminal of a usual size.
    pub(super) fn demo(home: &Home) -> Self {
        Self::start(&Start {
            home,
            arguments: &["demo"],
            variables: &[],
            size: (120, 40),
        })
    }

    pub(super) fn start(start: &Start<'_>) -> Self {
        Self::start_program(PROGRAM, start)
    }

    /// Another program, such as a shell that starts this one.
    pub(super) fn start_program(program: &str, start: &Start<'_>) -> Self {
        let (columns, rows) = start.size;
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(Size::new(rows, columns)).unwrap();
        let slave = File::from(pts.as_fd().try_clone_to_owned().unwrap());
        let before = line_settings(&slave);
        let mut child = pty_process::blocking::Command::new(program)
            .args(start.arguments)
            .env_clear()
            .envs(start.home.environment())
            .envs(start.variables.iter().copied())
            .current_dir(start.home.work())
            .spawn(pts)
            .unwrap();
        let seen = Arc::new(Seen {
            inner: Mutex::new(Inner {
                parser: vt100::Parser::new(cells(rows), cells(columns), 0),
                bytes: Vec::new(),
                frames: Vec::new(),
                exit: None,
                let_go: false,
                left: false,
            }),
            changed: Condvar::new(),
        });
        let process = child.id();
        let pty = Arc::new(pty);
        let reader = thread::spawn({
            let (pty, seen) = (Arc::clone(&pty), Arc::clone(&seen));
            move || read(&pty, &seen)
        });
        // It ends with the process, which does not outlive the terminal.
        thread::spawn({
            let seen = Arc::clone(&seen);
            move || {
                let status = child.wait().unwrap();
                seen.change(|inner| inner.exit = Some(status));
            }
        });
        Self {
            pty: Some(pty),
            slave,
            process,
            seen,
            reader: Some(reader),
            before,
        }
    }

    /// Waits until the screen is so; fails with what it shows instead.
    #[track_caller]
    pub(super) fn until(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        self.wait(what, |inner| {
            is(inner.parser.screen())
                .then_some(())
                .ok_or(inner.exit.is_some())
        });
    }

    /// Waits until these bytes were written.
    #[track_caller]
    pub(super) fn until_written(&self, bytes: &[u8]) {
        self.wait("these bytes", |inner| {
            let mut all = inner.bytes.windows(bytes.len());
            let are_there = all.any(|some| some == bytes);
            are_there.then_some(()).ok_or(inner.exit.is_some())
        });
    }

    /// Waits until the screen holds this text, be it broken over lines.
    #[track_caller]
    pub(super) fn until_text(&self, text: &str) {
        self.until(text, |screen| words(screen).contains(text));
    }

    /// Waits until the screen holds this text no more.
    #[track_caller]
    pub(super) fn until_gone(&self, text: &str) {
        self.until(&format!("no {text}"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Waits until `ready` gives something. It fails with whether the process is over,
    /// since then there is nothing to wait for.
    #[track_caller]
    fn wait<T>(&self, what: &str, ready: impl Fn(&Inner) -> Result<T, bool>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut inner = self.seen.lock();
        loop {
            let over = match ready(&inner) {
                Ok(found) => return found,
                Err(over) => over,
            };
            let left = deadline.saturating_duration_since(Instant::now());
            // What a process wrote may still be on its way to us when it is over.
            let left = if over {
                left.min(Duration::from_secs(1))
            } else {
                left
            };
            let (next, waited) = self.seen.changed.wait_timeout(inner, left).unwrap();
            inner = next;
            let gave_up = waited.timed_out() && ready(&inner).is_err();
            assert!(
                !gave_up,
                "waited for {what:?}; exit {:?}; the screen:\n{}",
                inner.exit,
                inner.parser.screen().contents()
            );
        }
    }

    /// What is on the screen now.
    pub(super) fn screen(&self) -> vt100::Screen {
        self.seen.lock().parser.screen().clone()
    }

    /// Moves down until the selected row holds this text.
    #[track_caller]
    pub(super) fn select(&self, text: &str) {
        let mut name = String::new();
        loop {
            let row = self.wait(text, |inner| {
                // A row of half a frame is none.
                let now = selected(inner.parser.screen()).filter(|_| is_whole(&inner.bytes));
                now.filter(|now| named(now) != name)
                    .ok_or(inner.exit.is_some())
            });
            if row.contains(text) {
                return;
            }
            name = named(&row);
            self.press(DOWN);
        }
    }

    /// Whether a row is selected, and not by its colour.
    pub(super) fn shows_a_selection(&self) -> bool {
        selected(&self.screen()).is_some()
    }

    /// Waits until what was written is so.
    #[track_caller]
    pub(super) fn until_bytes(&self, what: &str, is: impl Fn(&[u8]) -> bool) {
        self.wait(what, |inner| {
            is(&inner.bytes).then_some(()).ok_or(inner.exit.is_some())
        });
    }

    /// Everything that was written so far.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.seen.lock().bytes.clone()
    }

    /// What the screen held after each frame so far.
    pub(super) fn frames(&self) -> Vec<String> {
        self.seen.lock().frames.clone()
    }

    /// How much was written, once a frame is whole on this side.
    #[track_caller]
    pub(super) fn settled(&self) -> usize {
        self.wait("the end of a frame", |inner| {
            let length = is_whole(&inner.bytes).then_some(inner.bytes.len());
            length.ok_or(inner.exit.is_some())
        })
    }

    /// Waits for a whole frame behind so many bytes.
    #[track_caller]
    pub(super) fn until_drawn(&self, from: usize) {
        self.wait("a frame", |inner| {
            let drawn = inner.bytes.len() > from && is_whole(&inner.bytes);
            drawn.then_some(()).ok_or(inner.exit.is_some())
        });
    }

    /// What is written while this long nothing happens.
    pub(super) fn written_within(&self, time: Duration, from: usize) -> Vec<u8> {
        let inner = self.seen.lock();
        let quiet = |inner: &mut Inner| inner.bytes.len() == from;
        let waited = self.seen.changed.wait_timeout_while(inner, time, quiet);
        waited.unwrap().0.bytes.split_off(from)
    }

    /// Sends what keys send.
    pub(super) fn press(&self, keys: &str) {
        let pty = self.pty.as_ref().unwrap();
        (&**pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Sends what a terminal makes of pasted text.
    pub(super) fn paste(&self, text: &str) {
        self.press(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Gives the window another size.
    pub(super) fn resize(&self, columns: u16, rows: u16) {
        let mut inner = self.seen.lock();
        inner.parser.set_size(cells(rows), cells(columns));
        let pty = self.pty.as_ref().unwrap();
        pty.resize(Size::new(rows, columns)).unwrap();
    }

    /// Sends a signal by its name.
    pub(super) fn signal(&self, name: &str) {
        signal(self.process, name);
    }

    /// Sends a signal to the job that has the terminal.
    pub(super) fn signal_job(&self, signal: rustix::process::Signal) {
        let pty = self.pty.as_ref().unwrap();
        let group = rustix::termios::tcgetpgrp(&**pty).unwrap();
        rustix::process::kill_process_group(group, signal).unwrap();
    }

    /// Waits until the program has ended; gives its exit code and, of what it wrote,
    /// everything. A signal that killed it fails.
    #[track_caller]
    pub(super) fn exit(&mut self) -> i32 {
        let status = self.wait("the end", |inner| inner.exit.ok_or(false));
        if self.pty.is_some() {
            self.slave.write_all(MARK.as_bytes()).unwrap();
            self.wait("the last byte", |inner| {
                let all = inner.bytes.ends_with(MARK.as_bytes());
                all.then_some(()).ok_or(false)
            });
        }
        assert_eq!(status.signal(), None, "a signal killed it");
        status.code().unwrap()
    }

    /// The terminal is as it was before the program began: the line's settings, the screen,
    /// the cursor, pasting.
    #[track_caller]
    pub(super) fn is_as_it_was(&self) {
        assert_eq!(line_settings(&self.slave), self.before);
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor shows");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        let text = screen.contents();
        for word in ["panicked", "RUST_BACKTRACE", "thread '"] {
            assert!(!text.contains(word), "{text}");
        }
    }

    /// Closes the terminal's own end, as a closed window or a lost line does.
    #[track_caller]
    pub(super) fn hang_up(&mut self) {
        self.seen.lock().let_go = true;
        // A frame wakes the reader, which lets go at its end.
        self.press("\x0c");
        self.wait("the reader", |inner| {
            inner.left.then_some(()).ok_or(inner.exit.is_some())
        });
        self.reader.take().unwrap().join().unwrap();
        self.pty = None;
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.seen.lock().exit.is_none() {
            signal(self.process, "KILL");
        }
    }
}

pub(super) const DOWN: &str = "\x1b[B";
pub(super) const ENTER: &str = "\r";
pub(super) const ESC: &str = "\x1b";
pub(super) const CTRL_C: &str = "\x03";
pub(super) const CTRL_Z: &str = "\x1a";
pub(super) const CTRL_D: &str = "\x04";
pub(super) const F1: &str = "\x1bOP";

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap_or(NonZeroU16::MIN)
}

fn signal(process: u32, name: &str) {
    let kill = format!("kill -{name} {process}");
    let sent = Command::new("sh").args(["-c", &kill]).status().unwrap();
    assert!(sent.success());
}

/// The settings of the line, as `stty` saves them.
fn line_settings(slave: &File) -> String {
    let stty = Command::new("stty")
        .arg("-g")
        .stdin(Stdio::from(slave.try_clone().unwrap()))
        .output()
        .unwrap();
    assert!(stty.status.success());
    String::from_utf8(stty.stdout).unwrap()
}
