//! Looking for what was named: an instance, the instance of a case, a contact.

use crate::domain::{
    Arn, CaseId, CaseName, ContactName, Failure, FailureKind, Instance, InstanceId, InstanceName,
    SafeText, Subject,
};

use super::super::{Asking, Effect, Finding, Found, Screen, Sought, State, Ticket, Tone, Wanted};
use super::files;
use super::instances::{list, pick, settle};

/// Begins with what the command line named, or with the list.
pub(super) fn begin(
    state: &mut State,
    name: Option<InstanceName>,
    domain: Option<Arn>,
) -> Vec<Effect> {
    match (state.wanted.clone(), name, domain) {
        (Some(Wanted::Contact(ContactName::Id(_))), None, _) | (None, None, None) => list(state),
        (Some(Wanted::Contact(contact)), name, _) => find_contact(state, name, contact),
        (Some(Wanted::Case(case)), name, domain) => find_for_case(state, name, domain, case),
        (None, name, domain) => find(state, name, domain, None),
    }
}

/// Looks for the instance that a named case lies in.
pub(super) fn find_for_case(
    state: &mut State,
    name: Option<InstanceName>,
    domain: Option<Arn>,
    case: CaseName,
) -> Vec<Effect> {
    let (name, domain) = match (&case, name) {
        (CaseName::Arn(arn), name) => (name, arn.domain()),
        (CaseName::Workspace { alias, .. }, None) => {
            (Some(InstanceName::Host(alias.clone())), domain)
        }
        (_, name) => (name, domain),
    };
    state.wanted = Some(Wanted::Case(case));
    find(state, name, domain, None)
}

/// Goes to the instance of a pasted case. One that is listed needs no looking up, nor does
/// one that was taken and whose domain the case now tells.
pub(super) fn go_to_case(state: &mut State, case: CaseName) -> Vec<Effect> {
    let domain = match &case {
        CaseName::Arn(arn) => arn.domain(),
        _ => None,
    };
    let instances = &state.instances;
    let known = domain
        .as_ref()
        .and_then(|domain| instances.of_domain(domain));
    if let Some(known) = known.cloned() {
        state.wanted = Some(Wanted::Case(case));
        return pick(state, known);
    }
    let name = domain.and_then(|domain| without_domain(state, &domain));
    find_for_case(state, name, None, case)
}

/// Goes to the instance of a pasted Cases domain, or on with the one that lacked it.
pub(super) fn go_to_domain(state: &mut State, domain: Arn) -> Vec<Effect> {
    if let Some(known) = state.instances.of_domain(&domain).cloned() {
        return pick(state, known);
    }
    let name = without_domain(state, &domain);
    find(state, name, Some(domain), None)
}

/// The instance whose domain could not be looked up: the one that was taken, else the
/// selected one of the list, else the only one. Another account's has another domain.
fn without_domain(state: &State, domain: &Arn) -> Option<InstanceName> {
    let instances = &state.instances;
    if let Some(name) = instances.stuck() {
        return Some(name.clone());
    }
    let rows = instances.rows();
    let mut unknown = rows.iter().filter(|row| instances.is_unknown(row));
    let selected = instances.selected().filter(|row| instances.is_unknown(row));
    let row = match (selected, unknown.next(), unknown.next()) {
        (Some(row), ..) => row,
        (None, Some(row), None) => row,
        _ => return None,
    };
    let same = |arn: &Arn| arn.account() == domain.account();
    let fits = row.arn.as_ref().is_none_or(same);
    fits.then(|| name_of(row))
}

/// The name by which an instance is looked up.
pub(super) fn name_of(instance: &Instance) -> InstanceName {
    match &instance.arn {
        Some(arn) => InstanceName::Arn(arn.clone()),
        None => InstanceName::Id(instance.id.clone()),
    }
}

/// Looks for the instance of this name; a domain that waits for its instance goes along.
pub(super) fn find_named(state: &mut State, name: InstanceName) -> Vec<Effect> {
    let domain = state.instances.lone_domain().cloned();
    find(state, Some(name), domain, None)
}

/// Looks for the instance of this id, or, if there is none, for the case.
pub(super) fn find_by_id(state: &mut State, id: CaseId) -> Vec<Effect> {
    let name = InstanceName::Id(InstanceId::new(id.raw()));
    let domain = state.instances.lone_domain().cloned();
    find(state, Some(name), domain, Some(id))
}

/// Looks for an instance.
pub(super) fn find(
    state: &mut State,
    name: Option<InstanceName>,
    domain: Option<Arn>,
    or_case: Option<CaseId>,
) -> Vec<Effect> {
    let sought = Sought::Instance {
        name,
        domain,
        or_case,
    };
    seek(state, sought)
}

/// Looks for a contact.
pub(super) fn find_contact(
    state: &mut State,
    instance: Option<InstanceName>,
    name: ContactName,
) -> Vec<Effect> {
    seek(state, Sought::Contact { instance, name })
}

