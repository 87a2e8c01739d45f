//! The audit: begun, looked at, left alone, paused, called off.

use crate::domain::{
    Arn, Case, DomainState, Failure, Findings, Instance, Problem, Source as Hangs, Subject, Tally,
    Whole, plural,
};

use super::super::audit::{Audit, AuditRequest, OpenedAudit, Run, Source};
use super::super::keys::{Action, Mode};
use super::super::table::Filter;
use super::super::{Bottom, Dialog, Effect, Extent, Files, Screen, State, Ticket, Tone};
use super::{cases, export, files, instances, live, preview};

/// To the audit, which is begun when there is none; from it, back to where one came from.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    if state.is_on_audit() {
        return leave(state);
    }
    if state.audit.is_some() {
        return show(state);
    }
    let Some((instance, domain)) = here(state) else {
        let text = "An audit reads all cases of an instance, and the Cases domain of this one is not known.";
        state.say(Tone::Bad, text);
        return Vec::new();
    };
    let of = Source::Domain(Box::new(instance), domain);
    let mut effects = begin(state, of);
    effects.extend(show(state));
    effects
}

/// A finished audit in a file, which is what the program was started for.
pub(super) fn open(state: &mut State, opened: OpenedAudit) -> Vec<Effect> {
    let mut effects = begin(state, Source::File(opened));
    effects.extend(show(state));
    effects
}

/// The instance of the screen and its domain.
fn here(state: &State) -> Option<(Instance, Arn)> {
    let instance = match (state.screen, &state.cases, &state.files) {
        (Screen::Instances, ..) => state.instances.selected()?,
        (Screen::Cases, Some(cases), _) => &cases.instance,
        (Screen::Files, _, Some(files)) => &files.instance,
        (Screen::Cases | Screen::Files, ..) => return None,
    };
    let of_case = || {
        let files = state.files.as_ref();
        let files = files.filter(|_| state.screen == Screen::Files)?;
        files.extent.case()?.arn.domain()
    };
    let domain = instance.domain_arn().cloned().or_else(of_case)?;
    let instance = Instance {
        domain: DomainState::Domain(domain.clone()),
        ..instance.clone()
    };
    Some((instance, domain))
}

/// Begins an audit; its table is not on the screen yet.
fn begin(state: &mut State, of: Source) -> Vec<Effect> {
    let (instance, domain, begun) = match &of {
        Source::Domain(instance, domain) => {
            ((**instance).clone(), Some(domain.clone()), Some(state.now))
        }
        Source::File(opened) => {
            let nobody = || Instance::bare(crate::domain::InstanceId::new(""));
            let instance = opened.instance.clone().unwrap_or_else(nobody);
            (instance, opened.domain.clone(), opened.at)
        }
    };
    let order = state
        .layout
        .with_case()
        .order(Filter::default(), state.lens());
    let table = Files::of(instance, Extent::Domain(domain), order);
    let id = state.tickets.draw();
    let audit = Audit {
        id,
        of,
        begun,
        run: Run::Paused,
        tally: Tally::default(),
        exporting: None,
        shown: false,
        aside: Some(Box::new(table)),
        from: state.screen,
        visiting: false,
    };
    state.audit = Some(Box::new(audit));
    go_on(state)
}

/// It goes on from wherever it is.
fn go_on(state: &mut State) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    let Some(audit) = &mut state.audit else {
        return Vec::new();
    };
    audit.run = Run::Going(ticket);
    let request = AuditRequest {
        id: audit.id,
        of: audit.of.clone(),
    };
    vec![Effect::Audit(ticket, Box::new(request))]
}

/// It begins anew; the rows stay until it is known better.
fn again(state: &mut State) -> Vec<Effect> {
    let id = state.tickets.draw();
    let now = state.now;
    if let Some(audit) = &mut state.audit {
        audit.id = id;
        audit.tally = Tally::default();
        if matches!(audit.of, Source::Domain(..)) {
            audit.begun = Some(now);
        }
    }
    if let Some(files) = table(state) {
        files.table.begin();
        files.problems.clear();
    }
    go_on(state)
}

/// Its own table.
fn table(state: &mut State) -> Option<&mut Files> {
    let audit = state.audit.as_mut()?;
    if audit.shown {
        state.files.as_mut()
    } else {
        audit.aside.as_deref_mut()
    }
}

/// The table that goes from the screen waits for nothing; what runs in the background does.
fn swap(state: &mut State, shown: bool) -> Vec<Effect> {
    let Some(audit) = &mut state.audit else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if let Some(files) = &mut state.files {
        effects.extend(instances::call_off(&mut files.listing.asking));
        effects.extend(live::call_off(files));
        effects.extend(preview::call_off(files));
        files.filtering = false;
    }
    let aside = audit.aside.take().map(|files| *files);
    audit.aside = std::mem::replace(&mut state.files, aside).map(Box::new);
    audit.shown = shown;
    effects
}

