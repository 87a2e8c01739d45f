//! Saving and opening, and what came of it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use crate::domain::cells::cut_name;
use crate::domain::{
    Attachment, Failure, FileKey, OnConflict, Opened, Progress, SafeText, Settled, plural,
    risk_of_name, size,
};

use super::super::keys::Mode;
use super::super::{
    Bottom, Effect, Errand, FileRequest, OpenRequest, Place, Purpose, SaveRequest, Stage, State,
    Ticket, Tone, Transfer,
};
use super::questions;

/// More than ever run side by side: of those that are begun some wait for a slot, so that none
/// stays empty.
const UNDER_WAY: usize = 64;

/// Saves an approved file to the folder for saved files; says why not for any other.
pub(super) fn save(state: &mut State, file: &Attachment) -> Vec<Effect> {
    begin_one(state, file, Purpose::Save, |file| {
        Errand::Save(save_request(file, Place::default()))
    })
}

/// Opens an approved file; says why not for any other. One that may run is asked about first.
pub(super) fn open(state: &mut State, file: &Attachment) -> Vec<Effect> {
    let effects = begin_one(state, file, Purpose::Open, |file| {
        Errand::Open(OpenRequest {
            file,
            despite: false,
        })
    });
    doubt(state, effects)
}

/// Asks before a file is opened that may run by its name: nothing is under way for it until
/// the person has said so.
pub(super) fn doubt(state: &mut State, effects: Vec<Effect>) -> Vec<Effect> {
    let [Effect::Open(ticket, request)] = &effects[..] else {
        return effects;
    };
    let risk = risk_of_name(request.file.file.title());
    match (risk, state.transfers.on_its_way(*ticket)) {
        (Some(risk), Some(transfer)) if !request.despite => {
            let id = transfer.id;
            goes(state, id, Stage::Doubtful(risk));
            Vec::new()
        }
        _ => effects,
    }
}

/// Saves files to a place that a person chose; all of them are approved. How many are begun.
pub(super) fn save_to(state: &mut State, files: &[Attachment], place: &Place) -> usize {
    let requests = files.iter().filter_map(|file| {
        let request = request(state, file)?;
        Some(Errand::Save(save_request(request, place.clone())))
    });
    // Many may be asked for while many are on their way.
    let mut open: HashMap<&FileKey, Vec<&Errand>> = HashMap::new();
    for one in state.transfers.open_ones() {
        open.entry(one.key()).or_default().push(&one.errand);
    }
    let is_open = |errand: &Errand| {
        let others = open.get(&errand.file().key);
        others.is_some_and(|others| others.iter().any(|other| other.is_like(errand)))
    };
    let errands: Vec<Errand> = requests.filter(|errand| !is_open(errand)).collect();
    if errands.is_empty() {
        let text = match files {
            [file] => format!("{} is already on its way.", short(file.title())),
            _ => "All of them are already on their way.".to_owned(),
        };
        state.say_of(files, Tone::Plain, text);
    }
    let count = errands.len();
    begin(state, errands);
    count
}

/// What is asked for to save a file. When its name is taken, the person is asked.
fn save_request(file: FileRequest, place: Place) -> SaveRequest {
    SaveRequest {
        file,
        folder: place.folder,
        name: place.name,
        on_conflict: OnConflict::Ask,
    }
}

fn request(state: &State, file: &Attachment) -> Option<FileRequest> {
    Some(state.files.as_ref()?.request(file))
}

fn begin_one(
    state: &mut State,
    file: &Attachment,
    purpose: Purpose,
    errand: impl Fn(FileRequest) -> Errand,
) -> Vec<Effect> {
    let title = short(file.title());
    let verb = match purpose {
        Purpose::Save => "saved",
        Purpose::Open => "opened",
    };
    if let Some(why) = file.status.why_not() {
        let text = format!("{title} cannot be {verb}: {why}");
        state.say_of([file], Tone::Bad, text);
        return Vec::new();
    }
    let Some(errand) = request(state, file).map(errand) else {
        return Vec::new();
    };
    if state.transfers.is_open(&errand) {
        let text = format!("{title} is already on its way.");
        state.say_of([file], Tone::Plain, text);
        return Vec::new();
    }
    begin(state, vec![errand])
}

