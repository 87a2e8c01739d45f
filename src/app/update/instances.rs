//! Picking an instance.

use crate::domain::{
    DomainState, Failure, Instance, InstanceId, InstanceName, Lack, LoginChoice, Page, PageToken,
};

use super::super::keys::{Action, Key, Mode};
use super::super::{Asking, Effect, Field, Screen, State, Ticket, Tone, Wanted};
use super::find::{
    call_off_finding, find, find_by_id, find_contact, find_named, go_on_with_wanted, go_to_case,
    go_to_domain, name_of, seek, want,
};
use super::paste::{Named, is_like_a_reference, is_refused, named, region_of};
use super::{cases, login};

/// Asks for the list from its start.
pub(super) fn list(state: &mut State) -> Vec<Effect> {
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

/// With one instance in the account there is nothing to pick, unless another was named.
fn skip_a_single_choice(state: &mut State) -> Vec<Effect> {
    if state.cases.is_some() || state.files.is_some() {
        return go_on_with_wanted(state);
    }
    let instances = &state.instances;
    let [only] = instances.list.items() else {
        return go_on_with_wanted(state);
    };
    let undisturbed = state.screen == Screen::Instances
        && state.dialog.is_none()
        && instances.field.text().is_empty()
        && instances.finding.is_none();
    let whole = instances.list.asking == Asking::Idle;
    // The files of a contact need no Cases domain.
    let enough = only.domain_arn().is_some() || matches!(state.wanted, Some(Wanted::Contact(_)));
    if undisturbed && whole && enough {
        let only = only.clone();
        return pick(state, only);
    }
    Vec::new()
}

/// Goes to an instance, and on to what was wanted in it.
pub(super) fn pick(state: &mut State, instance: Instance) -> Vec<Effect> {
    if let Some(Wanted::Contact(contact)) = state.wanted.clone() {
        return find_contact(state, Some(name_of(&instance)), contact);
    }
    match instance.domain {
        DomainState::Domain(_) => {
            let mut effects = call_off_finding(state);
            state.instances.field.clear();
            settle(state);
            effects.extend(cases::enter(state, instance));
            effects
        }
        DomainState::Unasked => {
            let domain = state.instances.lone_domain().cloned();
            find(state, Some(name_of(&instance)), domain, None)
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

/// A pasted text leads to what it names; words narrow the list.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let named = named(text);
    if is_refused(state, &named) {
        return Vec::new();
    }
    let mut effects = adopt_region(state, &named);
    if state.guide().is_some() {
        state.instances.types = true;
    }
    effects.extend(paste(state, named, text));
    effects
}

fn paste(state: &mut State, named: Named, text: &str) -> Vec<Effect> {
    match named {
        Named::Words => {
            if is_like_a_reference(text) {
                state.instances.field.clear();
            }
            state.instances.field.paste(text);
            state.instances.cursor.reset();
            settle(state);
            let text = state.instances.field.trimmed().to_owned();
            let exact = state.instances.selected().is_some_and(|row| {
                let alias = row.alias.as_ref().map_or("", |alias| alias.raw());
                alias.eq_ignore_ascii_case(&text)
            });
            let unlisted = state.instances.selected().is_none();
            if exact || unlisted && is_like_a_reference(&text) {
                return take(state);
            }
            Vec::new()
        }
        Named::Instance(_) | Named::Id(_) => {
            // It stays to be read while it is looked for.
            state.instances.field = Field::holding(text);
            state.instances.cursor.reset();
            settle(state);
            take(state)
        }
        named => go_to(state, named, text),
    }
}

/// Goes to what a text names.
fn go_to(state: &mut State, named: Named, text: &str) -> Vec<Effect> {
    match named {
        Named::Case(case) => go_to_case(state, case),
        Named::Contact(contact) => find_contact(state, None, contact),
        Named::Domain(domain) => go_to_domain(state, domain),
        Named::Instance(name) => match state.instances.listed(&name) {
            Some(instance) => pick(state, instance),
            None => find_named(state, name),
        },
        Named::Id(id) => {
            let name = InstanceName::Id(InstanceId::new(id.raw()));
            match state.instances.listed(&name) {
                Some(instance) => pick(state, instance),
                None => find_by_id(state, id),
            }
        }
        Named::Words if is_like_a_reference(text) => {
            want(state, crate::domain::CaseName::Words(text.into()))
        }
        Named::Words => match InstanceName::parse(text) {
            Ok(name) => find_named(state, name),
            Err(failure) => {
                state.say(Tone::Bad, failure.to_string());
                Vec::new()
            }
        },
    }
}

/// Shows the picker, and goes on to what a text pasted elsewhere names.
pub(super) fn go_from_elsewhere(state: &mut State, named: Named, text: &str) -> Vec<Effect> {
    let mut effects = show(state);
    state.instances.field.clear();
    settle(state);
    effects.extend(go_to(state, named, text));
    effects
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
        Action::Login => login::open(state),
        Action::Refresh => refresh(state),
        Action::Back => back(state),
        _ => Vec::new(),
    }
}

/// What a key of the table does while there is nothing to ask with.
pub(super) fn guided(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Demo => vec![Effect::Demo],
        Action::Type => {
            state.instances.types = true;
            Vec::new()
        }
        // There is nothing to go back to.
        Action::Back => Vec::new(),
        action => act(state, action),
    }
}

/// Where nothing names a Region, the ARN that is typed does: all is asked there from now on.
fn adopt_region(state: &mut State, named: &Named) -> Vec<Effect> {
    let asking = &state.instances.list.asking;
    let lacks = asking.failure().and_then(|failure| failure.lacks);
    let region = region_of(named).filter(|region| !region.raw().is_empty());
    match (lacks, region) {
        (Some(Lack::Region), Some(region)) => {
            let choice = LoginChoice {
                profile: state.profile().cloned(),
                region: Some(region.clone()),
            };
            login::switch(state, choice)
        }
        _ => Vec::new(),
    }
}

/// Asks again for what failed or is shown: the instance that was named, and the list.
fn refresh(state: &mut State) -> Vec<Effect> {
    let mut effects = identify_if_unknown(state);
    if let Some(finding) = state.instances.finding.clone() {
        effects.extend(seek(state, finding.sought));
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
    let named = named(&text);
    if is_refused(state, &named) {
        return Vec::new();
    }
    let mut effects = adopt_region(state, &named);
    effects.extend(go_to(state, named, &text));
    effects
}

/// Empties the field, or calls off what is loading; this is the first screen.
fn back(state: &mut State) -> Vec<Effect> {
    let typed = std::mem::take(&mut state.instances.types);
    if typed && state.guide().is_some() {
        return Vec::new();
    }
    if !state.instances.field.text().is_empty() {
        state.instances.field.clear();
        settle(state);
        // What was pasted stands there while it is looked for: both go together.
        if state.instances.finding_ticket().is_none() {
            return Vec::new();
        }
    }
    state.notice = None;
    let mut effects = call_off_finding(state);
    effects.extend(call_off(&mut state.instances.list.asking));
    let domains = std::mem::take(&mut state.instances.domains);
    effects.extend(domains.into_keys().map(Effect::Cancel));
    let wanted = state.wanted.take();
    if !effects.is_empty() {
        let text = "Called off. {refresh} asks again, or type an id or an ARN.";
        let text = state.keymap.spell(Mode::Picker, text);
        state.say(Tone::Plain, text);
    } else if let Some(wanted) = wanted {
        let label = wanted.label();
        state.say(Tone::Plain, format!("{label} is not looked for any more."));
    }
    effects
}

/// Shows the picker, and asks for the list when it was never seen.
pub(super) fn show(state: &mut State) -> Vec<Effect> {
    state.screen = Screen::Instances;
    state.notice = None;
    state.wanted = None;
    let never = state.instances.list.seen.is_none();
    if never && state.instances.list.asking.ticket().is_none() {
        return list(state);
    }
    Vec::new()
}

pub(super) fn settle(state: &mut State) {
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
