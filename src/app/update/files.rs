//! The files of a case or a contact.

use crate::domain::{Attachment, DomainState, Failure, Instance, Problem, SafeText, Subject};

use super::super::keys::{Action, Mode};
use super::super::table::Filter;
use super::super::{Asking, Bottom, Effect, Files, Pane, Screen, State, Step, Ticket, Tone};
use super::instances::call_off;
use super::{
    audit, cases, columns, file_ids, filter, instances, live, login, notify, on_file, panes,
    preview, recents, sort, statuses,
};

/// Shows the files of a case or a contact and asks for them.
pub(super) fn enter(state: &mut State, instance: Instance, subject: Subject) -> Vec<Effect> {
    // The audit's own table is never a case's.
    let mut effects = audit::make_way(state);
    let old = state.files.take();
    let mut files = match old {
        Some(mut old) => {
            effects.extend(call_off(&mut old.listing.asking));
            effects.extend(live::call_off(&mut old));
            effects.extend(preview::call_off(&mut old));
            let arranging = old.table.arranging();
            // What was seen of this very case stays on the screen while it is asked for again.
            if old.extent.arn() == Some(subject.arn()) {
                Files {
                    instance,
                    extent: subject.into(),
                    ids: Vec::new(),
                    sought: None,
                    remembered: false,
                    ..old
                }
            } else {
                effects.extend(arranging.map(Effect::Cancel));
                Files::of(instance, subject, state.order(Filter::default()))
            }
        }
        None => Files::of(instance, subject, state.order(Filter::default())),
    };
    // The files that the command line named are those of the first screen.
    if !state.wanted_files.is_empty() {
        files.ids = std::mem::take(&mut state.wanted_files);
    }
    state.files = Some(files);
    state.arrive(Screen::Files);
    effects.extend(list(state));
    effects
}

/// Asks for the files; what is on the screen stays until the answer is complete.
pub(super) fn list(state: &mut State) -> Vec<Effect> {
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    let Some(query) = files.query() else {
        return Vec::new();
    };
    let mut effects = call_off(&mut files.listing.asking);
    let ticket = state.tickets.draw();
    files.listing.asking = Asking::Afresh(ticket);
    files.table.begin();
    files.problems.begin();
    files.listing.notes.clear();
    files.polling.begin_anew();
    state.people.rests = false;
    effects.push(Effect::ListFiles(
        ticket,
        files.instance.id.clone(),
        Box::new(query),
    ));
    effects
}

/// The screen, when it waits for this very answer.
fn waiting(state: &mut State, ticket: Ticket) -> Option<&mut Files> {
    let files = state.files.as_mut()?;
    (files.listing.asking.ticket() == Some(ticket)).then_some(files)
}

/// Some files came.
pub(super) fn came(state: &mut State, ticket: Ticket, rows: Vec<Attachment>) -> Vec<Effect> {
    let now = state.now;
    if let Some(files) = waiting(state, ticket) {
        for row in &rows {
            files.polling.heed(row, now);
        }
        files.table.bring(rows);
        settle(state);
    }
    Vec::new()
}

/// Something went wrong beside the files that came.
pub(super) fn failed_beside(
    state: &mut State,
    ticket: Ticket,
    problems: Vec<Problem>,
) -> Vec<Effect> {
    if let Some(files) = waiting(state, ticket) {
        let mut news = false;
        for problem in problems {
            news |= files.problems.bring(problem);
        }
        if news {
            files.bottom.get_or_insert(Bottom::Errors);
        }
    }
    Vec::new()
}

/// How something is done, when that is not as usual: said once, and of a listing kept.
pub(super) fn noted(state: &mut State, ticket: Ticket, note: SafeText) -> Vec<Effect> {
    let search = state.cases.as_ref().and_then(|cases| cases.search.as_ref());
    let sought = state.instances.finding_ticket() == Some(ticket)
        || search.is_some_and(|search| search.hits.waits_for(ticket));
    let news = match waiting(state, ticket) {
        Some(files) if !files.listing.notes.contains(&note) => {
            files.listing.notes.push(note.clone());
            true
        }
        Some(_) => false,
        None => sought || audit::noted(state, ticket, &note),
    };
    if news {
        state.say(Tone::Note, note);
    }
    Vec::new()
}

/// The listing came to its end.
pub(super) fn listed(
    state: &mut State,
    ticket: Ticket,
    answer: Result<(), Failure>,
) -> Vec<Effect> {
    let Some(files) = waiting(state, ticket) else {
        return Vec::new();
    };
    let good = answer.is_ok();
    if !good {
        files.bottom.get_or_insert(Bottom::Errors);
    }
    files.finish(answer);
    settle(state);
    close_empty_errors(state);
    if good && is_seen(state) {
        return recents::remember(state);
    }
    Vec::new()
}

/// Whether there is such a case. Where nothing is searched only its files tell that.
fn is_seen(state: &State) -> bool {
    let files = state.files.as_ref();
    files.is_some_and(|files| files.ids.is_empty() || !files.rows().is_empty())
}

