//! Rows that only move are moved by the terminal itself: a list that scrolls by a row then
//! costs one row, not all of them.

use std::ops::Range;

use super::grid::{Grid, same};

/// Every so many cells of a row are compared: the others move with them.
const SAMPLED: usize = 3;

/// Fewer cells than this are not worth a scroll: some stand in their place by chance.
const WORTH_MOVING: isize = 100;

/// By how many rows lists move: one a key, three a turn of the wheel.
const STEPS: [isize; 4] = [1, -1, 3, -3];

/// The rows that move, and by how many: up where that is positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first row, and the one after the last.
    pub(super) rows: Range<usize>,
    /// By how many rows.
    pub(super) by: isize,
}

impl Scroll {
    /// The one that brings the most cells into their place; none where nothing only moves.
    /// Outside the rows from the first to the last that change all stands where it should.
    pub(super) fn find(shown: &Grid, next: &Grid, changed: &Range<usize>) -> Option<Self> {
        let stays: Vec<isize> = changed.clone().map(|y| alike(next, y, shown, y)).collect();
        let found = STEPS
            .into_iter()
            .filter_map(|by| best(shown, next, changed, &stays, by));
        found
            .max_by_key(|(gain, _)| *gain)
            .map(|(_, scroll)| scroll)
    }

    /// The bytes that have the terminal do it; its cursor is at the first cell afterwards, and
    /// is sent there by itself: not every terminal goes there when it loses its margins.
    /// Lines are deleted and inserted within margins: every terminal can do that, the Linux
    /// console among them, and nothing goes where one could scroll back to.
    pub(super) fn bytes(&self) -> String {
        let rows = self.by.unsigned_abs();
        let what = if self.by > 0 { 'M' } else { 'L' };
        let (top, bottom) = (self.rows.start + 1, self.rows.end);
        format!("\x1b[{top};{bottom}r\x1b[{top}H\x1b[{rows}{what}\x1b[r\x1b[H")
    }
}

/// The stretch of rows that gains the most when it moves by so many rows, and how much. `stays`
/// tells how much of each row is in its place as it is.
fn best(
    shown: &Grid,
    next: &Grid,
    changed: &Range<usize>,
    stays: &[isize],
    by: isize,
) -> Option<(isize, Scroll)> {
    let mut best: Option<(isize, Scroll)> = None;
    let (mut sum, mut top) = (0, changed.start);
    for (y, stays) in changed.clone().zip(stays) {
        let from = y.checked_add_signed(by);
        let Some(from) = from.filter(|from| changed.contains(from)) else {
            continue;
        };
        if sum <= 0 {
            (sum, top) = (0, y);
        }
        sum += alike(next, y, shown, from) - stays;
        if sum > best.as_ref().map_or(WORTH_MOVING, |(most, _)| *most) {
            let first = top.min(top.saturating_add_signed(by));
            let rows = first..y.max(from) + 1;
            best = Some((sum, Scroll { rows, by }));
        }
    }
    best
}

/// How many cells that are not blank stand in both rows, about.
fn alike(next: &Grid, y: usize, shown: &Grid, other: usize) -> isize {
    let pairs = next.row(y).iter().zip(shown.row(other)).step_by(SAMPLED);
    let alike = pairs.filter(|(one, other)| one.symbol() != " " && same(one, other));
    isize::try_from(alike.count() * SAMPLED).unwrap_or(isize::MAX)
}
