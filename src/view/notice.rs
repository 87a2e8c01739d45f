//! The notice line: what was just done, or what is on its way.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::app::hit::NOTICE;
use crate::app::regions::Regions;
use crate::app::{Stage, State, Tone};
use crate::domain::plural;

use super::cells::{cut_name, fit, wrap};
use super::flow::{flow, waits};
use super::{Glyphs, Look};

/// Draws the notice; while there is none, the transfer that runs.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let area = regions.notice;
    let (text, style) = match &state.notice {
        Some(notice) => {
            let (mark, style) = match (notice.tone, look.glyphs) {
                (Tone::Plain | Tone::Note, _) => ("", look.theme.text()),
                (Tone::Good, Glyphs::Unicode) => ("✓ ", look.theme.good()),
                (Tone::Good, Glyphs::Ascii) => ("+ ", look.theme.good()),
                (Tone::Bad, _) => ("! ", look.theme.bad()),
            };
            (format!("{mark}{}", notice.text), style)
        }
        None if state.transfers.running() > 0 => (running(state, look), look.theme.waiting()),
        None if state.transfers.asking() > 0 && state.dialog.is_none() => {
            (asks(state), look.theme.waiting())
        }
        // The guide says what is wrong.
        None if state.guide().is_some() => (String::new(), Style::new()),
        None => hidden(state, regions, look),
    };
    // What is too long for its line grows upwards: a reason must be readable to its end.
    let cells = usize::from(area.width).saturating_sub(1).max(1);
    let lines = wrap(&text, cells);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(NOTICE);
    let top = area.y.saturating_sub(rows - 1);
    for (text, y) in lines.into_iter().zip(top..=area.y) {
        let place = Rect::new(area.x, y, area.width, 1);
        let text = fit(&format!(" {text}"), usize::from(area.width), look.glyphs);
        frame.render_widget(Line::styled(text, style), place);
    }
}

/// Errors and notes for whose pane there is no room, or that the person closed.
fn hidden(state: &State, regions: &Regions, look: &Look) -> (String, Style) {
    if regions.bottom.is_some() {
        return (String::new(), Style::new());
    }
    match (state.error_count(), state.notes().into_iter().next()) {
        (0, None) => (String::new(), Style::new()),
        (0, Some(note)) => (note, look.theme.faint()),
        (errors, _) => {
            let count = plural(errors as u64, "error", "errors");
            let keys = state
                .keymap
                .spell(state.mode_below(), "{errors} shows what and why");
            (format!("! {count}: {keys}"), look.theme.bad())
        }
    }
}

/// A question that waits because another screen or another dialog is open.
fn asks(state: &State) -> String {
    let asking = state.transfers.asking() as u64;
    let count = plural(asking, "transfer waits", "transfers wait");
    format!("? {count} for your word, which is asked for on the screen of files")
}

fn running(state: &State, look: &Look) -> String {
    let running = state.transfers.running();
    let newest = state
        .transfers
        .list
        .iter()
        .find(|one| one.stage.is_running());
    let Some(newest) = newest else {
        return String::new();
    };
    let name = cut_name(newest.title().as_str(), 40, look.glyphs);
    let flow = match (state.delay(newest.ticket), &newest.stage) {
        (Some(delay), _) => delay.to_string(),
        (None, Stage::Running(progress)) => flow(*progress),
        (None, how_far) => waits(how_far).to_owned(),
    };
    let others = match running {
        0 | 1 => String::new(),
        more => format!("   and {} more", more - 1),
    };
    format!("{} {name}  {flow}{others}", look.glyphs.down())
}
