//! The choice of the columns: all of them in a list, those that are shown first and in their
//! order.

use super::table::{Chosen, Column, Columns};
use super::{Cursor, Step};

/// The columns while a person chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnChoice {
    /// All columns in their order, and whether each is shown.
    pub list: Vec<(Chosen, bool)>,
    /// The selected one.
    pub cursor: Cursor<Column>,
    /// Those that were shown before.
    pub before: Columns,
}

impl ColumnChoice {
    /// The choice, as it stands before anything is changed.
    pub fn of(columns: &Columns) -> Self {
        Self {
            list: list(columns),
            cursor: Cursor::default(),
            before: columns.clone(),
        }
    }

    /// How many lines the list has.
    pub fn lines() -> usize {
        Column::ALL.len()
    }

    /// The columns that are chosen.
    pub fn columns(&self) -> Columns {
        let shown = self.list.iter().filter(|(_, shown)| *shown);
        Columns::of(shown.map(|(chosen, _)| *chosen))
    }

    /// Chooses these instead.
    pub fn take(&mut self, columns: &Columns) {
        self.list = list(columns);
    }

    /// Moves through the list, of which so many lines are on the screen.
    pub fn step(&mut self, step: Step, height: usize) {
        let list = &self.list;
        let key_at = |index: usize| list.get(index).map(|(chosen, _)| chosen.column);
        self.cursor.step(step, list.len(), height, key_at);
    }

    /// Whether the selected column may be hidden: the name always is shown.
    pub fn can_toggle(&self) -> bool {
        let selected = self.list.get(self.cursor.index());
        selected.is_some_and(|(chosen, _)| chosen.column != Column::Name)
    }

    /// The selected column shown or not.
    pub fn toggle(&mut self) {
        if self.can_toggle()
            && let Some((_, shown)) = self.list.get_mut(self.cursor.index())
        {
            *shown = !*shown;
        }
    }

    /// Moves the selected column one place, and the cursor with it.
    pub fn shift(&mut self, step: Step, height: usize) {
        let from = self.cursor.index();
        self.step(step, height);
        let to = self.cursor.index();
        if from < self.list.len() && to < self.list.len() {
            self.list.swap(from, to);
        }
    }

    /// The selected column so many cells wider.
    pub fn widen(&mut self, by: i16) {
        if let Some((chosen, _)) = self.list.get_mut(self.cursor.index()) {
            let cells = chosen.cells.unwrap_or(chosen.column.cells());
            chosen.cells = Some(cells.saturating_add_signed(by).clamp(4, 200));
        }
    }
}

/// The columns that are shown, and then the others.
fn list(columns: &Columns) -> Vec<(Chosen, bool)> {
    let shown = columns.list().iter().map(|&chosen| (chosen, true));
    let others = Column::ALL
        .into_iter()
        .filter(|&column| !columns.has(column))
        .map(|column| {
            let chosen = Chosen {
                column,
                cells: None,
            };
            (chosen, false)
        });
    shown.chain(others).collect()
}
