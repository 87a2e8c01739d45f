//! What stands over the screen: the help, and questions.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::keys::{Key, Mode, bindings};
use crate::app::regions::Regions;
use crate::app::{Dialog, State};
use crate::domain::plural;

use super::cells::{cut, fit, wrap};
use super::{Glyphs, Look, pane};

/// Draws the dialog, if one is open.
pub(super) fn draw(state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
    match &state.dialog {
        None => {}
        Some(Dialog::Help(mode, offset)) => help(*mode, *offset, regions, look, frame),
        Some(Dialog::Quit) => {
            let text = match state.transfers.running() {
                // They may end while the question stands.
                0 => "Everything has arrived by now. Leave?".to_owned(),
                running => format!(
                    "{} still on the way. Leave all the same? Nothing unfinished stays on the disk.",
                    plural(running as u64, "transfer", "transfers")
                ),
            };
            question("Quit", &text, "y quit   n stay", regions, look, frame);
        }
        Some(Dialog::SaveInstead(file, why)) => {
            let text = format!(
                "{} cannot be opened here: {why}. Save it instead?",
                file.title()
            );
            question("Open", &text, "y save   n leave it", regions, look, frame);
        }
    }
}

fn help(mode: Mode, offset: usize, regions: &Regions, look: &Look, frame: &mut Frame) {
    let rows: Vec<(String, &str)> = bindings(mode)
        .filter(|binding| !binding.help.is_empty())
        .map(|binding| {
            let names: Vec<String> = binding.keys.iter().map(|key| name(*key, look)).collect();
            (names.join(" "), binding.help)
        })
        .collect();
    let area = regions.help(rows.len());
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, "Keys", true, look);
    // The last page stays full: scrolling further would only show emptiness.
    let last = rows.len().saturating_sub(usize::from(inside.height));
    let shown = rows.into_iter().skip(offset.min(last));
    for ((keys, help), y) in shown.zip(inside.y..inside.bottom()) {
        let rest = usize::from(inside.width).saturating_sub(16);
        let line = Line::from(vec![
            Span::styled(
                fit(&format!(" {keys}"), 15, look.glyphs),
                look.theme.accent(),
            ),
            Span::raw(" "),
            Span::raw(cut(help, rest, look.glyphs)),
        ]);
        frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
    }
}

fn question(
    title: &str,
    text: &str,
    answers: &str,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let width = 60.min(regions.whole.width);
    let lines = wrap(text, usize::from(width).saturating_sub(4));
    let frame_rows = if regions.framed { 2 } else { 1 };
    let rows = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2 + frame_rows);
    let area = regions.dialog(width, rows);
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, title, true, look);
    let answers_row = inside.bottom().saturating_sub(1);
    for (line, y) in lines.into_iter().zip(inside.y..answers_row) {
        frame.render_widget(
            Line::raw(format!(" {line}")),
            Rect::new(inside.x, y, inside.width, 1),
        );
    }
    let answers = Line::styled(format!(" {answers}"), look.theme.accent());
    if inside.height > 0 {
        frame.render_widget(answers, Rect::new(inside.x, answers_row, inside.width, 1));
    }
}

fn name(key: Key, look: &Look) -> String {
    match (key, look.glyphs) {
        (Key::Up, Glyphs::Ascii) => "Up".to_owned(),
        (Key::Down, Glyphs::Ascii) => "Down".to_owned(),
        _ => key.to_string(),
    }
}
