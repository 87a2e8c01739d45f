//! What became of a setting that was to be kept.

use crate::domain::Failure;

use super::super::{Effect, State, Ticket, Tone};

/// It was kept, or could not be: that is said once, since nothing will have changed the next
/// time. The setting holds for as long as the program runs.
pub(super) fn kept(state: &mut State, ticket: Ticket, answer: Result<(), Failure>) -> Vec<Effect> {
    if !state.keeping.tickets.remove(&ticket) {
        return Vec::new();
    }
    if let Err(failure) = answer
        && !std::mem::replace(&mut state.keeping.failed, true)
    {
        state.say(Tone::Bad, failure.to_string());
    }
    Vec::new()
}
