//! Picking a case.

use crate::domain::{
    Case, CaseName, CaseQuery, Failure, Instance, LONGEST_TERM, Page, PageToken, SafeText,
};

use super::super::keys::{Action, Key};
use super::super::{Asking, Cases, Effect, Field, Remote, Screen, Search, State, Ticket, Tone};
use super::files;
use super::instances::{self, call_off};

/// Shows the cases of an instance, or goes on to the case that was wanted.
pub(super) fn enter(state: &mut State, instance: Instance) -> Vec<Effect> {
    let mut effects = match state.cases.take() {
        Some(old) if old.instance.id == instance.id => {
            state.cases = Some(old);
            Vec::new()
        }
        Some(mut old) => {
            let mut effects = call_off_search(&mut old);
            effects.extend(call_off(&mut old.all.asking));
            state.cases = Some(Cases::of(instance));
            effects
        }
        None => {
            state.cases = Some(Cases::of(instance));
            Vec::new()
        }
    };
    state.screen = Screen::Cases;
    state.notice = None;
    let wanted = state.wanted_case.take();
    let wanted = wanted.filter(|wanted| {
        state
            .cases
            .as_ref()
            .is_some_and(|cases| lies_in(wanted, cases))
    });
    if let Some(wanted) = wanted {
        let text = match &wanted {
            CaseName::Arn(arn) => arn.raw().to_owned(),
            CaseName::Id(id) | CaseName::Workspace { case: id, .. } => id.raw().to_owned(),
            CaseName::Words(words) => words.raw().to_owned(),
        };
        if let Some(cases) = &mut state.cases {
            effects.extend(call_off_search(cases));
            cases.field = Field::holding(&text);
        }
        effects.extend(search_for(state, true));
        effects.extend(ask(state));
    } else {
        effects.extend(list_if_unseen(state));
    }
    effects
}

/// Whether a named case may lie in this instance: an ARN tells its domain and an address
/// its instance, and neither is looked for anywhere else.
fn lies_in(name: &CaseName, cases: &Cases) -> bool {
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

/// Goes to the instance that a case of another one lies in.
fn go_elsewhere(state: &mut State, name: CaseName) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(cases) = &mut state.cases {
        effects.extend(call_off_search(cases));
        effects.extend(call_off(&mut cases.all.asking));
        cases.field.clear();
        cases.cursor.reset();
    }
    effects.extend(instances::show(state));
    effects.extend(instances::find_for_case(state, None, name));
    effects
}

/// Shows the picker again, as it was left.
pub(super) fn show(state: &mut State) -> Vec<Effect> {
    state.screen = Screen::Cases;
    state.notice = None;
    list_if_unseen(state)
}

fn list_if_unseen(state: &mut State) -> Vec<Effect> {
    match &state.cases {
        Some(cases) if cases.all.seen.is_none() && cases.all.asking == Asking::Idle => list(state),
        _ => Vec::new(),
    }
}

/// Asks for all cases from the start.
fn list(state: &mut State) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    let Some(domain) = cases.instance.domain_arn().cloned() else {
        return Vec::new();
    };
    let mut effects = call_off(&mut cases.all.asking);
    let ticket = state.tickets.draw();
    cases.all.asking = Asking::Afresh(ticket);
    effects.push(Effect::ListCases(
        ticket,
        domain,
        CaseQuery::default(),
        None,
    ));
    effects
}

/// Asks for the next page when the selected row comes near the end of what is loaded.
fn list_more(state: &mut State) -> Vec<Effect> {
    let height = state.regions().table_rows();
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    if cases.cursor.index() + 2 * height.max(1) < cases.rows().len() {
        return Vec::new();
    }
    match cases.pages().next_page() {
        Some(token) => ask_more(state, token),
        None => Vec::new(),
    }
}

fn ask_more(state: &mut State, token: PageToken) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    let Some(domain) = cases.instance.domain_arn().cloned() else {
        return Vec::new();
    };
    let query = CaseQuery {
        term: cases.search.as_ref().map(|search| search.term.clone()),
    };
    let ticket = state.tickets.draw();
    cases.pages_mut().asking = Asking::More(ticket);
    vec![Effect::ListCases(ticket, domain, query, Some(token))]
}

