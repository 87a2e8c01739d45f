//! The choice of the columns. The table behind the dialog follows at once.

use super::super::keys::{Action, ColumnSet, Turn};
use super::super::table::Columns;
use super::super::{ColumnChoice, Dialog, Effect, Setting, State, Step, Tone};
use super::files;

/// How much wider a key makes a column, in cells.
const STEP: i16 = 2;

/// Opens the choice.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let choice = ColumnChoice::of(&state.layout.columns);
    state.dialog = Some(Dialog::Columns(Box::new(choice)));
    Vec::new()
}

/// What a key of the table does in the choice.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let height = state.regions().menu_rows(ColumnChoice::lines());
    let Some(Dialog::Columns(choice)) = &mut state.dialog else {
        return Vec::new();
    };
    match action {
        Action::Move(step) => choice.step(step, height),
        Action::Toggle if !choice.can_toggle() => {
            state.say(Tone::Plain, "The name is always shown.");
            return Vec::new();
        }
        Action::Toggle => choice.toggle(),
        Action::Place(Turn::Before) => choice.shift(Step::Up, height),
        Action::Place(Turn::After) => choice.shift(Step::Down, height),
        Action::Widen(Turn::After) => choice.widen(STEP),
        Action::Widen(Turn::Before) => choice.widen(-STEP),
        Action::ColumnSet(set) => choice.take(&match set {
            ColumnSet::Default => Columns::default(),
            ColumnSet::Agent => Columns::agent(),
            ColumnSet::Auditor => Columns::auditor(),
        }),
        Action::Take => return keep(state),
        Action::Back => {
            let before = choice.before.clone();
            state.dialog = None;
            return show(state, before);
        }
        _ => return Vec::new(),
    }
    let columns = choice.columns();
    show(state, columns)
}

fn show(state: &mut State, columns: Columns) -> Vec<Effect> {
    if state.layout.columns == columns {
        return Vec::new();
    }
    state.layout.columns = columns;
    files::arrange(state)
}

fn keep(state: &mut State) -> Vec<Effect> {
    state.dialog = None;
    let columns = state.layout.columns.written();
    vec![state.keep(Setting::Columns(columns))]
}
