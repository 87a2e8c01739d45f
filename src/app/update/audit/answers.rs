//! What an audit answers: some rows, its end.

use crate::domain::{
    Event, Failure, FailureKind, Findings, Problem, Requests, SafeText, Tally, Whole, plural,
};

use super::super::super::audit::{Audit, Run, Source};
use super::super::super::{Bottom, Effect, State, Ticket, Tone};
use super::super::{files, log};
use super::stage::table;

/// Some rows came.
pub(in super::super) fn found(
    state: &mut State,
    ticket: Ticket,
    findings: Findings,
) -> Vec<Effect> {
    let Some(audit) = waiting(state, ticket) else {
        return Vec::new();
    };
    audit.tally = findings.tally;
    audit.sums = findings.sums;
    let missing = missing(&findings.requests);
    log::asked(state, ticket, findings.requests);
    for failure in missing {
        wants(state, failure);
    }
    if let Some(files) = table(state) {
        if !findings.problems.is_empty() {
            files.bottom.get_or_insert(Bottom::Errors);
            files.problems.extend(findings.problems);
        }
        files.table.bring(findings.files);
    }
    settle(state);
    Vec::new()
}

/// What was refused for want of a permission, whether or not there is a way round it.
fn missing(requests: &Requests) -> Vec<Failure> {
    let events = requests.events.iter();
    let failures = events.filter_map(|activity| match &activity.event {
        Event::Failed { failure, .. } if failure.kind == FailureKind::Denied => Some(&**failure),
        _ => None,
    });
    failures.cloned().collect()
}

/// A permission that is missing is told once, with the statement that would grant it.
fn wants(state: &mut State, failure: Failure) {
    let Some(files) = table(state) else {
        return;
    };
    let is_told = |problem: &Problem| match problem {
        Problem::Request(told) => told.kind == failure.kind && told.what == failure.what,
        _ => false,
    };
    if !files.problems.iter().any(is_told) {
        files.problems.push(Problem::Request(failure));
        files.bottom.get_or_insert(Bottom::Errors);
    }
}

/// How it is done, when not as usual: said once, and kept at the head of the errors.
pub(in super::super) fn noted(state: &mut State, ticket: Ticket, note: &SafeText) -> bool {
    if waiting(state, ticket).is_none() {
        return false;
    }
    let Some(files) = table(state) else {
        return false;
    };
    if files.listing.notes.contains(note) {
        return false;
    }
    files.listing.notes.push(note.clone());
    true
}

/// It came to its end, or to where it could not go on.
pub(in super::super) fn ended(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Whole, Failure>,
) -> Vec<Effect> {
    let Some(audit) = waiting(state, ticket) else {
        return Vec::new();
    };
    let shown = audit.shown;
    let (tone, text) = match answer {
        Ok(whole) => {
            audit.run = Run::Done;
            audit.begun = whole.begun.or(audit.begun);
            if let Source::File(opened) = &mut audit.of {
                opened.partial |= whole.partial;
            }
            let tally = audit.tally;
            let read = matches!(audit.of, Source::File(_));
            if let Some(files) = table(state) {
                files.table.keep_brought();
                files.listing.complete = true;
            }
            told(state, tally, read)
        }
        Err(failure) => {
            audit.run = Run::Stopped;
            let text = format!("The audit stopped. {failure}");
            wants(state, failure);
            (Tone::Bad, text)
        }
    };
    settle(state);
    let more = if shown {
        String::new()
    } else {
        state.keymap.spell(state.mode_below(), " {audit} shows it.")
    };
    state.say(tone, format!("{text}{more}"));
    Vec::new()
}

/// What is said of a whole audit.
fn told(state: &State, tally: Tally, read: bool) -> (Tone, String) {
    let files = state
        .audit
        .as_ref()
        .map_or(String::new(), |audit| state.audit_count(audit));
    if state.audit.as_ref().is_some_and(|audit| audit.is_part()) {
        let text = format!("The file holds a part of an audit that was cut off: {files}.");
        return (Tone::Bad, text);
    }
    let of = if read {
        String::new()
    } else {
        format!(" of {}", plural(tally.cases, "case", "cases"))
    };
    match tally.errors {
        0 => (Tone::Good, format!("The audit is whole: {files}{of}.")),
        errors => {
            let errors = plural(errors, "row", "rows");
            let text = format!("The audit is whole: {files}{of}; {errors} could not be read.");
            (Tone::Bad, text)
        }
    }
}

fn waiting(state: &mut State, ticket: Ticket) -> Option<&mut Audit> {
    let audit = state.audit.as_deref_mut();
    audit.filter(|audit| audit.ticket() == Some(ticket))
}

fn settle(state: &mut State) {
    if state.is_on_audit() {
        files::settle(state);
    }
}

/// The rows of the table that is not on the screen stand as they were to.
pub(in super::super) fn arranged(
    state: &mut State,
    ticket: Ticket,
    shown: Vec<u32>,
) -> Vec<Effect> {
    let aside = state
        .audit
        .as_mut()
        .and_then(|audit| audit.aside.as_deref_mut());
    let Some(files) = aside else {
        return Vec::new();
    };
    let effects = files.table.arranged(ticket, shown, &mut state.tickets);
    effects.unwrap_or_default()
}

/// The work behind that is lost.
pub(in super::super) fn not_arranged(state: &mut State, ticket: Ticket) {
    let aside = state
        .audit
        .as_mut()
        .and_then(|audit| audit.aside.as_deref_mut());
    if let Some(files) = aside {
        files.table.not_arranged(ticket);
    }
}
