//! The last line: the keys that are valid now, as many as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::keys::{Action, Binding, Key, Mode, Row};
use crate::app::{State, Step};

use super::cells::width;
use super::{Glyphs, Look, help};

/// Draws the keys.
pub(super) fn draw(state: &State, area: Rect, look: &Look, frame: &mut Frame) {
    let cells = usize::from(area.width);
    let mode = state.mode();
    let labelled: Vec<Row> = state
        .keymap
        .bindings(mode)
        .filter(|row| !row.binding.label.is_empty() && !row.keys.is_empty())
        .filter(|row| state.can(mode, row.binding.action))
        .collect();
    let texts: Vec<(String, &str)> = labelled
        .iter()
        .map(|row| (key(state, *row, look), label(state, row.binding)))
        .collect();
    let needs = |chosen: &[usize]| -> usize {
        let cells_of = |index: &usize| width(&texts[*index].0) + 1 + texts[*index].1.len() + 2;
        chosen.iter().map(cells_of).sum::<usize>() + 1
    };
    // Where not all fit, the way to the help and the way out stay.
    let mut chosen: Vec<usize> = (0..texts.len()).collect();
    while needs(&chosen) > cells && chosen.len() > 1 {
        let spare = chosen
            .iter()
            .rposition(|&index| !stays(labelled[index].binding.action));
        chosen.remove(spare.unwrap_or(chosen.len() - 1));
    }
    let mut spans = vec![Span::raw(" ")];
    for index in chosen {
        let (key, label) = &texts[index];
        spans.push(Span::styled(key.clone(), look.theme.accent()));
        spans.push(Span::raw(format!(" {label}  ")));
    }
    frame.render_widget(Line::from(spans), area);
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

/// The first key; of a step down, which stands for all steps, both arrows.
fn key(state: &State, row: Row, look: &Look) -> String {
    let up = state.keymap.key(state.mode(), Action::Move(Step::Up));
    match (row.binding.action, row.keys.first(), up) {
        (Action::Move(Step::Down), Some(Key::Down), Some(Key::Up)) => match look.glyphs {
            Glyphs::Unicode => "↑↓".to_owned(),
            Glyphs::Ascii => "Up/Down".to_owned(),
        },
        (Action::Move(Step::Down), Some(down), Some(up)) => {
            format!("{} {}", help::name(up, look), help::name(*down, look))
        }
        (_, key, _) => key.map_or(String::new(), |key| help::name(*key, look)),
    }
}
