//! The preview: it is open or not, and follows the selection once the fingers rest. Only
//! approved files are asked for; of the others it says why not.

use std::sync::Arc;

use crate::domain::{Failure, Preview};

use super::super::keys::{Action, Towards};
use super::super::regions::Front;
use super::super::{Effect, Files, Looking, Pane, Previewing, Screen, Sight, State, Step, Ticket};
use super::dialogs;

/// Opens the preview, or brings it before the details; one that is seen is closed.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    if state.regions().preview.is_none() {
        return open(state);
    }
    match &mut state.files {
        Some(files) => close(files),
        None => Vec::new(),
    }
}

/// Opens it and asks at once: the person wants to see this very file.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    files.preview.get_or_insert_default();
    files.front = Front::Preview;
    files.focus = Pane::Table;
    let mut effects = follow(state);
    if let Some(Looking::Resting(pause)) = previewing(state).map(|one| one.looking.clone()) {
        effects.extend(ask(state));
        // A pause that did not begin yet need not.
        if effects.contains(&Effect::Rest(pause)) {
            effects.retain(|effect| effect.ticket() != Some(pause));
            effects.retain(|effect| *effect != Effect::Cancel(pause));
        }
    }
    effects
}

/// Closes it, and calls off what it waits for.
pub(super) fn close(files: &mut Files) -> Vec<Effect> {
    let preview = files.preview.take();
    if files.focus == Pane::Preview {
        files.focus = Pane::Table;
    }
    files.front = Front::Details;
    let ticket = preview.and_then(|one| one.looking.ticket());
    ticket.map(Effect::Cancel).into_iter().collect()
}

/// Calls off what it waits for; it stays open.
pub(super) fn call_off(files: &mut Files) -> Vec<Effect> {
    let preview = files.preview.as_mut();
    let ticket = preview.and_then(|one| one.turn(None));
    ticket.map(Effect::Cancel).into_iter().collect()
}

fn previewing(state: &mut State) -> Option<&mut Previewing> {
    state.files.as_mut()?.preview.as_deref_mut()
}

/// After anything happened: turns to the file that is selected now. What is not seen asks for
/// nothing.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    let visible = state.screen == Screen::Files && state.regions().preview.is_some();
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    let selected = files.selected().cloned();
    let Some(preview) = &mut files.preview else {
        return Vec::new();
    };
    if !visible {
        return match preview.looking.ticket() {
            Some(_) => call_off(files),
            None => Vec::new(),
        };
    }
    let of = selected.as_ref().map(Sight::of);
    if preview.of == of {
        return Vec::new();
    }
    let left = preview.turn(of.clone());
    let mut effects: Vec<Effect> = left.map(Effect::Cancel).into_iter().collect();
    let (Some(file), Some(sight)) = (selected, of) else {
        return effects;
    };
    if let Some(why) = file.status.why_not() {
        let why = format!("It cannot be looked into: {why}");
        preview.looking = Looking::Refused(why);
    } else if let Some(seen) = state.previews.seen(&sight) {
        preview.see(seen);
    } else {
        let ticket = state.tickets.draw();
        preview.looking = Looking::Resting(ticket);
        effects.push(Effect::Rest(ticket));
    }
    effects
}

/// The fingers rest: what is selected is asked for.
pub(super) fn rested(state: &mut State, ticket: Ticket) -> Vec<Effect> {
    let waits = previewing(state).map(|one| one.looking.clone());
    if waits != Some(Looking::Resting(ticket)) {
        return Vec::new();
    }
    let asked = ask(state).into_iter();
    asked
        .filter(|effect| *effect != Effect::Cancel(ticket))
        .collect()
}

/// Asks again, whatever was seen.
pub(super) fn again(state: &mut State) -> Vec<Effect> {
    match previewing(state).map(|one| &one.looking) {
        None | Some(Looking::Refused(_)) => Vec::new(),
        Some(_) => ask(state),
    }
}

/// Asks for the selected file, in the place of what was asked for before.
fn ask(state: &mut State) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    let request = files.selected().map(|file| files.request(file));
    let (Some(request), Some(preview)) = (request, &mut files.preview) else {
        return Vec::new();
    };
    if !request.file.status.can_be_downloaded() {
        return Vec::new();
    }
    let old = preview.looking.ticket();
    let mut effects: Vec<Effect> = old.map(Effect::Cancel).into_iter().collect();
    preview.looking = Looking::Asking(ticket);
    effects.push(Effect::Preview(ticket, request));
    effects
}

/// What can be seen of the file came, or did not.
pub(super) fn came(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Arc<Preview>, Failure>,
) -> Vec<Effect> {
    let Some(preview) = previewing(state).filter(|one| one.looking == Looking::Asking(ticket))
    else {
        return Vec::new();
    };
    match answer {
        Ok(seen) => {
            preview.looking = Looking::Idle;
            preview.see(Arc::clone(&seen));
            if let Some(sight) = preview.of.clone() {
                state.previews.keep(sight, seen);
            }
        }
        Err(failure) => preview.looking = Looking::Failed(failure),
    }
    Vec::new()
}

/// Breaks lines or cuts them, and shifts what is cut.
pub(super) fn lay(state: &mut State, action: Action) -> Vec<Effect> {
    let (cells, _) = state.regions().preview_room();
    if let Some(preview) = previewing(state) {
        match action {
            Action::Wrap => {
                let line = preview.line_at(preview.offset, cells);
                preview.wraps = !preview.wraps;
                preview.shift = 0;
                preview.offset = preview.row_of(line, cells);
            }
            Action::Shift(towards) => {
                let most = preview.most_shift(cells);
                let step = preview.shift_step(cells);
                preview.shift = match towards {
                    Towards::Left => preview.shift.saturating_sub(step),
                    Towards::Right => (preview.shift + step).min(most),
                };
            }
            _ => {}
        }
    }
    Vec::new()
}

/// Breaks the lines of what came, or for a width that is new: before the picture, which is
/// drawn more often.
pub(super) fn measure(state: &mut State) {
    if previewing(state).is_none_or(|preview| preview.seen.is_none()) {
        return;
    }
    let (cells, height) = state.regions().preview_room();
    let preview = previewing(state).filter(|one| height > 0 && one.is_unmeasured(cells));
    if let Some(preview) = preview {
        preview.measure(cells);
    }
}

/// After the window changed.
pub(super) fn keep_scrolled(state: &mut State) {
    scroll(state, None);
}

/// Scrolls by rows.
pub(super) fn scroll(state: &mut State, step: Option<Step>) {
    let (cells, height) = state.regions().preview_room();
    let Some(preview) = previewing(state) else {
        return;
    };
    if preview.offset == 0 && step.is_none() || height == 0 {
        return;
    }
    let rows = preview.rows(cells);
    preview.offset = match step {
        Some(step) => dialogs::scrolled(preview.offset, step, rows, height),
        None => preview.offset.min(rows.saturating_sub(height)),
    };
}
