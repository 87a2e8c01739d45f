//! The cases that were looked into lately: asked for, remembered, forgotten.

use crate::domain::{Case, Failure, Recent};

use super::super::{Cases, Dialog, Effect, State, Ticket, Tone};
use super::cases;

/// Asks for the recent cases of the picker's instance.
pub(super) fn recall(state: &mut State) -> Vec<Effect> {
    let Some(cases) = state.cases.as_mut().filter(|_| state.recents) else {
        return Vec::new();
    };
    let ticket = state.tickets.draw();
    cases.recalling = Some(ticket);
    vec![Effect::Recall(ticket, cases.instance.id.clone())]
}

/// Takes them. One without an id is none that could be opened.
pub(super) fn recalled(state: &mut State, ticket: Ticket, recents: Vec<Recent>) -> Vec<Effect> {
    let cases = state.cases.as_mut();
    let Some(cases) = cases.filter(|cases| cases.recalling == Some(ticket)) else {
        return Vec::new();
    };
    cases.recalling = None;
    for recent in recents {
        let known = cases.recents.iter().any(|case| case.arn == recent.case);
        if let (false, Some(case)) = (known, remembered(recent)) {
            cases.recents.push(case);
        }
    }
    cases::settle(state);
    Vec::new()
}

fn remembered(recent: Recent) -> Option<Case> {
    let id = recent.case.case_id()?;
    Some(Case {
        reference: recent.reference,
        title: recent.title,
        ..Case::bare(recent.case, id)
    })
}

/// The files of a case are on the screen: it is remembered, once for each visit.
pub(super) fn remember(state: &mut State) -> Vec<Effect> {
    let Some(files) = state.files.as_mut().filter(|_| state.recents) else {
        return Vec::new();
    };
    let Some(case) = files.extent.case() else {
        return Vec::new();
    };
    let mut case = case.clone();
    if std::mem::replace(&mut files.remembered, true) {
        return Vec::new();
    }
    let instance = files.instance.id.clone();
    complete(&mut case, state.cases.as_ref());
    let recent = Recent {
        case: case.arn.clone(),
        reference: case.reference.clone(),
        title: case.title.clone(),
    };
    let cases = state.cases.as_mut();
    if let Some(cases) = cases.filter(|cases| cases.instance.id == instance) {
        cases.add_recent(case);
        cases::settle(state);
    }
    let ticket = state.tickets.draw();
    state.remembering.insert(ticket);
    vec![Effect::Remember(ticket, instance, recent)]
}

/// One that was gone to by its id alone is not remembered by less than is known of it.
fn complete(case: &mut Case, cases: Option<&Cases>) {
    let mut recents = cases.into_iter().flat_map(|cases| &cases.recents);
    if let Some(known) = recents.find(|known| known.arn == case.arn) {
        case.title = case.title.take().or_else(|| known.title.clone());
        case.reference = case.reference.take().or_else(|| known.reference.clone());
    }
}

/// Asks whether they are to be forgotten.
pub(super) fn ask_to_forget(state: &mut State) -> Vec<Effect> {
    let cases = state.cases.as_ref();
    let any = cases.is_some_and(|cases| !cases.recents.is_empty());
    if any && state.forgetting.is_none() {
        state.dialog = Some(Dialog::Forget);
    } else {
        state.say(Tone::Plain, "No recent cases are remembered here.");
    }
    Vec::new()
}

/// Forgets them: of every instance, and of every identity.
pub(super) fn forget(state: &mut State) -> Vec<Effect> {
    // What is being recalled was read before.
    let recalling = state
        .cases
        .as_mut()
        .and_then(|cases| cases.recalling.take());
    let mut effects: Vec<Effect> = recalling.map(Effect::Cancel).into_iter().collect();
    let ticket = state.tickets.draw();
    state.forgetting = Some(ticket);
    effects.push(Effect::Forget(ticket));
    effects
}

/// They are forgotten, or could not be.
pub(super) fn forgotten(
    state: &mut State,
    ticket: Ticket,
    answer: Result<(), Failure>,
) -> Vec<Effect> {
    if state.forgetting != Some(ticket) {
        return Vec::new();
    }
    state.forgetting = None;
    match answer {
        Ok(()) => {
            if let Some(cases) = &mut state.cases {
                cases.recents.clear();
            }
            cases::settle(state);
            state.say(Tone::Good, "The recent cases are forgotten.");
        }
        Err(failure) => state.say(Tone::Bad, failure.to_string()),
    }
    Vec::new()
}