/// An errors pane that has nothing to say and that nobody reads closes again.
fn close_empty_errors(state: &mut State) {
    let any = state.error_count() > 0;
    if let Some(files) = &mut state.files
        && (files.bottom, files.focus, any) == (Some(Bottom::Errors), Pane::Table, false)
    {
        files.bottom = None;
    }
}

/// The rows are to stand as the person likes it now.
pub(super) fn arrange(state: &mut State) -> Vec<Effect> {
    match &state.files {
        Some(files) => {
            let filter = files.table.order().filter.clone();
            show_only(state, filter)
        }
        None => Vec::new(),
    }
}

/// Only the rows that pass this filter are to be shown.
pub(super) fn show_only(state: &mut State, filter: Filter) -> Vec<Effect> {
    let order = state.order(filter);
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    let effects = files.table.arrange(order, &mut state.tickets);
    settle(state);
    effects
}

/// The rows stand as they were to.
pub(super) fn arranged(state: &mut State, ticket: Ticket, shown: Vec<u32>) -> Vec<Effect> {
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    let Some(effects) = files.table.arranged(ticket, shown, &mut state.tickets) else {
        return Vec::new();
    };
    settle(state);
    effects
}

/// Whoever acts on the rows means those that pass what was typed before: they stand so at once.
pub(super) fn stand(state: &mut State) -> Vec<Effect> {
    let files = state.files.as_mut();
    let called_off = files.and_then(|files| files.table.arrange_now());
    if called_off.is_some() {
        settle(state);
    }
    called_off.into_iter().collect()
}

/// What a key of the table does on this screen.
pub(super) fn act(state: &mut State, mode: Mode, action: Action) -> Vec<Effect> {
    match action {
        Action::Filter | Action::Statuses | Action::SortBy(_) | Action::Reverse
            if !state.can(mode, action) =>
        {
            state.say(Tone::Plain, "There are no files here.");
            Vec::new()
        }
        Action::Move(step) => panes::step(state, mode, step),
        Action::Take | Action::Details => panes::toggle_details(state, mode),
        Action::NextPane => panes::next(state),
        Action::Errors => panes::toggle(state, Bottom::Errors),
        Action::Transfers => panes::toggle(state, Bottom::Transfers),
        Action::Refresh if mode == Mode::Preview => preview::again(state),
        Action::NextFile => panes::step(state, Mode::Files, Step::Down),
        Action::PreviousFile => panes::step(state, Mode::Files, Step::Up),
        Action::Wrap | Action::Shift(_) => preview::lay(state, action),
        Action::Refresh => {
            let mut effects = instances::identify_if_unknown(state);
            effects.extend(list(state));
            effects
        }
        Action::Notify => notify::turn(state),
        Action::FileIds => file_ids::open(state),
        Action::Login => login::open(state),
        Action::Filter => filter::open(state),
        Action::Statuses => statuses::open(state),
        Action::Columns => columns::open(state),
        Action::SortBy(turn) => sort::next(state, turn),
        Action::Reverse => sort::reverse(state),
        Action::Audit => audit::toggle(state),
        Action::Instances => leave(state, instances::show),
        Action::Back => match panes::close(state, mode) {
            Some(effects) => effects,
            None if filter::is_on(state) => filter::clear(state),
            None if state.is_on_audit() => audit::leave(state),
            None if audit::is_visited(state) => leave(state, audit::come_back),
            None => leave(state, to_cases),
        },
        Action::Cases => leave(state, to_cases),
        action => on_file::act(state, mode, action),
    }
}

/// To the cases of the screen's instance; one that has no Cases domain, or of which that is
/// not known, has none to show.
fn to_cases(state: &mut State) -> Vec<Effect> {
    let instance = state.files.as_ref().map(|files| files.instance.clone());
    let shown = state.cases.as_ref().map(|cases| &cases.instance.id);
    match instance {
        Some(instance) if shown == Some(&instance.id) => cases::show(state),
        Some(instance) if matches!(instance.domain, DomainState::Domain(_)) => {
            state.wanted = None;
            cases::enter(state, instance)
        }
        _ => instances::show(state),
    }
}

/// Leaves the screen: what was asked for it is called off, transfers go on.
fn leave(state: &mut State, to: fn(&mut State) -> Vec<Effect>) -> Vec<Effect> {
    if state.is_on_audit() {
        return audit::leave_to(state, to);
    }
    let mut effects = match &mut state.files {
        Some(files) => call_off(&mut files.listing.asking),
        None => Vec::new(),
    };
    effects.extend(to(state));
    audit::end_visit(state);
    effects
}

/// Finds the selected file again.
pub(super) fn settle(state: &mut State) {
    let height = state.regions().table_rows();
    if let Some(files) = &mut state.files {
        if let Some(key) = files
            .sought
            .take_if(|key| files.table.rows().of(key).is_some())
        {
            files.table.seek(key);
        }
        files.table.settle(height);
    }
}
