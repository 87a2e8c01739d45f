//! Writing the audit's result to a file that a person types.

use std::path::{Path, PathBuf, is_separator};

use crate::domain::{Failure, ReportFormat, SafeText};

use super::super::super::audit::{Audit, Exporting};
use super::super::super::keys::{Action, Mode};
use super::super::super::{Dialog, Effect, PathField, State, Ticket, Tone};
use super::super::{dialogs, paths};

/// Opens the field, with a name that says what it is; after a refusal with what was typed.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(audit) = &state.audit else {
        return Vec::new();
    };
    if audit.exporting.is_some() {
        state.say(Tone::Plain, "It is being written.");
        return Vec::new();
    }
    let path = match &audit.refused {
        Some(refused) => refused.clone(),
        None => usual(state, audit),
    };
    state.dialog = Some(Dialog::Export(PathField::holding(&path)));
    Vec::new()
}

/// The name in the folder that was typed last, or in the one for saved files.
fn usual(state: &State, audit: &Audit) -> String {
    let name = audit.name(state, "csv", !audit.is_whole());
    let usual = state.save_to.as_ref().and_then(|folder| folder.to_str());
    let folder = state.last_folder.as_deref().or(usual).unwrap_or_default();
    match folder.trim_end_matches(is_separator) {
        "" => name,
        folder => format!("{folder}/{name}"),
    }
}

/// What a key of the table does in the field.
pub(in super::super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Take => take(state),
        Action::Complete => paths::complete(state),
        Action::Back => dialogs::close(state),
        _ => Vec::new(),
    }
}

fn take(state: &mut State) -> Vec<Effect> {
    let (Some(Dialog::Export(path)), Some(_)) = (&state.dialog, &state.audit) else {
        return Vec::new();
    };
    let text = path.field.trimmed().to_owned();
    if let Some(why) = refused(&text) {
        state.say(Tone::Bad, why);
        return Vec::new();
    }
    let mut effects = dialogs::close(state);
    let ticket = state.tickets.draw();
    if let Some(audit) = &mut state.audit {
        let to = PathBuf::from(&text);
        effects.push(Effect::ExportAudit(ticket, audit.id, to));
        audit.refused = None;
        audit.exporting = Some(Exporting {
            ticket,
            partial: !audit.is_whole(),
            path: text,
        });
    }
    state.say(Tone::Plain, "Writing what the audit has found so far.");
    effects
}

/// Why nothing can be written there.
fn refused(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("Type the name of a file.");
    }
    if text.ends_with(is_separator) {
        return Some("That is a folder. Type the name of a file in it.");
    }
    let none = ReportFormat::of(Path::new(text)).is_none();
    none.then_some("Its ending says no format. End the name with .csv, .ndjson, .json or .html.")
}

/// It is written, or could not be.
pub(in super::super) fn exported(
    state: &mut State,
    ticket: Ticket,
    answer: Result<SafeText, Failure>,
) -> Vec<Effect> {
    let audit = state.audit.as_mut();
    let waits = audit.and_then(|audit| audit.exporting.take_if(|one| one.ticket == ticket));
    let Some(asked) = waits else {
        return Vec::new();
    };
    match answer {
        Ok(path) => {
            if let Some(at) = asked.path.rfind(is_separator) {
                state.last_folder = Some(asked.path[..=at].to_owned());
            }
            let text = if asked.partial {
                format!("What the audit has found so far is in {path}; it is not whole yet.")
            } else {
                format!("The audit is in {path}")
            };
            state.say(Tone::Good, text);
        }
        Err(failure) => {
            if let Some(audit) = &mut state.audit {
                audit.refused = Some(asked.path);
            }
            let again = state
                .keymap
                .spell(Mode::Audit, "{export} in the audit names another file.");
            state.say(Tone::Bad, format!("{failure} {again}"));
        }
    }
    Vec::new()
}
