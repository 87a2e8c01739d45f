//! The errors pane: what failed, why, and what to do. It stands beside what is good,
//! never in its place.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Part, State};

use super::cells::width;
use super::{Look, pane};

/// Draws the errors of the screen that is open.
pub(super) fn draw(state: &State, area: Rect, regions: &Regions, look: &Look, frame: &mut Frame) {
    let focused = matches!(state.mode(), Mode::Errors | Mode::PickerErrors);
    let lines = state.error_lines();
    let title = match state.error_count() {
        0 if !lines.is_empty() => "Notes".to_owned(),
        errors => format!("Errors {errors}"),
    };
    let inside = pane::pane(frame, area, regions, &title, focused, look);
    if lines.is_empty() {
        pane::say(frame, inside, "Nothing went wrong.", look);
        return;
    }
    let offset = if focused { state.error_offset } else { 0 };
    let rest = lines.len().saturating_sub(offset);
    for (line, y) in lines
        .into_iter()
        .skip(offset)
        .zip(inside.y..inside.bottom())
    {
        let (mark, style) = match line.part {
            Part::Begin => (" ! ", Style::new()),
            Part::Note => (" i ", Style::new()),
            Part::More => ("   ", Style::new()),
            Part::Remedy => ("   ", look.theme.accent()),
        };
        let mark_style = match line.part {
            Part::Note => look.theme.accent(),
            _ => look.theme.bad(),
        };
        let line = Line::from(vec![
            Span::styled(mark, mark_style),
            Span::styled(line.text, style),
        ]);
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
    if rest > usize::from(inside.height) {
        more(state, focused, area, regions, look, frame);
    }
}

/// Says on the pane's edge that there is more, and which key leads to it.
fn more(
    state: &State,
    focused: bool,
    area: Rect,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let text = if focused {
        " more below ".to_owned()
    } else {
        format!(" {} reads on ", state.errors_key())
    };
    let cells = u16::try_from(width(&text)).unwrap_or(u16::MAX);
    if area.width < cells + 4 || area.height == 0 {
        return;
    }
    let edge = if regions.framed {
        area.bottom() - 1
    } else {
        area.y
    };
    let place = Rect::new(area.right() - cells - 2, edge, cells, 1);
    frame.render_widget(Line::styled(text, look.theme.selected()), place);
}
