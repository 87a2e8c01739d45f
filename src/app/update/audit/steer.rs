//! What a person does with an audit: it pauses, goes on, is called off.

use crate::domain::Problem;

use super::super::super::audit::{Run, Source};
use super::super::super::keys::{Action, Mode};
use super::super::super::{Dialog, Effect, State, Tone};
use super::super::instances;
use super::begin::{again, go_on};
use super::stage::{leave, table, visit};
use super::{export, totals};

/// What a key of the table does here; nothing for one that means the same as on any table.
pub(in super::super) fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Take => visit(state),
        Action::Pause => pause(state),
        Action::EndAudit => {
            state.dialog = Some(Dialog::EndAudit);
            Vec::new()
        }
        Action::Export => export::open(state),
        Action::Totals => totals::open(state),
        Action::Refresh => refresh(state),
        _ => return None,
    })
}

/// It waits, or goes on.
fn pause(state: &mut State) -> Vec<Effect> {
    let Some(audit) = &mut state.audit else {
        return Vec::new();
    };
    match (audit.run, &audit.of) {
        (_, Source::File(_)) => {
            state.say(
                Tone::Plain,
                "A file is read at once; there is nothing to pause.",
            );
            Vec::new()
        }
        (Run::Going(ticket), _) => {
            audit.run = Run::Paused;
            say(state, "The audit waits; {pause} goes on with it.");
            vec![Effect::Cancel(ticket)]
        }
        (Run::Paused | Run::Stopped, _) => go_on_anew(state),
        (Run::Done, _) => {
            say(state, "The audit is whole; {refresh} begins it anew.");
            Vec::new()
        }
    }
}

/// Says a sentence with keys in it.
fn say(state: &mut State, sentence: &str) {
    let text = state.keymap.spell(Mode::Audit, sentence);
    state.say(Tone::Plain, text);
}

/// After a failure what stood in the way may be gone.
fn go_on_anew(state: &mut State) -> Vec<Effect> {
    if let Some(files) = table(state) {
        let is_row = |problem: &Problem| !matches!(problem, Problem::Request(_));
        files.problems.retain(is_row);
        files.listing.notes.clear();
    }
    let mut effects = instances::identify_if_unknown(state);
    effects.extend(go_on(state));
    effects
}

fn refresh(state: &mut State) -> Vec<Effect> {
    match state.audit.as_ref().map(|audit| audit.run) {
        Some(Run::Going(_)) => {
            state.say(Tone::Plain, "The audit is running.");
            Vec::new()
        }
        Some(Run::Paused | Run::Stopped) => go_on_anew(state),
        Some(Run::Done) => again(state),
        None => Vec::new(),
    }
}

/// It is called off, and what it found goes.
pub(in super::super) fn end(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.is_on_audit() {
        effects.extend(leave(state));
    }
    let Some(audit) = state.audit.take() else {
        return effects;
    };
    effects.extend(audit.ticket().map(Effect::Cancel));
    effects.extend(audit.exporting.map(|one| Effect::Cancel(one.ticket)));
    let arranging = audit.aside.and_then(|files| files.table.arranging());
    effects.extend(arranging.map(Effect::Cancel));
    state.say(Tone::Plain, "The audit is called off.");
    effects
}
