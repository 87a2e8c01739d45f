//! Everything known about the selected file.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::details::{LABEL, lines};
use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Files, State};

use super::cells::fit;
use super::{Look, pane, standing};

/// Draws the details pane.
pub(super) fn draw(
    files: &Files,
    state: &State,
    area: Rect,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let Some(file) = files.selected() else {
        let inside = pane::pane(frame, area, regions, "Details", false, look);
        pane::say(frame, inside, "No file is selected.", look);
        return;
    };
    let focused = state.mode() == Mode::Details;
    let inside = pane::pane(frame, area, regions, file.title().as_str(), focused, look);
    let about = state.about(file, &look.zone);
    let lines = lines(file, about, inside.width);
    let shown = lines.into_iter().skip(files.details_offset);
    for ((label, part), y) in shown.zip(inside.y..inside.bottom()) {
        let (part, style) = if label == "Status" {
            standing::status(state, file, look)
        } else {
            (part, Style::new())
        };
        let label = fit(&format!(" {label}"), usize::from(LABEL), look.glyphs);
        let line = Line::from(vec![
            Span::styled(label, look.theme.faint()),
            Span::raw(" "),
            Span::styled(part, style),
        ]);
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}
