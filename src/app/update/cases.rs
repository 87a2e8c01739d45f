//! Picking a case.

use crate::domain::{Case, CaseName, Failure, Instance, Page, PageToken, Subject};

use super::super::keys::Action;
use super::super::{Asking, Cases, Effect, Field, Remote, Screen, State, Ticket, Tone, Wanted};
use super::instances::{self, call_off};
use super::search::{ask, call_off_search, land, lead_away, lies_in, search_for};
use super::{files, login, recents};

/// Shows the cases of an instance, or goes on to the case that was wanted.
pub(super) fn enter(state: &mut State, instance: Instance) -> Vec<Effect> {
    let mut effects = match state.cases.take() {
        // Of another domain, named by hand, nothing that was seen holds.
        Some(old) if is_same(&old.instance, &instance) => {
            state.cases = Some(old);
            Vec::new()
        }
        Some(mut old) => {
            let mut effects = call_off_search(&mut old);
            effects.extend(call_off(&mut old.all.asking));
            effects.extend(old.recalling.map(Effect::Cancel));
            state.cases = Some(Cases::of(instance));
            effects.extend(recents::recall(state));
            effects
        }
        None => {
            state.cases = Some(Cases::of(instance));
            recents::recall(state)
        }
    };
    state.arrive(Screen::Cases);
    let wanted = match state.wanted.take() {
        Some(Wanted::Case(case)) => Some(case),
        Some(Wanted::Contact(_)) | None => None,
    };
    let here = |name: &CaseName| {
        state
            .cases
            .as_ref()
            .is_some_and(|cases| lies_in(name, cases))
    };
    if wanted.as_ref().is_some_and(|name| !here(name)) {
        state.say(
            Tone::Bad,
            "The case that was named lies in another instance.",
        );
        effects.extend(list_if_unseen(state));
        return effects;
    }
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

fn is_same(old: &Instance, new: &Instance) -> bool {
    (&old.id, &old.domain) == (&new.id, &new.domain)
}

/// Shows the picker again, as it was left.
pub(super) fn show(state: &mut State) -> Vec<Effect> {
    state.screen = Screen::Cases;
    state.notice = None;
    list_if_unseen(state)
}

pub(super) fn list_if_unseen(state: &mut State) -> Vec<Effect> {
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
    let instance = Box::new(cases.instance.clone());
    let query = cases.query(None);
    let mut effects = call_off(&mut cases.all.asking);
    let ticket = state.tickets.draw();
    cases.all.asking = Asking::Afresh(ticket);
    effects.push(Effect::ListCases(ticket, instance, query, None));
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
    let instance = Box::new(cases.instance.clone());
    let query = cases.query(cases.search.as_ref().map(|search| search.term.clone()));
    let ticket = state.tickets.draw();
    cases.pages_mut().asking = Asking::More(ticket);
    vec![Effect::ListCases(ticket, instance, query, Some(token))]
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

/// What a key of the table does here.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => {
            let height = state.regions().table_rows();
            if let Some(cases) = &mut state.cases {
                let keys: Vec<_> = cases
                    .rows()
                    .iter()
                    .map(|row| row.case.arn.clone())
                    .collect();
                let key_at = |index: usize| keys.get(index).cloned();
                cases.cursor.step(step, keys.len(), height, key_at);
            }
            list_more(state)
        }
        Action::Take => take(state),
        Action::Refresh => refresh(state),
        Action::OpenOnly => narrow(state, |cases| cases.open = !cases.open),
        Action::Mine => narrow(state, |cases| cases.mine = !cases.mine),
        Action::Forget => recents::ask_to_forget(state),
        Action::Login => login::open(state),
        Action::Back => back(state),
        _ => Vec::new(),
    }
}

/// Asks for the list and the search afresh, narrowed in another way; what was typed stays.
fn narrow(state: &mut State, how: fn(&mut Cases)) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    how(cases);
    // What was listed under other rules is not shown under these.
    let mut effects = call_off(&mut cases.all.asking);
    cases.all = Remote::default();
    cases.cursor.reset();
    if let Some(search) = &mut cases.search {
        effects.extend(call_off(&mut search.hits.asking));
        search.hits = Remote::default();
        effects.extend(ask(state));
    } else {
        effects.extend(list(state));
    }
    settle(state);
    effects
}

/// Shows the files of a case of this picker.
pub(super) fn open(state: &mut State, case: Case) -> Vec<Effect> {
    let Some(cases) = &state.cases else {
        return Vec::new();
    };
    let instance = cases.instance.clone();
    files::enter(state, instance, Subject::Case(Box::new(case)))
}

fn take(state: &mut State) -> Vec<Effect> {
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
    if let Some(case) = cases.selected().cloned() {
        return open(state, case);
    }
    let text = cases.field.trimmed().to_owned();
    if let Some(effects) = lead_away(state, &text) {
        return effects;
    }
    let Some(cases) = &mut state.cases else {
        return Vec::new();
    };
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

pub(super) fn settle(state: &mut State) {
    let height = state.regions().table_rows();
    if let Some(cases) = &mut state.cases {
        cases.settle(height);
    }
}
