//! What the files of the audit add up to: opened, scrolled, closed.

use super::super::super::keys::Action;
use super::super::super::{Dialog, Effect, State, Step, sums};
use super::super::dialogs;

/// Opens it.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if state.audit.is_some() {
        state.dialog = Some(Dialog::Totals(0));
    }
    Vec::new()
}

/// What a key does while it is open.
pub(in super::super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => scroll(state, Some(step)),
        Action::Back => state.dialog = None,
        _ => {}
    }
    Vec::new()
}

/// After the window or the sums changed.
pub(in super::super) fn keep_scrolled(state: &mut State) {
    scroll(state, None);
}

fn scroll(state: &mut State, step: Option<Step>) {
    let (Some(Dialog::Totals(offset)), Some(audit)) = (&state.dialog, &state.audit) else {
        return;
    };
    if *offset == 0 && step.is_none() {
        return;
    }
    let regions = state.regions();
    let lines = sums::lines(state, audit).len();
    let height = usize::from(regions.inside(regions.help(lines)).height);
    let offset = match step {
        Some(step) => dialogs::scrolled(*offset, step, lines, height),
        None => (*offset).min(lines.saturating_sub(height)),
    };
    state.dialog = Some(Dialog::Totals(offset));
}
