//! Everything that the program wrote, and what a terminal makes of it.

use std::io::Read;
use std::process::ExitStatus;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use pty_process::blocking::Pty;

pub(super) struct Seen {
    pub(super) inner: Mutex<Inner>,
    pub(super) changed: Condvar,
}

pub(super) struct Inner {
    pub(super) parser: vt100::Parser,
    pub(super) bytes: Vec<u8>,
    /// What the screen held after each frame.
    pub(super) frames: Vec<String>,
    pub(super) exit: Option<ExitStatus>,
    /// The reader is to leave at the end of a frame.
    pub(super) let_go: bool,
    /// It has left.
    pub(super) left: bool,
}

impl Seen {
    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Inner)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

/// Reads until every process has closed the other end.
pub(super) fn read(mut pty: &Pty, seen: &Seen) {
    let mut block = vec![0; 1 << 16];
    while let Ok(count @ 1..) = pty.read(&mut block) {
        let mut leave = false;
        seen.change(|inner| {
            inner.bytes.extend_from_slice(&block[..count]);
            inner.parser.process(&block[..count]);
            if is_whole(&inner.bytes) {
                inner.frames.push(inner.parser.screen().contents());
            }
            leave = inner.let_go && is_whole(&inner.bytes);
            inner.left = leave;
        });
        if leave {
            return;
        }
    }
}

/// Whether the last frame is here as a whole: then the terminal may show it.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    bytes.ends_with(b"\x1b[?2026l")
}
