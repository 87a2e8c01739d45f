//! The panes of the files' screen: which are open, which has the keys, and moving in them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::details;
use super::super::keys::Mode;
use super::super::regions::Regions;
use super::super::{Bottom, Effect, Files, Pane, State, Step};
use super::dialogs;

/// Moves in the table, or scrolls the details.
pub(super) fn step(state: &mut State, mode: Mode, step: Step) -> Vec<Effect> {
    let regions = state.regions();
    let now = state.now;
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    if mode == Mode::Details {
        let (lines, height) = details_lines(files, &regions, now);
        let offset = files.details_offset;
        files.details_offset = dialogs::scrolled(offset, step, lines, height);
    } else {
        files.table.step(step, regions.table_rows());
        files.details_offset = 0;
    }
    Vec::new()
}

/// How many lines the details have, and how many of them are on the screen.
fn details_lines(files: &Files, regions: &Regions, now: Timestamp) -> (usize, usize) {
    let inside = regions.details.map(|area| regions.inside(area));
    let (cells, height) = inside.map_or((0, 0), |area| (area.width, area.height));
    let lines = files.selected().map_or(0, |file| {
        details::lines(file, now, &TimeZone::UTC, cells).len()
    });
    (lines, usize::from(height))
}

/// After the details or the window changed.
pub(super) fn keep_scrolled(state: &mut State) {
    let (regions, now) = (state.regions(), state.now);
    if let Some(files) = &mut state.files {
        let (lines, height) = details_lines(files, &regions, now);
        files.details_offset = files.details_offset.min(lines.saturating_sub(height));
    }
}

/// Shows or hides the details.
pub(super) fn toggle_details(state: &mut State) -> Vec<Effect> {
    if let Some(files) = &mut state.files {
        files.table.choose();
        files.details = !files.details && files.selected().is_some();
        files.details_offset = 0;
        files.focus = Pane::Table;
    }
    Vec::new()
}

/// From the table to the details to the pane below and back, past what is closed.
pub(super) fn next(state: &mut State) -> Vec<Effect> {
    if let Some(files) = &mut state.files {
        let below = if files.bottom.is_some() {
            Pane::Bottom
        } else {
            Pane::Table
        };
        files.focus = match files.focus {
            Pane::Table if files.details => Pane::Details,
            Pane::Table | Pane::Details => below,
            Pane::Bottom => Pane::Table,
        };
        state.error_offset = 0;
    }
    Vec::new()
}

/// Opens the pane and gives it the keys; closes it when it has them.
pub(super) fn toggle(state: &mut State, pane: Bottom) -> Vec<Effect> {
    if let Some(files) = &mut state.files {
        if files.bottom == Some(pane) && files.focus == Pane::Bottom {
            files.bottom = None;
            files.focus = Pane::Table;
        } else {
            files.bottom = Some(pane);
            files.focus = Pane::Bottom;
            state.error_offset = 0;
        }
    }
    Vec::new()
}

/// Closes what is open; says whether anything was.
pub(super) fn close(state: &mut State, mode: Mode) -> bool {
    let Some(files) = &mut state.files else {
        return false;
    };
    match mode {
        Mode::Errors | Mode::Transfers => files.bottom = None,
        _ if files.details => files.details = false,
        _ => return false,
    }
    files.focus = Pane::Table;
    true
}
