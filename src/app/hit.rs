//! What lies under a place of the window: a pure function of what the state shows there.

use ratatui::layout::{Position, Rect};

use super::regions::Regions;
use super::{Bottom, ColumnChoice, Dialog, Screen, State};
use crate::domain::cells::wrap;

/// The most lines that a notice has.
pub const NOTICE: u16 = 4;

/// The cells in front of a menu's line that turn it on and off: the cursor's, and the sign's.
const SIGN: u16 = 4;

/// What lies at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A row of the list there, by its place in the list.
    Row(Spot, usize),
    /// The titles of the table's columns, so many cells from their left.
    Titles(u16),
    /// Something else that is there.
    Spot(Spot),
    /// The sign that turns this line of a menu on and off.
    Sign(usize),
    /// The field of a picker.
    Field,
}

/// A part of the window that can be scrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The table.
    Table,
    /// The details.
    Details,
    /// The preview.
    Preview,
    /// The errors or the transfers.
    Bottom,
    /// What stands over all of it: nothing else can be reached.
    Dialog,
}

/// What lies in this column and row of the window; nothing where there is nothing to do.
pub fn hit(state: &State, column: u16, row: u16) -> Option<Hit> {
    let regions = state.regions();
    let place = Position::new(column, row);
    if regions.too_small() || !regions.whole.contains(place) {
        return None;
    }
    if let Some(dialog) = &state.dialog {
        // A question that opened by itself takes no answer before it was seen.
        return match state.pause {
            Some(_) => None,
            None => Some(in_dialog(state, dialog, &regions, place)),
        };
    }
    if is_covered(state, &regions, row) {
        return None;
    }
    let at = |area: Option<Rect>| area.filter(|area| area.contains(place));
    if let Some(area) = at(regions.bottom) {
        return Some(in_bottom(state, regions.inside(area), place));
    }
    if at(regions.preview).is_some() {
        return Some(Hit::Spot(Spot::Preview));
    }
    if at(regions.details).is_some() {
        return Some(Hit::Spot(Spot::Details));
    }
    if at(Some(regions.body)).is_some() {
        return Some(in_table(state, regions.table(), place));
    }
    let picks = state.screen != Screen::Files;
    at(Some(regions.summary))
        .filter(|_| picks)
        .map(|_| Hit::Field)
}

/// Whether the notice has grown over this row.
fn is_covered(state: &State, regions: &Regions, row: u16) -> bool {
    let lines = notice_lines(state, regions);
    row + lines > regions.notice.y && row <= regions.notice.y
}

/// The lines that the notice has: one, unless what was said needs more.
pub fn notice_lines(state: &State, regions: &Regions) -> u16 {
    let Some(said) = state.noticed(regions) else {
        return 1;
    };
    let cells = usize::from(regions.whole.width).saturating_sub(1).max(1);
    let lines = wrap(&said.text, cells).len();
    u16::try_from(lines).unwrap_or(NOTICE).clamp(1, NOTICE)
}

fn in_dialog(state: &State, dialog: &Dialog, regions: &Regions, place: Position) -> Hit {
    let under = |inside: Rect, lines: u16| {
        let taken = lines.min(inside.height);
        Rect {
            y: inside.y + taken,
            height: inside.height - taken,
            ..inside
        }
    };
    match dialog {
        Dialog::Login(chooser) => {
            let rows = chooser.rows().len();
            // Two fields stand above its rows.
            let list = under(regions.inside(regions.chooser(rows)), 2);
            row_of(Spot::Dialog, list, place, chooser.cursor.offset(), rows)
        }
        Dialog::Palette(palette) => {
            let list = under(regions.inside(regions.palette()), 1);
            let rows = palette.entries.len();
            row_of(Spot::Dialog, list, place, palette.cursor.offset(), rows)
        }
        Dialog::Columns(choice) => {
            let rows = ColumnChoice::lines();
            let list = regions.inside(regions.menu(rows));
            match row_of(Spot::Dialog, list, place, choice.cursor.offset(), rows) {
                Hit::Row(_, row) if place.x < list.x + SIGN => Hit::Sign(row),
                hit => hit,
            }
        }
        Dialog::Statuses(selected) => {
            let rows = state
                .files
                .as_ref()
                .map_or(0, |files| files.statuses().len());
            let list = regions.inside(regions.menu(rows));
            let first = (selected + 1).saturating_sub(regions.menu_rows(rows));
            match row_of(Spot::Dialog, list, place, first, rows) {
                // There is nothing else to do with one.
                Hit::Row(_, row) => Hit::Sign(row),
                hit => hit,
            }
        }
        _ => Hit::Spot(Spot::Dialog),
    }
}

fn in_bottom(state: &State, inside: Rect, place: Position) -> Hit {
    let files = state
        .files
        .as_ref()
        .filter(|_| state.screen == Screen::Files);
    if files.and_then(|files| files.bottom) != Some(Bottom::Transfers) {
        return Hit::Spot(Spot::Bottom);
    }
    let transfers = &state.transfers;
    let (offset, rows) = (transfers.cursor.offset(), transfers.list.len());
    row_of(Spot::Bottom, inside, place, offset, rows)
}

fn in_table(state: &State, table: Rect, place: Position) -> Hit {
    let Some((offset, rows, _)) = listed(state) else {
        return Hit::Spot(Spot::Table);
    };
    if rows == 0 || !table.contains(place) {
        return Hit::Spot(Spot::Table);
    }
    if place.y == table.y {
        return Hit::Titles(place.x - table.x);
    }
    let list = Rect {
        y: table.y + 1,
        height: table.height - 1,
        ..table
    };
    row_of(Spot::Table, list, place, offset, rows)
}

/// The first row on the screen, how many rows there are, and which is selected.
pub(super) fn listed(state: &State) -> Option<(usize, usize, usize)> {
    match state.screen {
        Screen::Instances => {
            let cursor = &state.instances.cursor;
            let rows = state.instances.rows().len();
            Some((cursor.offset(), rows, cursor.index()))
        }
        Screen::Cases => {
            let cases = state.cases.as_ref()?;
            let rows = cases.rows().len();
            Some((cases.cursor.offset(), rows, cases.cursor.index()))
        }
        Screen::Files => {
            let table = &state.files.as_ref()?.table;
            let cursor = table.cursor();
            Some((cursor.offset(), table.shown_count(), cursor.index()))
        }
    }
}

fn row_of(spot: Spot, list: Rect, place: Position, offset: usize, rows: usize) -> Hit {
    let row = offset + usize::from(place.y.saturating_sub(list.y));
    if list.contains(place) && row < rows {
        Hit::Row(spot, row)
    } else {
        Hit::Spot(spot)
    }
}
