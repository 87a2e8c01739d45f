//! Why a file is as it is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::details::LABEL;
use crate::app::regions::Regions;
use crate::app::{Kind, State, Why};

use super::cells::{cut_name, fit};
use super::{Look, pane, standing};

/// Draws the answer from its first line on the screen on.
pub(super) fn draw(state: &State, why: &Why, regions: &Regions, look: &Look, frame: &mut Frame) {
    let lines = why.lines(state, regions.help_cells());
    let area = regions.help(lines.len());
    frame.render_widget(Clear, area);
    let file = why.file(state);
    let room = usize::from(area.width).saturating_sub(12);
    let mut title = format!("Why {}", cut_name(file.title().as_str(), room, look.glyphs));
    let height = usize::from(regions.inside(area).height);
    let first = why.offset.min(lines.len().saturating_sub(height));
    if lines.len() > first + height {
        title = format!("{title} {} more below", look.glyphs.dot());
    }
    let inside = pane::pane(frame, area, regions, &title, true, look);
    for ((label, kind, text), y) in lines.into_iter().skip(first).zip(inside.y..inside.bottom()) {
        let (text, style) = match kind {
            Kind::Status => standing::status(state, file, look),
            Kind::Text => (text, Style::new()),
            Kind::Copyable => (text, look.theme.accent()),
        };
        let label = fit(&format!(" {label}"), usize::from(LABEL), look.glyphs);
        let line = Line::from(vec![
            Span::styled(label, look.theme.faint()),
            Span::raw(" "),
            Span::styled(text, style),
        ]);
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}
