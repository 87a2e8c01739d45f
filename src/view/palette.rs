//! The palette: a field, and below it what fits its words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::palette::{Entry, Goal, Palette};
use crate::app::regions::Regions;

use super::cells::{cut, fit, width};
use super::{Look, help, instances, pane};

/// The cells of an action's name, where there is room for what it does beside it.
const NAME: usize = 16;

/// Draws it.
pub(super) fn draw(palette: &Palette, regions: &Regions, look: &Look, frame: &mut Frame) {
    let entries = &palette.entries;
    let area = regions.palette();
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Actions", true, look);
    let top = inside.y.saturating_add(1).min(inside.bottom());
    let list = Rect::new(inside.x, top, inside.width, inside.bottom() - top);
    let shown = entries.iter().enumerate().skip(palette.cursor.offset());
    for ((index, entry), y) in shown.zip(list.y..list.bottom()) {
        let selected = index == palette.cursor.index();
        let line = line(entry, selected, usize::from(list.width), look);
        frame.render_widget(line, Rect::new(list.x, y, list.width, 1));
    }
    if entries.is_empty() {
        pane::say(
            frame,
            list,
            "Nothing that is possible here is called so.",
            look,
        );
    }
    // Last, since the cursor is its own.
    let place = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
    let count = format!("{}", entries.len());
    let hint = "what would you like to do?";
    instances::field(
        &palette.field,
        ":",
        hint,
        [&count, &count],
        place,
        look,
        frame,
    );
}

/// `save            save the marked files, or else the selected one                   s`.
fn line(entry: &Entry, selected: bool, cells: usize, look: &Look) -> Line<'static> {
    let faint = |style: Style| if selected { Style::new() } else { style };
    let sign = if selected { look.glyphs.cursor() } else { " " };
    let key = entry.key.map_or(String::new(), |key| help::name(key, look));
    let room = cells.saturating_sub(width(&key) + 4);
    let is_action = matches!(entry.goal, Goal::Act(_));
    let name = if is_action && room > 2 * NAME {
        fit(entry.name.as_str(), NAME, look.glyphs)
    } else {
        let longest = room.saturating_sub(if is_action { 0 } else { NAME });
        cut(entry.name.as_str(), longest, look.glyphs)
    };
    let about = room.saturating_sub(width(&name) + 1);
    let about = fit(entry.about.as_str(), about, look.glyphs);
    let line = Line::from(vec![
        Span::styled(sign, look.theme.cursor()),
        Span::raw(" "),
        Span::styled(name, faint(look.theme.title())),
        Span::raw(" "),
        Span::styled(about, faint(look.theme.faint())),
        Span::raw(" "),
        Span::styled(key, faint(look.theme.accent())),
    ]);
    if selected {
        line.style(look.theme.selected())
    } else {
        line
    }
}
