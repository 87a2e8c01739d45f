//! A question in a box: what it is about, and the keys that answer it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::State;
use crate::app::regions::Regions;

use super::cells::{fit, wrap};
use super::{Look, pane};

/// The widest that a question is, in columns.
const WIDEST: u16 = 60;

/// The cells of a line inside a question.
pub(super) fn cells(regions: &Regions) -> usize {
    usize::from(WIDEST.min(regions.whole.width)).saturating_sub(4)
}

/// The keys that answer a question.
#[derive(Clone, Copy)]
pub(super) struct Answers<'a> {
    keys: &'a str,
    /// Their place stays empty while they are not taken yet.
    taken: bool,
}

impl<'a> Answers<'a> {
    /// Those of a question that opened by itself, and waits first.
    pub(super) fn after_the_pause(keys: &'a str, state: &State) -> Self {
        let taken = state.pause.is_none();
        Self { keys, taken }
    }
}

impl<'a> From<&'a str> for Answers<'a> {
    fn from(keys: &'a str) -> Self {
        Self { keys, taken: true }
    }
}

/// Draws a question in a sentence or two.
pub(super) fn question<'a>(
    title: &str,
    text: &str,
    answers: impl Into<Answers<'a>>,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let lines = wrap(text, cells(regions));
    draw(title, &lines, answers, regions, look, frame);
}

/// Draws a question in lines; the answers stay in sight however little room there is.
pub(super) fn draw<'a>(
    title: &str,
    lines: &[String],
    answers: impl Into<Answers<'a>>,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let Answers { keys, taken } = answers.into();
    let answers = wrap_answers(keys, cells(regions));
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
    let answers = answers.into_iter().filter(|_| taken);
    for (line, y) in answers.zip(answers_from..inside.bottom()) {
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
