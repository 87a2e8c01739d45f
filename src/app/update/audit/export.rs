//! Writing the audit's result to a file that a person types.

use std::path::PathBuf;

use crate::domain::{Failure, SafeName, SafeText};

use super::super::super::audit::Source;
use super::super::super::keys::{Action, Key};
use super::super::super::{Dialog, Effect, Field, State, Ticket, Tone};

/// Opens the field, with a name that says what it is.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(audit) = &state.audit else {
        return Vec::new();
    };
    if audit.exporting.is_some() {
        state.say(Tone::Plain, "It is being written.");
        return Vec::new();
    }
    let what = match &audit.of {
        Source::Domain(instance, _) => instance.label().raw().to_owned(),
        Source::File(opened) => opened.name.raw().to_owned(),
    };
    let day = audit
        .begun
        .unwrap_or(state.now)
        .to_zoned(state.zone.clone());
    let name = format!("audit-{what}-{}.csv", day.strftime("%Y-%m-%d"));
    let name = SafeName::new(&name, "audit.csv");
    let usual = state.save_to.as_ref().and_then(|folder| folder.to_str());
    let folder = state.last_folder.as_deref().or(usual).unwrap_or_default();
    let folder = folder.trim_end_matches(std::path::is_separator);
    let path = match folder {
        "" => name.as_str().to_owned(),
        folder => format!("{folder}/{}", name.as_str()),
    };
    state.dialog = Some(Dialog::Export(Field::holding(&path)));
    Vec::new()
}

/// Keys that edit the field.
pub(in super::super) fn typed(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(Dialog::Export(field)) = &mut state.dialog {
        field.edit(key);
    }
    Vec::new()
}

/// A pasted path.
pub(in super::super) fn pasted(state: &mut State, line: &str) -> Vec<Effect> {
    if let Some(Dialog::Export(field)) = &mut state.dialog {
        field.paste(line);
    }
    Vec::new()
}

/// What a key of the table does in the field.
pub(in super::super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match (action, &state.dialog, &mut state.audit) {
        (Action::Take, Some(Dialog::Export(field)), Some(audit)) => {
            let text = field.trimmed();
            if text.is_empty() {
                state.say(Tone::Bad, "Type the name of a file.");
                return Vec::new();
            }
            let ticket = state.tickets.draw();
            let effect = Effect::ExportAudit(ticket, audit.id, PathBuf::from(text));
            audit.exporting = Some(ticket);
            state.dialog = None;
            state.say(Tone::Plain, "Writing what the audit has found so far.");
            vec![effect]
        }
        (Action::Back, ..) => {
            state.dialog = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// It is written, or could not be.
pub(in super::super) fn exported(
    state: &mut State,
    ticket: Ticket,
    answer: Result<SafeText, Failure>,
) -> Vec<Effect> {
    let audit = state.audit.as_mut();
    let waits = audit.and_then(|audit| audit.exporting.take_if(|waiting| *waiting == ticket));
    if waits.is_none() {
        return Vec::new();
    }
    match answer {
        Ok(path) => state.say(Tone::Good, format!("The audit is in {path}")),
        Err(failure) => state.say(Tone::Bad, failure.to_string()),
    }
    Vec::new()
}
