//! Why a file is as it is: opened on a file, and asked for when it is not known yet.

use crate::domain::SafeText;
use crate::domain::{Attachment, Failure, FailureKind, Scanner, Scope, UploadRules};

use super::super::keys::Action;
use super::super::{Asking, Clip, Dialog, Effect, Remote, State, Step, Ticket, Tone, Why};
use super::{copy, dialogs, files};

/// Opens it for a file.
pub(super) fn open(state: &mut State, file: Attachment) -> Vec<Effect> {
    let why = Why {
        file: Box::new(file),
        offset: 0,
    };
    state.dialog = Some(Dialog::Why(Box::new(why)));
    ask(state, false)
}

/// Asks for what is not known; `again` asks for everything.
fn ask(state: &mut State, again: bool) -> Vec<Effect> {
    let (Some(Dialog::Why(why)), Some(files)) = (&state.dialog, &state.files) else {
        return Vec::new();
    };
    let scope = Scope::of(&why.file.source);
    let instance = files.instance_of(&why.file).id;
    let insight = state.insights.entry(instance.clone()).or_default();
    let mut effects = Vec::new();
    if is_wanted(&insight.scanners, again) {
        let ticket = state.tickets.draw();
        insight.scanners.asking = Asking::Afresh(ticket);
        effects.push(Effect::FindScanners(ticket, instance.clone()));
    }
    if let Some(scope) = scope {
        let rules = insight.rules.entry(scope).or_default();
        if is_wanted(rules, again) {
            let ticket = state.tickets.draw();
            rules.asking = Asking::Afresh(ticket);
            effects.push(Effect::ReadRules(ticket, instance, scope));
        }
    }
    effects
}

/// What was refused is not asked for again, unless the person says so.
fn is_wanted<T>(remote: &Remote<T>, again: bool) -> bool {
    let denied = |failure: &Failure| failure.kind == FailureKind::Denied;
    let refused = remote.asking.failure().is_some_and(denied);
    remote.asking.ticket().is_none() && (again || (remote.seen.is_none() && !refused))
}

/// What a key does while it is open.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => {
            scroll(state, Some(step));
            Vec::new()
        }
        Action::Refresh => {
            let mut effects = ask(state, true);
            effects.extend(files::list(state));
            effects
        }
        Action::CopyArns | Action::CopyPermission => copied(state, action),
        Action::Back => dialogs::close(state),
        _ => Vec::new(),
    }
}

fn copied(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Dialog::Why(why)) = &state.dialog else {
        return Vec::new();
    };
    let (what, lines, none) = match action {
        Action::CopyArns => ("the ARNs", why.arns(state), "The service gave no ARN."),
        _ => (
            "the missing permission",
            why.remedies(state),
            "No permission is missing here.",
        ),
    };
    if lines.is_empty() {
        state.say(Tone::Plain, none);
        return Vec::new();
    }
    let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
    copy::copy(state, what, Clip::Text(lines.join("\n")))
}

/// After the window or the answer changed.
pub(super) fn keep_scrolled(state: &mut State) {
    scroll(state, None);
}

fn scroll(state: &mut State, step: Option<Step>) {
    let Some(Dialog::Why(why)) = &state.dialog else {
        return;
    };
    if why.offset == 0 && step.is_none() {
        return;
    }
    let regions = state.regions();
    let lines = why.lines(state, regions.help_cells()).len();
    let height = usize::from(regions.inside(regions.help(lines)).height);
    if let Some(Dialog::Why(why)) = &mut state.dialog {
        why.offset = match step {
            Some(step) => dialogs::scrolled(why.offset, step, lines, height),
            None => why.offset.min(lines.saturating_sub(height)),
        };
    }
}

/// Who scans the files is known, or is not.
pub(super) fn scanners(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Vec<Scanner>, Failure>,
) -> Vec<Effect> {
    let mut insights = state.insights.values_mut().map(|one| &mut one.scanners);
    if let Some(remote) = insights.find(|one| one.waits_for(ticket)) {
        take(remote, answer);
    }
    Vec::new()
}

/// What is taken is known, or is not.
pub(super) fn rules(
    state: &mut State,
    ticket: Ticket,
    answer: Result<Option<UploadRules>, Failure>,
) -> Vec<Effect> {
    let insights = state.insights.values_mut();
    let mut rules = insights.flat_map(|one| one.rules.values_mut());
    if let Some(remote) = rules.find(|one| one.waits_for(ticket)) {
        take(remote, answer);
    }
    Vec::new()
}

fn take<T>(remote: &mut Remote<T>, answer: Result<T, Failure>) {
    match answer {
        Ok(found) => {
            remote.seen = Some(found);
            remote.asking = Asking::Idle;
        }
        Err(failure) => remote.asking = Asking::Failed(failure),
    }
}
