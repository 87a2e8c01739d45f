//! The keys of the transfers pane: moving, calling off, trying again.

use crate::domain::{OnConflict, plural};

use super::super::keys::Action;
use super::super::{Effect, Errand, Stage, State, Step, Ticket, Tone};
use super::transfers::{again, conclude, doubt, say_of, short};

/// What a key of the table does in the pane.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => move_by(state, step),
        Action::CancelTransfer => cancel(state),
        Action::CancelAll => cancel_all(state),
        Action::Retry => retry(state),
        Action::RetryAll => retry_all(state),
        _ => Vec::new(),
    }
}

fn move_by(state: &mut State, step: Step) -> Vec<Effect> {
    let height = state.regions().bottom_rows();
    let list = &state.transfers.list;
    let key_at = |index: usize| list.get(index).map(|one| one.id);
    state
        .transfers
        .cursor
        .step(step, list.len(), height, key_at);
    Vec::new()
}

/// Calls off the selected transfer; its temporary file goes with it.
fn cancel(state: &mut State) -> Vec<Effect> {
    let Some(one) = state.transfers.selected() else {
        return Vec::new();
    };
    if !one.stage.is_open() {
        state.say(Tone::Plain, "This one is not running any more.");
        return Vec::new();
    }
    let (id, bulk) = (one.id, one.bulk);
    let text = format!("Cancelled {}.", short(one.title()));
    state.transfers.cursor.choose();
    let effects = call_off(state, id);
    say_of(state, id, Tone::Plain, text);
    conclude(state, bulk);
    effects.into_iter().collect()
}

fn cancel_all(state: &mut State) -> Vec<Effect> {
    let open: Vec<Ticket> = state.transfers.open_ones().map(|one| one.id).collect();
    if open.is_empty() {
        state.say(Tone::Plain, "Nothing is on its way.");
        return Vec::new();
    }
    let count = plural(open.len() as u64, "transfer", "transfers");
    let effects = open.into_iter().filter_map(|id| call_off(state, id));
    let effects = effects.collect();
    state.say(Tone::Plain, format!("Cancelled {count}."));
    effects
}

/// Ends one; what waits only for a word has nothing under way.
fn call_off(state: &mut State, id: Ticket) -> Option<Effect> {
    let (running, ticket) = state.transfers.change(id, |transfer| {
        let running = transfer.stage.is_running();
        transfer.stage = Stage::Cancelled;
        (running, transfer.ticket)
    })?;
    running.then_some(Effect::Cancel(ticket))
}

fn retry(state: &mut State) -> Vec<Effect> {
    let Some(one) = state.transfers.selected() else {
        return Vec::new();
    };
    let (id, ended) = (one.id, one.stage.can_be_retried());
    if !ended {
        state.say(
            Tone::Plain,
            "Only what failed or was called off can be tried again.",
        );
        return Vec::new();
    }
    state.transfers.cursor.choose();
    afresh(state, id)
}

fn retry_all(state: &mut State) -> Vec<Effect> {
    let list = state.transfers.list.iter().rev();
    let failed: Vec<Ticket> = list
        .filter(|one| matches!(one.stage, Stage::Failed(_)))
        .map(|one| one.id)
        .collect();
    if failed.is_empty() {
        state.say(Tone::Plain, "None failed.");
    }
    failed
        .into_iter()
        .flat_map(|id| afresh(state, id))
        .collect()
}

/// Asks again, and with it what a person is asked about: whether a file may be replaced or
/// one that may run is opened. Unless the same was begun anew in the meantime.
fn afresh(state: &mut State, id: Ticket) -> Vec<Effect> {
    let changed = state.transfers.change(id, |one| {
        one.decided = None;
        match &mut one.errand {
            Errand::Save(request) => request.on_conflict = OnConflict::Ask,
            Errand::Open(request) => request.despite = false,
        }
        one.errand.clone()
    });
    let Some(errand) = changed else {
        return Vec::new();
    };
    if state.transfers.is_open(&errand) {
        let text = format!("{} is already on its way.", short(errand.file().title()));
        state.say_of([errand.file()], Tone::Plain, text);
        return Vec::new();
    }
    let effects = again(state, id);
    doubt(state, effects)
}
