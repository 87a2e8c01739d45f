//! What is said of an audit around its table.

use ratatui::text::Span;

use crate::app::State;
use crate::app::audit::{Audit, Run, Source};
use crate::app::keys::Mode;
use crate::app::totals::duration;
use crate::domain::grouped;

use super::Look;

/// `acme-support › audit of all cases`, and of a file its name and its time.
pub(super) fn way(state: &State, audit: &Audit, look: &Look) -> String {
    let step = look.glyphs.step();
    let way = state.audit_way(audit);
    match &audit.of {
        Source::Domain(instance, _) => format!("{} {step} {way}", instance.label()),
        Source::File(_) => format!("audit {step} {way}"),
    }
}

/// How it goes and which key changes that; and shorter.
pub(super) fn state_of(state: &State, audit: &Audit) -> Vec<String> {
    if let Some(going) = going(state, audit) {
        return going;
    }
    let (long, short) = match (audit.run, &audit.of) {
        (Run::Going(_), Source::File(_)) => {
            ("reading the file, {end-audit} calls it off  ", "reading  ")
        }
        (Run::Going(_), _) => ("auditing, {pause} pauses  ", "auditing  "),
        (Run::Paused, _) => ("paused, {pause} goes on  ", "paused  "),
        (Run::Stopped, _) => ("stopped, {refresh} tries again  ", "stopped  "),
        (Run::Done, _) if audit.is_part() => ("a part of an audit that was cut off  ", "a part  "),
        (Run::Done, _) => ("whole  ", "whole  "),
    };
    let long = state.keymap.spell(Mode::Audit, long);
    vec![long, short.to_owned()]
}

/// How far it is, or what delays it now.
fn going(state: &State, audit: &Audit) -> Option<Vec<String>> {
    let ticket = audit.ticket().filter(|_| !audit.is_read())?;
    let (now, shorter) = match (state.delay(ticket), audit.tally.done) {
        (Some(delay), _) => (format!("auditing: {delay}"), format!("{delay}  ")),
        (None, Some(done)) => (
            format!("auditing, {done} % done"),
            format!("auditing {done} %  "),
        ),
        (None, None) => return None,
    };
    let pauses = state.keymap.spell(Mode::Audit, "{pause} pauses");
    Some(vec![
        format!("{now}, {pauses}  "),
        format!("{now}  "),
        shorter,
    ])
}

/// Why there is no row.
pub(super) fn nothing(audit: &Audit) -> &'static str {
    match (audit.run, &audit.of) {
        (Run::Going(_), Source::File(_)) => "Reading the file.",
        (Run::Going(_), _) => "Reading the cases; their files come next.",
        (Run::Paused, _) => "Nothing was found yet. {pause} goes on.",
        (Run::Stopped, _) => "Nothing could be read; the reason is below. {refresh} tries again.",
        (Run::Done, Source::File(_)) if audit.is_part() => "This audit had found no files yet.",
        (Run::Done, Source::File(_)) => "This audit found no files.",
        (Run::Done, _) => "The cases of this instance have no attached files.",
    }
}

/// `150 cases   8.1 files/s · 48 % of the quota · 2 throttled · about 12 min left`.
pub(super) fn progress(audit: &Audit, look: &Look) -> Vec<Span<'static>> {
    let tally = audit.tally;
    if matches!(audit.of, Source::File(_)) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    if matches!(audit.run, Run::Going(_)) {
        if let Some(left) = tally.left {
            parts.push(format!("about {} left", duration(left)));
        }
        if let Some(rate) = tally.rate {
            parts.push(format!("{}.{} files/s", grouped(rate / 10), rate % 10));
        }
        if let Some(share) = tally.share {
            parts.push(format!("{share} % of the quota"));
        }
    }
    if tally.throttled > 0 {
        parts.push(format!("{} throttled", grouped(tally.throttled)));
    }
    parts.push(format!("{} cases", grouped(tally.cases)));
    if tally.errors > 0 {
        parts.push(format!("{} unreadable", grouped(tally.errors)));
    }
    let dot = look.glyphs.dot();
    let spans = parts.into_iter().enumerate().map(|(place, part)| {
        let between = if place == 0 {
            "   ".to_owned()
        } else {
            format!(" {dot} ")
        };
        Span::styled(format!("{between}{part}"), look.theme.faint())
    });
    spans.collect()
}

/// What calling it off means.
pub(super) fn end_text(state: &State) -> String {
    let Some(audit) = &state.audit else {
        return "It is called off already.".to_owned();
    };
    let count = state.audit_count(audit);
    match audit.of {
        Source::File(_) => format!("Close {}? The file stays as it is.", audit.label()),
        Source::Domain(..) => {
            let text = format!(
                "Call the {} off? It has found {count}, which go with it",
                audit.label()
            );
            let hint = state
                .keymap
                .spell(Mode::Audit, "{export} writes them to a file first.");
            format!("{text}; {hint}")
        }
    }
}

/// What is lost when the program ends or asks as somebody else.
pub(super) fn lost_text(state: &State) -> Option<String> {
    let audit = state.open_audit()?;
    let count = state.audit_count(audit);
    let label = audit.label();
    Some(format!(
        "The {label} is not whole; it has found {count}, which go with it."
    ))
}
