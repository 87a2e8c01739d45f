//! What the panes under the table hold, a line each and whole: how wide a window is matters to
//! nobody who listens.

use std::collections::HashSet;
use std::fmt;

use crate::app::totals::percent_of;
use crate::app::{Purpose, Stage, State, Transfer};
use crate::domain::{Progress, size};

use super::super::transfers;
use super::rows::plainly;

/// A note, or an error with what repairs it.
pub struct Told {
    /// What went wrong.
    pub sentence: String,
    /// What repairs it, unless that was said of one before.
    pub remedy: Option<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        match &self.remedy {
            Some(remedy) => write!(f, " What repairs it: {remedy}"),
            None => Ok(()),
        }
    }
}

/// The notes, then each error; a remedy of many stands with the first of them.
pub fn errors(state: &State) -> Vec<Told> {
    let mut said = HashSet::new();
    let notes = state.notes().into_iter().map(|sentence| (sentence, None));
    let all = notes.chain(state.errors_with_remedies());
    all.map(|(sentence, remedy)| Told {
        sentence,
        remedy: remedy
            .filter(|remedy| said.insert(remedy.as_str()))
            .map(ToString::to_string),
    })
    .collect()
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
