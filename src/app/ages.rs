//! Whether a minute that went by shows: the screen is drawn again only when it does.

use jiff::Timestamp;

use crate::domain::age;

use super::{Screen, State};

/// Whether any age on the screen reads differently at `now`.
pub fn have_changed(state: &State, now: Timestamp) -> bool {
    let height = state.regions().table_rows();
    let differs = |then: Timestamp| age(then, state.now) != age(then, now);
    match (state.screen, &state.cases, &state.files) {
        (Screen::Cases, Some(cases), _) => {
            let rows = cases.rows();
            let shown = rows.iter().skip(cases.cursor.offset()).take(height);
            shown.filter_map(|row| row.case.updated).any(differs)
        }
        (Screen::Files, _, Some(files)) => {
            let table = &files.table;
            let shown = table.shown_from(table.cursor().offset()).take(height);
            let selected = files.selected().filter(|_| files.details);
            shown.chain(selected).any(|file| {
                file.created.is_some_and(differs)
                    || files.is_stuck(file, state.now) != files.is_stuck(file, now)
            })
        }
        _ => false,
    }
}
