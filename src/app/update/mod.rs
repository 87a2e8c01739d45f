//! The transitions: what each message changes, and which work it asks for.

mod answers;
mod audit;
mod cases;
mod columns;
mod copy;
mod dialogs;
mod elsewhere;
mod errors;
mod file_ids;
mod files;
mod filter;
mod find;
mod help;
mod instances;
mod keep;
mod keyboard;
mod live;
mod log;
mod login;
mod looks;
mod mouse;
mod notify;
mod on_file;
mod palette;
mod panes;
mod paste;
mod paths;
mod people;
mod preview;
mod questions;
mod queue;
mod recents;
mod save_as;
mod search;
mod sort;
mod statuses;
mod stopped;
mod transfers;
mod why;

pub use stopped::parting;

use super::{ColumnChoice, Dialog, Effect, Message, Screen, Start, State};

/// The first state, and the work that it begins with.
pub fn start(mut start: Start) -> (State, Vec<Effect>) {
    if let Some(opened) = start.audit.take() {
        // Nothing is asked of anybody until the person wants something else.
        let mut state = State::new(start);
        let effects = audit::open(&mut state, opened);
        return (state, effects);
    }
    let (instance, domain) = (start.instance.clone(), start.domain.clone());
    let mut state = State::new(start);
    let ticket = state.tickets.draw();
    state.identifying = Some(ticket);
    let mut effects = vec![Effect::Identify(ticket)];
    effects.extend(find::begin(&mut state, instance, domain));
    (state, effects)
}

/// Takes one message. The picture of the state is right after each one.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let waited = notify::may_end_transfers(&message) && state.transfers.open() > 0;
    let mut effects = match message {
        Message::Key(key) => keyboard::pressed(state, key),
        Message::Do(action) => keyboard::named(state, action),
        Message::Unattended => questions::unattended(state),
        Message::Select(place) => mouse::selected_by_number(state, place),
        Message::Mouse(mouse) => mouse::moused(state, mouse),
        Message::Paste(text) => keyboard::pasted(state, &text),
        Message::Fill(text) => keyboard::filled(state, &text),
        Message::Resize { columns, rows } => {
            state.size = (columns, rows);
            Vec::new()
        }
        Message::Minute(now) => {
            state.now = now;
            files::arrange(state)
        }
        Message::Turn => {
            state.turn();
            Vec::new()
        }
        Message::WentOn { columns, rows } => stopped::went_on(state, (columns, rows)),
        Message::Stayed => stopped::stayed(state),
        Message::End => vec![Effect::Quit],
        Message::Answered(ticket, answer) => answers::answered(state, ticket, answer),
        Message::Lost(ticket) => answers::lost(state, ticket),
    };
    if waited && state.transfers.open() == 0 {
        effects.extend(notify::transfers_ended(state));
    }
    effects.extend(transfers::begin_waiting(state));
    effects.extend(find::arrive(state));
    effects.extend(questions::ask_next(state));
    keep_visible(state);
    effects.extend(preview::follow(state));
    preview::measure(state);
    effects.extend(live::keep_on(state));
    effects.extend(people::look_up(state));
    forget_delays(state);
    if state.turned > 0 && !state.turns() {
        state.turned = 0;
    }
    effects
}

/// What nobody waits for any more is not late.
fn forget_delays(state: &mut State) {
    if state.delays.is_empty() {
        return;
    }
    let awaited = state.awaited();
    state.delays.retain(|ticket, _| awaited.contains(ticket));
}

/// The last page of a pane that is read stays full: its lines may have become fewer.
fn keep_scrolled(state: &mut State) {
    if state.error_offset > 0 {
        errors::keep_scrolled(state);
    }
    if state
        .files
        .as_ref()
        .is_some_and(|files| files.details_offset > 0)
    {
        panes::keep_scrolled(state);
    }
    preview::keep_scrolled(state);
    why::keep_scrolled(state);
    audit::totals::keep_scrolled(state);
}

/// Whatever happened, the selected row stays on the screen: a pane may have opened over
/// it or the window may have shrunk.
fn keep_visible(state: &mut State) {
    // Errors that are gone cannot be read; another screen has others.
    if state.reads_errors && (state.screen == Screen::Files || state.error_count() == 0) {
        state.reads_errors = false;
    }
    let regions = state.regions();
    if let Some(Dialog::Login(chooser)) = &mut state.dialog {
        let rows = chooser.rows().len();
        chooser
            .cursor
            .keep_visible(rows, regions.chooser_rows(rows));
    }
    palette::settle(state);
    if let Some(Dialog::Columns(choice)) = &mut state.dialog {
        let lines = ColumnChoice::lines();
        choice.cursor.keep_visible(lines, regions.menu_rows(lines));
    }
    keep_scrolled(state);
    let (height, below) = (regions.table_rows(), regions.bottom_rows());
    match state.screen {
        Screen::Instances => {
            let rows = state.instances.rows().len();
            state.instances.cursor.keep_visible(rows, height);
        }
        Screen::Cases => {
            if let Some(cases) = &mut state.cases {
                let rows = cases.rows().len();
                cases.cursor.keep_visible(rows, height);
            }
        }
        Screen::Files => {
            if let Some(files) = &mut state.files {
                files.table.keep_visible(height);
            }
        }
    }
    let transfers = state.transfers.list.len();
    state.transfers.settle(below);
    state.transfers.cursor.keep_visible(transfers, below);
}
