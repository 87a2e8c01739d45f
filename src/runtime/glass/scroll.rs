//! Rows that only move are moved by the terminal itself: a list that scrolls by a row then
//! costs one row, not all of them.

use super::grid::{Grid, same};

/// By how many rows lists move: one a key, three a turn of the wheel.
const STEPS: [isize; 4] = [1, -1, 3, -3];

/// The rows that move, and by how many: up where that is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first row.
    pub(super) top: usize,
    /// The last row, which is among them.
    pub(super) bottom: usize,
    /// How many rows.
    pub(super) by: isize,
}

impl Scroll {
    /// The one that brings the most cells into their place; none where nothing only moves.
    pub(super) fn find(shown: &Grid, next: &Grid) -> Option<Self> {
        let height = shown.height().max(next.height());
        let found = STEPS
            .into_iter()
            .filter_map(|by| best(shown, next, height, by));
        found
            .max_by_key(|(gain, _)| *gain)
            .map(|(_, scroll)| scroll)
    }

    /// The bytes that have the terminal do it; its cursor is at the first cell afterwards.
    /// Lines are deleted and inserted within margins: every terminal can do that, the Linux
    /// console among them, and nothing goes where one could scroll back to.
    pub(super) fn bytes(self) -> String {
        let Self { top, bottom, by } = self;
        let rows = by.unsigned_abs();
        let what = if by > 0 { 'M' } else { 'L' };
        let (top, bottom) = (top + 1, bottom + 1);
        format!("\x1b[{top};{bottom}r\x1b[{top}H\x1b[{rows}{what}\x1b[r")
    }
}

/// The stretch of rows that gains the most when it moves by so many rows, and how much.
fn best(shown: &Grid, next: &Grid, height: usize, by: isize) -> Option<(isize, Scroll)> {
    let mut best: Option<(isize, Scroll)> = None;
    let (mut sum, mut top) = (0, 0);
    for y in 0..height {
        let Some(from) = y.checked_add_signed(by).filter(|from| *from < height) else {
            continue;
        };
        if sum <= 0 {
            (sum, top) = (0, y);
        }
        sum += alike(next, y, shown, from) - alike(next, y, shown, y);
        if sum > best.as_ref().map_or(0, |(most, _)| *most) {
            let (first, last) = (top.min(top.saturating_add_signed(by)), y.max(from));
            let scroll = Scroll {
                top: first,
                bottom: last,
                by,
            };
            best = Some((sum, scroll));
        }
    }
    best
}

/// How many cells that are not blank stand in both rows.
fn alike(next: &Grid, y: usize, shown: &Grid, other: usize) -> isize {
    let pairs = next.row(y).iter().zip(shown.row(other));
    let alike = pairs.filter(|(one, other)| one.symbol() != " " && same(one, other));
    isize::try_from(alike.count()).unwrap_or(isize::MAX)
}
