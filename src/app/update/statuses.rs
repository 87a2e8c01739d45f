//! The menu of the statuses that shown files have.

use super::super::keys::Action;
use super::super::{Dialog, Effect, State, Step};
use super::files;

/// Opens the menu.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if state.files.is_some() {
        state.dialog = Some(Dialog::Statuses(0));
    }
    Vec::new()
}

/// What a key of the table does in the menu.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Dialog::Statuses(selected)) = state.dialog else {
        return Vec::new();
    };
    let count = state
        .files
        .as_ref()
        .map_or(0, |files| files.statuses().len());
    let last = count.saturating_sub(1);
    match action {
        Action::Move(step) => {
            let selected = match step {
                Step::Up => selected.saturating_sub(1),
                Step::Down => selected + 1,
                Step::PageUp | Step::First => 0,
                Step::PageDown | Step::Last => last,
            };
            state.dialog = Some(Dialog::Statuses(selected.min(last)));
            Vec::new()
        }
        Action::Toggle => toggle(state, selected),
        Action::ToggleNth(number) => toggle(state, usize::from(number).saturating_sub(1)),
        Action::AllStatuses => {
            let Some(files) = &state.files else {
                return Vec::new();
            };
            let mut filter = files.table.order().filter.clone();
            filter.statuses.clear();
            files::show_only(state, filter)
        }
        Action::Back => {
            state.dialog = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn toggle(state: &mut State, place: usize) -> Vec<Effect> {
    let Some(files) = &state.files else {
        return Vec::new();
    };
    let Some((status, _)) = files.statuses().into_iter().nth(place) else {
        return Vec::new();
    };
    let mut filter = files.table.order().filter.clone();
    if !filter.statuses.remove(&status) {
        filter.statuses.insert(status);
    }
    files::show_only(state, filter)
}
