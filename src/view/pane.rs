//! A pane: its frame and title, or its title alone where a frame has no room.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use crate::app::regions::Regions;

use super::cells::fit;
use super::{Glyphs, Look};

/// Draws the frame and gives its inside.
pub(super) fn pane(
    frame: &mut Frame,
    area: Rect,
    regions: &Regions,
    title: &str,
    focused: bool,
    look: &Look,
) -> Rect {
    if area.is_empty() {
        return area;
    }
    let inside = regions.inside(area);
    let style = if focused {
        look.theme.focused()
    } else {
        look.theme.title()
    };
    if regions.framed {
        let mut block = Block::bordered()
            .border_style(look.theme.frame(focused))
            .title(Span::styled(format!(" {title} "), style));
        if look.glyphs == Glyphs::Ascii {
            block = block.border_set(ASCII_FRAME);
        }
        frame.render_widget(block, area);
    } else {
        let text = fit(&format!(" {title}"), usize::from(area.width), look.glyphs);
        // Without a frame the title alone tells where the pane begins.
        let line = Line::styled(text, style.add_modifier(Modifier::UNDERLINED));
        frame.render_widget(line, Rect::new(area.x, area.y, area.width, 1));
    }
    inside
}

const ASCII_FRAME: ratatui::symbols::border::Set<'_> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Says something in an empty pane; where that is a single line, in place of its title.
pub(super) fn say_inside(frame: &mut Frame, area: Rect, inside: Rect, text: &str, look: &Look) {
    if inside.is_empty() {
        frame.render_widget(Clear, area);
        say(frame, area, text, look);
    } else {
        say(frame, inside, text, look);
    }
}

/// Says something in the middle of an empty place.
pub(super) fn say(frame: &mut Frame, area: Rect, text: &str, look: &Look) {
    if area.is_empty() {
        return;
    }
    let lines = super::cells::wrap(text, usize::from(area.width.saturating_sub(2)).max(1));
    let height = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .min(area.height);
    let top = area.y + (area.height - height) / 2;
    for (line, y) in lines.into_iter().zip(top..area.bottom()) {
        let line = Line::styled(line, look.theme.faint()).centered();
        frame.render_widget(line, Rect::new(area.x, y, area.width, 1));
    }
}
