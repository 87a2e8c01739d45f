//! The field for the file that an audit is written to.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::Field;
use crate::app::regions::Regions;

use super::cells::wrap;
use super::{Look, instances, pane};

/// Draws the field, and under it what its ending means.
pub(super) fn draw(field: &Field, regions: &Regions, look: &Look, frame: &mut Frame) {
    let width = 76.min(regions.whole.width);
    let text = "All files that the audit has found so far, whatever is filtered. The ending says how: .csv, .ndjson, .json, or .html for a page. A file that is there is not replaced.";
    let lines = wrap(text, usize::from(width).saturating_sub(4));
    let frame_rows = if regions.framed { 2 } else { 1 };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    // The notice line and the keys stay in sight.
    let most = regions.whole.height.saturating_sub(4);
    let area = regions.dialog(width, rows.saturating_add(2 + frame_rows).min(most));
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Export the audit", true, look);
    let place = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
    instances::field(field, "To", "folder/name.csv", ["", ""], place, look, frame);
    let gap = if regions.framed { 2 } else { 1 };
    for (line, y) in lines.into_iter().zip(inside.y + gap..inside.bottom()) {
        let line = Line::styled(format!(" {line}"), look.theme.faint());
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}
