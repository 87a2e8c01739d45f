//! The words that shown files must hold.

use super::super::keys::{Action, Key, Mode};
use super::super::table::Filter;
use super::super::{Effect, State};
use super::{files, panes};

/// Gives the keys to the field.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(files) = &mut state.files {
        files.filtering = true;
    }
    Vec::new()
}

/// Whether anything is filtered out.
pub(super) fn is_on(state: &State) -> bool {
    let files = state.files.as_ref();
    files.is_some_and(|files| !files.table.order().filter.is_off())
}

/// Everything is shown again.
pub(super) fn clear(state: &mut State) -> Vec<Effect> {
    if let Some(files) = &mut state.files {
        files.words.clear();
        files.filtering = false;
    }
    files::show_only(state, Filter::default())
}

/// Keys that edit the field: what is shown follows at once.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    let files = state.files.as_mut();
    let changed = files.and_then(|files| files.words.edit(key));
    if changed == Some(true) {
        follow(state)
    } else {
        Vec::new()
    }
}

/// A pasted text goes into the field.
pub(super) fn pasted(state: &mut State, line: &str) -> Vec<Effect> {
    if let Some(files) = &mut state.files {
        files.words.paste(line);
    }
    follow(state)
}

fn follow(state: &mut State) -> Vec<Effect> {
    let Some(files) = &state.files else {
        return Vec::new();
    };
    let filter = Filter {
        words: files.words.text().to_owned(),
        statuses: files.table.order().filter.statuses.clone(),
    };
    files::show_only(state, filter)
}

/// What a key of the table does while the field has the keys.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => panes::step(state, Mode::Files, step),
        Action::Take => {
            if let Some(files) = &mut state.files {
                files.filtering = false;
            }
            Vec::new()
        }
        // Only the words go: the statuses were chosen elsewhere.
        Action::Back => {
            if let Some(files) = &mut state.files {
                files.words.clear();
                files.filtering = false;
            }
            follow(state)
        }
        _ => Vec::new(),
    }
}
