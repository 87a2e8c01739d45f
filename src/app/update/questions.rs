//! Transfers that wait for a person's word: a name that is taken, a file that may run.
//!
//! A question opens only over the screen of files, where keys are commands and no text, and
//! only when nothing else is open; the others wait their turn.
//!
//! Nobody pressed a key for it, so the next key may well be meant for the screen before: it
//! takes no answer before the frame that shows it and a pause after that.

use crate::domain::OnConflict;

use super::super::keys::Action;
use super::super::{Dialog, Effect, Errand, Screen, Stage, State, Ticket, Tone, Transfer};
use super::dialogs;
use super::transfers::{again, conclude, goes, save, say_of, short};

/// Opens the question that has waited longest, when nothing else is open. The pause is an
/// effect, and effects begin once what asked for them is drawn.
pub(super) fn ask_next(state: &mut State) -> Option<Effect> {
    // Who types into a field does not stop in the middle of a word.
    if state.dialog.is_some() || state.screen != Screen::Files || state.mode().types() {
        return None;
    }
    let next = state.transfers.next_to_ask()?;
    state.dialog = Some(match next.stage {
        Stage::Doubtful(_) => Dialog::Doubt(next.id),
        _ => Dialog::Conflict(next.id),
    });
    let pause = state.tickets.draw();
    state.pause = Some(pause);
    Some(Effect::Rest(pause))
}

/// Nobody will answer: what a script is answered without being asked holds. Both files of a
/// name are kept, and what may run is not opened.
pub(super) fn unattended(state: &mut State) -> Vec<Effect> {
    let asking: Vec<(Ticket, bool)> = (state.transfers.list.iter())
        .filter(|one| one.stage.asks())
        .map(|one| (one.id, matches!(one.stage, Stage::Doubtful(_))))
        .collect();
    let mut effects = match state.dialog {
        Some(Dialog::Conflict(_) | Dialog::Doubt(_)) => dialogs::close(state),
        _ => Vec::new(),
    };
    let answer = |(id, doubtful): (Ticket, bool)| {
        if doubtful {
            leave(state, id);
            return Vec::new();
        }
        settle(state, id, OnConflict::Rename)
    };
    effects.extend(asking.into_iter().flat_map(answer));
    effects
}

/// A key came that was meant for what stood there before: the fingers do not rest yet, and
/// the pause begins anew.
pub(super) fn disturbed(state: &mut State) -> Vec<Effect> {
    let Some(before) = state.pause.take() else {
        return Vec::new();
    };
    let pause = state.tickets.draw();
    state.pause = Some(pause);
    vec![Effect::Cancel(before), Effect::Rest(pause)]
}

/// The pause is over: the question takes an answer from now on.
pub(super) fn rested(state: &mut State, ticket: Ticket) {
    if state.pause == Some(ticket) {
        state.pause = None;
    }
}

/// A transfer met a file of its name. What was said for all of its bulk holds for it, too.
pub(super) fn met(state: &mut State, id: Ticket) -> Vec<Effect> {
    // What was said holds once: who asks again in spite of it must be answered anew.
    let decided = state.transfers.change(id, |one| one.decided.take());
    match decided.flatten() {
        Some(choice) => settle(state, id, choice),
        None => Vec::new(),
    }
}

/// What a key does while such a question is open.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Dialog::Conflict(id) | Dialog::Doubt(id)) = state.dialog else {
        return Vec::new();
    };
    match action {
        Action::Settle(choice) => {
            state.dialog = None;
            settle(state, id, choice)
        }
        Action::SettleAll(choice) => {
            state.dialog = None;
            settle_all(state, id, choice)
        }
        Action::Yes => {
            state.dialog = None;
            open_despite(state, id)
        }
        Action::No => {
            state.dialog = None;
            leave(state, id);
            Vec::new()
        }
        Action::Save => {
            state.dialog = None;
            let file = leave(state, id);
            file.map_or(Vec::new(), |errand| save(state, errand.file()))
        }
        _ => Vec::new(),
    }
}

fn settle(state: &mut State, id: Ticket, choice: OnConflict) -> Vec<Effect> {
    let Some(transfer) = state.transfers.get(id) else {
        return Vec::new();
    };
    let Stage::Conflict(there) = &transfer.stage else {
        return Vec::new();
    };
    let (bulk, there) = (transfer.bulk, there.clone());
    let text = format!("Skipped {}.", short(transfer.title()));
    state.transfers.change(id, |one| {
        if let Errand::Save(request) = &mut one.errand {
            request.on_conflict = choice;
        }
    });
    if choice != OnConflict::Skip {
        return again(state, id);
    }
    goes(state, id, Stage::Skipped(there));
    say_of(state, id, Tone::Plain, text);
    conclude(state, bulk);
    Vec::new()
}

/// The same for all of its bulk: for those that met a file of their name, and for those
/// that will.
fn settle_all(state: &mut State, id: Ticket, choice: OnConflict) -> Vec<Effect> {
    let Some(bulk) = state.transfers.get(id).map(|one| one.bulk) else {
        return Vec::new();
    };
    let (mut met, mut will) = (Vec::new(), Vec::new());
    for one in state.transfers.open_ones().filter(|one| one.bulk == bulk) {
        match (&one.stage, &one.errand) {
            (Stage::Conflict(_), _) => met.push(one.id),
            (how_far, Errand::Save(request))
                if how_far.is_running() && request.on_conflict == OnConflict::Ask =>
            {
                will.push(one.id);
            }
            _ => {}
        }
    }
    for id in will {
        state.transfers.change(id, |one| one.decided = Some(choice));
    }
    met.into_iter()
        .flat_map(|id| settle(state, id, choice))
        .collect()
}

fn open_despite(state: &mut State, id: Ticket) -> Vec<Effect> {
    let asks = |one: &mut Transfer| match (&mut one.errand, &one.stage) {
        (Errand::Open(request), Stage::Doubtful(_)) => {
            request.despite = true;
            true
        }
        _ => false,
    };
    match state.transfers.change(id, asks) {
        Some(true) => again(state, id),
        _ => Vec::new(),
    }
}

/// It is not opened.
fn leave(state: &mut State, id: Ticket) -> Option<Errand> {
    state.transfers.change(id, |transfer| {
        transfer.stage = Stage::Cancelled;
        transfer.errand.clone()
    })
}
