//! Files that are being scanned are asked for again while they are on the screen, and change
//! before the person's eyes.

use crate::domain::{Attachment, Failure, FailureKind, FileStatus};

use super::super::keys::Mode;
use super::super::{Dialog, Effect, Files, Screen, State, Ticket, Tone};
use super::notify;
use super::transfers::short;

/// Keeps the poll in step with the screen: one is under way exactly while there is something
/// to wait for and somebody who could see it.
pub(super) fn keep_on(state: &mut State) -> Vec<Effect> {
    // While a link is shown the screen is not the frames'.
    let is_lent = matches!(state.dialog, Some(Dialog::HandingOver(..)));
    let is_shown = state.screen == Screen::Files && !is_lent;
    let now = state.now;
    let Some(files) = &mut state.files else {
        return Vec::new();
    };
    let polling = &mut files.polling;
    polling.tell_the_time(now);
    let goes_on = is_shown && !polling.stopped && files.listing.asking.ticket().is_none();
    match (polling.asking, goes_on) {
        (Some(_), false) => call_off(files),
        (None, true) => {
            let due = polling.due();
            if due.is_empty() {
                return Vec::new();
            }
            let ticket = state.tickets.draw();
            polling.asking = Some(ticket);
            vec![Effect::Poll {
                ticket,
                instance: files.instance.id.clone(),
                files: due,
                quiet: polling.quiet,
            }]
        }
        _ => Vec::new(),
    }
}

/// Calls the poll off.
pub(super) fn call_off(files: &mut Files) -> Vec<Effect> {
    let ticket = files.polling.asking.take();
    ticket.map(Effect::Cancel).into_iter().collect()
}

/// A poll answered.
pub(super) fn polled(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Vec<Attachment>, Failure>,
) -> Vec<Effect> {
    let now = state.now;
    let files = state.files.as_mut();
    let Some(files) = files.filter(|files| files.polling.asking == Some(ticket)) else {
        return Vec::new();
    };
    files.polling.asking = None;
    match answer {
        Ok(rows) => {
            files.polling.failed = false;
            files.polling.quiet = files.polling.quiet.saturating_add(1);
            let settled = files.learn(rows, now);
            super::files::settle(state);
            let why = state.keymap.spell(Mode::Files, "{why} says why");
            if let Some((tone, text)) = told(&settled, &why) {
                let alert = notify::alert(state, &settled, &text);
                state.mention_of(&settled, tone, text);
                return alert.into_iter().collect();
            }
        }
        Err(failure) => {
            let polling = &mut files.polling;
            polling.quiet = polling.quiet.saturating_add(1);
            polling.stopped =
                matches!(failure.kind, FailureKind::Credentials | FailureKind::Denied);
            // Once: the next polls fail for the same reason.
            if !std::mem::replace(&mut polling.failed, true) {
                state.log.fail(now, &failure);
            }
        }
    }
    Vec::new()
}

/// What is said of files whose status is another one now.
fn told(settled: &[Attachment], why: &str) -> Option<(Tone, String)> {
    let is_good = |file: &Attachment| file.status == FileStatus::Approved;
    let tone = if settled.iter().all(is_good) {
        Tone::Good
    } else {
        Tone::Bad
    };
    let text = match settled {
        [] => return None,
        [one] => sentence(one, why),
        several => {
            let mut counts: Vec<(&FileStatus, usize)> = Vec::new();
            for file in several {
                match counts
                    .iter_mut()
                    .find(|(status, _)| **status == file.status)
                {
                    Some((_, count)) => *count += 1,
                    None => counts.push((&file.status, 1)),
                }
            }
            counts.sort();
            let counts: Vec<String> = counts
                .iter()
                .map(|(status, count)| format!("{count} {}", status.label().to_lowercase()))
                .collect();
            format!("{} files settled: {}", several.len(), counts.join(", "))
        }
    };
    Some((tone, text))
}

fn sentence(file: &Attachment, why: &str) -> String {
    let title = short(file.title());
    match &file.status {
        FileStatus::Approved => format!("{title} is approved now"),
        FileStatus::Rejected => format!("{title} was rejected: {why}"),
        FileStatus::Failed => format!("{title} failed: {why}"),
        status => format!("{title} is {} now", status.label().to_lowercase()),
    }
}
