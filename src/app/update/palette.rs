//! The palette: finding an action by its words, and doing it.

use super::super::keys::{Action, Key, Mode};
use super::super::palette::{Goal, Palette};
use super::super::{Cursor, Dialog, Effect, State};
use super::{cases, copy, keyboard};

/// Opens it.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.dialog = Some(Dialog::Palette(Box::default()));
    settle(state);
    Vec::new()
}

fn palette(state: &mut State) -> Option<&mut Palette> {
    match &mut state.dialog {
        Some(Dialog::Palette(palette)) => Some(palette),
        _ => None,
    }
}

/// Keys that edit the field.
pub(super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(palette) = palette(state)
        && palette.field.edit(key) == Some(true)
    {
        changed(state);
    }
    Vec::new()
}

/// Pasted words.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(palette) = palette(state) {
        palette.field.paste(text);
        changed(state);
    }
    Vec::new()
}

/// Other words have another best answer.
fn changed(state: &mut State) {
    if let Some(palette) = palette(state) {
        palette.cursor = Cursor::default();
    }
    settle(state);
}

/// What a key of the table does in it.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => {
            let height = state.regions().palette_rows();
            if let Some(palette) = palette(state) {
                let goals: Vec<Goal> = palette.goals();
                let key_at = |index: usize| goals.get(index).cloned();
                palette.cursor.step(step, goals.len(), height, key_at);
            }
            Vec::new()
        }
        Action::Take => take(state),
        Action::Back => {
            state.dialog = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Does what is selected, as its key would.
fn take(state: &mut State) -> Vec<Effect> {
    let chosen = palette(state).and_then(|palette| {
        let entry = palette.entries.get(palette.cursor.index())?;
        Some(entry.goal.clone())
    });
    let Some(goal) = chosen else {
        return Vec::new();
    };
    state.dialog = None;
    state.chose(goal.clone());
    match goal {
        Goal::Act(action @ (Action::Copy(_) | Action::HandOver)) => {
            let mode = state.mode();
            let mut effects = keyboard::act(state, mode, Action::CopyMenu);
            if state.mode() == Mode::CopyMenu {
                effects.extend(copy::act(state, action));
            }
            effects
        }
        Goal::Act(action) => {
            let mode = state.mode();
            keyboard::act(state, mode, action)
        }
        Goal::Case(arn) => {
            let known = state.cases.as_ref().and_then(|cases| {
                let mut rows = cases.rows().into_iter();
                rows.find(|row| row.case.arn == arn)
                    .map(|row| row.case.clone())
            });
            match known {
                Some(case) => cases::open(state, case),
                None => Vec::new(),
            }
        }
    }
}

/// After what is possible changed: the selected row stays on what it is.
pub(super) fn settle(state: &mut State) {
    let Some(words) = palette(state).map(|palette| palette.field.text().to_owned()) else {
        return;
    };
    let entries = state.palette_entries(&words);
    let height = state.regions().palette_rows();
    if let Some(palette) = palette(state) {
        palette.entries = entries;
        let goals = palette.goals();
        palette.cursor.settle(
            goals.len(),
            height,
            |goal| goals.iter().position(|other| other == goal),
            |index| goals.get(index).cloned(),
        );
    }
}
