//! What is written to the terminal, read by a terminal in memory: what it shows, and how many
//! bytes that takes.

mod backwards;
mod bytes;
mod columns;
mod same;

use std::io::{self, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex};

use attache::runtime::Glass;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

/// A window in memory that is written to.
#[derive(Clone)]
struct Window(Arc<Mutex<Inner>>);

struct Inner {
    parser: vt100::Parser,
    written: Vec<u8>,
    writes: usize,
}

impl Write for Window {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut inner = self.0.lock().unwrap();
        inner.parser.process(bytes);
        inner.written.extend_from_slice(bytes);
        inner.writes += 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Window {
    fn new(columns: u16, rows: u16) -> Self {
        let cells = |number| NonZeroU16::new(number).unwrap();
        Self(Arc::new(Mutex::new(Inner {
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            written: Vec::new(),
            writes: 0,
        })))
    }

    fn screen(&self) -> vt100::Screen {
        self.0.lock().unwrap().parser.screen().clone()
    }

    /// What was written since this was asked last, and in how many writes.
    fn taken(&self) -> (Vec<u8>, usize) {
        let mut inner = self.0.lock().unwrap();
        let writes = std::mem::take(&mut inner.writes);
        (std::mem::take(&mut inner.written), writes)
    }
}

/// A terminal that draws into a window in memory.
struct Drawn {
    window: Window,
    terminal: Terminal<Glass<Window>>,
}

impl Drawn {
    fn new(columns: u16, rows: u16) -> Self {
        let window = Window::new(columns, rows);
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let glass = Glass::new(window.clone());
        let terminal = Terminal::with_options(glass, TerminalOptions { viewport }).unwrap();
        Self { window, terminal }
    }

    /// Does something beside the frames; what it writes counts to none.
    fn beside(&mut self, act: impl FnOnce(&mut Glass<Window>)) {
        act(self.terminal.backend_mut());
        self.window.taken();
    }

    /// Draws a frame; gives its bytes.
    fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> Vec<u8> {
        self.terminal.draw(draw).unwrap();
        let (bytes, writes) = self.window.taken();
        assert!(writes <= 1, "a frame in {writes} writes");
        assert_eq!(bytes.is_empty(), writes == 0);
        bytes
    }
}
