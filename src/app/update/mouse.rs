//! What the mouse does: a press selects and gives the keys to what lies there, a second one
//! opens it, the wheel scrolls it, and the titles of the columns sort.

use crate::domain::FileKey;

use super::super::hit::{Hit, Spot, hit, listed};
use super::super::keys::{Action, Mode};
use super::super::regions::Front;
use super::super::{Act, Bottom, Dialog, Effect, Mouse, Pane, Screen, Setting, State, Step, Tone};
use super::keyboard::act;
use super::{files, sort};

/// Rows that a turn of the wheel moves by.
const TURN: usize = 3;

/// The mouse did something.
pub(super) fn moused(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    let Some(hit) = hit(state, mouse.column, mouse.row) else {
        return Vec::new();
    };
    state.leaving = false;
    match mouse.act {
        Act::WheelUp => turned(state, hit, Step::Up),
        Act::WheelDown => turned(state, hit, Step::Down),
        Act::Press => pressed(state, hit),
        Act::Again => pressed_again(state, hit),
    }
}

/// The mouse is the program's from now on, or the terminal's again, which selects text with it.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    state.mouse = !state.mouse;
    let on = state.mouse;
    let words = if on {
        "The mouse selects rows from now on, the wheel scrolls; {mouse} gives it back to the terminal."
    } else {
        "The mouse is the terminal's again and selects text; {mouse} takes it back."
    };
    let words = state.keymap.spell(state.mode_below(), words);
    state.say(Tone::Plain, words);
    vec![Effect::Mouse(on), state.keep(Setting::Mouse(on))]
}

fn turned(state: &mut State, hit: Hit, step: Step) -> Vec<Effect> {
    let spot = match hit {
        Hit::Row(spot, _) | Hit::Spot(spot) => spot,
        Hit::Titles(_) => Spot::Table,
        Hit::Sign(_) => Spot::Dialog,
        Hit::Field => return Vec::new(),
    };
    // Errors that nobody reads show their first lines.
    if spot == Spot::Bottom {
        focus(state, spot);
    }
    let Some(mode) = mode(state, spot) else {
        return Vec::new();
    };
    steps(state, mode, step, TURN)
}

fn pressed(state: &mut State, hit: Hit) -> Vec<Effect> {
    match hit {
        Hit::Row(spot, row) => {
            focus(state, spot);
            select(state, spot, row)
        }
        Hit::Spot(spot) => {
            focus(state, spot);
            Vec::new()
        }
        Hit::Sign(row) => {
            let mut effects = select(state, Spot::Dialog, row);
            effects.extend(does_there(state, Spot::Dialog, Action::Toggle));
            effects
        }
        Hit::Field => {
            state.reads_errors = false;
            Vec::new()
        }
        Hit::Titles(x) => {
            focus(state, Spot::Table);
            titles(state, x)
        }
    }
}

/// The title of a column in this cell of the files' table.
fn titles(state: &mut State, x: u16) -> Vec<Effect> {
    if state.screen != Screen::Files {
        return Vec::new();
    }
    let width = state.regions().table().width;
    let column = state.shown_layout().columns.at(width, x);
    match column {
        Some(column) => sort::titled(state, column),
        None => Vec::new(),
    }
}

/// The first press has selected it. What came in between may have put another thing in its
/// place: then this press is a first one.
fn pressed_again(state: &mut State, hit: Hit) -> Vec<Effect> {
    let Hit::Row(spot, row) = hit else {
        return pressed(state, hit);
    };
    let is_same = selected(state, spot) == Some(row);
    let mut effects = pressed(state, hit);
    // What was pressed on may go, and another row come into its place.
    let meant = selected_file(state);
    effects.extend(files::stand(state));
    if selected_file(state) != meant {
        return effects;
    }
    let opens = match (spot, state.screen, &state.dialog) {
        (Spot::Dialog, _, Some(Dialog::Columns(_))) => Action::Toggle,
        (Spot::Table, Screen::Files, _) => Action::Open,
        (Spot::Dialog | Spot::Table, ..) => Action::Take,
        _ => return effects,
    };
    if is_same && selected(state, spot) == Some(row) {
        effects.extend(does_there(state, spot, opens));
    }
    effects
}

fn selected_file(state: &State) -> Option<FileKey> {
    let file = state.files.as_ref()?.selected()?;
    Some(file.key.clone())
}

/// Does what a key does there.
fn does_there(state: &mut State, spot: Spot, action: Action) -> Vec<Effect> {
    let mode = mode(state, spot).filter(|mode| does(state, *mode, action));
    let Some(mode) = mode else {
        return Vec::new();
    };
    state.notice = None;
    act(state, mode, action)
}

