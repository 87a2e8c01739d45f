//! The errors pane: what failed, why, and what to do. It stands beside what is good,
//! never in its place.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::keys::Mode;
use crate::app::regions::Regions;

use super::cells::wrap;
use super::{Look, pane};

/// Draws the errors of the screen that is open.
pub(super) fn draw(state: &State, area: Rect, regions: &Regions, look: &Look, frame: &mut Frame) {
    let sentences = state.errors();
    let focused = state.mode() == Mode::Errors;
    let files = state.files.as_ref().filter(|_| focused);
    let selected = files.map(|files| files.error.index());
    let title = format!("Errors {}", sentences.len());
    let inside = pane::pane(frame, area, regions, &title, selected.is_some(), look);
    if sentences.is_empty() {
        pane::say(frame, inside, "Nothing went wrong.", look);
        return;
    }
    let cells = usize::from(inside.width).saturating_sub(3);
    let blocks: Vec<Vec<String>> = sentences.iter().map(|text| wrap(text, cells)).collect();
    let first = first_shown(&blocks, selected.unwrap_or(0), usize::from(inside.height));
    let mut y = inside.y;
    for (index, block) in blocks.into_iter().enumerate().skip(first) {
        for (part, text) in block.into_iter().enumerate() {
            if y >= inside.bottom() {
                return;
            }
            let mark = if part == 0 { " ! " } else { "   " };
            let mut line = Line::from(vec![Span::styled(mark, look.theme.bad()), Span::raw(text)]);
            if selected == Some(index) {
                line = Line::raw(line.to_string()).style(look.theme.selected());
            }
            frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
            y += 1;
        }
    }
}

/// The first block to draw so that the selected one is on the screen as a whole, if it can be.
fn first_shown(blocks: &[Vec<String>], selected: usize, height: usize) -> usize {
    let mut lines = 0;
    let mut first = selected.min(blocks.len().saturating_sub(1));
    for index in (0..=first).rev() {
        lines += blocks[index].len();
        if lines > height {
            break;
        }
        first = index;
    }
    first
}
