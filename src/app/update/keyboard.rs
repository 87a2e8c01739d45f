//! What a key or a pasted text does, depending on who has the keys.

use super::super::field::one_line;
use super::super::keys::{Action, Key, Mode};
use super::super::{Effect, Screen, State};
use super::{
    audit, cases, columns, copy, dialogs, elsewhere, errors, file_ids, files, filter, help,
    instances, log, login, looks, mouse, palette, paths, questions, queue, save_as, search,
    statuses, why,
};

/// Takes a key press.
pub(super) fn pressed(state: &mut State, key: Key) -> Vec<Effect> {
    let mode = state.mode();
    let action = state.keymap.action_for(mode, key);
    // An arrow is an arrow where Shift means nothing of its own.
    if let (None, Some(plain)) = (action, key.without_shift()) {
        return pressed(state, plain);
    }
    // A terminal sends Alt and a character as Escape and the character, and so does who types
    // these two ahead of it.
    if let (None, Key::Alt(c)) = (action, key)
        && !(mode.types() && key.is_for_text())
    {
        let mut effects = pressed(state, Key::Esc);
        effects.extend(pressed(state, Key::Char(c)));
        return effects;
    }
    // It was meant for what stood there before the question.
    if state.pause.is_some()
        && !matches!(
            action,
            Some(Action::Leave | Action::Redraw | Action::Suspend)
        )
    {
        return questions::disturbed(state);
    }
    if let Some(action) = action {
        return wished(state, mode, action);
    }
    state.notice = None;
    state.leaving = false;
    typed(state, mode, key)
}

/// A key that edits the field of this mode.
fn typed(state: &mut State, mode: Mode, key: Key) -> Vec<Effect> {
    match mode {
        Mode::Picker => instances::typed(state, key),
        Mode::CasePicker => search::typed(state, key),
        Mode::Login => login::typed(state, key),
        Mode::FileIds => file_ids::typed(state, key),
        Mode::SaveAs | Mode::Export => paths::typed(state, key),
        Mode::HelpSearch => help::typed(state, key),
        Mode::Palette => palette::typed(state, key),
        Mode::Filter => filter::typed(state, key),
        _ => Vec::new(),
    }
}

/// Does what a key would do now, for who names it by its word.
pub(super) fn named(state: &mut State, action: Action) -> Vec<Effect> {
    let mode = state.mode();
    let is_there = state
        .keymap
        .bindings(mode)
        .any(|row| row.binding.action == action);
    let always = matches!(action, Action::Leave | Action::Redraw | Action::Suspend);
    if !is_there || (state.pause.is_some() && !always) {
        return Vec::new();
    }
    wished(state, mode, action)
}

/// What was said stays while one looks around, and goes with the next thing one does.
fn wished(state: &mut State, mode: Mode, action: Action) -> Vec<Effect> {
    if !matches!(action, Action::Move(_) | Action::Redraw | Action::Suspend) {
        state.notice = None;
    }
    state.leaving &= action == Action::Leave;
    act(state, mode, action)
}

/// Takes a pasted text: in a picker it goes to what it names, elsewhere it is no command.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let line = &one_line(text);
    let mode = state.mode();
    if mode.types() || mode == Mode::Guide {
        state.notice = None;
    }
    match mode {
        Mode::Picker | Mode::Guide => instances::pasted(state, line),
        Mode::CasePicker => search::pasted(state, line),
        Mode::Login => login::pasted(state, line),
        Mode::FileIds => file_ids::pasted(state, text),
        Mode::SaveAs | Mode::Export => paths::pasted(state, line),
        Mode::HelpSearch => help::pasted(state, line),
        Mode::Palette => palette::pasted(state, line),
        Mode::Filter => filter::pasted(state, line),
        _ => Vec::new(),
    }
}

/// Puts a text in the place of what stands in the field: whatever its keys are called.
pub(super) fn filled(state: &mut State, text: &str) -> Vec<Effect> {
    let mode = state.mode();
    let mut effects = typed(state, mode, Key::Ctrl('e'));
    effects.extend(typed(state, mode, Key::Ctrl('u')));
    effects.extend(pasted(state, text));
    effects
}