/// Gives the keys to what lies there.
fn focus(state: &mut State, spot: Spot) {
    if state.screen != Screen::Files {
        if spot != Spot::Dialog {
            state.reads_errors = spot == Spot::Bottom;
        }
        return;
    }
    let Some(files) = &mut state.files else {
        return;
    };
    // What was typed of a filter holds.
    files.filtering &= spot == Spot::Dialog;
    match spot {
        Spot::Table => files.focus = Pane::Table,
        Spot::Details => (files.focus, files.front) = (Pane::Details, Front::Details),
        Spot::Preview => (files.focus, files.front) = (Pane::Preview, Front::Preview),
        Spot::Bottom => files.focus = Pane::Bottom,
        Spot::Dialog => {}
    }
}

/// Who would have the keys there.
fn mode(state: &State, spot: Spot) -> Option<Mode> {
    let files = state.files.as_ref();
    Some(match (spot, state.screen) {
        (Spot::Dialog, _) => state.mode(),
        (Spot::Table, Screen::Instances) => Mode::Picker,
        (Spot::Table, Screen::Cases) => Mode::CasePicker,
        (Spot::Table, Screen::Files) => files?.table_mode(),
        (Spot::Details, _) => Mode::Details,
        (Spot::Preview, _) => Mode::Preview,
        (Spot::Bottom, Screen::Files) => match files?.bottom? {
            Bottom::Errors => Mode::Errors,
            Bottom::Transfers => Mode::Transfers,
        },
        (Spot::Bottom, _) => Mode::PickerErrors,
    })
}

/// Which row of the list is selected.
fn selected(state: &State, spot: Spot) -> Option<usize> {
    match spot {
        Spot::Table => listed(state).map(|(_, _, selected)| selected),
        Spot::Bottom => Some(state.transfers.cursor.index()),
        Spot::Dialog => match &state.dialog {
            Some(Dialog::Login(chooser)) => Some(chooser.cursor.index()),
            Some(Dialog::Palette(palette)) => Some(palette.cursor.index()),
            Some(Dialog::Columns(choice)) => Some(choice.cursor.index()),
            Some(Dialog::Statuses(selected)) => Some(*selected),
            _ => None,
        },
        Spot::Details | Spot::Preview => None,
    }
}

/// The row at this place of what is shown is named.
pub(super) fn selected_by_number(state: &mut State, place: usize) -> Vec<Effect> {
    if state.pause.is_some() {
        return Vec::new();
    }
    let (spot, rows) = match (&state.dialog, listed(state)) {
        (Some(Dialog::Login(chooser)), _) => (Spot::Dialog, chooser.rows().len()),
        (None, Some((_, rows, _))) => (Spot::Table, rows),
        _ => return Vec::new(),
    };
    if place >= rows {
        state.say(Tone::Bad, format!("There is no row {}.", place + 1));
        return Vec::new();
    }
    focus(state, spot);
    let height = state.regions().table_rows();
    match &mut state.files {
        // It may be far away.
        Some(files) if spot == Spot::Table && state.screen == Screen::Files => {
            files.table.go_to(place, height);
            files.details_offset = 0;
            Vec::new()
        }
        _ => select(state, spot, place),
    }
}

/// Selects the row, as the arrow keys would: what they bring about comes about.
fn select(state: &mut State, spot: Spot, row: usize) -> Vec<Effect> {
    let (Some(from), Some(mode)) = (selected(state, spot), mode(state, spot)) else {
        return Vec::new();
    };
    let step = if row < from { Step::Up } else { Step::Down };
    let effects = steps(state, mode, step, row.abs_diff(from));
    // Who presses a row means it, also where the cursor stood there by itself.
    choose(state, spot);
    effects
}

/// The cursor stays on the thing that it is on.
fn choose(state: &mut State, spot: Spot) {
    match (spot, state.screen) {
        (Spot::Table, Screen::Instances) => state.instances.cursor.choose(),
        (Spot::Table, Screen::Cases) => {
            if let Some(cases) = &mut state.cases {
                cases.cursor.choose();
            }
        }
        (Spot::Table, Screen::Files) => {
            if let Some(files) = &mut state.files {
                files.table.choose();
            }
        }
        (Spot::Bottom, _) => state.transfers.cursor.choose(),
        (Spot::Details | Spot::Preview | Spot::Dialog, _) => {}
    }
}

fn steps(state: &mut State, mode: Mode, step: Step, count: usize) -> Vec<Effect> {
    let action = Action::Move(step);
    if !does(state, mode, action) {
        return Vec::new();
    }
    let steps = (0..count).flat_map(|_| act(state, mode, action));
    steps.collect()
}

/// Whether a key does it there.
fn does(state: &State, mode: Mode, action: Action) -> bool {
    let mut rows = state.keymap.bindings(mode);
    rows.any(|row| row.binding.action == action)
}
