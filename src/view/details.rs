//! Everything known about the selected file.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::details::facts;
use crate::app::keys::Mode;
use crate::app::regions::Regions;
use crate::app::{Files, State};

use super::cells::{fit, wrap};
use super::{Look, pane};

/// The cells of a label.
const LABEL: usize = 12;

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
    let cells = usize::from(inside.width);
    let mut y = inside.y;
    for (label, value) in facts(file, state.now, &look.zone)
        .into_iter()
        .skip(files.details_offset)
    {
        let style = if label == "Status" {
            look.theme.status(&file.status)
        } else {
            ratatui::style::Style::new()
        };
        let value = if label == "Status" {
            format!("{} {value}", look.glyphs.status(&file.status))
        } else {
            value
        };
        for (index, part) in wrap(&value, cells.saturating_sub(LABEL + 1))
            .into_iter()
            .enumerate()
        {
            if y >= inside.bottom() {
                return;
            }
            let label = if index == 0 { label } else { "" };
            let line = Line::from(vec![
                Span::styled(
                    fit(&format!(" {label}"), LABEL, look.glyphs),
                    look.theme.faint(),
                ),
                Span::raw(" "),
                Span::styled(part, style),
            ]);
            frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
            y += 1;
        }
    }
}
