//! Saving to a folder that a person types.

use crate::domain::{Attachment, SafeText};

use super::super::keys::{Action, Key};
use super::super::{Dialog, Effect, SaveAs, State, Ticket, Tone, common_start};
use super::{dialogs, on_file};

/// Opens the field, with the folder that was typed last, or the one for saved files.
pub(super) fn open(state: &mut State, files: Vec<Attachment>, left_out: usize) {
    let usual = state.save_to.as_ref().and_then(|folder| folder.to_str());
    let folder = state.last_folder.as_deref().or(usual).unwrap_or_default();
    let save_as = SaveAs::of(files, left_out, folder);
    state.dialog = Some(Dialog::SaveAs(Box::new(save_as)));
}

fn opened(state: &mut State) -> Option<&mut SaveAs> {
    match &mut state.dialog {
        Some(Dialog::SaveAs(save_as)) => Some(save_as),
        _ => None,
    }
}

/// Keys that edit the field.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(save_as) = opened(state) else {
        return Vec::new();
    };
    match save_as.field.edit(key) {
        Some(_) => forget(save_as),
        None => Vec::new(),
    }
}

/// A pasted path.
pub(super) fn pasted(state: &mut State, line: &str) -> Vec<Effect> {
    let Some(save_as) = opened(state) else {
        return Vec::new();
    };
    save_as.field.paste(line);
    forget(save_as)
}

/// What goes on from another text is of no interest.
fn forget(save_as: &mut SaveAs) -> Vec<Effect> {
    save_as.candidates.clear();
    let ticket = save_as.completing.take();
    ticket.map(Effect::Cancel).into_iter().collect()
}

/// What a key of the table does in the field.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Take => take(state),
        Action::Complete => complete(state),
        Action::Back => dialogs::close(state),
        _ => Vec::new(),
    }
}

fn complete(state: &mut State) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    let Some(save_as) = opened(state) else {
        return Vec::new();
    };
    let mut effects = forget(save_as);
    save_as.completing = Some(ticket);
    effects.push(Effect::Complete(ticket, save_as.field.before_cursor()));
    effects
}

/// Takes what goes on from the typed text: the only one fills in, several are listed and
/// what they have in common fills in.
pub(super) fn completed(state: &mut State, ticket: Ticket, found: &[String]) -> Vec<Effect> {
    let Some(save_as) = opened(state).filter(|save_as| save_as.completing == Some(ticket)) else {
        return Vec::new();
    };
    save_as.completing = None;
    let typed = save_as.field.before_cursor();
    let common = common_start(found);
    // What is shorter than what was typed would take something away.
    if common.chars().count() > typed.chars().count() || found.len() == 1 {
        save_as.field.complete(common);
    }
    if found.len() > 1 {
        save_as.candidates = found.iter().map(|path| SafeText::new(path)).collect();
    } else if found.is_empty() {
        state.say(
            Tone::Plain,
            "No folder goes on from what stands before the cursor.",
        );
    }
    Vec::new()
}

/// Saves there.
fn take(state: &mut State) -> Vec<Effect> {
    let Some(save_as) = opened(state).cloned() else {
        return Vec::new();
    };
    let effects = dialogs::close(state);
    let place = save_as.place();
    if let Some(folder) = place.folder.as_ref().and_then(|folder| folder.to_str()) {
        state.last_folder = Some(folder.to_owned());
    }
    on_file::save_all(state, &save_as.files, save_as.left_out, &place);
    effects
}
