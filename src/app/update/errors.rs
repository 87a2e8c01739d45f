//! Reading the errors pane.

use super::super::{Effect, State, Step};
use super::dialogs::scrolled;

/// Gives the keys to the errors of a picker, if there are any.
pub(super) fn read(state: &mut State) -> Vec<Effect> {
    state.reads_errors = state.error_count() > 0;
    state.error_offset = 0;
    Vec::new()
}

/// Gives them back to the field.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    state.reads_errors = false;
    state.error_offset = 0;
    Vec::new()
}

/// After the lines or the window changed.
pub(super) fn keep_scrolled(state: &mut State) {
    let height = state.regions().bottom_rows();
    let last = state.error_lines().len().saturating_sub(height);
    state.error_offset = state.error_offset.min(last);
}

/// Scrolls by lines: a sentence may be longer than the pane is high.
pub(super) fn step(state: &mut State, step: Step) -> Vec<Effect> {
    let lines = state.error_lines().len();
    let height = state.regions().bottom_rows();
    state.error_offset = scrolled(state.error_offset, step, lines, height);
    Vec::new()
}
