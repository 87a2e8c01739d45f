//! What the panes under the table hold, a line each and whole: how wide a window is matters to
//! nobody who listens.

use std::collections::HashSet;

use crate::app::totals::percent_of;
use crate::app::{Purpose, Stage, State, Transfer};
use crate::domain::{Progress, size};

use super::super::transfers;
use super::rows::plainly;

/// Stands between an error and its remedy.
pub const REPAIRS: &str = "What repairs it:";

/// The notes, then each error, with what repairs it unless that was said before.
pub fn errors(state: &State) -> Vec<String> {
    let mut remedies = HashSet::new();
    let errors = state.errors_with_remedies();
    let errors = errors.map(|(sentence, remedy)| match remedy {
        Some(remedy) if remedies.insert(remedy.as_str()) => {
            format!("{sentence} {REPAIRS} {remedy}")
        }
        _ => sentence,
    });
    state.notes().into_iter().chain(errors).collect()
}

/// Each transfer and how far it is.
pub fn transfers(state: &State) -> Vec<String> {
    let all = state.transfers.list.iter();
    all.map(|one| transfer(state, one)).collect()
}

fn transfer(state: &State, transfer: &Transfer) -> String {
    let purpose = match transfer.errand.purpose() {
        Purpose::Save => "save",
        Purpose::Open => "open",
    };
    let how_far = match (state.delay(transfer.ticket), &transfer.stage) {
        (Some(delay), _) => delay.to_string(),
        (None, Stage::Running(progress)) => so_far(*progress),
        (None, _) => transfers::stage(transfer, usize::MAX, &plainly()).0,
    };
    format!("{purpose} {}: {how_far}", transfer.title())
}

fn so_far(progress: Progress) -> String {
    let here = size(progress.received);
    match (percent_of(progress), progress.total) {
        (Some(percent), Some(total)) => format!("{percent} %, {here} of {}", size(total)),
        _ => format!("{here} so far"),
    }
}
