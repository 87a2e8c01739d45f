//! A question in a box: what it is about, and the keys that answer it, which can be pressed with
//! the mouse as well.

use ratatui::Frame;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::State;
use crate::app::keys::{Action, Mode};
use crate::app::regions::Regions;

use super::cells::{width, wrap};
use super::{Look, help, pane};

/// The widest that a question is, in columns.
const WIDEST: u16 = 62;

/// The blanks between two answers.
const BETWEEN: &str = "   ";

/// The blanks before and behind a line of a question.
fn indent(regions: &Regions) -> u16 {
    if regions.framed { 2 } else { 1 }
}

/// The cells of a line inside a question.
pub(super) fn cells(regions: &Regions) -> usize {
    let around = 2 * (indent(regions) + 1);
    usize::from(WIDEST.min(regions.whole.width).saturating_sub(around))
}

/// A question, or a menu of things to choose from.
pub(super) struct Question {
    title: String,
    /// What it says; a line of a menu with what choosing it does.
    lines: Vec<(Line<'static>, Option<Action>)>,
    answers: Vec<Answer>,
}

/// An answer: keys, and a word for what they do.
struct Answer(Vec<Piece>);

/// A key's name, or a word.
struct Piece {
    text: String,
    is_key: bool,
    /// What pressing it does.
    action: Option<Action>,
}

/// Where the parts of a question stand.
struct Places {
    area: Rect,
    lines: Rect,
    answers: Rect,
}

impl Question {
    /// A question in a sentence or two.
    pub(super) fn asks(title: &str, text: &str, regions: &Regions) -> Self {
        let lines = wrap(text, cells(regions)).into_iter().map(Line::raw);
        Self::says(title, lines.collect())
    }

    /// A question in lines.
    pub(super) fn says(title: &str, lines: Vec<Line<'static>>) -> Self {
        let lines = lines.into_iter().map(|line| (line, None));
        Self::offers(title, lines.collect())
    }

