//! Copying: of a file what its menu names, of an error what repairs it.

use crate::domain::{Copied, Failure};

use super::super::clips::{Copying, UNSEEN, audit_command, picker_command};
use super::super::keys::Action;
use super::super::{Clip, Dialog, Effect, State, Ticket, Tone};
use super::elsewhere;

/// What a key does in the menu.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Dialog::Copy(file)) = state.dialog.take() else {
        return Vec::new();
    };
    match action {
        Action::Copy(part) => match part.clip(state, &file) {
            Ok(clip) => copy(state, part.what(), clip),
            Err(why) => {
                state.say(Tone::Bad, why);
                Vec::new()
            }
        },
        Action::HandOver => elsewhere::hand_over(state, &file),
        Action::Back => Vec::new(),
        _ => {
            state.dialog = Some(Dialog::Copy(file));
            Vec::new()
        }
    }
}

/// Copies what repairs the first error on the screen, or the error when nothing is known to.
pub(super) fn repair(state: &mut State) -> Vec<Effect> {
    let Some((what, text)) = state.error_to_copy() else {
        state.say(Tone::Plain, "There is no error to copy.");
        return Vec::new();
    };
    copy(state, what, Clip::Text(text))
}

/// Copies the command line that leads back to the picker that is open.
pub(super) fn way_back(state: &mut State) -> Vec<Effect> {
    let Some(line) = picker_command(state) else {
        state.say(Tone::Bad, UNSEEN);
        return Vec::new();
    };
    copy(state, Copying::Command.what(), Clip::Text(line))
}

/// Copies the command line of the audit on the screen, which has no row yet.
pub(super) fn audit(state: &mut State) -> Vec<Effect> {
    let Some(audit) = state.audit_on_screen() else {
        return Vec::new();
    };
    let Some(line) = audit_command(state, audit) else {
        state.say(Tone::Bad, UNSEEN);
        return Vec::new();
    };
    copy(state, Copying::Audit.what(), Clip::Text(line))
}

/// Sends a text, or a link, to the clipboard.
pub(super) fn copy(state: &mut State, what: &'static str, clip: Clip) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    state.copying.insert(ticket, what);
    if matches!(clip, Clip::Link(_)) {
        state.say(Tone::Plain, "Asking for a link to copy.");
    }
    vec![Effect::Copy(ticket, clip)]
}

/// It was copied, as far as anybody can tell.
pub(super) fn copied(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Copied, Failure>,
) -> Vec<Effect> {
    let Some(what) = state.copying.remove(&ticket) else {
        return Vec::new();
    };
    match answer {
        Ok(Copied::Clipboard) => state.say(Tone::Good, format!("Copied {what} to the clipboard")),
        Ok(Copied::Sent(None)) => state.say(Tone::Plain, format!("Sent {what} to the terminal")),
        Ok(Copied::Sent(Some(hint))) => {
            state.say(Tone::Plain, format!("Sent {what} to the terminal. {hint}"));
        }
        Err(failure) => state.say(Tone::Bad, failure.to_string()),
    }
    Vec::new()
}