/// Looks for something, in place of what was looked for before.
pub(super) fn seek(state: &mut State, sought: Sought) -> Vec<Effect> {
    let mut effects = call_off_finding(state);
    let ticket = state.tickets.draw();
    effects.push(match sought.clone() {
        Sought::Instance { name, domain, .. } => Effect::FindInstance {
            ticket,
            name,
            domain,
        },
        Sought::Contact { instance, name } => Effect::FindContact(ticket, instance, name),
    });
    state.instances.finding = Some(Finding {
        sought,
        asking: Asking::Afresh(ticket),
        found: None,
    });
    effects
}

/// Forgets what was looked for: another instance was picked, or something else typed.
pub(super) fn call_off_finding(state: &mut State) -> Vec<Effect> {
    let finding = state.instances.finding.take();
    let ticket = finding.and_then(|finding| finding.asking.ticket());
    ticket.map(Effect::Cancel).into_iter().collect()
}

/// What was named is found, or is not.
pub(super) fn found(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Found, Failure>,
) -> Vec<Effect> {
    if state.instances.finding_ticket() != Some(ticket) {
        return Vec::new();
    }
    match (answer, &mut state.instances.finding) {
        (Ok(found), Some(finding)) => {
            finding.asking = Asking::Idle;
            finding.found = Some(found);
            Vec::new()
        }
        (Ok(_), None) => Vec::new(),
        (Err(failure), _) => not_found(state, failure),
    }
}

/// Goes to what was found. A late answer never takes the place of what a person looks at by
/// now: over a dialog it waits until that is closed, and elsewhere it is forgotten.
pub(super) fn arrive(state: &mut State) -> Vec<Effect> {
    let finding = state.instances.finding.as_ref();
    if finding.is_none_or(|finding| finding.found.is_none()) {
        return Vec::new();
    }
    let here = state.screen == Screen::Instances;
    if here && state.dialog.is_some() {
        return Vec::new();
    }
    let finding = state.instances.finding.take();
    let Some(found) = finding.and_then(|finding| finding.found).filter(|_| here) else {
        return Vec::new();
    };
    state.instances.field.clear();
    match found {
        Found::Instance(instance) => {
            settle(state);
            pick(state, *instance)
        }
        // Its files need no Cases domain.
        Found::Contact(found) => {
            let (instance, contact) = *found;
            state.wanted = None;
            settle(state);
            let items = state.instances.list.items();
            let listed = items.iter().find(|row| row.id == instance.id);
            let instance = listed.cloned().unwrap_or(instance);
            files::enter(state, instance, Subject::Contact(contact))
        }
    }
}

/// It stays, so that it can be tried again or joined with what is still missing; an id that
/// is none of an instance may be one of a case.
fn not_found(state: &mut State, failure: Failure) -> Vec<Effect> {
    let whole = state.instances.are_known();
    let Some(finding) = &mut state.instances.finding else {
        return Vec::new();
    };
    if let Sought::Instance {
        or_case: Some(case),
        ..
    } = &finding.sought
        && (failure.kind == FailureKind::NotFound || whole && failure.kind == FailureKind::Denied)
    {
        let case = CaseName::Id(case.clone());
        state.instances.finding = None;
        let mut effects = want(state, case);
        effects.extend(list_if_unseen(state));
        return effects;
    }
    finding.asking = Asking::Failed(failure);
    list_if_unseen(state)
}

fn list_if_unseen(state: &mut State) -> Vec<Effect> {
    let instances = &state.instances;
    if instances.list.seen.is_none() && instances.list.asking.ticket().is_none() {
        return list(state);
    }
    Vec::new()
}

/// A case whose instance nobody named: it is looked for in the only instance that can have
/// it, or in the one that is chosen next.
pub(super) fn want(state: &mut State, case: CaseName) -> Vec<Effect> {
    let wanted = Wanted::Case(case);
    let label = wanted.label();
    state.wanted = Some(wanted);
    state.instances.field.clear();
    state.instances.cursor.reset();
    settle(state);
    if state.instances.finding_ticket().is_some() {
        state.say(
            Tone::Plain,
            format!("{label} is looked for as soon as the instance is found."),
        );
        return Vec::new();
    }
    let effects = go_on_with_wanted(state);
    if effects.is_empty() {
        state.say(Tone::Plain, choose_for(&label));
    }
    effects
}

/// With one instance that can have what is wanted there is nothing to choose.
pub(super) fn go_on_with_wanted(state: &mut State) -> Vec<Effect> {
    let undisturbed = state.screen == Screen::Instances
        && state.dialog.is_none()
        && state.instances.field.text().is_empty()
        && state.instances.finding.is_none();
    if !undisturbed || state.wanted.is_none() || !state.instances.are_known() {
        return Vec::new();
    }
    match state.instances.only_with_cases().cloned() {
        Some(only) => pick(state, only),
        None => Vec::new(),
    }
}

/// What is asked of the person who must choose.
pub(super) fn choose_for(wanted: &SafeText) -> String {
    format!("Choose the instance that {wanted} is in.")
}
