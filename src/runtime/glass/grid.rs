//! What a window holds, cell by cell. It grows with what is put into it.

use std::collections::BTreeSet;
use std::ops::Range;

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Color;

use super::pen::SEEN_ON_BLANKS;

/// The rows of a window. A cell that was never set is blank.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    columns: usize,
    /// The rows that were set since [`Grid::settle`]: most keys change a few of them.
    touched: BTreeSet<usize>,
}

impl Grid {
    /// The columns of the widest row.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows there are.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row, none where there is no such row.
    pub(super) fn row(&self, y: usize) -> &[Cell] {
        self.rows.get(y).map_or(&[], Vec::as_slice)
    }

    /// What stands at this place.
    pub(super) fn at(&self, x: usize, y: usize) -> &Cell {
        self.row(y).get(x).unwrap_or(&Cell::EMPTY)
    }

    /// Puts a cell into its place.
    pub(super) fn set(&mut self, x: usize, y: usize, cell: &Cell) {
        if self.rows.len() <= y {
            self.rows.resize_with(y + 1, Vec::new);
        }
        let row = &mut self.rows[y];
        let end = x + cells(cell);
        if row.len() < end {
            row.resize(end, Cell::EMPTY);
        }
        row[x] = plain(cell);
        self.columns = self.columns.max(end);
        if self.touched.last() != Some(&y) {
            self.touched.insert(y);
        }
    }

    /// The rows that were set since [`Grid::settle`].
    pub(super) fn touched(&self) -> &BTreeSet<usize> {
        &self.touched
    }

    /// These rows become the other's, and none counts as set any more.
    pub(super) fn settle(&mut self, rows: &BTreeSet<usize>, other: &mut Self) {
        let height = self.rows.len().max(other.rows.len());
        self.rows.resize_with(height, Vec::new);
        for &y in rows {
            other.row(y).clone_into(&mut self.rows[y]);
        }
        self.columns = self.columns.max(other.columns);
        self.touched.clear();
        other.touched.clear();
    }

    /// Marks what the wide cells in the rows that were set cover as theirs: there nothing else
    /// can be.
    pub(super) fn cover(&mut self) {
        for &y in &self.touched {
            let row = &mut self.rows[y];
            let mut x = 0;
            while x < row.len() {
                // What covered it is gone.
                if is_covered(&row[x]) {
                    row[x].reset();
                }
                let wide = cells(&row[x]);
                for covered in row.iter_mut().take(x + wide).skip(x + 1) {
                    covered.reset();
                    covered.set_symbol("");
                }
                x += wide;
            }
        }
    }

    /// Whether a picture is among the cells of these rows that the other has not.
    pub(super) fn loses_a_picture(&self, rows: &BTreeSet<usize>, other: &Self) -> bool {
        rows.iter().any(|&y| {
            let mut cells = self.row(y).iter().enumerate();
            cells.any(|(x, cell)| is_picture(cell) && !same(cell, other.at(x, y)))
        })
    }

    /// What stands in this row once those in `moving` have moved up by as many rows as `by`
    /// says, or down where it is negative.
    pub(super) fn row_after(&self, moving: &Range<usize>, by: isize, y: usize) -> &[Cell] {
        if !moving.contains(&y) {
            return self.row(y);
        }
        let from = y.checked_add_signed(by);
        let from = from.filter(|from| moving.contains(from));
        from.map_or(&[], |from| self.row(from))
    }
}

/// How many cells it takes; one where it is covered by the one before it.
pub(super) fn cells(cell: &Cell) -> usize {
    usize::from(cell.cell_width()).max(1)
}

/// Whether it belongs to the wide cell before it.
pub(super) fn is_covered(cell: &Cell) -> bool {
    cell.symbol().is_empty()
}

/// Whether it holds more than letters: what the terminal makes a picture of.
pub(super) fn is_picture(cell: &Cell) -> bool {
    cell.symbol().contains('\x1b')
}

/// Whether nothing of it can be seen.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && cell.modifier.is_empty()
}

/// The cell without what nobody could see of it: a blank has no letters that were bold.
fn plain(cell: &Cell) -> Cell {
    let mut cell = cell.clone();
    if cell.symbol() == " " {
        cell.modifier &= SEEN_ON_BLANKS;
        if cell.modifier.is_empty() {
            cell.fg = Color::Reset;
        }
    }
    cell
}

/// Whether both look the same.
pub(super) fn same(one: &Cell, other: &Cell) -> bool {
    let style = |cell: &Cell| (cell.fg, cell.bg, cell.modifier);
    one.symbol() == other.symbol() && style(one) == style(other)
}
