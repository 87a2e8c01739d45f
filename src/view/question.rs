//! A question in a box: what it is about, and the keys that answer it.

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::State;
use crate::app::regions::Regions;

use super::cells::wrap;
use super::{Look, pane};

/// The widest that a question is, in columns.
const WIDEST: u16 = 62;

/// The blanks before and behind a line of a question.
fn indent(regions: &Regions) -> u16 {
    if regions.framed { 2 } else { 1 }
}

/// The cells of a line inside a question.
pub(super) fn cells(regions: &Regions) -> usize {
    let around = 2 * (indent(regions) + 1);
    usize::from(WIDEST.min(regions.whole.width).saturating_sub(around))
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
    let lines = wrap(text, cells(regions)).into_iter().map(Line::raw);
    draw(title, lines.collect(), answers, regions, look, frame);
}

/// Draws a question in lines; the answers stay in sight however little room there is.
pub(super) fn draw<'a>(
    title: &str,
    lines: Vec<Line<'static>>,
    answers: impl Into<Answers<'a>>,
    regions: &Regions,
    look: &Look,
    frame: &mut Frame,
) {
    let Answers { keys, taken } = answers.into();
    let answers = wrap_answers(keys, cells(regions));
    let rows_of = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let frame_rows = if regions.framed { 2 } else { 1 };
    let gap = u16::from(!answers.is_empty());
    let rows = rows_of(lines.len())
        .saturating_add(rows_of(answers.len()))
        .saturating_add(gap + frame_rows);
    // Air above and below, where there is room for it.
    let air = if regions.framed { 2 } else { 0 };
    let area = regions.dialog(WIDEST.min(regions.whole.width), rows.saturating_add(air));
    let margin = area.height.saturating_sub(rows).min(air) / 2;
    frame.render_widget(Clear, area);
    let inside = pane::pane(frame, area, regions, title, true, look);
    let inside = inside.inner(Margin::new(indent(regions).min(inside.width / 2), margin));
    let answers_from = inside
        .bottom()
        .saturating_sub(rows_of(answers.len()))
        .max(inside.y);
    let row = |y: u16| Rect::new(inside.x, y, inside.width, 1);
    for (line, y) in lines.into_iter().zip(inside.y..answers_from) {
        frame.render_widget(line, row(y));
    }
    let answers = answers.iter().filter(|_| taken);
    for (line, y) in answers.zip(answers_from..inside.bottom()) {
        frame.render_widget(keyed(line, look), row(y));
    }
}

/// The keys stand out from what they do, as in the footer.
fn keyed(answers: &str, look: &Look) -> Line<'static> {
    let mut spans = Vec::new();
    for (place, answer) in answers.split("   ").enumerate() {
        if place > 0 {
            spans.push(Span::raw("   "));
        }
        // A key's name is a capital, a single sign, or a word that begins with a capital.
        let is_key = |word: &str| word.chars().count() == 1 || word.starts_with(char::is_uppercase);
        let keys: Vec<&str> = answer.split(' ').take_while(|word| is_key(word)).collect();
        let keys = keys.join(" ");
        let rest = answer.get(keys.len()..).unwrap_or_default().to_owned();
        spans.push(Span::styled(keys, look.theme.key()));
        spans.push(Span::raw(rest));
    }
    Line::from(spans)
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
