//! The terminal beside the frames: lent, given back, and taken again.

use std::io::{self, Write};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};

use ratatui::layout::Rect;

use super::super::outside::{Beside, WIPE};
use super::super::terminal::{is_lent, is_lent_now};
use super::Glass;
use super::backend::Rows;

/// What is written into a row's last cell stays there: a sign that is wider than it should be
/// never moves the next row.
pub(in super::super) const NO_WRAP: &str = "\x1b[?7l";

/// Long lines go on in the next row, as everybody else expects.
pub(in super::super) const WRAP: &str = "\x1b[?7h";

impl<W: Write> Beside for Glass<W> {
    fn write_beside(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    // Pasted text stays told from keys: its first letter would end the loan, and the others
    // would be commands.
    fn lend(&mut self) -> io::Result<()> {
        is_lent(true);
        self.capture_now(false)?;
        self.send(WRAP)?;
        execute!(self.out, LeaveAlternateScreen, Hide)
    }

    fn take_back(&mut self) -> io::Result<()> {
        self.send(WIPE)?;
        execute!(self.out, EnterAlternateScreen)?;
        self.send(NO_WRAP)?;
        is_lent(false);
        self.capture_now(self.mouse)?;
        self.forget();
        Ok(())
    }

    fn leave(&mut self) -> io::Result<()> {
        self.capture_now(false)?;
        self.send(WRAP)?;
        execute!(self.out, DisableBracketedPaste, LeaveAlternateScreen, Show)
    }

    fn enter(&mut self) -> io::Result<()> {
        execute!(self.out, EnterAlternateScreen, EnableBracketedPaste)?;
        self.send(NO_WRAP)?;
        self.capture_now(self.mouse)?;
        self.forget();
        Ok(())
    }

    fn overlaid(&mut self, left: Option<Rect>, shows: bool) {
        self.moving = if shows { Rows::Stay } else { Rows::Move };
        if let Some(area) = left {
            self.smudge(area);
        }
    }

    fn capture(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if is_lent_now() {
            return Ok(());
        }
        self.capture_now(on)
    }
}

impl<W: Write> Glass<W> {
    /// Presses and the wheel, as numbers of any size; not where the pointer merely passes, which
    /// would fill a slow line.
    #[cfg(not(windows))]
    fn capture_now(&mut self, on: bool) -> io::Result<()> {
        if on == self.captured {
            return Ok(());
        }
        self.captured = on;
        self.send(if on { MOUSE } else { NO_MOUSE })
    }

    #[cfg(windows)]
    fn capture_now(&mut self, on: bool) -> io::Result<()> {
        use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
        if on == self.captured {
            return Ok(());
        }
        self.captured = on;
        if on {
            execute!(self.out, EnableMouseCapture)
        } else {
            execute!(self.out, DisableMouseCapture)
        }
    }
}

#[cfg(not(windows))]
const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";

/// The terminal selects text with its mouse again.
#[cfg(not(windows))]
pub(in super::super) const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";
