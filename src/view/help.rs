//! The help: the keys of the screen below and what they do.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::keys::{Binding, Key, Mode, help_lines, keys_cells};
use crate::app::regions::Regions;

use super::cells::fit;
use super::{Glyphs, Look, pane};

/// Draws the keys of `mode`, from this line on.
pub(super) fn draw(mode: Mode, offset: usize, regions: &Regions, look: &Look, frame: &mut Frame) {
    let lines = help_lines(mode, regions.help_cells());
    let area = regions.help(lines.len());
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Keys", true, look);
    let keys_cells = usize::from(keys_cells(regions.help_cells()));
    // The last page stays full: scrolling further would only show emptiness.
    let last = lines.len().saturating_sub(usize::from(inside.height));
    let shown = lines.into_iter().skip(offset.min(last));
    for ((binding, text), y) in shown.zip(inside.y..inside.bottom()) {
        let keys = binding.map_or(String::new(), |binding| names(binding, look));
        let line = Line::from(vec![
            Span::styled(
                fit(&format!(" {keys}"), keys_cells, look.glyphs),
                look.theme.accent(),
            ),
            Span::raw(" "),
            Span::raw(text),
        ]);
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

fn names(binding: &Binding, look: &Look) -> String {
    let names: Vec<String> = binding.keys.iter().map(|key| name(*key, look)).collect();
    names.join(" ")
}

fn name(key: Key, look: &Look) -> String {
    match (key, look.glyphs) {
        (Key::Up, Glyphs::Ascii) => "Up".to_owned(),
        (Key::Down, Glyphs::Ascii) => "Down".to_owned(),
        _ => key.to_string(),
    }
}
