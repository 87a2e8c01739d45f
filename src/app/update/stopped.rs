//! The program is stopped and goes on. What runs stands still meanwhile, and is not lost.

use super::super::{Effect, State, Tone};
use crate::domain::plural;

/// What the person's own screen says while the program is stopped.
pub fn parting(state: &State) -> String {
    let until = "fg brings attache back";
    match state.transfers.running() {
        0 => format!("{until}."),
        running => {
            let paused = plural(running as u64, "transfer is", "transfers are");
            format!("{until}; {paused} paused until then.")
        }
    }
}

/// It goes on, in a window of this size.
pub(super) fn went_on(state: &mut State, size: (u16, u16)) -> Vec<Effect> {
    state.size = size;
    match state.transfers.running() {
        0 => {}
        running => {
            let paused = plural(running as u64, "transfer was", "transfers were");
            let go_on = if running == 1 { "goes on" } else { "go on" };
            state.say(Tone::Plain, format!("{paused} paused and {go_on}."));
        }
    }
    Vec::new()
}

/// There is nobody who could bring it back.
pub(super) fn stayed(state: &mut State) -> Vec<Effect> {
    let why = "attache was not suspended: no shell is behind it that could bring it back.";
    state.say(Tone::Plain, why);
    Vec::new()
}
