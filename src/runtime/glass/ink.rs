//! Writes cells to a terminal: knows where its cursor stands and how its next letter looks.

use ratatui::buffer::Cell;

use super::grid::{cells, is_picture};
use super::pen::Pen;
use super::sure::{at_most, is_sure};

/// The bytes so far, and what the terminal is like after them.
#[derive(Debug, Default)]
pub(super) struct Ink {
    text: String,
    pen: Pen,
    row: Option<usize>,
    /// Where in the row, as far as that is sure.
    column: Option<usize>,
}

impl Ink {
    /// Everything so far, with the pen put away.
    pub(super) fn end(mut self) -> String {
        self.take(Pen::default());
        self.text
    }

    /// How many bytes there are so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Bytes that leave the cursor at the window's first cell.
    pub(super) fn home(&mut self, bytes: &str) {
        self.text.push_str(bytes);
        (self.row, self.column) = (Some(0), Some(0));
    }

    /// Writes a cell at this place of a window that has so many columns. Gives the place after
    /// the last cell that some terminal may have written to.
    pub(super) fn put(&mut self, (x, y): (usize, usize), cell: &Cell, columns: usize) -> usize {
        let symbol = cell.symbol();
        let wide = cells(cell);
        if is_picture(cell) {
            return self.paint((x, y), cell, wide);
        }
        self.go(x, y);
        if !self.pen.suits(cell) {
            self.take(Pen::of(cell));
        }
        let sure = is_sure(symbol);
        if wide > 1 && !sure {
            // Where it is narrower its second cell would keep what was there.
            self.text.push_str("  ");
            self.column = None;
            self.go(x, y);
        }
        self.text.push_str(symbol);
        let end = x + wide;
        self.column = Some(end).filter(|end| sure && *end < columns);
        if sure {
            end
        } else {
            end.max(x + at_most(symbol))
        }
    }

    /// A picture, which comes as the terminal wants it. Nobody knows what it leaves behind.
    fn paint(&mut self, (x, y): (usize, usize), cell: &Cell, wide: usize) -> usize {
        self.go(x, y);
        self.take(Pen::default());
        self.text.push_str(cell.symbol());
        self.text.push_str("\x1b[m");
        (self.row, self.column) = (None, None);
        x + wide
    }

    /// Blanks from this place to the end of its row.
    pub(super) fn blank_from(&mut self, x: usize, y: usize) {
        self.go(x, y);
        self.take(Pen::default());
        self.text.push_str("\x1b[K");
    }

    /// Moves the cursor.
    pub(super) fn go(&mut self, x: usize, y: usize) {
        if (self.row, self.column) == (Some(y), Some(x)) {
            return;
        }
        let ahead = self.column.and_then(|column| x.checked_sub(column));
        let moved = if self.row == Some(y) {
            let to = parameter('G', x + 1);
            let on = ahead.map(|cells| parameter('C', cells));
            on.filter(|on| on.len() <= to.len()).unwrap_or(to)
        } else if x == 0 {
            parameter('H', y + 1)
        } else {
            format!("\x1b[{};{}H", y + 1, x + 1)
        };
        self.text.push_str(&moved);
        (self.row, self.column) = (Some(y), Some(x));
    }

    /// Whether writing this cell again, which stands `ahead` of the cursor in its row, is as
    /// cheap as stepping over it.
    pub(super) fn steps_on(&self, (x, y): (usize, usize), between: &[Cell]) -> bool {
        const MOST: usize = 3;
        let here = self.row == Some(y) && self.column == Some(x);
        let cheap = |cell: &Cell| {
            let symbol = cell.symbol();
            symbol.len() == 1 && is_sure(symbol) && self.pen.suits(cell)
        };
        here && between.len() <= MOST && between.iter().all(cheap)
    }

    fn take(&mut self, wanted: Pen) {
        self.text.push_str(&self.pen.change(wanted));
        self.pen = wanted;
    }
}

/// A sequence with one number, which is left out where it is 1.
fn parameter(end: char, number: usize) -> String {
    match number {
        1 => format!("\x1b[{end}"),
        number => format!("\x1b[{number}{end}"),
    }
}
