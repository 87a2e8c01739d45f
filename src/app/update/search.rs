//! Searching the cases: by words once the fingers rest, by name what names only one.

use crate::domain::cells::cut;
use crate::domain::{Case, CaseName, Failure, LONGEST_TERM, Page, SafeText};

use super::super::keys::Key;
use super::super::{Asking, Cases, Effect, Remote, Screen, Search, State, Ticket, Tone};
use super::cases;
use super::cases::{list_if_unseen, settle};
use super::instances::{self, call_off};
use super::paste::{Named, is_like_a_reference, is_refused, named};

/// Whether a named case may lie in this instance: an ARN tells its domain and an address
/// its instance, and neither is looked for anywhere else.
pub(super) fn lies_in(name: &CaseName, cases: &Cases) -> bool {
    match name {
        CaseName::Arn(arn) => arn.domain().as_ref() == cases.instance.domain_arn(),
        CaseName::Workspace { alias, .. } => match &cases.instance.alias {
            Some(known) => known.raw().eq_ignore_ascii_case(alias.raw()),
            // Found by its id, an instance has no alias to compare.
            None => true,
        },
        CaseName::Id(_) | CaseName::Words(_) => true,
    }
}

/// Goes to what lies outside of this instance's cases.
fn go_elsewhere(state: &mut State, named: Named, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(cases) = &mut state.cases {
        effects.extend(call_off_search(cases));
        effects.extend(call_off(&mut cases.all.asking));
        cases.field.clear();
        cases.cursor.reset();
    }
    effects.extend(instances::go_from_elsewhere(state, named, text));
    effects
}

/// Where a text leads that names no case of this instance; nothing for one that may.
pub(super) fn lead_away(state: &mut State, text: &str) -> Option<Vec<Effect>> {
    let named = named(text);
    if is_refused(state, &named) {
        return Some(Vec::new());
    }
    let cases = state.cases.as_mut()?;
    let here = match &named {
        Named::Words => true,
        Named::Case(case) => lies_in(case, cases),
        Named::Domain(domain) => cases.instance.domain_arn() == Some(domain),
        Named::Id(id) => {
            let mut listed = state.instances.list.items().iter();
            !listed.any(|instance| instance.id.raw().eq_ignore_ascii_case(id.raw()))
        }
        Named::Instance(_) | Named::Contact(_) => false,
    };
    match named {
        // All of its cases are what is shown when nothing is typed.
        Named::Domain(_) if here => {
            cases.field.clear();
            Some(search_for(state, false))
        }
        _ if here => None,
        named => Some(go_elsewhere(state, named, text)),
    }
}

/// Takes the cases that a name stands for.
pub(super) fn found(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Page<Case>, Failure>,
) -> Vec<Effect> {
    let search = state.cases.as_mut().and_then(|cases| cases.search.as_mut());
    let Some(search) = search.filter(|search| search.hits.waits_for(ticket)) else {
        return Vec::new();
    };
    search.hits.take(answer);
    settle(state);
    land(state)
}

/// Opens the only case found, when a person asked to go there; says so when there is none.
pub(super) fn land(state: &mut State) -> Vec<Effect> {
    let search = state.cases.as_mut().and_then(|cases| cases.search.as_mut());
    let Some(search) = search.filter(|search| search.land) else {
        return Vec::new();
    };
    search.land = false;
    let found = match (&search.hits.asking, &search.hits.seen) {
        (Asking::Idle, Some(pages)) if pages.next.is_none() => &pages.items,
        _ => return Vec::new(),
    };
    match found.as_slice() {
        [] => {
            let term = cut(search.term.as_str(), 40, "…");
            state.say(Tone::Bad, format!("No case is named or holds \"{term}\"."));
            list_if_unseen(state)
        }
        [only] if state.dialog.is_none() && state.screen == Screen::Cases => {
            let only = only.clone();
            cases::open(state, only)
        }
        _ => Vec::new(),
    }
}

/// Keys that edit the field: the service is asked once the fingers rest.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    let edited = state.cases.as_mut().and_then(|cases| cases.field.edit(key));
    if edited == Some(true) {
        search_for(state, false)
    } else {
        Vec::new()
    }
}

/// A pasted text is asked for at once, and its only hit opened. What names a case takes the
/// place of what was typed; words join it.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(effects) = lead_away(state, text) {
        return effects;
    }
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    let certain = CaseName::parse(text).is_ok_and(|name| name.is_certain());
    if certain || is_like_a_reference(text) {
        cases.field.clear();
    }
    cases.field.paste(text);
    let mut effects = search_for(state, true);
    effects.extend(ask(state));
    effects
}

/// Sets the search to what stands in the field, and waits for the fingers to rest.
pub(super) fn search_for(state: &mut State, land: bool) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    let mut effects = call_off_search(cases);
    let term: String = cases.field.trimmed().chars().take(LONGEST_TERM).collect();
    if !term.is_empty() {
        let resting = (!land).then(|| state.tickets.draw());
        effects.extend(resting.map(Effect::Rest));
        cases.search = Some(Search {
            term: SafeText::new(&term),
            resting,
            hits: Remote::default(),
            land,
        });
    }
    let emptied = cases.search.is_none();
    cases.cursor.reset();
    settle(state);
    if emptied {
        effects.extend(list_if_unseen(state));
    }
    effects
}

/// The fingers rest: ask.
pub(super) fn rested(state: &mut State, ticket: Ticket) -> Vec<Effect> {
    let search = state.cases.as_ref().and_then(|cases| cases.search.as_ref());
    if search.is_some_and(|search| search.resting == Some(ticket)) {
        ask(state)
    } else {
        Vec::new()
    }
}

/// Asks the service for the search's term: by name what can only be one, by words the rest.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    let name = cases
        .search
        .as_ref()
        .map(|search| CaseName::parse(search.term.raw()));
    let elsewhere = matches!(&name, Some(Ok(name)) if !lies_in(name, cases));
    let query = cases.query(cases.search.as_ref().map(|search| search.term.clone()));
    let instance = Box::new(cases.instance.clone());
    let (Some(search), Some(domain)) = (&mut cases.search, cases.instance.domain_arn().cloned())
    else {
        return Vec::new();
    };
    let mut effects: Vec<Effect> = search
        .resting
        .take()
        .map(Effect::Cancel)
        .into_iter()
        .collect();
    match name.unwrap_or_else(|| CaseName::parse(search.term.raw())) {
        Err(failure) => {
            search.land = false;
            search.hits.asking = Asking::Failed(failure);
        }
        Ok(name) if search.land && elsewhere => {
            effects.extend(go_elsewhere(state, Named::Case(name), ""));
        }
        Ok(name) => {
            let ticket = state.tickets.draw();
            search.hits.asking = Asking::Afresh(ticket);
            let by_name =
                search.land || name.is_certain() || is_like_a_reference(search.term.raw());
            effects.push(if by_name {
                Effect::FindCases(ticket, domain, name)
            } else {
                Effect::ListCases(ticket, instance, query, None)
            });
        }
    }
    effects
}

pub(super) fn call_off_search(cases: &mut Cases) -> Vec<Effect> {
    let Some(search) = cases.search.take() else {
        return Vec::new();
    };
    let tickets = [search.resting, search.hits.asking.ticket()];
    tickets.into_iter().flatten().map(Effect::Cancel).collect()
}
