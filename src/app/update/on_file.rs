//! What is done with the selected file, or with the marked ones.

use std::fmt::Write;

use crate::domain::Attachment;

use super::super::keys::{Action, Mode};
use super::super::{Dialog, Effect, Place, State, Step, Tone};
use super::{copy, panes, preview, save_as, transfers, why};

/// What a key of the table does with files.
pub(super) fn act(state: &mut State, mode: Mode, action: Action) -> Vec<Effect> {
    match action {
        Action::Open => open(state),
        Action::Save => save(state),
        Action::SaveAs => save_elsewhere(state),
        Action::Preview if state.regions().preview.is_some() => preview::toggle(state),
        Action::Preview => match selected(state) {
            Some(_) => preview::toggle(state),
            None => Vec::new(),
        },
        Action::Why => match selected(state) {
            Some(file) => why::open(state, file),
            None => Vec::new(),
        },
        Action::CopyMenu if mode == Mode::Errors => copy::repair(state),
        Action::CopyMenu => match selected(state) {
            Some(file) => {
                state.dialog = Some(Dialog::Copy(Box::new(file)));
                Vec::new()
            }
            None => copy::audit(state),
        },
        Action::Mark => mark(state),
        Action::MarkApproved | Action::MarkAll | Action::Unmark => {
            if let Some(files) = &mut state.files {
                match action {
                    Action::MarkApproved => {
                        files.table.mark(|file| file.status.can_be_downloaded());
                    }
                    Action::MarkAll => files.table.mark(|_| true),
                    _ => files.table.unmark(),
                }
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Marks the row and goes to the next one.
fn mark(state: &mut State) -> Vec<Effect> {
    if selected(state).is_none() {
        return Vec::new();
    }
    if let Some(files) = &mut state.files {
        files.table.toggle_mark();
    }
    panes::step(state, Mode::Files, Step::Down)
}

fn save(state: &mut State) -> Vec<Effect> {
    if let Some((files, left_out)) = marked(state) {
        if files.is_empty() {
            return Vec::new();
        }
        save_all(state, &files, left_out, &Place::default());
        return Vec::new();
    }
    match selected(state) {
        Some(file) => transfers::save(state, &file),
        None => Vec::new(),
    }
}

/// Saves what a person chose, and says how much of it, which it tells.
pub(super) fn save_all(
    state: &mut State,
    files: &[Attachment],
    left_out: usize,
    place: &Place,
) -> usize {
    let begun = transfers::save_to(state, files, place);
    // The next key is for the row again.
    if let Some(files) = &mut state.files {
        files.table.unmark();
    }
    if begun > 0 && (files.len() > 1 || left_out > 0) {
        // Writing into a string cannot fail.
        let mut text = format!("Saving {begun}");
        let on_the_way = files.len() - begun;
        if on_the_way > 0 {
            let _ = write!(text, "; {on_the_way} on their way already");
        }
        if left_out > 0 {
            let are = if left_out == 1 { "is" } else { "are" };
            let _ = write!(text, "; {left_out} {are} not approved and stay");
        }
        state.say(Tone::Plain, text);
    }
    begun
}

/// Asks where to.
fn save_elsewhere(state: &mut State) -> Vec<Effect> {
    let (files, left_out) = match marked(state) {
        Some(marked) => marked,
        None => match downloadable(state, "saved") {
            Some(file) => (vec![file], 0),
            None => return Vec::new(),
        },
    };
    if !files.is_empty() {
        save_as::open(state, files, left_out);
    }
    Vec::new()
}

/// The marked files that can be had and how many cannot; nothing when none is marked.
fn marked(state: &mut State) -> Option<(Vec<Attachment>, usize)> {
    let files = state.files.as_mut()?;
    let (good, rest): (Vec<&Attachment>, Vec<_>) = files
        .marked()
        .partition(|file| file.status.can_be_downloaded());
    let (good, left_out): (Vec<Attachment>, _) = (good.into_iter().cloned().collect(), rest.len());
    if good.is_empty() && left_out == 0 {
        return None;
    }
    if good.is_empty() {
        let text = "None of the marked files is approved, and only approved files can be saved.";
        state.say(Tone::Bad, text);
    }
    Some((good, left_out))
}

fn open(state: &mut State) -> Vec<Effect> {
    let Some(file) = selected(state) else {
        return Vec::new();
    };
    match (&state.no_desktop, file.status.can_be_downloaded()) {
        (Some(why), true) => {
            state.dialog = Some(Dialog::Elsewhere(Box::new(file), why.clone()));
            Vec::new()
        }
        _ => transfers::open(state, &file),
    }
}

/// The selected file, when it can be had; else says why not.
fn downloadable(state: &mut State, verb: &str) -> Option<Attachment> {
    let file = selected(state)?;
    let Some(why) = file.status.why_not() else {
        return Some(file);
    };
    let title = transfers::short(file.title());
    let text = format!("{title} cannot be {verb}: {why}");
    state.say_of([&file], Tone::Bad, text);
    None
}

fn selected(state: &mut State) -> Option<Attachment> {
    let file = state.files.as_mut().and_then(|files| {
        files.table.choose();
        files.selected().cloned()
    });
    if file.is_none() {
        state.say(Tone::Plain, "There is no file here yet.");
    }
    file
}