/// Its table comes to the screen.
fn show(state: &mut State) -> Vec<Effect> {
    let from = state.screen;
    let mut effects = swap(state, true);
    if let Some(audit) = &mut state.audit {
        // From a case that was gone to from here, the way back is that of before.
        if !std::mem::take(&mut audit.visiting) {
            audit.from = from;
        }
    }
    state.reads_errors = false;
    state.error_offset = 0;
    state.arrive(Screen::Files);
    effects.extend(files::arrange(state));
    effects
}

/// Back to where one came from; the audit goes on.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    let from = state.audit.as_ref().map(|audit| audit.from);
    let mut effects = swap(state, false);
    effects.extend(match (from, &state.files) {
        (Some(Screen::Cases), _) if state.cases.is_some() => cases::show(state),
        (Some(Screen::Files), Some(files)) => {
            let whole = files.listing.complete;
            state.arrive(Screen::Files);
            let mut effects = files::arrange(state);
            // What was still loading was called off.
            if !whole {
                effects.extend(files::list(state));
            }
            effects
        }
        _ => instances::show(state),
    });
    effects
}

/// From its table to a screen of the instance.
pub(super) fn leave_to(state: &mut State, to: fn(&mut State) -> Vec<Effect>) -> Vec<Effect> {
    // The way there is told by the table that goes.
    let effects = to(state);
    let mut all = swap(state, false);
    all.extend(effects);
    all
}

/// Whether the case on the screen was gone to from the audit.
pub(super) fn is_visited(state: &State) -> bool {
    let audit = state.audit.as_ref();
    audit.is_some_and(|audit| audit.visiting && !audit.shown)
}

/// Back from a case to the table.
pub(super) fn come_back(state: &mut State) -> Vec<Effect> {
    show(state)
}

/// To the case of the selected row, onto that very file.
fn visit(state: &mut State) -> Vec<Effect> {
    let Some(files) = state.files.as_mut() else {
        return Vec::new();
    };
    files.table.choose();
    let Some(file) = files.selected().cloned() else {
        return Vec::new();
    };
    let mut instance = files.instance_of(&file);
    let resource = file.key.resource.clone();
    if let Some(domain) = resource.domain() {
        instance.domain = DomainState::Domain(domain);
    }
    let subject = match (&file.source, resource.case_id()) {
        (Hangs::Contact(contact), _) => Subject::Contact(contact.clone()),
        (Hangs::Case, Some(id)) => {
            let tag = file.case.as_deref().cloned().unwrap_or_default();
            Subject::Case(Box::new(Case {
                reference: tag.reference,
                title: tag.title,
                ..Case::bare(resource, id)
            }))
        }
        (Hangs::Case, None) => return Vec::new(),
    };
    let mut effects = swap(state, false);
    if let Some(audit) = &mut state.audit {
        audit.visiting = true;
    }
    effects.extend(instances::identify_if_unknown(state));
    effects.extend(files::enter(state, instance, subject));
    if let Some(files) = &mut state.files {
        files.sought = Some(file.key);
    }
    files::settle(state);
    effects
}

/// What a key of the table does here; nothing for one that means the same as on any table.
pub(super) fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Take => visit(state),
        Action::Pause => pause(state),
        Action::EndAudit => {
            state.dialog = Some(Dialog::EndAudit);
            Vec::new()
        }
        Action::Export => export::open(state),
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
pub(super) fn end(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.is_on_audit() {
        effects.extend(leave(state));
    }
    let Some(audit) = state.audit.take() else {
        return effects;
    };
    effects.extend(audit.ticket().map(Effect::Cancel));
    effects.extend(audit.exporting.map(Effect::Cancel));
    let arranging = audit.aside.and_then(|files| files.table.arranging());
    effects.extend(arranging.map(Effect::Cancel));
    state.say(Tone::Plain, "The audit is called off.");
    effects
}

/// Some rows came.
pub(super) fn found(state: &mut State, ticket: Ticket, findings: Findings) -> Vec<Effect> {
    let Some(audit) = waiting(state, ticket) else {
        return Vec::new();
    };
    audit.tally = findings.tally;
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

/// It came to its end, or to where it could not go on.
pub(super) fn ended(
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
            if let Some(files) = table(state) {
                files.problems.push(Problem::Request(failure));
                files.bottom.get_or_insert(Bottom::Errors);
            }
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

/// How it is done, when not as usual.
pub(super) fn is_waited_for(state: &State, ticket: Ticket) -> bool {
    let audit = state.audit.as_ref();
    audit.is_some_and(|audit| audit.ticket() == Some(ticket))
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
pub(super) fn arranged(state: &mut State, ticket: Ticket, shown: Vec<u32>) -> Vec<Effect> {
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
pub(super) fn not_arranged(state: &mut State, ticket: Ticket) {
    let aside = state
        .audit
        .as_mut()
        .and_then(|audit| audit.aside.as_deref_mut());
    if let Some(files) = aside {
        files.table.not_arranged(ticket);
    }
}
