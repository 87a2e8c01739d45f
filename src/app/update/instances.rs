//! Picking an instance.

use crate::domain::{
    Arn, CaseName, DomainState, Failure, Instance, InstanceId, InstanceName, Page, PageToken,
};

use super::super::keys::{Action, Key};
use super::super::{Asking, Effect, Field, Finding, Screen, State, Ticket, Tone};
use super::cases;

/// Begins with what the command line named, or with the list.
pub(super) fn begin(state: &mut State, name: Option<InstanceName>) -> Vec<Effect> {
    match (name, state.wanted_case.clone()) {
        (None, None) => list(state),
        (name, None) => find(state, name, None),
        (name, Some(case)) => find_for_case(state, name, case),
    }
}

/// Looks for the instance that a named case lies in.
pub(super) fn find_for_case(
    state: &mut State,
    name: Option<InstanceName>,
    case: CaseName,
) -> Vec<Effect> {
    let (name, domain) = match (&case, name) {
        (_, Some(name)) => (Some(name), None),
        (CaseName::Arn(arn), None) => (None, arn.domain()),
        (CaseName::Workspace { alias, .. }, None) => {
            (Some(InstanceName::Host(alias.clone())), None)
        }
        (CaseName::Id(_) | CaseName::Words(_), None) => (None, None),
    };
    state.wanted_case = Some(case);
    find(state, name, domain)
}

/// Looks for the instance of this name.
pub(super) fn find_named(state: &mut State, name: InstanceName) -> Vec<Effect> {
    find(state, Some(name), None)
}

fn find(state: &mut State, name: Option<InstanceName>, domain: Option<Arn>) -> Vec<Effect> {
    let mut effects = call_off_finding(state);
    let ticket = state.tickets.draw();
    state.instances.finding = Some(Finding {
        name: name.clone(),
        domain: domain.clone(),
        asking: Asking::Afresh(ticket),
    });
    effects.push(Effect::FindInstance {
        ticket,
        name,
        domain,
    });
    effects
}

/// Forgets the instance that was looked for: another one was picked, or something else typed.
fn call_off_finding(state: &mut State) -> Vec<Effect> {
    let finding = state.instances.finding.take();
    let ticket = finding.and_then(|finding| finding.asking.ticket());
    ticket.map(Effect::Cancel).into_iter().collect()
}

/// Asks for the list from its start.
fn list(state: &mut State) -> Vec<Effect> {
    let mut effects = call_off(&mut state.instances.list.asking);
    for ticket in std::mem::take(&mut state.instances.domains).into_keys() {
        effects.push(Effect::Cancel(ticket));
    }
    state.instances.domain_failures.clear();
    effects.push(ask_page(state, None));
    effects
}

fn ask_page(state: &mut State, token: Option<PageToken>) -> Effect {
    let ticket = state.tickets.draw();
    state.instances.list.asking = match token {
        None => Asking::Afresh(ticket),
        Some(_) => Asking::More(ticket),
    };
    Effect::ListInstances(ticket, token)
}

/// Takes a page of the list; the rest of it is asked for without a key, since
/// accounts have few instances and pages hold ten.
pub(super) fn listed(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Page<Instance>, Failure>,
) -> Vec<Effect> {
    if !state.instances.list.waits_for(ticket) {
        return Vec::new();
    }
    let mut fresh: Vec<Instance> = Vec::new();
    if let Ok(page) = &answer {
        fresh.clone_from(&page.items);
    }
    state.instances.list.take(answer);
    let mut effects: Vec<Effect> = Vec::new();
    for instance in fresh {
        if instance.domain == DomainState::Unasked {
            let ticket = state.tickets.draw();
            state.instances.domains.insert(ticket, instance.id.clone());
            effects.push(Effect::FindDomain(ticket, instance));
        }
    }
    if let Some(token) = state.instances.list.next_page() {
        effects.push(ask_page(state, Some(token)));
    }
    settle(state);
    effects.extend(skip_a_single_choice(state));
    effects
}

