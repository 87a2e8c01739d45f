//! Which table is on the screen: the audit's, or the one of a case.

use crate::domain::{Case, DomainState, Source as Hangs, Subject};

use super::super::super::{Effect, Files, Screen, State};
use super::super::{cases, files, instances, live, preview};

/// Its own table.
pub(super) fn table(state: &mut State) -> Option<&mut Files> {
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
pub(super) fn show(state: &mut State) -> Vec<Effect> {
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
pub(in super::super) fn leave(state: &mut State) -> Vec<Effect> {
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
pub(in super::super) fn leave_to(
    state: &mut State,
    to: fn(&mut State) -> Vec<Effect>,
) -> Vec<Effect> {
    // The way there is told by the table that goes.
    let effects = to(state);
    let mut all = swap(state, false);
    all.extend(effects);
    all
}

/// Its table goes from the screen, when it is there: what comes has one of its own.
pub(in super::super) fn make_way(state: &mut State) -> Vec<Effect> {
    let shown = state.audit.as_ref().is_some_and(|audit| audit.shown);
    let effects = if shown {
        swap(state, false)
    } else {
        Vec::new()
    };
    if let Some(audit) = &mut state.audit {
        audit.visiting = false;
    }
    effects
}

/// Another screen than that of the case that was gone to: from there no way leads back here.
pub(in super::super) fn end_visit(state: &mut State) {
    let left = state.screen != Screen::Files;
    if let Some(audit) = state.audit.as_mut().filter(|_| left) {
        audit.visiting = false;
    }
}

/// Whether the case on the screen was gone to from the audit.
pub(in super::super) fn is_visited(state: &State) -> bool {
    let audit = state.audit.as_ref();
    audit.is_some_and(|audit| audit.visiting && !audit.shown)
}

/// Back from a case to the table.
pub(in super::super) fn come_back(state: &mut State) -> Vec<Effect> {
    show(state)
}

/// To the case of the selected row, onto that very file.
pub(super) fn visit(state: &mut State) -> Vec<Effect> {
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
        (Hangs::Contact(contact), _) => Subject::Contact(contact.as_ref().clone()),
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
    effects.extend(instances::identify_if_unknown(state));
    effects.extend(files::enter(state, instance, subject));
    if let Some(audit) = &mut state.audit {
        audit.visiting = true;
    }
    if let Some(files) = &mut state.files {
        files.sought = Some(file.key);
    }
    files::settle(state);
    effects
}
