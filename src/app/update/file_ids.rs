//! Naming files by hand, where the program may not search for them.

use super::super::keys::{Action, Key};
use super::super::{Dialog, Effect, Field, State, Tone, named_files};
use super::files;

/// Opens the field, with what was asked for before.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let ids = state.files.as_ref().map_or(&[][..], |files| &files.ids);
    let ids: Vec<&str> = ids.iter().map(crate::domain::FileId::raw).collect();
    state.dialog = Some(Dialog::FileIds(Field::list(&ids.join(" "))));
    Vec::new()
}

/// Keys that edit the field.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(Dialog::FileIds(field)) = &mut state.dialog {
        field.edit(key);
    }
    Vec::new()
}

/// Pasted ids: a line may be one, and many lines many.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(Dialog::FileIds(field)) = &mut state.dialog {
        let left_out = field.paste_list(text);
        if left_out > 0 {
            let text = format!("The field is full: {left_out} of what was pasted are left out.");
            state.say(Tone::Bad, text);
        }
    }
    Vec::new()
}

/// What a key of the table does in the field.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Take => take(state),
        Action::Back => {
            state.dialog = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Asks for the files that stand in the field; for all of them when it is empty.
fn take(state: &mut State) -> Vec<Effect> {
    let (Some(Dialog::FileIds(field)), Some(files)) = (&state.dialog, &mut state.files) else {
        return Vec::new();
    };
    match named_files(field.text(), Some(&files.instance.id)) {
        Ok(ids) => {
            files.ids = ids;
            state.dialog = None;
            files::list(state)
        }
        Err(failure) => {
            state.say(Tone::Bad, failure.to_string());
            Vec::new()
        }
    }
}
