//! The help: the keys of the screen below and what they do, like beside like.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::State;
use crate::app::helping::Helping;
use crate::app::keys::{HelpLine, Key, help_lines, keys_cells};
use crate::app::regions::Regions;

use super::cells::fit;
use super::{Glyphs, Look, instances, pane};

/// Draws the keys, from a line on.
pub(super) fn draw(
    state: &State,
    helping: &Helping,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let words = helping.field.text();
    let lines = help_lines(&state.keymap, helping.mode, regions.help_cells(), words);
    let narrowed = helping.is_narrowed();
    let area = regions.help(lines.len() + usize::from(narrowed));
    frame.render_widget(Clear, area);
    let mut inside = pane::pane(frame, area, regions, "Keys", true, look);
    if narrowed {
        let place = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
        field(state, helping, place, look, frame);
        inside.y += place.height;
        inside.height -= place.height;
    }
    if lines.is_empty() {
        pane::say(
            frame,
            inside,
            "No key here is explained by these words.",
            look,
        );
        return;
    }
    let keys_cells = usize::from(keys_cells(regions.help_cells()));
    // The last page stays full: scrolling further would only show emptiness.
    let last = lines.len().saturating_sub(usize::from(inside.height));
    let shown = lines.into_iter().skip(helping.offset.min(last));
    for (line, y) in shown.zip(inside.y..inside.bottom()) {
        let line = match line {
            HelpLine::Title(title) => Line::styled(format!(" {title}"), look.theme.title()),
            HelpLine::Action(row, text) => {
                let keys = fit(
                    &format!(" {}", names(row.keys, look)),
                    keys_cells,
                    look.glyphs,
                );
                Line::from(vec![
                    Span::styled(keys, look.theme.accent()),
                    Span::raw(" "),
                    Span::raw(text),
                ])
            }
            HelpLine::More(text) => Line::raw(format!("{} {text}", " ".repeat(keys_cells))),
        };
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

/// The words that narrow it; without the cursor while the list has the keys.
fn field(state: &State, helping: &Helping, place: Rect, look: &Look, frame: &mut Frame) {
    if helping.types {
        let hint = "a key, or words of what it does";
        instances::field(&helping.field, "Search", hint, ["", ""], place, look, frame);
        return;
    }
    let back = state.keymap.spell(state.mode(), "{back} shows all");
    let text = format!(" Search {}   {back}", helping.field.text());
    let text = fit(&text, usize::from(place.width), look.glyphs);
    frame.render_widget(Line::styled(text, look.theme.faint()), place);
}

fn names(keys: &[Key], look: &Look) -> String {
    let names: Vec<String> = keys.iter().map(|key| name(*key, look)).collect();
    names.join(" ")
}

/// How a key is called on the screen.
pub(super) fn name(key: Key, look: &Look) -> String {
    let name = key.to_string();
    match look.glyphs {
        Glyphs::Unicode => name,
        Glyphs::Ascii => ["↑ Up", "↓ Down", "← Left", "→ Right"]
            .iter()
            .filter_map(|arrow| arrow.split_once(' '))
            .fold(name, |name, (sign, word)| name.replace(sign, word)),
    }
}
