//! By which column the files are sorted.

use super::super::keys::Turn;
use super::super::table::{Column, Sort};
use super::super::{Effect, Setting, State};
use super::files;

/// Sorts by the next column that the table has, or by the one before.
pub(super) fn next(state: &mut State, turn: Turn) -> Vec<Effect> {
    let layout = state.shown_layout();
    let columns = layout.columns.list();
    let count = columns.len();
    let here = columns
        .iter()
        .position(|one| one.column == state.layout.sort.column);
    let there = match (here, turn) {
        (None, _) => 0,
        (Some(here), Turn::After) => (here + 1) % count,
        (Some(here), Turn::Before) => (here + count - 1) % count,
    };
    let there = columns.get(there).map(|one| one.column);
    match there {
        Some(column) => by(state, Sort::by(column)),
        None => Vec::new(),
    }
}

/// The other end comes first.
pub(super) fn reverse(state: &mut State) -> Vec<Effect> {
    let sort = state.layout.sort;
    let reversed = Sort {
        descending: !sort.descending,
        ..sort
    };
    by(state, reversed)
}

/// The title of this column was pressed: it sorts, and pressed again the other way round.
pub(super) fn titled(state: &mut State, column: Column) -> Vec<Effect> {
    if state.layout.sort.column == column {
        reverse(state)
    } else {
        by(state, Sort::by(column))
    }
}

fn by(state: &mut State, sort: Sort) -> Vec<Effect> {
    state.layout.sort = sort;
    let mut effects = files::arrange(state);
    let column = sort.column.key().to_owned();
    effects.push(state.keep(Setting::Sort(column, sort.descending)));
    effects
}
