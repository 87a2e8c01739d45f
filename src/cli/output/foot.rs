//! The foot of a terminal on stderr, as the bars are drawn on it: the cursor stays behind
//! the last bar, with room for what a person types there meanwhile, so that it goes with
//! the bars. The library itself fills each line up, and the next letter is on the next one.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::cursor::{MoveDown, MoveLeft, MoveRight, MoveToColumn, MoveUp};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};
use indicatif::TermLike;

/// The columns and rows of a terminal that does not say.
const USUAL: (u16, u16) = (80, 24);
/// Cells at the right that stay free: for `^C`, which most terminals write where the cursor
/// is, and for one behind it, at which the cursor does not yet wait for the next line.
const FREE: u16 = 3;

/// What is written to it goes out at once, with the next flush.
#[derive(Debug, Default)]
pub(super) struct Foot {
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: Vec<u8>,
    /// The library writes a line, then what fills it up, then the next line.
    pieces: usize,
}

impl Foot {
    /// The one of stderr; none where the cursor cannot be moved.
    pub(super) fn of_stderr() -> Option<Self> {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        (io::stderr().is_terminal() && !dumb).then(Self::default)
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The cells that a line of the foot may take, as wide as the terminal is now.
pub fn cells() -> usize {
    usize::from(width())
}

fn width() -> u16 {
    size().0.saturating_sub(FREE).max(1)
}

/// Columns and rows. Some terminals say that they have none of them.
fn size() -> (u16, u16) {
    let (columns, rows) = of_stderr().unwrap_or(USUAL);
    let known = |said, usual| if said == 0 { usual } else { said };
    (known(columns, USUAL.0), known(rows, USUAL.1))
}

#[cfg(unix)]
fn of_stderr() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stderr()).ok()?;
    Some((size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn of_stderr() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// Moving by nothing would move by one.
fn far(count: usize) -> Option<u16> {
    u16::try_from(count).ok().filter(|count| *count > 0)
}

impl TermLike for Foot {
    fn width(&self) -> u16 {
        width()
    }

    fn height(&self) -> u16 {
        size().1
    }

    fn move_cursor_up(&self, n: usize) -> io::Result<()> {
        far(n).map_or(Ok(()), |n| queue!(self.waiting().bytes, MoveUp(n)))
    }

    fn move_cursor_down(&self, n: usize) -> io::Result<()> {
        far(n).map_or(Ok(()), |n| queue!(self.waiting().bytes, MoveDown(n)))
    }

    fn move_cursor_right(&self, n: usize) -> io::Result<()> {
        far(n).map_or(Ok(()), |n| queue!(self.waiting().bytes, MoveRight(n)))
    }

    fn move_cursor_left(&self, n: usize) -> io::Result<()> {
        far(n).map_or(Ok(()), |n| queue!(self.waiting().bytes, MoveLeft(n)))
    }

    fn write_line(&self, s: &str) -> io::Result<()> {
        queue!(self.waiting().bytes, Print(s), Print("\r\n"))
    }

    fn write_str(&self, s: &str) -> io::Result<()> {
        let mut waiting = self.waiting();
        waiting.pieces += 1;
        match waiting.pieces {
            1 => queue!(waiting.bytes, Print(s)),
            // A line is cleared before it is written: nothing of an old one needs filling.
            pieces if pieces % 2 == 0 => Ok(()),
            _ => queue!(waiting.bytes, Print("\r\n"), Print(s)),
        }
    }

    fn clear_line(&self) -> io::Result<()> {
        queue!(
            self.waiting().bytes,
            MoveToColumn(0),
            Clear(ClearType::CurrentLine)
        )
    }

    fn flush(&self) -> io::Result<()> {
        let Waiting { bytes, .. } = std::mem::take(&mut *self.waiting());
        let mut out = io::stderr().lock();
        out.write_all(&bytes)?;
        out.flush()
    }
}