/// Does what a key of the table does where `mode` has the keys.
pub(super) fn act(state: &mut State, mode: Mode, action: Action) -> Vec<Effect> {
    let mut effects = if reads_rows(mode, action) {
        files::stand(state)
    } else {
        Vec::new()
    };
    // Who has begun to work with the rows works with this one: what comes in above it from now
    // on takes its place no more.
    if matches!(mode, Mode::Files | Mode::Audit)
        && let Some(files) = &mut state.files
        && files.selected().is_some()
    {
        files.table.choose();
    }
    effects.extend(take(state, mode, action));
    effects
}

/// Whether it is about the rows that are shown, or the one that is selected: what was typed
/// ahead of it, a filter for instance, must hold before.
fn reads_rows(mode: Mode, action: Action) -> bool {
    match mode {
        Mode::Filter => matches!(action, Action::Move(_)),
        Mode::Files
        | Mode::Audit
        | Mode::Details
        | Mode::Preview
        | Mode::Errors
        | Mode::Transfers => !matches!(
            action,
            Action::Back | Action::Filter | Action::SortBy(_) | Action::Reverse | Action::Refresh
        ),
        _ => false,
    }
}

fn take(state: &mut State, mode: Mode, action: Action) -> Vec<Effect> {
    match (mode, action) {
        (_, Action::Leave) => dialogs::leave(state),
        (_, Action::Quit) => dialogs::quit(state),
        (_, Action::Help) => help::open(state, mode),
        (_, Action::Palette) => palette::open(state),
        (_, Action::Privacy) => dialogs::privacy(state),
        (_, Action::Theme) => looks::next_theme(state),
        (_, Action::Redraw) => vec![Effect::Redraw],
        (_, Action::Suspend) => vec![Effect::Suspend],
        (_, Action::Mouse) => mouse::toggle(state),
        (Mode::Log, action) => log::act(state, action),
        (_, Action::Log) => log::open(state),
        (Mode::Login, action) => login::act(state, action),
        (Mode::FileIds, action) => file_ids::act(state, action),
        (Mode::SaveAs, action) => save_as::act(state, action),
        (Mode::Export, action) => audit::export::act(state, action),
        (Mode::Totals, action) => audit::totals::act(state, action),
        (Mode::Why, action) => why::act(state, action),
        (Mode::CopyMenu, action) => copy::act(state, action),
        (Mode::Elsewhere | Mode::HandingOver, action) => elsewhere::act(state, action),
        (Mode::Filter, action) => filter::act(state, action),
        (Mode::Statuses, action) => statuses::act(state, action),
        (Mode::Columns, action) => columns::act(state, action),
        (Mode::Conflict | Mode::Doubt, action) => questions::act(state, action),
        (Mode::Help | Mode::HelpSearch, action) => help::act(state, action),
        (Mode::Palette, action) => palette::act(state, action),
        (Mode::Question, action) => dialogs::act(state, action),
        (Mode::PickerErrors | Mode::Errors, Action::Move(step)) => errors::step(state, step),
        (Mode::PickerErrors, Action::Back) => errors::close(state),
        (Mode::Picker | Mode::CasePicker, Action::Audit) => audit::toggle(state),
        (Mode::Picker | Mode::CasePicker, Action::NextPane) => errors::read(state),
        (Mode::Picker | Mode::CasePicker | Mode::PickerErrors, Action::CopyMenu) => {
            copy::way_back(state)
        }
        (Mode::Guide, action) => instances::guided(state, action),
        (Mode::Picker | Mode::CasePicker | Mode::PickerErrors, action) => match state.screen {
            Screen::Instances => instances::act(state, action),
            Screen::Cases | Screen::Files => cases::act(state, action),
        },
        (
            Mode::Transfers,
            Action::Move(_)
            | Action::CancelTransfer
            | Action::CancelAll
            | Action::Retry
            | Action::RetryAll,
        ) => queue::act(state, action),
        (mode, action) => {
            if mode == Mode::Audit
                && let Some(effects) = audit::act(state, action)
            {
                return effects;
            }
            files::act(state, mode, action)
        }
    }
}
