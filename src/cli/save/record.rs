//! What came of a run so far. However the run ends, a manifest that was wished tells of it:
//! a signal drops the run where it is, and what lies in the folder by then is there to stay.

use std::sync::OnceLock;

use crate::cli::context::Context;
use crate::domain::{Failure, Identity, Instance, Subject};

use super::manifest::{About, Manifest};
use super::outcome::Outcome;

/// The outcomes, and the manifest that is written of them once: at the end, or when the
/// value is dropped before.
pub(super) struct Record<'a> {
    pub(super) context: &'a Context,
    manifest: Option<&'a Manifest>,
    pub(super) instance: Instance,
    subject: Subject,
    /// Known once it was answered.
    caller: &'a OnceLock<Identity>,
    /// Whether all files of the subject were meant.
    all: bool,
    outcomes: Vec<Outcome>,
    /// Of the files that are asked for, each in its place.
    places: Vec<Option<Outcome>>,
    printed: usize,
}

impl<'a> Record<'a> {
    /// Nothing came yet.
    pub(super) fn new(
        context: &'a Context,
        (instance, subject): (Instance, Subject),
        (manifest, caller): (Option<&'a Manifest>, &'a OnceLock<Identity>),
        all: bool,
    ) -> Self {
        Self {
            context,
            manifest,
            instance,
            subject,
            caller,
            all,
            outcomes: Vec::new(),
            places: Vec::new(),
            printed: 0,
        }
    }

    /// What could not even be found.
    pub(super) fn without_file(&mut self, outcomes: Vec<Outcome>) {
        for outcome in &outcomes {
            outcome.say(self.context);
        }
        self.outcomes.extend(outcomes);
    }

    /// What came of a file. It is said at once; the paths are printed in the order of the
    /// places.
    pub(super) fn settle(&mut self, place: usize, outcome: Outcome) -> Result<(), Failure> {
        outcome.say(self.context);
        if outcome.is_done() {
            self.context.so_far.one_more();
        }
        if self.places.len() <= place {
            self.places.resize_with(place + 1, || None);
        }
        if let Some(free) = self.places.get_mut(place) {
            *free = Some(outcome);
        }
        while let Some(Some(next)) = self.places.get(self.printed) {
            self.printed += 1;
            next.print(self.context)?;
        }
        Ok(())
    }

    /// Writes what was wished, and hands the outcomes over in the order of the wishes.
    pub(super) fn end(mut self) -> Result<Vec<Outcome>, Failure> {
        let (outcomes, written) = self.close(self.all);
        written.map(|()| outcomes)
    }

    /// Afterwards there is nothing to write any more.
    fn close(&mut self, all: bool) -> (Vec<Outcome>, Result<(), Failure>) {
        let mut outcomes = std::mem::take(&mut self.outcomes);
        outcomes.extend(std::mem::take(&mut self.places).into_iter().flatten());
        let about = About {
            instance: &self.instance,
            subject: &self.subject,
            caller: self.caller.get(),
            all,
        };
        let manifest = self.manifest.take();
        let written = manifest.map_or(Ok(()), |manifest| manifest.write(&outcomes, &about));
        (outcomes, written)
    }
}

impl Drop for Record<'_> {
    fn drop(&mut self) {
        if self.outcomes.is_empty() && self.places.is_empty() {
            return;
        }
        // Of the files that were still to come nothing is known.
        if let (_, Err(failure)) = self.close(false) {
            self.context.printer.aside(&failure);
        }
    }
}
