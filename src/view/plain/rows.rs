//! What the lists hold, a line each.

use std::borrow::Cow;

use crate::app::{Row, Screen, State};
use crate::domain::{Attachment, Case, DomainState, Instance, age};

use super::super::header;
use super::super::{Glyphs, Look};

/// Where we are, and as whom.
pub fn place(state: &State) -> String {
    header::place(state, &plainly())
}

/// What the screen waits for; nothing when it waits for nothing.
pub fn waits_for(state: &State) -> Option<&'static str> {
    state.waits_for().0
}

/// How many rows the list of the screen has.
pub fn count(state: &State) -> usize {
    match state.screen {
        Screen::Instances => state.instances.rows().len(),
        Screen::Cases => state.cases.as_ref().map_or(0, |cases| cases.rows().len()),
        Screen::Files => state
            .files
            .as_ref()
            .map_or(0, |files| files.table.shown_count()),
    }
}

/// How far the list of the screen is that grows by itself, in words; nothing when it is as
/// long as it will be.
pub fn grows(state: &State) -> Option<String> {
    let audit = state.audit_on_screen()?;
    audit.ticket()?;
    let count = state.audit_count(audit);
    Some(match audit.tally.done {
        Some(done) => format!("{count} so far, {done} % done."),
        None => format!("{count} so far."),
    })
}

/// The place of the selected row, from 0.
pub fn selected(state: &State) -> usize {
    match state.screen {
        Screen::Instances => state.instances.cursor.index(),
        Screen::Cases => state.cases.as_ref().map_or(0, |cases| cases.cursor.index()),
        Screen::Files => {
            let files = state.files.as_ref();
            files.map_or(0, |files| files.table.cursor().index())
        }
    }
}

/// The row at this place, from 0, in a line.
pub fn row(state: &State, place: usize) -> Option<String> {
    let facts = match state.screen {
        Screen::Instances => instance(state.instances.rows().get(place)?),
        Screen::Cases => case(state.cases.as_ref()?.rows().get(place)?, state),
        Screen::Files => {
            let files = state.files.as_ref()?;
            let mut facts = file(files.table.at(place)?, state);
            if files.table.is_marked(place) {
                facts.push("marked".into());
            }
            facts
        }
    };
    let facts: Vec<&str> = facts
        .iter()
        .map(AsRef::as_ref)
        .filter(|fact| !fact.is_empty())
        .collect();
    Some(facts.join(", "))
}

fn instance(instance: &Instance) -> Vec<Cow<'_, str>> {
    let cases = match instance.domain {
        DomainState::None => "no Cases domain",
        DomainState::Domain(_) | DomainState::Unasked => "",
    };
    vec![instance.label().as_str().into(), cases.into()]
}

fn case<'a>(row: &Row<'a>, state: &State) -> Vec<Cow<'a, str>> {
    let case: &Case = row.case;
    let updated = case
        .updated
        .map(|then| format!("updated {} ago", age(then, state.now)));
    vec![
        case.label().into(),
        case.status
            .as_ref()
            .map_or("".into(), |word| word.to_string().into()),
        updated.unwrap_or_default().into(),
        if row.recent { "looked into lately" } else { "" }.into(),
    ]
}

/// What the person's columns say, the name first.
fn file<'a>(file: &'a Attachment, state: &State) -> Vec<Cow<'a, str>> {
    use crate::app::table::Column;
    let lens = match &state.files {
        Some(files) => files.table.stands().lens.clone(),
        None => return Vec::new(),
    };
    let layout = state.shown_layout();
    let columns = layout.columns.list().iter().map(|one| one.column);
    let others = columns.filter(|column| *column != Column::Name);
    let text = |column: Column| {
        let text = column.text(file, &lens).into_owned();
        match column {
            Column::Age if text == "now" => "new".to_owned(),
            Column::Age if !text.is_empty() => format!("{text} old"),
            Column::By if !text.is_empty() => format!("by {text}"),
            Column::Case if !text.is_empty() => format!("of {text}"),
            _ => text,
        }
    };
    std::iter::once(Column::Name)
        .chain(others)
        .map(|column| Cow::Owned(text(column)))
        .collect()
}

/// Signs that are words or nothing.
pub(super) fn plainly() -> Look {
    Look::new(Glyphs::Ascii, jiff::tz::TimeZone::system())
}
