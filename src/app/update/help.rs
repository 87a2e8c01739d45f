//! The help: scrolling it, and narrowing it by words.

use super::super::helping::Helping;
use super::super::keys::{Action, Key, Mode, help_lines};
use super::super::{Dialog, Effect, State};
use super::dialogs::scrolled;

/// Opens the help for the keys of `mode`.
pub(super) fn open(state: &mut State, mode: Mode) -> Vec<Effect> {
    state.dialog = Some(Dialog::Help(Box::new(Helping::of(mode))));
    Vec::new()
}

fn helping(state: &mut State) -> Option<&mut Helping> {
    match &mut state.dialog {
        Some(Dialog::Help(helping)) => Some(helping),
        _ => None,
    }
}

/// What a key of the table does in it.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let regions = state.regions();
    let keymap = state.keymap.clone();
    let Some(helping) = helping(state) else {
        return Vec::new();
    };
    match action {
        Action::Move(step) => {
            let words = helping.field.text();
            let lines = help_lines(&keymap, helping.mode, regions.help_cells(), words).len();
            let height = regions.help_rows(lines, helping.is_narrowed());
            helping.offset = scrolled(helping.offset, step, lines, height);
        }
        Action::Search => helping.types = true,
        Action::Take => helping.types = false,
        // First all keys again, then away.
        Action::Back if helping.is_narrowed() => *helping = Helping::of(helping.mode),
        Action::Back => state.dialog = None,
        _ => {}
    }
    Vec::new()
}

/// Keys that edit the words.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(helping) = helping(state)
        && helping.field.edit(key) == Some(true)
    {
        helping.offset = 0;
    }
    Vec::new()
}

/// Pasted words.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(helping) = helping(state) {
        helping.field.paste(text);
        helping.offset = 0;
    }
    Vec::new()
}
