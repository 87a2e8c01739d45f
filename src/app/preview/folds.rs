//! Where the lines of a text end when they are broken at a width. A frame asks for it several
//! times, and to break a long text takes longer than to draw it: it is kept until the text or
//! the width is another.

use std::fmt;
use std::sync::Arc;

use crate::domain::SafeText;
use crate::domain::cells::fold_rows;

/// Where each line ends, in rows, at a width in cells.
#[derive(Clone, PartialEq, Eq)]
pub struct Folds {
    cells: usize,
    ends: Arc<[usize]>,
}

impl Folds {
    /// Breaks these lines.
    pub(super) fn of(lines: &[SafeText], cells: usize) -> Self {
        let rows = lines.iter().map(|line| fold_rows(line.as_str(), cells));
        let ends = rows.scan(0, |end, rows| {
            *end += rows;
            Some(*end)
        });
        Self {
            cells,
            ends: ends.collect(),
        }
    }

    /// The width at which they are broken.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// The line that a row belongs to; the number of lines behind the last one.
    pub(super) fn line_at(&self, row: usize) -> usize {
        self.ends.partition_point(|&end| end <= row)
    }

    /// The first row of a line.
    pub(super) fn first_row(&self, line: usize) -> usize {
        let before = line.checked_sub(1).and_then(|before| self.ends.get(before));
        match before {
            Some(&end) => end,
            None if line == 0 => 0,
            None => self.rows(),
        }
    }
}

impl fmt::Debug for Folds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Folds({} rows of {} cells)", self.rows(), self.cells)
    }
}