/// Learns which Cases domain an instance has.
pub(super) fn domain_found(
    state: &mut State,
    ticket: Ticket,
    id: &InstanceId,
    answer: Result<DomainState, Failure>,
) -> Vec<Effect> {
    if state.instances.domains.remove(&ticket).is_none() {
        return Vec::new();
    }
    match answer {
        // It stays unasked, so that taking it asks again.
        Err(failure) => state.instances.domain_failures.push(failure),
        Ok(domain) => {
            let pages = state.instances.list.seen.as_mut();
            let items = pages.map(|pages| pages.items.iter_mut());
            for instance in items.into_iter().flatten().filter(|row| row.id == *id) {
                instance.domain = domain.clone();
            }
        }
    }
    settle(state);
    skip_a_single_choice(state)
}

/// The instance that was named is found, or is not.
pub(super) fn found(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Instance, Failure>,
) -> Vec<Effect> {
    let waiting = state.instances.finding.as_mut();
    let Some(finding) = waiting.filter(|finding| finding.asking.ticket() == Some(ticket)) else {
        return Vec::new();
    };
    match answer {
        Ok(instance) => {
            state.instances.finding = None;
            state.instances.field.clear();
            settle(state);
            pick(state, instance)
        }
        Err(failure) => {
            finding.asking = Asking::Failed(failure);
            let unlisted = state.instances.list.seen.is_none();
            if unlisted && state.instances.list.asking.ticket().is_none() {
                return list(state);
            }
            Vec::new()
        }
    }
}

/// With one instance in the account there is nothing to pick, unless another was named.
fn skip_a_single_choice(state: &mut State) -> Vec<Effect> {
    let instances = &state.instances;
    let [only] = instances.list.items() else {
        return Vec::new();
    };
    let undisturbed = state.screen == Screen::Instances
        && state.cases.is_none()
        && state.dialog.is_none()
        && instances.field.text().is_empty()
        && instances.finding.is_none();
    let whole = instances.list.asking == Asking::Idle;
    if undisturbed && whole && only.domain_arn().is_some() {
        let only = only.clone();
        return pick(state, only);
    }
    Vec::new()
}

fn pick(state: &mut State, instance: Instance) -> Vec<Effect> {
    match instance.domain {
        DomainState::Domain(_) => {
            let mut effects = call_off_finding(state);
            state.instances.field.clear();
            settle(state);
            effects.extend(cases::enter(state, instance));
            effects
        }
        DomainState::Unasked => {
            let name = match instance.arn {
                Some(arn) => InstanceName::Arn(arn),
                None => InstanceName::Id(instance.id),
            };
            find(state, Some(name), None)
        }
        DomainState::None => {
            let label = instance.label();
            state.say(
                Tone::Bad,
                format!("{label} has no Cases domain, so it has no cases to show."),
            );
            let mut effects = call_off_finding(state);
            if state.instances.list.seen.is_none() && state.instances.list.asking.ticket().is_none()
            {
                effects.extend(list(state));
            }
            effects
        }
    }
}

/// Keys that edit the field.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    if state.instances.field.edit(key) == Some(true) {
        state.instances.cursor.reset();
        settle(state);
    }
    Vec::new()
}

/// A pasted case leads to its instance and on to the case; a pasted instance to itself.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(case) = case_with_its_instance(text) {
        return find_for_case(state, None, case);
    }
    let named = InstanceName::parse(text);
    if let Ok(InstanceName::Id(_) | InstanceName::Arn(_)) = named {
        state.instances.field.clear();
    }
    state.instances.field.paste(text);
    state.instances.cursor.reset();
    settle(state);
    let text = state.instances.field.trimmed();
    let exact = state.instances.selected().is_some_and(|row| {
        let alias = row.alias.as_ref().map_or("", |alias| alias.raw());
        alias.eq_ignore_ascii_case(text)
    });
    match named {
        Ok(InstanceName::Id(_) | InstanceName::Arn(_)) => take(state),
        _ if exact => take(state),
        _ => Vec::new(),
    }
}

