//! The audit of a whole domain.

use attache::app::keys::Key;
use attache::app::{Answer, Effect};
use attache::domain::Whole;

use super::Named;
use crate::app::world::*;

/// The audit: running, paused, narrowed, written out, called off, read from a file.
pub(super) fn audits() -> Vec<Named> {
    let mut all = Vec::new();
    let mut machine = on_audit();
    machine.key(Key::Down);
    all.push(("audit", machine.state.clone()));
    let mut ending = machine.clone();
    ending.key(Key::Char('x'));
    all.push(("audit_ending", ending.state));
    let mut quit = machine.clone();
    quit.key(Key::Char('q'));
    all.push(("audit_quit", quit.state));
    let mut private = machine.clone();
    private.key(Key::Char('H'));
    all.push(("audit_private", private.state));
    let mut totals = machine.clone();
    totals.key(Key::Char('#'));
    all.push(("audit_totals", totals.state.clone()));
    totals.key(Key::Esc);
    totals.key(Key::Char('H'));
    totals.key(Key::Char('#'));
    all.push(("audit_totals_private", totals.state));
    let mut copying = machine.clone();
    copying.key(Key::Char('y'));
    all.push(("audit_copy", copying.state));
    let mut log = machine.clone();
    log.key(Key::Char('L'));
    all.push(("audit_log", log.state));
    machine.key(Key::Char('Z'));
    machine.key(Key::Char('d'));
    all.push(("audit_paused", machine.state.clone()));
    machine.key(Key::Char('E'));
    all.push(("audit_export", machine.state.clone()));
    let mut completing = machine.clone();
    completing.key(Key::Tab);
    let ticket = completing.waiting(|effect| matches!(effect, Effect::Complete(..)));
    let folders = ["audits", "audits \u{202E}old", "aud\u{1b}[2Jits"];
    let found = folders.map(|name| format!("/home/m.ito/{name}/"));
    completing.answer(ticket, Answer::Completions(found.into()));
    all.push(("audit_export_completing", completing.state));
    machine.key(Key::Char('x'));
    machine.key(Key::Enter);
    all.push(("audit_export_no_format", machine.state));
    let mut failed = on_audit();
    let ticket = failed.waiting(|effect| matches!(effect, Effect::Audit(..)));
    failed.answer(ticket, Answer::Audited(Err(failure())));
    all.push(("audit_stopped", failed.state));
    let mut opened = on_opened_audit();
    let ticket = opened.waiting(|effect| matches!(effect, Effect::Audit(..)));
    opened.answer(ticket, Answer::Audited(Ok(Whole::default())));
    all.push(("audit_opened", opened.state));
    let mut part = on_opened_audit();
    let ticket = part.waiting(|effect| matches!(effect, Effect::Audit(..)));
    let whole = Whole {
        partial: true,
        ..Whole::default()
    };
    part.answer(ticket, Answer::Audited(Ok(whole)));
    all.push(("audit_part", part.state));
    all
}
