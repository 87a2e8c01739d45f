//! Looking at the start of a file.

use crate::domain::{Attachment, Failure, Preview};

use super::super::keys::Action;
use super::super::{Asking, Dialog, Effect, FileRequest, Previewing, Remote, State, Step, Ticket};
use super::{dialogs, transfers};

/// Opens the preview of an approved file and asks for it.
pub(super) fn open(state: &mut State, file: Attachment) -> Vec<Effect> {
    state.dialog = Some(Dialog::Preview(Box::new(Previewing {
        file: Box::new(file),
        preview: Remote::default(),
        offset: 0,
    })));
    ask(state)
}

fn opened(state: &mut State) -> Option<&mut Previewing> {
    match &mut state.dialog {
        Some(Dialog::Preview(previewing)) => Some(previewing),
        _ => None,
    }
}

fn ask(state: &mut State) -> Vec<Effect> {
    let Some(instance) = state.files.as_ref().map(|files| files.instance.id.clone()) else {
        return dialogs::close(state);
    };
    let ticket = state.tickets.draw();
    let Some(previewing) = opened(state) else {
        return Vec::new();
    };
    let old = previewing.preview.asking.ticket();
    let mut effects: Vec<Effect> = old.map(Effect::Cancel).into_iter().collect();
    previewing.preview.asking = Asking::Afresh(ticket);
    previewing.offset = 0;
    let file = previewing.file.clone();
    effects.push(Effect::Preview(ticket, FileRequest { instance, file }));
    effects
}

/// The start of the file came, or did not.
pub(super) fn came(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Box<Preview>, Failure>,
) -> Vec<Effect> {
    if let Some(previewing) = opened(state).filter(|one| one.preview.waits_for(ticket)) {
        match answer {
            Ok(preview) => {
                previewing.preview.seen = Some(preview);
                previewing.preview.asking = Asking::Idle;
            }
            Err(failure) => previewing.preview.asking = Asking::Failed(failure),
        }
    }
    Vec::new()
}

/// What a key does while it is open.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => {
            scroll(state, Some(step));
            Vec::new()
        }
        Action::Refresh => ask(state),
        Action::Save => {
            let file = opened(state).map(|one| one.file.clone());
            let mut effects = dialogs::close(state);
            if let Some(file) = file {
                effects.extend(transfers::save(state, &file));
            }
            effects
        }
        Action::Back => dialogs::close(state),
        _ => Vec::new(),
    }
}

/// After the window changed.
pub(super) fn keep_scrolled(state: &mut State) {
    scroll(state, None);
}

fn scroll(state: &mut State, step: Option<Step>) {
    let regions = state.regions();
    let area = regions.inside(regions.log());
    if let Some(previewing) = opened(state) {
        if previewing.offset == 0 && step.is_none() {
            return;
        }
        let lines = previewing.lines(area.width).len();
        let height = usize::from(area.height);
        previewing.offset = match step {
            Some(step) => dialogs::scrolled(previewing.offset, step, lines, height),
            None => previewing.offset.min(lines.saturating_sub(height)),
        };
    }
}
