//! The start of a file, in the whole window between the header and the footer.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::Previewing;
use crate::app::regions::Regions;

use super::cells::cut_name;
use super::{Look, pane};

/// Draws it from its first line on the screen on.
pub(super) fn draw(previewing: &Previewing, regions: &Regions, look: &Look, frame: &mut Frame) {
    let area = regions.log();
    frame.render_widget(Clear, area);
    let inside = regions.inside(area);
    let lines = previewing.lines(inside.width);
    let height = usize::from(inside.height);
    let first = previewing.offset.min(lines.len().saturating_sub(height));
    let room = usize::from(area.width) / 2;
    let mut title = cut_name(previewing.file.title().as_str(), room, look.glyphs);
    if let Some(preview) = &previewing.preview.seen {
        title = format!("{title} {} {}", look.glyphs.dot(), preview.kind);
    }
    if lines.len() > first + height {
        title = format!("{title} {} more below", look.glyphs.dot());
    }
    let inside = pane::pane(frame, area, regions, &title, true, look);
    for (line, y) in lines.into_iter().skip(first).zip(inside.y..inside.bottom()) {
        let line = Line::raw(format!(" {line}"));
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}
