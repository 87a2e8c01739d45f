//! Saving, opening, and calling it off.

use crate::domain::cells::cut_name;
use crate::domain::{Attachment, Failure, OnConflict, Opened, Progress, SafeText, Settled, size};

use super::super::{
    Bottom, Effect, FileRequest, OpenRequest, Purpose, SaveRequest, Stage, State, Step, Ticket,
    Tone, Transfer,
};

/// Saves an approved file; says why not for any other.
pub(super) fn save(state: &mut State, file: &Attachment) -> Vec<Effect> {
    begin(state, file, Purpose::Save)
}

/// Opens an approved file; says why not for any other.
pub(super) fn open(state: &mut State, file: &Attachment) -> Vec<Effect> {
    begin(state, file, Purpose::Open)
}

fn begin(state: &mut State, file: &Attachment, purpose: Purpose) -> Vec<Effect> {
    let title = short(file.title());
    let verb = match purpose {
        Purpose::Save => "saved",
        Purpose::Open => "opened",
    };
    if let Some(why) = file.status.why_not() {
        state.say(Tone::Bad, format!("{title} cannot be {verb}: {why}"));
        return Vec::new();
    }
    if state.transfers.is_running(&file.key, purpose) {
        state.say(Tone::Plain, format!("{title} is already on its way."));
        return Vec::new();
    }
    let Some(files) = &state.files else {
        return Vec::new();
    };
    let subject = files.subject.arn().clone();
    let file_request = FileRequest {
        instance: files.instance.id.clone(),
        file: Box::new(file.clone()),
    };
    let ticket = state.tickets.draw();
    state.transfers.list.insert(
        0,
        Transfer {
            ticket,
            key: file.key.clone(),
            subject,
            title: file.title().clone(),
            purpose,
            stage: Stage::Asking,
        },
    );
    settle(state);
    state.notice = None;
    vec![match purpose {
        Purpose::Save => Effect::Save(
            ticket,
            SaveRequest {
                file: file_request,
                folder: None,
                name: None,
                on_conflict: OnConflict::Rename,
            },
        ),
        Purpose::Open => Effect::Open(
            ticket,
            OpenRequest {
                file: file_request,
                despite: false,
            },
        ),
    }]
}

/// Bytes came.
pub(super) fn progressed(state: &mut State, ticket: Ticket, progress: Progress) -> Vec<Effect> {
    if let Some(transfer) = state.transfers.running_mut(ticket) {
        transfer.stage = Stage::Running(progress);
        // Bytes flow: who was waited for has answered.
        state.delays.remove(&ticket);
    }
    Vec::new()
}

/// A file lies on the disk, or does not.
pub(super) fn saved(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Settled, Failure>,
) -> Vec<Effect> {
    match answer {
        Err(failure) => fail(state, ticket, failure),
        Ok(settled) => {
            let Some(saved) = settled.saved().cloned() else {
                return Vec::new();
            };
            let Some(transfer) = state.transfers.running_mut(ticket) else {
                return Vec::new();
            };
            let title = short(&transfer.title);
            let path = SafeText::new(&saved.path.to_string_lossy());
            transfer.stage = Stage::Saved(saved.path, saved.size);
            let bytes = size(saved.size);
            state.say(
                Tone::Good,
                format!("Saved {title} to {path} ({bytes}, size checked)"),
            );
            Vec::new()
        }
    }
}

/// The desktop's program has the file, or has not.
pub(super) fn opened(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Opened, Failure>,
) -> Vec<Effect> {
    if let Err(failure) = answer {
        return fail(state, ticket, failure);
    }
    if let Some(transfer) = state.transfers.running_mut(ticket) {
        transfer.stage = Stage::Opened;
        let title = short(&transfer.title);
        let text = format!("Opened {title} from a private copy that goes when you quit");
        state.say(Tone::Good, text);
    }
    Vec::new()
}

/// A transfer failed: a notice at once, and a line in the errors pane of its screen that
/// stays until the file is asked for again.
pub(super) fn fail(state: &mut State, ticket: Ticket, failure: Failure) -> Vec<Effect> {
    let Some(transfer) = state.transfers.running_mut(ticket) else {
        return Vec::new();
    };
    let subject = transfer.subject.clone();
    let text = failure.to_string();
    transfer.stage = Stage::Failed(failure);
    state.say(Tone::Bad, text);
    let files = state.files.as_mut();
    if let Some(files) = files.filter(|files| *files.subject.arn() == subject) {
        files.bottom.get_or_insert(Bottom::Errors);
    }
    Vec::new()
}

/// Moves in the transfers pane.
pub(super) fn step(state: &mut State, step: Step) -> Vec<Effect> {
    let height = state.regions().bottom_rows();
    let list = &state.transfers.list;
    let key_at = |index: usize| list.get(index).map(|one| one.ticket);
    state
        .transfers
        .cursor
        .step(step, list.len(), height, key_at);
    Vec::new()
}

/// Calls off the selected transfer; its temporary file goes with it.
pub(super) fn cancel(state: &mut State) -> Vec<Effect> {
    let Some(ticket) = state.transfers.selected().map(|one| one.ticket) else {
        return Vec::new();
    };
    let Some(transfer) = state.transfers.running_mut(ticket) else {
        state.say(Tone::Plain, "This one is not running any more.");
        return Vec::new();
    };
    transfer.stage = Stage::Cancelled;
    let text = format!("Cancelled {}.", short(&transfer.title));
    state.say(Tone::Plain, text);
    vec![Effect::Cancel(ticket)]
}

/// A name that leaves room in a line for what is said of it.
fn short(title: &SafeText) -> String {
    cut_name(title.as_str(), 36, "…")
}

fn settle(state: &mut State) {
    let height = state.regions().bottom_rows();
    state.transfers.settle(height);
}
