//! Choosing another profile or Region, and the switch to it.

use crate::domain::{Failure, LoginChoice, Profile};

use super::super::keys::{Action, Key};
use super::super::{Asking, Chooser, Dialog, Effect, Start, State, Ticket, Tone};
use super::dialogs;
use super::instances;

/// Opens the chooser and asks for the profiles.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    let chooser = Chooser::of(state.profile(), ticket);
    state.dialog = Some(Dialog::Login(Box::new(chooser)));
    settle(state);
    vec![Effect::ListProfiles(ticket)]
}

fn chooser(state: &mut State) -> Option<&mut Chooser> {
    match &mut state.dialog {
        Some(Dialog::Login(chooser)) => Some(chooser),
        _ => None,
    }
}

/// Takes the profiles, and selects the one that asks now.
pub(super) fn listed(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Vec<Profile>, Failure>,
) -> Vec<Effect> {
    let current = state.profile().cloned();
    let Some(chooser) = chooser(state).filter(|chooser| chooser.profiles.waits_for(ticket)) else {
        return Vec::new();
    };
    match answer {
        Ok(profiles) => {
            let first = chooser.profiles.seen.is_none();
            chooser.profiles.seen = Some(profiles);
            chooser.profiles.asking = Asking::Idle;
            if first && chooser.filter.text().is_empty() {
                chooser.cursor.go_to(current);
            }
        }
        Err(failure) => chooser.profiles.asking = Asking::Failed(failure),
    }
    settle(state);
    Vec::new()
}

/// Keys that edit the field that has them.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(chooser) = chooser(state)
        && chooser.field_mut().edit(key) == Some(true)
    {
        changed(state);
    }
    Vec::new()
}

/// A pasted name of a profile or a Region.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(chooser) = chooser(state) {
        chooser.field_mut().paste(text);
        changed(state);
    }
    Vec::new()
}

/// Another filter has other rows: the first one that it leaves is the nearest.
fn changed(state: &mut State) {
    if let Some(chooser) = chooser(state)
        && !chooser.at_region
    {
        chooser.cursor.reset();
    }
    settle(state);
}

/// What a key of the table does in the chooser.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let regions = state.regions();
    let Some(chooser) = chooser(state) else {
        return Vec::new();
    };
    match action {
        Action::Move(step) => {
            let names = chooser.names();
            let height = regions.chooser_rows(names.len());
            let key_at = |index: usize| names.get(index).cloned();
            chooser.cursor.step(step, names.len(), height, key_at);
            Vec::new()
        }
        Action::NextPane => {
            chooser.at_region = !chooser.at_region;
            Vec::new()
        }
        Action::Refresh => refresh(state),
        Action::Take => take(state),
        Action::Back => dialogs::close(state),
        _ => Vec::new(),
    }
}

fn refresh(state: &mut State) -> Vec<Effect> {
    let fresh = state.tickets.draw();
    let Some(chooser) = chooser(state) else {
        return Vec::new();
    };
    let old = chooser.profiles.asking.ticket();
    chooser.profiles.asking = Asking::Afresh(fresh);
    let mut effects: Vec<Effect> = old.map(Effect::Cancel).into_iter().collect();
    effects.push(Effect::ListProfiles(fresh));
    effects
}

/// Switches; asks first when transfers run, since they are called off.
fn take(state: &mut State) -> Vec<Effect> {
    let Some(chooser) = chooser(state) else {
        return Vec::new();
    };
    let choice = chooser.choice();
    if let Some(region) = &choice.region
        && !region
            .raw()
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    {
        let text = format!("{region} is no Region's code, which reads like us-west-2.");
        state.say(Tone::Bad, text);
        return Vec::new();
    }
    if state.transfers.open() == 0 && state.open_audit().is_none() {
        return switch(state, choice);
    }
    let effects = dialogs::close(state);
    state.dialog = Some(Dialog::Switch(choice));
    effects
}

/// From now on asks as this one. Everything of the old identity is called off and cleared
/// in this very step, so that none of it is ever seen beside the new one.
pub(super) fn switch(state: &mut State, choice: LoginChoice) -> Vec<Effect> {
    let awaited = state.awaited().into_iter();
    let mut effects: Vec<Effect> = awaited.map(Effect::Cancel).collect();
    let fresh = State::new(Start {
        login: choice.clone(),
        instance: None,
        case: None,
        contact: None,
        domain: None,
        file_ids: Vec::new(),
        audit: None,
        recents: state.recents,
        notify: state.notify,
        keymap: state.keymap.clone(),
        privacy: state.privacy,
        save_to: state.save_to.take(),
        no_desktop: state.no_desktop.take(),
        layout: std::mem::take(&mut state.layout),
        mouse: state.mouse,
        looks: state.looks,
        now: state.now,
        zone: state.zone.clone(),
        size: state.size,
    });
    // The numbers go on: a late answer must not meet a new question.
    let tickets = std::mem::take(&mut state.tickets);
    *state = State { tickets, ..fresh };
    let ticket = state.tickets.draw();
    state.identifying = Some(ticket);
    effects.extend([Effect::Switch(choice), Effect::Identify(ticket)]);
    effects.extend(instances::list(state));
    effects
}

fn settle(state: &mut State) {
    let regions = state.regions();
    if let Some(chooser) = chooser(state) {
        let height = regions.chooser_rows(chooser.rows().len());
        chooser.settle(height);
    }
}
