//! Typing a path: into the field of a dialog, with what goes on from it on request.

use super::super::keys::Key;
use super::super::{Dialog, Effect, PathField, State, Ticket, Tone};

/// The field with a path that is open.
fn opened(state: &mut State) -> Option<&mut PathField> {
    match &mut state.dialog {
        Some(Dialog::SaveAs(save_as)) => Some(&mut save_as.path),
        Some(Dialog::Export(path)) => Some(path),
        _ => None,
    }
}

/// Keys that edit the field.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(path) = opened(state) else {
        return Vec::new();
    };
    match path.field.edit(key) {
        Some(_) => forget(path),
        None => Vec::new(),
    }
}

/// A pasted path.
pub(super) fn pasted(state: &mut State, line: &str) -> Vec<Effect> {
    let Some(path) = opened(state) else {
        return Vec::new();
    };
    path.field.paste(line);
    forget(path)
}

fn forget(path: &mut PathField) -> Vec<Effect> {
    path.forget().map(Effect::Cancel).into_iter().collect()
}

/// Asks for what goes on from what stands before the cursor.
pub(super) fn complete(state: &mut State) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    let Some(path) = opened(state) else {
        return Vec::new();
    };
    let mut effects = forget(path);
    path.completing = Some(ticket);
    effects.push(Effect::Complete(ticket, path.field.before_cursor()));
    effects
}

/// Takes what goes on.
pub(super) fn completed(state: &mut State, ticket: Ticket, found: &[String]) -> Vec<Effect> {
    let Some(path) = opened(state).filter(|path| path.completing == Some(ticket)) else {
        return Vec::new();
    };
    path.take(found);
    if found.is_empty() {
        state.say(
            Tone::Plain,
            "No folder goes on from what stands before the cursor.",
        );
    }
    Vec::new()
}
