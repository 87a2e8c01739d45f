//! The field in which files are named by hand.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::regions::Regions;
use crate::app::{Field, named_files};
use crate::domain::plural;

use super::cells::wrap;
use super::{Look, instances, pane};

/// Files are named in a field; what it is for stands over it.
pub(super) fn draw(field: &Field, regions: &Regions, look: &Look, frame: &mut Frame) {
    let width = 76.min(regions.whole.width);
    let text = "Ids or ARNs of files, between commas, blanks or lines; paste as many as you like. They are asked for by name, and nothing is searched. Empty asks for all.";
    let lines = wrap(text, usize::from(width).saturating_sub(4));
    let frame_rows = if regions.framed { 2 } else { 1 };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    // The notice line and the keys stay in sight.
    let most = regions.whole.height.saturating_sub(4);
    let area = regions.dialog(width, rows.saturating_add(2 + frame_rows).min(most));
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Files by id", true, look);
    let named = named_files(field.text(), None).map_or(0, |ids| ids.len());
    let count = match named {
        0 => String::new(),
        named => plural(named as u64, "file", "files"),
    };
    let place = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
    instances::field(
        field,
        "Files",
        "id, id, id",
        [&count, &count],
        place,
        look,
        frame,
    );
    let gap = if regions.framed { 2 } else { 1 };
    for (line, y) in lines.into_iter().zip(inside.y + gap..inside.bottom()) {
        let line = Line::styled(format!(" {line}"), look.theme.faint());
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}
