//! Looks up what the creators of files are called: of those on the screen, one at a time.

use crate::domain::{Arn, Attachment, Creator, Failure, FailureKind, Person};

use super::super::audit::Audit;
use super::super::{Effect, Screen, State, Ticket};
use super::files;

/// Looks the next creator up, if there is one whose name would be seen.
pub(super) fn look_up(state: &mut State) -> Vec<Effect> {
    let people = &state.people;
    let reads = state.audit_on_screen().is_some_and(Audit::is_read);
    if reads
        || state.screen != Screen::Files
        || people.asking.is_some()
        || people.denied
        || people.rests
    {
        return Vec::new();
    }
    let height = state.regions().table_rows();
    let Some(files) = &state.files else {
        return Vec::new();
    };
    let wanted = |file: &Attachment| {
        // Asked first: of most that are on the screen the name is known.
        let creator = file.created_by.as_ref().filter(|by| people.wants(by))?;
        // One of another instance is none that this one's callers have anything to do with.
        let here = |user: &Arn| user.instance_id().as_ref() == Some(&files.instance.id);
        let user = creator.user().filter(here)?;
        Some((creator.clone(), user))
    };
    let table = &files.table;
    let shown = table.shown_from(table.cursor().offset()).take(height);
    let next = files.selected().into_iter().chain(shown).find_map(wanted);
    let Some((Creator::ConnectUser(arn), user)) = next else {
        return Vec::new();
    };
    let ticket = state.tickets.draw();
    state.people.asking = Some((ticket, arn));
    vec![Effect::Name(ticket, user)]
}

/// Somebody was looked up. Who is not allowed to is told so in the log, once, and asks no more.
pub(super) fn named(
    state: &mut State,
    ticket: Ticket,
    answer: Result<&Option<Person>, &Failure>,
) -> Vec<Effect> {
    let people = &mut state.people;
    let Some((_, arn)) = people.asking.take_if(|(asked, _)| *asked == ticket) else {
        return Vec::new();
    };
    match answer {
        Ok(person) => people.learn(arn, person.as_ref()),
        Err(failure) => {
            match failure.kind {
                FailureKind::Denied => people.denied = true,
                kind if kind.is_everywhere() => people.rests = true,
                // The next one may be told.
                _ => people.learn(arn, None),
            }
            state.log.fail(state.now, failure);
            return Vec::new();
        }
    }
    files::arrange(state)
}
