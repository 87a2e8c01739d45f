//! The last line: the keys that are valid now, as many as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::keys::{Action, Binding, Key, Mode, bindings};
use crate::app::{Dialog, State, Step};

use super::cells::width;
use super::{Glyphs, Look};

/// Draws the keys.
pub(super) fn draw(state: &State, area: Rect, look: &Look, frame: &mut Frame) {
    let cells = usize::from(area.width);
    let labelled: Vec<&Binding> = bindings(state.mode())
        .filter(|row| !row.label.is_empty() && is_possible(state, row.action))
        .collect();
    let texts: Vec<(String, &str)> = labelled
        .iter()
        .map(|row| (key(row, look), label(state, row)))
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
            .rposition(|&index| !stays(labelled[index].action));
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

/// Whether the key would do anything now.
fn is_possible(state: &State, action: Action) -> bool {
    let file = || {
        state
            .files
            .as_ref()
            .is_some_and(|files| files.selected().is_some())
    };
    match action {
        // A question that opened by itself takes no answer yet.
        _ if state.pause.is_some() => false,
        // A dialog offers only what it can do.
        Action::Save | Action::Preview if state.dialog.is_some() => true,
        Action::CopyMenu if state.mode() == Mode::Errors => state.error_count() > 0,
        Action::Open
        | Action::Save
        | Action::SaveAs
        | Action::Details
        | Action::Preview
        | Action::CopyMenu
        | Action::Mark => file(),
        Action::Filter | Action::Statuses | Action::SortBy(_) | Action::Reverse => {
            let files = state.files.as_ref();
            files.is_some_and(|files| !files.rows().is_empty())
        }
        Action::Unmark => {
            let files = state.files.as_ref();
            files.is_some_and(|files| !files.table.marks().is_empty())
        }
        Action::CancelTransfer => {
            let selected = state.transfers.selected();
            selected.is_some_and(|one| one.stage.is_open())
        }
        Action::CancelAll => state.transfers.open() > 1,
        Action::Retry => {
            let selected = state.transfers.selected();
            selected.is_some_and(|one| one.stage.can_be_retried())
        }
        Action::RetryAll => state.transfers.totals().failed > 1,
        Action::NextPane if matches!(state.dialog, Some(Dialog::Login(_))) => true,
        Action::NextPane => state.error_count() > 0,
        Action::Forget => {
            let cases = state.cases.as_ref();
            cases.is_some_and(|cases| !cases.recents.is_empty())
        }
        // On the first screen there is nothing to go back to.
        Action::Back if state.mode() == Mode::Picker => {
            let instances = &state.instances;
            state.wanted.is_some()
                || instances.finding.is_some()
                || instances.list.asking.ticket().is_some()
                || !instances.domains.is_empty()
                || !instances.field.text().is_empty()
        }
        Action::FileIds => {
            let files = state.files.as_ref();
            files.is_some_and(|files| files.must_be_named() || !files.ids.is_empty())
        }
        _ => true,
    }
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

fn key(binding: &Binding, look: &Look) -> String {
    match (binding.action, look.glyphs) {
        (Action::Move(Step::Down), Glyphs::Unicode) => "↑↓".to_owned(),
        (Action::Move(Step::Down), Glyphs::Ascii) => "Up/Down".to_owned(),
        _ => binding.keys.first().map_or(String::new(), Key::to_string),
    }
}
