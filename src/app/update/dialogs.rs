//! Questions, and leaving.

use super::super::keys::Action;
use super::super::veil::Privacy;
use super::super::{Dialog, Effect, State, Step, Tone};
use super::{audit, login, recents};

/// Ctrl-C: leaves, asks first when transfers run, and pressed twice asks no more.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.leaving || state.dialog == Some(Dialog::Quit) {
        return vec![Effect::Quit];
    }
    state.leaving = true;
    quit(state)
}

/// Leaves; asks first when transfers run or wait for a word.
pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    if state.transfers.open() == 0 && state.open_audit().is_none() {
        return vec![Effect::Quit];
    }
    let effects = close(state);
    state.dialog = Some(Dialog::Quit);
    effects
}

/// Hides names, or shows them again.
pub(super) fn privacy(state: &mut State) -> Vec<Effect> {
    let (privacy, text) = match state.privacy {
        Privacy::Open => (
            Privacy::Private,
            "Names are hidden on this screen. What is saved has its own name. {privacy} shows them again.",
        ),
        Privacy::Private => (Privacy::Open, "Names are shown again."),
    };
    state.privacy = privacy;
    let text = state.keymap.spell(state.mode(), text);
    state.say(Tone::Plain, text);
    Vec::new()
}

/// Closes what is open, and calls off what it waits for.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    let dialog = state.dialog.take();
    let ticket = dialog.as_ref().and_then(Dialog::ticket);
    let tickets = ticket.into_iter().chain(state.pause.take());
    tickets.map(Effect::Cancel).collect()
}

/// What a key does while a dialog is open.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match (state.dialog.take(), action) {
        (Some(Dialog::Quit), Action::Yes) => vec![Effect::Quit],
        (Some(Dialog::Switch(choice)), Action::Yes) => login::switch(state, choice),
        (Some(Dialog::Forget), Action::Yes) => recents::forget(state),
        (Some(Dialog::EndAudit), Action::Yes) => audit::end(state),
        (_, Action::Back | Action::No) => Vec::new(),
        (dialog, _) => {
            state.dialog = dialog;
            Vec::new()
        }
    }
}

/// The first line on the screen after a step through `lines`, of which `height` are on it.
pub(super) fn scrolled(offset: usize, step: Step, lines: usize, height: usize) -> usize {
    let page = height.max(1);
    // The last page stays full.
    let last = lines.saturating_sub(page);
    let offset = match step {
        Step::Up => offset.saturating_sub(1),
        Step::Down => offset.saturating_add(1),
        Step::PageUp => offset.saturating_sub(page),
        Step::PageDown => offset.saturating_add(page),
        Step::First => 0,
        Step::Last => last,
    };
    offset.min(last)
}