    /// A menu: each line with what choosing it does.
    pub(super) fn offers(title: &str, lines: Vec<(Line<'static>, Option<Action>)>) -> Self {
        Self {
            title: title.to_owned(),
            lines,
            answers: Vec::new(),
        }
    }

    /// With these answers, three blanks apart, in which `{yes}` stands for the key of that
    /// action. A question that opened by itself takes none yet: their place stays empty.
    pub(super) fn answered(
        mut self,
        state: &State,
        mode: Mode,
        answers: &str,
        look: &Look,
    ) -> Self {
        let answers = answers.split(BETWEEN).filter(|answer| !answer.is_empty());
        self.answers = answers
            .map(|answer| Answer::read(state, mode, answer, look))
            .collect();
        self
    }

    /// The lines of the answers: none of them is broken.
    fn rows(&self, cells: usize) -> Vec<Vec<&Answer>> {
        let mut rows: Vec<Vec<&Answer>> = Vec::new();
        let mut used = 0;
        for answer in &self.answers {
            let more = answer.cells() + BETWEEN.len();
            match rows.last_mut() {
                Some(row) if used + more <= cells + 1 => {
                    row.push(answer);
                    used += more;
                }
                _ => {
                    rows.push(vec![answer]);
                    used = answer.cells();
                }
            }
        }
        rows
    }

    /// The answers stay in sight however little room there is.
    fn places(&self, regions: &Regions) -> Places {
        let rows_of = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let answers = rows_of(self.rows(cells(regions)).len());
        let frame_rows = if regions.framed { 2 } else { 1 };
        let gap = u16::from(answers > 0);
        let rows = rows_of(self.lines.len())
            .saturating_add(answers)
            .saturating_add(gap + frame_rows);
        // Air above and below, where there is room for it.
        let air = if regions.framed { 2 } else { 0 };
        let area = regions.dialog(WIDEST.min(regions.whole.width), rows.saturating_add(air));
        let margin = area.height.saturating_sub(rows).min(air) / 2;
        let inside = regions.inside(area);
        let inside = inside.inner(Margin::new(indent(regions).min(inside.width / 2), margin));
        let from = inside.bottom().saturating_sub(answers).max(inside.y);
        Places {
            area,
            lines: Rect {
                height: from - inside.y,
                ..inside
            },
            answers: Rect {
                y: from,
                height: inside.bottom().saturating_sub(from),
                ..inside
            },
        }
    }

    /// The part of the window that it covers.
    pub(super) fn area(&self, regions: &Regions) -> Rect {
        self.places(regions).area
    }

    /// Draws it.
    pub(super) fn draw(self, state: &State, regions: &Regions, look: &Look, frame: &mut Frame) {
        let places = self.places(regions);
        frame.render_widget(Clear, places.area);
        pane::pane(frame, places.area, regions, &self.title, true, look);
        if state.pause.is_none() {
            let rows = self.rows(cells(regions));
            let lines = rows.iter().map(|row| drawn(row, look));
            put(frame, lines, places.answers);
        }
        put(
            frame,
            self.lines.into_iter().map(|(line, _)| line),
            places.lines,
        );
    }

    /// What pressing this place does.
    pub(super) fn action_at(&self, place: Position, regions: &Regions) -> Option<Action> {
        let places = self.places(regions);
        let row = |area: Rect| area.contains(place).then(|| usize::from(place.y - area.y));
        if let Some(row) = row(places.lines) {
            return self.lines.get(row).and_then(|(_, action)| *action);
        }
        let rows = self.rows(cells(regions));
        let answers = rows.get(row(places.answers)?)?;
        let mut x = usize::from(places.answers.x);
        for (index, answer) in answers.iter().enumerate() {
            x += if index > 0 { BETWEEN.len() } else { 0 };
            for piece in &answer.0 {
                let end = x + width(&piece.text);
                if (x..end).contains(&usize::from(place.x)) {
                    return piece.action;
                }
                x = end;
            }
        }
        None
    }
}

impl Answer {
    /// Words belong to the only key before them; behind several it is not said to which.
    fn read(state: &State, mode: Mode, answer: &str, look: &Look) -> Self {
        let mut pieces = Vec::new();
        let mut rest = answer;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            pieces.push(Piece::words(before));
            let action = Action::named(name);
            let key = action.and_then(|action| state.keymap.key(mode, action));
            let text = key.map_or_else(|| format!(":{name}"), |key| help::name(key, look));
            pieces.push(Piece {
                text,
                is_key: true,
                action,
            });
            rest = after;
        }
        pieces.push(Piece::words(rest));
        let keys: Vec<Option<Action>> = pieces
            .iter()
            .filter(|piece| piece.is_key)
            .map(|piece| piece.action)
            .collect();
        if let [only] = keys[..] {
            for piece in &mut pieces {
                piece.action = only;
            }
        }
        pieces.retain(|piece| !piece.text.is_empty());
        Self(pieces)
    }

    fn cells(&self) -> usize {
        self.0.iter().map(|piece| width(&piece.text)).sum()
    }
}

impl Piece {
    fn words(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_key: false,
            action: None,
        }
    }
}

/// The keys stand out from what they do, as in the footer.
fn drawn(answers: &[&Answer], look: &Look) -> Line<'static> {
    let mut spans = Vec::new();
    for (place, answer) in answers.iter().enumerate() {
        if place > 0 {
            spans.push(Span::raw(BETWEEN));
        }
        spans.extend(answer.0.iter().map(|piece| {
            let text = piece.text.clone();
            if piece.is_key {
                Span::styled(text, look.theme.key())
            } else {
                Span::raw(text)
            }
        }));
    }
    Line::from(spans)
}

/// As many lines as there is room for.
fn put(frame: &mut Frame, lines: impl Iterator<Item = Line<'static>>, area: Rect) {
    for (line, y) in lines.zip(area.y..area.bottom()) {
        frame.render_widget(line, Rect::new(area.x, y, area.width, 1));
    }
}
