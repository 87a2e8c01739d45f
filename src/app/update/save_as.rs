//! Saving to a folder that a person types.

use crate::domain::Attachment;

use super::super::keys::Action;
use super::super::{Dialog, Effect, SaveAs, State};
use super::{dialogs, on_file, paths};

/// Opens the field, with the folder that was typed last, or the one for saved files.
pub(super) fn open(state: &mut State, files: Vec<Attachment>, left_out: usize) {
    let usual = state.save_to.as_ref().and_then(|folder| folder.to_str());
    let folder = state.last_folder.as_deref().or(usual).unwrap_or_default();
    let save_as = SaveAs::of(files, left_out, folder);
    state.dialog = Some(Dialog::SaveAs(Box::new(save_as)));
}

/// What a key of the table does in the field.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Take => take(state),
        Action::Complete => paths::complete(state),
        Action::Back => dialogs::close(state),
        _ => Vec::new(),
    }
}

/// Saves there.
fn take(state: &mut State) -> Vec<Effect> {
    let Some(Dialog::SaveAs(save_as)) = &state.dialog else {
        return Vec::new();
    };
    let save_as = save_as.clone();
    let effects = dialogs::close(state);
    let place = save_as.place();
    if let Some(folder) = place.folder.as_ref().and_then(|folder| folder.to_str()) {
        state.last_folder = Some(folder.to_owned());
    }
    on_file::save_all(state, &save_as.files, save_as.left_out, &place);
    effects
}
