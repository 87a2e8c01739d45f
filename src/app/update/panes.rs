//! The panes of the files' screen: which are open, which has the keys, and moving in them.

use jiff::tz::TimeZone;

use super::super::details;
use super::super::keys::Mode;
use super::super::regions::{Front, Regions};
use super::super::{Bottom, Effect, Files, Pane, State, Step};
use super::{dialogs, preview};

/// Moves in the table, or scrolls the details or the preview.
pub(super) fn step(state: &mut State, mode: Mode, step: Step) -> Vec<Effect> {
    if mode == Mode::Preview {
        preview::scroll(state, Some(step));
        return Vec::new();
    }
    let regions = state.regions();
    let (lines, height) = details_lines(state, &regions);
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    if mode == Mode::Details {
        let offset = files.details_offset;
        files.details_offset = dialogs::scrolled(offset, step, lines, height);
    } else {
        // The person goes where the person goes.
        files.sought = None;
        files.table.step(step, regions.table_rows());
        files.details_offset = 0;
    }
    Vec::new()
}

/// How many lines the details have, and how many of them are on the screen.
fn details_lines(state: &State, regions: &Regions) -> (usize, usize) {
    let inside = regions.details.map(|area| regions.inside(area));
    let (cells, height) = inside.map_or((0, 0), |area| (area.width, area.height));
    let file = state.files.as_ref().filter(|_| inside.is_some());
    let file = file.and_then(Files::selected);
    let lines = file.map_or(0, |file| {
        details::lines(file, state.about(file, &TimeZone::UTC), cells).len()
    });
    (lines, usize::from(height))
}

/// After the details or the window changed.
pub(super) fn keep_scrolled(state: &mut State) {
    let (lines, height) = details_lines(state, &state.regions());
    if let Some(files) = &mut state.files {
        files.details_offset = files.details_offset.min(lines.saturating_sub(height));
    }
}

/// Shows or hides the details. Those that are behind the preview come before it.
pub(super) fn toggle_details(state: &mut State, mode: Mode) -> Vec<Effect> {
    let hidden = state.regions().details.is_none();
    if let Some(files) = &mut state.files {
        if hidden && files.selected().is_none() {
            return Vec::new();
        }
        files.table.choose();
        files.details = hidden;
        files.details_offset = 0;
        files.front = Front::Details;
        if mode != Mode::Preview || hidden {
            files.focus = Pane::Table;
        }
    }
    Vec::new()
}

/// From the table to the details to the preview to the pane below and back, past what is
/// closed.
pub(super) fn next(state: &mut State) -> Vec<Effect> {
    let beside = state.regions().beside();
    let mode = state.mode();
    if let Some(files) = &mut state.files {
        let has = match mode {
            Mode::Details => Pane::Details,
            Mode::Preview => Pane::Preview,
            Mode::Errors | Mode::Transfers => Pane::Bottom,
            _ => Pane::Table,
        };
        let panes = [
            (Pane::Table, beside || !files.side().is_open()),
            (Pane::Details, files.details),
            (Pane::Preview, files.preview.is_some()),
            (Pane::Bottom, files.bottom.is_some()),
        ];
        let place = panes.iter().position(|(pane, _)| *pane == has);
        let after = panes.iter().cycle().skip(place.unwrap_or(0) + 1);
        let mut open = after.take(panes.len()).filter(|(_, open)| *open);
        if let Some((next, _)) = open.next() {
            files.focus = *next;
            match next {
                Pane::Details => files.front = Front::Details,
                Pane::Preview => files.front = Front::Preview,
                Pane::Table | Pane::Bottom => {}
            }
        }
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

/// Closes the pane that has the keys; from the table what was opened last beside it. Nothing
/// when there is nothing to close.
pub(super) fn close(state: &mut State, mode: Mode) -> Option<Vec<Effect>> {
    let files = state.files.as_mut()?;
    let mut effects = Vec::new();
    let previews = match mode {
        Mode::Preview => true,
        Mode::Details => false,
        _ => files.preview.is_some() && (!files.details || files.front == Front::Preview),
    };
    match mode {
        Mode::Errors | Mode::Transfers => files.bottom = None,
        _ if previews => effects = preview::close(files),
        _ if files.details => files.details = false,
        _ => return None,
    }
    files.focus = Pane::Table;
    Some(effects)
}
