//! A file that is wanted on another machine than this: the menu where no program here can
//! open it, and the link that is shown outside the screen.

use crate::domain::{Attachment, Failure};

use super::super::keys::Action;
use super::super::{Dialog, Effect, State, Ticket, Tone};
use super::{dialogs, preview, transfers};

/// What a key does in the menu, or while the link is made.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let file = match &state.dialog {
        Some(Dialog::Elsewhere(file, _)) => file.clone(),
        Some(Dialog::HandingOver(..)) if action == Action::Back => return dialogs::close(state),
        _ => return Vec::new(),
    };
    match action {
        Action::Preview => {
            state.dialog = None;
            preview::open(state)
        }
        Action::Save => {
            state.dialog = None;
            transfers::save(state, &file)
        }
        Action::HandOver => hand_over(state, &file),
        Action::No => dialogs::close(state),
        _ => Vec::new(),
    }
}

/// Asks for a link that is shown outside the screen. Nothing else has the keys until then:
/// the screen goes away for it.
pub(super) fn hand_over(state: &mut State, file: &Attachment) -> Vec<Effect> {
    state.dialog = None;
    if let Some(why) = file.status.why_not() {
        state.say(Tone::Bad, format!("There is no link to it: {why}"));
        return Vec::new();
    }
    let Some(request) = state.files.as_ref().map(|files| files.request(file)) else {
        return Vec::new();
    };
    let ticket = state.tickets.draw();
    state.dialog = Some(Dialog::HandingOver(ticket, file.title().clone()));
    vec![Effect::HandOver(ticket, request)]
}

/// The person is back.
pub(super) fn handed_over(
    state: &mut State,
    ticket: Ticket,
    answer: Result<(), Failure>,
) -> Vec<Effect> {
    match &state.dialog {
        Some(Dialog::HandingOver(waiting, _)) if *waiting == ticket => {}
        _ => return Vec::new(),
    }
    state.dialog = None;
    match answer {
        Ok(()) => state.say(Tone::Plain, "The link is wiped from the screen."),
        Err(failure) => state.say(Tone::Bad, failure.to_string()),
    }
    Vec::new()
}
