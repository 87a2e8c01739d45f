//! The bytes that turn what a window shows into what it is to show.

use ratatui::buffer::Cell;

use super::grid::{cells, is_blank, is_covered, same};
use super::ink::Ink;

/// Fewer blanks than this at a row's end are written.
const WORTH_ERASING: usize = 4;

/// Writes what differs in a row of a window that has so many columns.
pub(super) fn write((old, new): (&[Cell], &[Cell]), y: usize, columns: usize, ink: &mut Ink) {
    let end = old.len().max(new.len());
    let tail = new.iter().rposition(|cell| !is_blank(cell));
    let tail = tail.map_or(0, |last| last + 1);
    // Where the pen came by last, and up to where it may have written over its neighbours.
    let (mut after, mut touched) = (None, 0);
    for x in 0..end {
        let cell = new.get(x).unwrap_or(&Cell::EMPTY);
        if is_covered(cell) {
            continue;
        }
        if same(cell, old.get(x).unwrap_or(&Cell::EMPTY)) && x >= touched {
            continue;
        }
        if x >= tail && end - x >= WORTH_ERASING {
            ink.blank_from(x, y);
            return;
        }
        if let Some(from) = after {
            let between = new.get(from..x).unwrap_or_default();
            if !between.is_empty() && ink.steps_on((from, y), between) {
                for (step, cell) in between.iter().enumerate() {
                    ink.put((from + step, y), cell, columns);
                }
            }
        }
        let reached = ink.put((x, y), cell, columns);
        touched = touched.max(reached);
        after = Some(x + cells(cell));
    }
}
