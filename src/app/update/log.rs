//! What happened on the way of the requests: what delays them now, and the event log.

use crate::domain::{Activity, Failure, Problem, Requests};

use super::super::keys::Action;
use super::super::log::{Place, index_of};
use super::super::{Answer, Dialog, Effect, State, Ticket, Tone};
use super::dialogs::scrolled;

/// Takes what happened to a request. What nobody waits for is of no interest.
pub(super) fn happened(state: &mut State, ticket: Ticket, activity: Activity) -> Vec<Effect> {
    if !state.awaited().contains(&ticket) {
        return Vec::new();
    }
    if activity.event.delays() {
        state.delays.insert(ticket, activity.event.clone());
    } else {
        state.delays.remove(&ticket);
    }
    state.log.add(activity);
    Vec::new()
}

/// Takes what an audit asked. What is answered is counted; what delays it shows until
/// something is answered.
pub(super) fn asked(state: &mut State, ticket: Ticket, requests: Requests) {
    if !requests.answered.is_empty() {
        state.delays.remove(&ticket);
    }
    for answered in requests.answered {
        state.log.count(answered);
    }
    for activity in requests.events {
        if activity.event.delays() {
            state.delays.insert(ticket, activity.event.clone());
        }
        state.log.add(activity);
    }
}

/// Puts the errors of an answer into the log.
pub(super) fn keep(state: &mut State, ticket: Ticket, answer: &Answer) {
    let problems = match answer {
        Answer::Problems(problems) => problems.as_slice(),
        _ => &[],
    };
    let failure = failure(answer);
    if (failure.is_none() && problems.is_empty()) || !state.awaited().contains(&ticket) {
        return;
    }
    let now = state.now;
    if let Some(failure) = failure {
        state.log.fail(now, failure);
    }
    for problem in problems {
        match problem {
            Problem::Request(failure) => state.log.fail(now, failure),
            other => {
                let text = other.sentence().into();
                let file = match other {
                    Problem::File { key, .. } => {
                        state.files.as_ref().and_then(|files| files.rows().of(key))
                    }
                    _ => None,
                };
                let hidden = state.hidden_of(file, &text);
                state.log.say(now, Tone::Bad, text, hidden);
            }
        }
    }
}

/// Why a request failed. What is said in a notice anyway is not told twice.
fn failure(answer: &Answer) -> Option<&Failure> {
    match answer {
        Answer::Instances(answer) => answer.as_ref().err(),
        Answer::Domain(_, answer) => answer.as_ref().err(),
        Answer::Instance(answer) => answer.as_ref().err(),
        Answer::Cases(answer) | Answer::FoundCases(answer) => answer.as_ref().err(),
        Answer::Contact(answer) => answer.as_ref().err(),
        Answer::Profiles(answer) => answer.as_ref().err(),
        Answer::Listed(answer) => answer.as_ref().err(),
        Answer::Audited(answer) => answer.as_ref().err(),
        Answer::Scanners(answer) => answer.as_ref().err(),
        Answer::Rules(answer) => answer.as_ref().err(),
        Answer::Previewed(answer) => answer.as_ref().err(),
        _ => None,
    }
}

/// Opens the log at its newest entries.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let regions = state.regions();
    let area = regions.inside(regions.log());
    let lines = state.log.lines(area.width);
    let first = lines.len().saturating_sub(usize::from(area.height));
    let place = lines.get(first).map_or(Place::default(), |line| line.place);
    state.dialog = Some(Dialog::Log(place));
    Vec::new()
}

/// What a key of the table does in the log.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let regions = state.regions();
    let area = regions.inside(regions.log());
    match (&mut state.dialog, action) {
        (Some(Dialog::Log(place)), Action::Move(step)) => {
            let lines = state.log.lines(area.width);
            let height = usize::from(area.height);
            let index = scrolled(index_of(&lines, *place), step, lines.len(), height);
            if let Some(line) = lines.get(index) {
                *place = line.place;
            }
        }
        (_, Action::Back) => state.dialog = None,
        _ => {}
    }
    Vec::new()
}
