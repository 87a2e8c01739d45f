//! The last line: the keys that are valid now, as many as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::keys::{Action, Binding, Key, Mode, Row};
use crate::app::{State, Step};

use super::cells::width;
use super::{Glyphs, Look, help};

/// A key and its word, in their place.
struct Hint {
    /// The first of its cells.
    x: usize,
    /// How many cells it takes, with the blanks behind it.
    cells: usize,
    key: String,
    label: &'static str,
    action: Action,
}

/// Draws the keys.
pub(super) fn draw(state: &State, area: Rect, look: &Look, frame: &mut Frame) {
    let mut spans = vec![Span::raw(" ")];
    for Hint { key, label, .. } in hints(state, usize::from(area.width), look) {
        spans.push(Span::styled(key, look.theme.accent()));
        spans.push(Span::raw(format!(" {label}  ")));
    }
    frame.render_widget(Line::from(spans), area);
}

/// What pressing this cell does: what its key does.
pub(super) fn action_at(state: &State, area: Rect, x: u16, look: &Look) -> Option<Action> {
    let x = usize::from(x.checked_sub(area.x)?);
    let hints = hints(state, usize::from(area.width), look);
    let hint = hints.into_iter().find(|hint| {
        let end = hint.x + width(&hint.key) + 1 + width(hint.label);
        (hint.x..end).contains(&x)
    })?;
    // A step down stands for both; its first arrow leads up.
    let up = up(state).filter(|_| hint.action == Action::Move(Step::Down));
    let is_up = up.is_some_and(|up| x < hint.x + width(&help::name(up, look)));
    Some(if is_up {
        Action::Move(Step::Up)
    } else {
        hint.action
    })
}

/// As many keys as fit, each in its place.
fn hints(state: &State, cells: usize, look: &Look) -> Vec<Hint> {
    let mode = state.mode();
    let labelled = state
        .keymap
        .bindings(mode)
        .filter(|row| !row.binding.label.is_empty() && !row.keys.is_empty())
        .filter(|row| state.shows(mode, row.binding.action));
    let mut hints: Vec<Hint> = labelled
        .map(|row| {
            let (key, label) = (key(state, row, look), label(state, row.binding));
            Hint {
                x: 0,
                cells: width(&key) + 1 + width(label) + 2,
                key,
                label,
                action: row.binding.action,
            }
        })
        .collect();
    let mut needed = 1 + hints.iter().map(|hint| hint.cells).sum::<usize>();
    // Where not all fit, the way to the help and the way out stay.
    while needed > cells && hints.len() > 1 {
        let spare = hints.iter().rposition(|hint| !stays(hint.action));
        needed -= hints.remove(spare.unwrap_or(hints.len() - 1)).cells;
    }
    let mut x = 1;
    for hint in &mut hints {
        hint.x = x;
        x += hint.cells;
    }
    hints
}

/// The word for a key; of a toggle, what it leads to.
fn label(state: &State, binding: &Binding) -> &'static str {
    let files = state.files.as_ref();
    let filtered = files.is_some_and(|files| !files.table.order().filter.is_off());
    let (open, mine) = state
        .cases
        .as_ref()
        .map_or((false, false), |cases| (cases.open, cases.mine));
    match binding.action {
        Action::OpenOnly if open => "all",
        Action::Back if filtered && matches!(state.mode(), Mode::Files | Mode::Audit) => {
            "all files"
        }
        Action::Mine if mine => "anyone's",
        _ => binding.label,
    }
}

fn stays(action: Action) -> bool {
    matches!(
        action,
        Action::Take
            | Action::Help
            | Action::Quit
            | Action::Leave
            | Action::Back
            | Action::Yes
            | Action::No
            | Action::Settle(_)
    )
}

/// The key that leads up, when it stands before the one that leads down.
fn up(state: &State) -> Option<Key> {
    state.keymap.key(state.mode(), Action::Move(Step::Up))
}

/// The first key; of a step down, which stands for all steps, both arrows.
fn key(state: &State, row: Row, look: &Look) -> String {
    let down = row.keys.first().copied();
    match (row.binding.action, down, up(state)) {
        (Action::Move(Step::Down), Some(down), Some(up)) => {
            let between = match (look.glyphs, up, down) {
                (Glyphs::Unicode, Key::Up, Key::Down) => "",
                (Glyphs::Ascii, Key::Up, Key::Down) => "/",
                _ => " ",
            };
            format!(
                "{}{between}{}",
                help::name(up, look),
                help::name(down, look)
            )
        }
        (_, key, _) => key.map_or(String::new(), |key| help::name(key, look)),
    }
}
