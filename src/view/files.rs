//! The table of a case's or a contact's files.

use ratatui::Frame;

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Asking, Files, HowFar, State};
use crate::domain::Subject;

use super::{Look, audit, pane, summary, table};

/// Draws the table and the line above it.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let Some(files) = &state.files else {
        return;
    };
    summary::draw(state, files, regions.summary, look, frame);
    if regions.body.is_empty() {
        return;
    }
    let focused = matches!(state.mode(), Mode::Files | Mode::Audit | Mode::Filter);
    if regions.framed {
        let title = if state.is_on_audit() {
            "Audit"
        } else if files.ids.is_empty() {
            "Files"
        } else {
            "Files that you named"
        };
        pane::pane(frame, regions.body, regions, title, focused, look);
    }
    let area = regions.table();
    if files.table.shown_count() == 0 {
        let text = state.keymap.spell(state.mode(), &nothing(state, files));
        pane::say(frame, area, &text, look);
        return;
    }
    let sheet = table::Sheet {
        table: &files.table,
        layout: &state.shown_layout(),
        focused,
        is_stuck: &|file| files.is_stuck(file, state.now),
    };
    let signs = |place: usize| {
        let key = files.table.key_at(place);
        let how_far = key.and_then(|key| state.transfers.how_far(key));
        marks(files.table.is_marked(place), how_far, look)
    };
    table::draw(&sheet, signs, area, look, frame);
}

fn nothing(state: &State, files: &Files) -> String {
    if !files.rows().is_empty() {
        return "No file passes the filter. {back} shows all of them again.".to_owned();
    }
    if let Some(audit) = state.audit_on_screen() {
        return audit::nothing(audit).to_owned();
    }
    match &files.listing.asking {
        Asking::Afresh(_) | Asking::More(_) => "Asking for the files.".to_owned(),
        Asking::Idle if files.listing.complete && !files.problems.is_empty() => {
            "No file could be read; the reason is below. {refresh} tries again.".to_owned()
        }
        Asking::Idle if files.listing.complete && files.ids.is_empty() => {
            let kind = files.extent.subject().map_or("domain", Subject::kind);
            format!("This {kind} has no attached files. {{refresh}} asks again.")
        }
        Asking::Idle if files.listing.complete => {
            "None of the named files was found. {file-ids} names others, or none for all.".to_owned()
        }
        Asking::Idle => "Called off. {refresh} asks again.".to_owned(),
        Asking::Failed(_) | Asking::MoreFailed(_) if files.must_be_named() => {
            "You may not list these files; the reason is below. {file-ids} takes the ids of files that you know.".to_owned()
        }
        Asking::Failed(_) | Asking::MoreFailed(_) => {
            "The files could not be listed; the reason is below. {refresh} tries again.".to_owned()
        }
    }
}

/// `●↓`: marked, and on its way.
fn marks(marked: bool, how_far: Option<HowFar>, look: &Look) -> String {
    let mark = if marked { look.glyphs.current() } else { " " };
    let sign = match how_far {
        None | Some(HowFar::Ended) => " ",
        Some(HowFar::Coming) => look.glyphs.down(),
        Some(HowFar::Asks) => "?",
        Some(HowFar::Here) => look.glyphs.here(),
        Some(HowFar::Failed) => "!",
    };
    format!("{mark}{sign}")
}
