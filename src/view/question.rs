//! A question in a box: what it is about, and the keys that answer it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::regions::Regions;

use super::cells::{fit, wrap};
use super::{Look, pane};

/// The widest that a question is, in columns.
const WIDEST: u16 = 60;

/// The cells of a line inside a question.
pub(super) fn cells(regions: &Regions) -> usize {
    usize::from(WIDEST.min(regions.whole.width)).saturating_sub(4)
}

/// Draws a question in a sentence or two.
pub(super) fn question(
    title: &str,
    text: &str,
    answers: &str,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let lines = wrap(text, cells(regions));
    draw(title, &lines, answers, regions, look, frame);
}

/// Draws a question in lines; the answers stay in sight however little room there is.
pub(super) fn draw(
    title: &str,
    lines: &[String],
    answers: &str,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let answers = wrap_answers(answers, cells(regions));
    let count = |lines: &[String]| u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let frame_rows = if regions.framed { 2 } else { 1 };
    let gap = u16::from(!answers.is_empty());
    let rows = count(lines)
        .saturating_add(count(&answers))
        .saturating_add(gap + frame_rows);
    let area = regions.dialog(WIDEST.min(regions.whole.width), rows);
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, title, true, look);
    let answers_from = inside
        .bottom()
        .saturating_sub(count(&answers))
        .max(inside.y);
    let row = |y: u16| Rect::new(inside.x, y, inside.width, 1);
    for (line, y) in lines.iter().zip(inside.y..answers_from) {
        let text = fit(&format!(" {line}"), usize::from(inside.width), look.glyphs);
        frame.render_widget(Line::raw(text), row(y));
    }
    for (line, y) in answers.into_iter().zip(answers_from..inside.bottom()) {
        let line = Line::styled(format!(" {line}"), look.theme.accent());
        frame.render_widget(line, row(y));
    }
}

/// Answers stand three blanks apart, and none is broken.
fn wrap_answers(answers: &str, cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for answer in answers.split("   ").filter(|answer| !answer.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.len() + 3 + answer.len() <= cells + 1 => {
                line.push_str("   ");
                line.push_str(answer);
            }
            _ => lines.push(answer.to_owned()),
        }
    }
    lines
}
