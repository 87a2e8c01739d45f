//! What ratatui draws on: gathers a frame, and writes it at once.

use std::collections::BTreeSet;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};

use super::changes;
use super::grid::Grid;
use super::ink::Ink;
use super::scroll::Scroll;

/// The terminal shows all that comes between these at once; one that does not know them
/// ignores them.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// A frame that was cut off ends, and letters look as they do by themselves.
pub(in super::super) const AT_REST: &str = "\x1b[?2026l\x1b[m";

/// Shorter frames are not worth looking for rows that only move.
const LONG: usize = 400;

/// What a terminal's cursor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cursor {
    /// Nobody knows.
    Unknown,
    /// It does not show.
    Hidden,
    /// It shows here.
    At(Position),
}

/// Whether the terminal may move rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// It may.
    Move,
    /// Something lies over them that is in no frame, and would move with them.
    Stay,
}

/// The person's terminal at the end of a writer.
pub struct Glass<W: Write> {
    pub(super) out: W,
    shown: Grid,
    next: Grid,
    /// Nobody knows what the window shows.
    afresh: bool,
    /// What the cursor does.
    cursor: Cursor,
    wanted: Option<Position>,
    place: Position,
    /// Whether rows may be moved.
    pub(super) moving: Rows,
    /// Whether the mouse is the program's.
    pub(super) mouse: bool,
    /// Whether it is so now: it is not while the terminal is somebody else's.
    pub(super) captured: bool,
}

impl<W: Write> Glass<W> {
    /// A terminal that shows nobody knows what.
    pub fn new(out: W) -> Self {
        Self {
            out,
            shown: Grid::default(),
            next: Grid::default(),
            afresh: true,
            cursor: Cursor::Unknown,
            wanted: None,
            place: Position::ORIGIN,
            moving: Rows::Move,
            mouse: false,
            captured: false,
        }
    }

    /// What is written for the frame as it stands; nothing, when all of it shows already.
    fn frame(&mut self) -> String {
        self.next.cover();
        let mut rows = self.shown.touched() | self.next.touched();
        if self.shown.loses_a_picture(&rows, &self.next) {
            // Nobody knows which cells it took.
            self.forget();
        }
        let mut ink = Ink::default();
        if self.afresh {
            ink.home("\x1b[m\x1b[H\x1b[2J");
            self.shown = Grid::default();
            rows = (0..self.next.height()).collect();
        }
        let before = ink.len();
        let ink = self.cells(&rows, ink);
        let drawn = self.afresh || ink.len() > before;
        let cursor = self.wanted.map_or(Cursor::Hidden, Cursor::At);
        let stays = !drawn && self.cursor == cursor;
        let bytes = if stays {
            String::new()
        } else {
            format!("{BEGIN}{}{END}", self.cursor_after(ink, drawn))
        };
        self.cursor = cursor;
        self.afresh = false;
        self.shown.settle(&rows, &mut self.next);
        bytes
    }

    /// What changes in these rows, with or without rows that the terminal moves, whichever is
    /// less.
    fn cells(&self, rows: &BTreeSet<usize>, ink: Ink) -> Ink {
        let (shown, next) = (&self.shown, &self.next);
        let columns = next.columns().max(shown.columns());
        let begun = ink.len();
        let mut simply = ink;
        for &y in rows {
            changes::write((shown.row(y), next.row(y)), y, columns, &mut simply);
        }
        if self.afresh || self.moving == Rows::Stay || simply.len() - begun < LONG {
            return simply;
        }
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return simply;
        };
        let Some(scroll) = Scroll::find(shown, next, &(*first..last + 1)) else {
            return simply;
        };
        let mut scrolled = Ink::default();
        scrolled.home(&scroll.bytes());
        for y in *first..=*last {
            let old = shown.row_after(&scroll.rows, scroll.by, y);
            changes::write((old, next.row(y)), y, columns, &mut scrolled);
        }
        if scrolled.len() < simply.len() {
            scrolled
        } else {
            simply
        }
    }

    /// All bytes, with the cursor where it is to be.
    fn cursor_after(&self, mut ink: Ink, drawn: bool) -> String {
        let Some(place) = self.wanted else {
            let hide = if self.cursor == Cursor::Hidden {
                ""
            } else {
                "\x1b[?25l"
            };
            return format!("{}{hide}", ink.end());
        };
        if drawn || self.cursor != Cursor::At(place) {
            ink.go(usize::from(place.x), usize::from(place.y));
        }
        let shows = matches!(self.cursor, Cursor::At(_));
        let show = if shows { "" } else { "\x1b[?25h" };
        format!("{}{show}", ink.end())
    }

    /// Nobody knows what these cells show.
    pub(super) fn smudge(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let (x, y) = (usize::from(x), usize::from(y));
                self.shown.set(x, y, &Cell::new("\u{1}"));
            }
        }
    }

    /// Nothing that the window shows is known any more.
    pub(super) fn forget(&mut self) {
        self.afresh = true;
        self.cursor = Cursor::Unknown;
    }

    pub(super) fn send(&mut self, bytes: &str) -> io::Result<()> {
        self.out.write_all(bytes.as_bytes())?;
        self.out.flush()
    }
}

impl<W: Write> Backend for Glass<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.next.set(usize::from(x), usize::from(y), cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wanted = Some(self.place);
        Ok(())
    }

    /// Nobody is asked: the answer would come among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.place)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.place = position.into();
        self.wanted = self.wanted.map(|_| self.place);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// The whole window; nothing here clears a part of it.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.next = Grid::default();
        self.forget();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let window = crossterm::terminal::window_size()?;
        Ok(WindowSize {
            columns_rows: Size::new(window.columns, window.rows),
            pixels: Size::new(window.width, window.height),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = self.frame();
        if frame.is_empty() {
            return Ok(());
        }
        self.send(&frame)
    }
}
