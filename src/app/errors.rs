//! What the errors pane says: of the screen that is open, and of what was fetched from it.

use std::collections::HashSet;

use crate::domain::cells::wrap;
use crate::domain::{Failure, Problem};

use super::regions::pane_cells;
use super::{Screen, Stage, State, Transfer};

/// More lines than anybody reads in a pane; further errors are counted in its title.
const ENOUGH: usize = 400;

impl State {
    /// The sentences of the errors pane, those of the newest transfers first.
    pub fn errors(&self) -> Vec<String> {
        let files = self.files.as_ref().filter(|_| self.screen == Screen::Files);
        let Some(files) = files else {
            return self
                .picker_errors()
                .iter()
                .map(ToString::to_string)
                .collect();
        };
        let failed = self.failed_transfers().map(ToString::to_string);
        let problems = files.problems();
        failed
            .chain(problems.into_iter().map(Problem::sentence))
            .collect()
    }

    /// How many errors there are.
    pub fn error_count(&self) -> usize {
        match self.files.as_ref().filter(|_| self.screen == Screen::Files) {
            Some(files) => self.failed_transfers().count() + files.problems().len(),
            None => self.picker_errors().len(),
        }
    }

    /// The errors in lines as they stand in the pane: whether a line begins an error, and its text.
    pub fn error_lines(&self) -> Vec<(bool, String)> {
        let cells = pane_cells(self.size);
        let errors = self.errors();
        let lines = errors.iter().flat_map(|text| {
            let parts = wrap(text, cells).into_iter().enumerate();
            parts.map(|(place, part)| (place == 0, part))
        });
        lines.take(ENOUGH).collect()
    }

    /// Why files of this case did not arrive; one that was asked for again is told of no more.
    fn failed_transfers(&self) -> impl Iterator<Item = &Failure> {
        let case = self.files.as_ref().map(|files| &files.case.arn);
        let mut seen = HashSet::new();
        let list = self.transfers.list.iter();
        list.filter(move |one| Some(&one.case) == case)
            .filter(move |one| seen.insert((one.key.clone(), one.purpose)))
            .filter_map(|one: &Transfer| match &one.stage {
                Stage::Failed(failure) => Some(failure),
                _ => None,
            })
    }

    /// What went wrong on the picker that is open. One cause is told once, even when it
    /// stopped several requests.
    pub fn picker_errors(&self) -> Vec<&Failure> {
        let failures: Vec<&Failure> = match (self.screen, &self.cases) {
            (Screen::Instances, _) => {
                let instances = &self.instances;
                let finding = instances.finding.as_ref();
                let finding = finding.and_then(|finding| finding.asking.failure());
                let listing = instances.list.asking.failure();
                finding
                    .into_iter()
                    .chain(listing)
                    .chain(&instances.domain_failures)
                    .collect()
            }
            (Screen::Cases, Some(cases)) => {
                let hits = cases.search.as_ref();
                let hits = hits.and_then(|search| search.hits.asking.failure());
                hits.into_iter().chain(cases.all.asking.failure()).collect()
            }
            (Screen::Cases | Screen::Files, _) => Vec::new(),
        };
        let mut causes = HashSet::new();
        failures
            .into_iter()
            .filter(|failure| causes.insert((&failure.why, &failure.code)))
            .collect()
    }
}