/// Takes a page of the list or of the search.
pub(super) fn listed(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Page<Case>, Failure>,
) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    if cases.all.waits_for(ticket) {
        cases.all.take(answer);
        settle(state);
        return Vec::new();
    }
    match &mut cases.search {
        Some(search) if search.hits.waits_for(ticket) => {
            search.hits.take(answer);
            settle(state);
            land(state)
        }
        _ => Vec::new(),
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
fn land(state: &mut State) -> Vec<Effect> {
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
            let term = search.term.clone();
            state.say(Tone::Bad, format!("No case is named or holds \"{term}\"."));
            list_if_unseen(state)
        }
        [only] if state.dialog.is_none() && state.screen == Screen::Cases => {
            let only = only.clone();
            files::enter(state, only)
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

/// A pasted text is asked for at once, and its only hit opened. What names a case for
/// certain takes the place of what was typed.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    if CaseName::parse(text).is_ok_and(|name| name.is_certain()) {
        cases.field.clear();
    }
    cases.field.paste(text);
    let mut effects = search_for(state, true);
    effects.extend(ask(state));
    effects
}

/// Sets the search to what stands in the field, and waits for the fingers to rest.
fn search_for(state: &mut State, land: bool) -> Vec<Effect> {
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
fn ask(state: &mut State) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    let name = cases
        .search
        .as_ref()
        .map(|search| CaseName::parse(search.term.raw()));
    let elsewhere = matches!(&name, Some(Ok(name)) if !lies_in(name, cases));
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
        Err(failure) => search.hits.asking = Asking::Failed(failure),
        Ok(name) if search.land && elsewhere => effects.extend(go_elsewhere(state, name)),
        Ok(name) => {
            let ticket = state.tickets.draw();
            search.hits.asking = Asking::Afresh(ticket);
            let by_name = search.land || name.is_certain() || is_like_a_reference(&search.term);
            effects.push(if by_name {
                Effect::FindCases(ticket, domain, name)
            } else {
                let term = Some(search.term.clone());
                Effect::ListCases(ticket, domain, CaseQuery { term }, None)
            });
        }
    }
    effects
}

/// Six digits and more, or nine alphanumerics with a digit among them.
fn is_like_a_reference(term: &SafeText) -> bool {
    let text = term.raw();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric());
    plain && (digits >= 6 || (digits > 0 && text.len() == 9))
}

/// What a key of the table does here.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => {
            let height = state.regions().table_rows();
            if let Some(cases) = &mut state.cases {
                let keys: Vec<_> = cases.rows().iter().map(|row| row.arn.clone()).collect();
                let key_at = |index: usize| keys.get(index).cloned();
                cases.cursor.step(step, keys.len(), height, key_at);
            }
            list_more(state)
        }
        Action::Take => take(state),
        Action::Refresh => refresh(state),
        Action::Back => back(state),
        _ => Vec::new(),
    }
}

fn take(state: &mut State) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    if let Some(case) = cases.selected().cloned() {
        return files::enter(state, case);
    }
    match &mut cases.search {
        Some(search) => {
            search.land = true;
            // What runs already lands by itself; what waits or failed is asked now.
            if search.hits.asking.ticket().is_none() {
                return ask(state);
            }
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Asks again: for the page that failed, else for the search or the list from its start.
fn refresh(state: &mut State) -> Vec<Effect> {
    let mut effects = instances::identify_if_unknown(state);
    let Some(cases) = &mut state.cases else {
        return effects;
    };
    let pages = cases.pages();
    if let Some(token) = pages.failed_page() {
        effects.extend(ask_more(state, token));
    } else if let Some(search) = &mut cases.search {
        effects.extend(call_off(&mut search.hits.asking));
        effects.extend(ask(state));
    } else {
        effects.extend(list(state));
    }
    effects
}

/// Empties the field, then goes back; either way nothing is waited for any more.
fn back(state: &mut State) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return instances::show(state);
    };
    if !cases.field.text().is_empty() {
        cases.field.clear();
        state.notice = None;
        return search_for(state, false);
    }
    let mut effects = call_off(&mut cases.all.asking);
    effects.extend(instances::show(state));
    effects
}

fn call_off_search(cases: &mut Cases) -> Vec<Effect> {
    let Some(search) = cases.search.take() else {
        return Vec::new();
    };
    let tickets = [search.resting, search.hits.asking.ticket()];
    tickets.into_iter().flatten().map(Effect::Cancel).collect()
}

fn settle(state: &mut State) {
    let height = state.regions().table_rows();
    if let Some(cases) = &mut state.cases {
        cases.settle(height);
    }
}
