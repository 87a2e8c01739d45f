//! The notice line: what was just done, or what is on its way.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::app::hit::notice_lines;
use crate::app::regions::Regions;
use crate::app::{GOOD, Noticed, Stage, State, Tone};
use crate::domain::plural;

use super::cells::{cut_name, fit, wrap};
use super::flow::{flow, waits};
use super::{Glyphs, Look};

/// Draws the notice; while there is none, the transfer that runs.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    let area = regions.notice;
    let (text, style) = match state.noticed(regions) {
        Some(said) => noticed(said, state, look),
        None if state.transfers.running() > 0 => (running(state, look), look.theme.waiting()),
        None if state.transfers.asking() > 0 && state.dialog.is_none() => {
            (asks(state), look.theme.waiting())
        }
        None => (String::new(), Style::new()),
    };
    // What is too long for its line grows upwards: a reason must be readable to its end. How far
    // a transfer is has the one line.
    let cells = usize::from(area.width).saturating_sub(1).max(1);
    let rows = notice_lines(state, regions);
    let lines = if rows > 1 {
        wrap(&text, cells)
    } else {
        vec![text]
    };
    let top = area.y.saturating_sub(rows - 1);
    for (text, y) in lines.into_iter().zip(top..=area.y) {
        let place = Rect::new(area.x, y, area.width, 1);
        let text = fit(&format!(" {text}"), usize::from(area.width), look.glyphs);
        frame.render_widget(Line::styled(text, style), place);
    }
}

/// What was said, with its sign; a note that nobody said stands back.
fn noticed(said: Noticed, state: &State, look: &Look) -> (String, Style) {
    let style = match said.tone {
        Tone::Note if state.notice.is_none() => look.theme.faint(),
        Tone::Plain | Tone::Note => look.theme.text(),
        Tone::Good => look.theme.good(),
        Tone::Bad => look.theme.bad(),
    };
    let text = match (said.tone, look.glyphs) {
        (Tone::Good, Glyphs::Unicode) => said.text.replacen(GOOD, "✓", 1),
        _ => said.text,
    };
    (text, style)
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
