//! A screen of cells.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use attache::runtime::Beside;
use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::stage::{Log, Step};

/// A screen of cells that anybody can look at while the loop draws to it.
pub(super) struct Glass {
    pub(super) cells: TestBackend,
    pub(super) log: Log,
    /// Drawing fails from now on: the terminal is gone.
    pub(super) gone: Arc<AtomicUsize>,
}

fn never<T>(done: Result<T, Infallible>) -> io::Result<T> {
    done.map_err(|error| match error {})
}

impl Backend for Glass {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        never(self.cells.draw(content))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        never(self.cells.hide_cursor())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        never(self.cells.show_cursor())
    }

    /// No terminal answers this while somebody listens to its keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::Error::other("the cursor's position could not be read"))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        never(self.cells.set_cursor_position(position))
    }

    fn clear(&mut self) -> io::Result<()> {
        never(self.cells.clear())
    }

    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        never(self.cells.clear_region(kind))
    }

    fn size(&self) -> io::Result<Size> {
        never(self.cells.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        never(self.cells.window_size())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gone.load(Ordering::SeqCst) > 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.log.add(Step::Frame(self.cells.to_string()));
        never(self.cells.flush())
    }
}

/// Nothing is written beside the frames here.
impl Beside for Glass {
    fn write_beside(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn lend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn take_back(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn leave(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn enter(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn capture(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }
}