/// Begins what one key asked for: together they are a bulk. What is to be saved waits for its
/// turn.
fn begin(state: &mut State, errands: Vec<Errand>) -> Vec<Effect> {
    let Some(subject) = state
        .files
        .as_ref()
        .and_then(|files| files.extent.arn().cloned())
    else {
        return Vec::new();
    };
    let mut bulk = None;
    let mut effects = Vec::new();
    let mut begun = Vec::with_capacity(errands.len());
    for errand in errands {
        let ticket = state.tickets.draw();
        match errand.purpose() {
            Purpose::Save => state.transfers.wait(ticket),
            Purpose::Open => effects.push(effect(ticket, &errand)),
        }
        begun.push(Transfer {
            id: ticket,
            ticket,
            bulk: *bulk.get_or_insert(ticket),
            subject: subject.clone(),
            errand,
            decided: None,
            stage: Stage::Queued,
        });
    }
    if begun.is_empty() {
        return effects;
    }
    state.transfers.begin(begun);
    state.notice = None;
    effects
}

/// Asks for it once more, under a number of its own.
pub(super) fn again(state: &mut State, id: Ticket) -> Vec<Effect> {
    let ticket = state.tickets.draw();
    let purpose = state.transfers.change(id, |transfer| {
        transfer.ticket = ticket;
        transfer.stage = Stage::Queued;
        transfer.errand.purpose()
    });
    match (purpose, state.transfers.get(id)) {
        (Some(Purpose::Open), Some(transfer)) => vec![effect(ticket, &transfer.errand)],
        (Some(Purpose::Save), _) => {
            state.transfers.wait(id);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Begins those whose turn has come.
pub(super) fn begin_waiting(state: &mut State) -> Vec<Effect> {
    let turns = state.transfers.take_turns(UNDER_WAY).into_iter();
    turns.map(|one| effect(one.ticket, &one.errand)).collect()
}

/// The transfer that is known by this is so far.
pub(super) fn goes(state: &mut State, id: Ticket, so_far: Stage) {
    state
        .transfers
        .change(id, |transfer| transfer.stage = so_far);
}

fn effect(ticket: Ticket, errand: &Errand) -> Effect {
    match errand {
        Errand::Save(request) => Effect::Save(ticket, request.clone()),
        Errand::Open(request) => Effect::Open(ticket, request.clone()),
    }
}

/// It has its turn, or bytes came.
pub(super) fn progressed(state: &mut State, ticket: Ticket, progress: Progress) -> Vec<Effect> {
    if let Some(transfer) = state.transfers.on_its_way(ticket) {
        let (id, so_far) = (transfer.id, Stage::of(progress));
        let flows = matches!(so_far, Stage::Running(_));
        goes(state, id, so_far);
        if flows {
            // Bytes flow: who was waited for has answered.
            state.delays.remove(&ticket);
        }
    }
    Vec::new()
}

/// A file lies on the disk, or does not.
pub(super) fn saved(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Settled, Failure>,
) -> Vec<Effect> {
    let settled = match answer {
        Err(failure) => return fail(state, ticket, failure),
        Ok(settled) => settled,
    };
    let Some(transfer) = state.transfers.on_its_way(ticket) else {
        return Vec::new();
    };
    let (id, bulk) = (transfer.id, transfer.bulk);
    let title = short(transfer.title());
    let path = |path: &std::path::Path| SafeText::new(&path.to_string_lossy());
    let (ended, tone, text) = match settled {
        Settled::Conflict(there) => {
            goes(state, id, Stage::Conflict(there));
            return questions::met(state, id);
        }
        Settled::Saved(saved) => {
            let (path, bytes) = (path(&saved.path), size(saved.size));
            let text = format!("Saved {title} to {path} ({bytes}, size checked)");
            (Stage::Saved(saved), Tone::Good, text)
        }
        Settled::Replaced(saved) => {
            let (path, bytes) = (path(&saved.path), size(saved.size));
            let text = format!("{title} took the place of {path} ({bytes}, size checked)");
            (Stage::Replaced(saved), Tone::Good, text)
        }
        Settled::Already(saved) => {
            let text = format!("{title} is saved already: {}", path(&saved.path));
            (Stage::Already(saved), Tone::Good, text)
        }
        Settled::Skipped(there) => {
            let text = format!("Skipped {title}: {} stays", path(&there.path));
            (Stage::Skipped(there), Tone::Plain, text)
        }
    };
    goes(state, id, ended);
    say_of(state, id, tone, text);
    conclude(state, bulk);
    Vec::new()
}

/// The desktop's program has the file, or has not.
pub(super) fn opened(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Opened, Failure>,
) -> Vec<Effect> {
    let opened = match answer {
        Err(failure) => return fail(state, ticket, failure),
        Ok(opened) => opened,
    };
    let Some(transfer) = state.transfers.on_its_way(ticket) else {
        return Vec::new();
    };
    let (id, title) = (transfer.id, short(transfer.title()));
    match opened {
        Opened::Doubtful(risk) => goes(state, id, Stage::Doubtful(risk)),
        Opened::HandedOver => {
            goes(state, id, Stage::Opened);
            let text = format!("Opened {title} from a private copy that goes when you quit");
            say_of(state, id, Tone::Good, text);
        }
    }
    Vec::new()
}

/// Says something of the transfer that is known by this.
pub(super) fn say_of(state: &mut State, id: Ticket, tone: Tone, text: String) {
    let file = state.transfers.get(id);
    let file: Option<Attachment> = file.map(|one| one.errand.file().clone());
    state.say_of(&file, tone, text);
}

/// A transfer failed: a notice at once, and a line in the errors pane of its screen that
/// stays until the file is asked for again.
pub(super) fn fail(state: &mut State, ticket: Ticket, failure: Failure) -> Vec<Effect> {
    let Some(transfer) = state.transfers.on_its_way(ticket) else {
        return Vec::new();
    };
    let (id, subject, bulk) = (transfer.id, transfer.subject.clone(), transfer.bulk);
    let text = failure.to_string();
    goes(state, id, Stage::Failed(failure));
    say_of(state, id, Tone::Bad, text);
    conclude(state, bulk);
    let files = state.files.as_mut();
    if let Some(files) = files.filter(|files| files.extent.arn() == Some(&subject)) {
        files.bottom.get_or_insert(Bottom::Errors);
    }
    Vec::new()
}

/// The last of many came to its end: says what became of all of them.
pub(super) fn conclude(state: &mut State, bulk: Ticket) {
    let sum = state.transfers.bulk(bulk);
    let (here, failed, stayed) = (sum.here as u64, sum.failed as u64, sum.ended as u64);
    if sum.open() > 0 || here + failed + stayed < 2 {
        return;
    }
    // Writing into a string cannot fail.
    let mut text = format!("{} saved", plural(here, "file is", "files are"));
    if stayed > 0 {
        let _ = write!(text, ", {stayed} skipped or called off");
    }
    if failed > 0 {
        let shows = state.keymap.spell(Mode::Files, "{transfers} shows them");
        let again = state
            .keymap
            .spell(Mode::Transfers, "{retry-all} there tries again");
        let _ = write!(text, ", {failed} failed: {shows}, {again}");
    }
    if failed > 0 {
        mark_failed(state, bulk);
    }
    let tone = match (failed, here) {
        (0, 0) => Tone::Plain,
        (0, _) => Tone::Good,
        _ => Tone::Bad,
    };
    state.say(tone, text);
}

/// Those that failed are marked as they were when they were asked for, so that they can be saved
/// to another place with one key; but not beside what the person has marked since.
fn mark_failed(state: &mut State, bulk: Ticket) {
    let of_bulk = state.transfers.list.iter().filter(|one| one.bulk == bulk);
    let failed: HashSet<FileKey> = of_bulk
        .filter(|one| {
            matches!(one.stage, Stage::Failed(_)) && one.errand.purpose() == Purpose::Save
        })
        .map(|one| one.key().clone())
        .collect();
    if let Some(files) = &mut state.files
        && files.table.marks().is_empty()
    {
        files.table.mark(|file| failed.contains(&file.key));
    }
}

/// A name that leaves room in a line for what is said of it.
pub(super) fn short(title: &SafeText) -> String {
    cut_name(title.as_str(), 36, "…")
}