/// A case whose name tells where it lies.
fn case_with_its_instance(text: &str) -> Option<CaseName> {
    CaseName::parse(text)
        .ok()
        .filter(|case| matches!(case, CaseName::Arn(_) | CaseName::Workspace { .. }))
}

/// What a key of the table does here.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => {
            let ids: Vec<InstanceId> = state
                .instances
                .rows()
                .iter()
                .map(|row| row.id.clone())
                .collect();
            let height = state.regions().table_rows();
            let cursor = &mut state.instances.cursor;
            cursor.step(step, ids.len(), height, |index| ids.get(index).cloned());
            Vec::new()
        }
        Action::Take => take(state),
        Action::Refresh => refresh(state),
        Action::Back => back(state),
        _ => Vec::new(),
    }
}

/// Asks again for what failed or is shown: the instance that was named, and the list.
fn refresh(state: &mut State) -> Vec<Effect> {
    let mut effects = identify_if_unknown(state);
    let failed = state.instances.finding.take();
    if let Some(finding) = failed {
        effects.extend(finding.asking.ticket().map(Effect::Cancel));
        effects.extend(find(state, finding.name, finding.domain));
    }
    effects.extend(list(state));
    effects
}

/// Credentials may have come since: who we are is asked again until it is known.
pub(super) fn identify_if_unknown(state: &mut State) -> Vec<Effect> {
    let known = state
        .caller
        .as_ref()
        .is_some_and(|caller| caller.identity.is_some());
    if known || state.identifying.is_some() {
        return Vec::new();
    }
    let ticket = state.tickets.draw();
    state.identifying = Some(ticket);
    vec![Effect::Identify(ticket)]
}

fn take(state: &mut State) -> Vec<Effect> {
    if let Some(instance) = state.instances.selected().cloned() {
        return pick(state, instance);
    }
    let text = state.instances.field.trimmed().to_owned();
    if text.is_empty() {
        return Vec::new();
    }
    if let Some(case) = case_with_its_instance(&text) {
        return find_for_case(state, None, case);
    }
    match InstanceName::parse(&text) {
        Ok(name) => find(state, Some(name), None),
        Err(failure) => {
            state.say(Tone::Bad, failure.to_string());
            Vec::new()
        }
    }
}

/// Empties the field, or calls off what is loading; this is the first screen.
fn back(state: &mut State) -> Vec<Effect> {
    if !state.instances.field.text().is_empty() {
        state.instances.field = Field::default();
        settle(state);
        return Vec::new();
    }
    state.notice = None;
    let mut effects = call_off_finding(state);
    effects.extend(call_off(&mut state.instances.list.asking));
    let domains = std::mem::take(&mut state.instances.domains);
    effects.extend(domains.into_keys().map(Effect::Cancel));
    if !effects.is_empty() {
        state.wanted_case = None;
        state.say(
            Tone::Plain,
            "Called off. F5 asks again, or type an id or an ARN.",
        );
    }
    effects
}

/// Shows the picker, and asks for the list when it was never seen.
pub(super) fn show(state: &mut State) -> Vec<Effect> {
    state.screen = Screen::Instances;
    state.notice = None;
    state.wanted_case = None;
    let never = state.instances.list.seen.is_none();
    if never && state.instances.list.asking.ticket().is_none() {
        return list(state);
    }
    Vec::new()
}

fn settle(state: &mut State) {
    let height = state.regions().table_rows();
    state.instances.settle(height);
}

/// Stops waiting, if something was waited for.
pub(super) fn call_off(asking: &mut Asking) -> Vec<Effect> {
    let Some(ticket) = asking.ticket() else {
        return Vec::new();
    };
    *asking = Asking::Idle;
    vec![Effect::Cancel(ticket)]
}
