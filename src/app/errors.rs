//! What the errors pane says: of the screen that is open, and of what was fetched from it.

use std::collections::HashSet;

use crate::domain::cells::wrap;
use crate::domain::{Failure, FailureKind, Problem, SafeText, plural};

use super::keys::Mode;
use super::regions::pane_cells;
use super::{Files, Screen, State};

/// More lines than anybody reads in a pane; further errors are counted in its title.
pub(super) const ENOUGH: usize = 400;

/// A line of the errors pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorLine {
    /// What it is a part of.
    pub part: Part,
    /// Its text.
    pub text: String,
}

/// What a line of the errors pane is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A note: how something is done, or what can be done instead. It is no error.
    Note,
    /// The first line of an error.
    Begin,
    /// What follows, of a note or an error.
    More,
    /// What repairs the error, ready to be copied.
    Remedy,
}

impl State {
    /// The sentences of the errors pane, those of the newest transfers first.
    pub fn errors(&self) -> Vec<String> {
        let errors = self.errors_with_remedies();
        errors.map(|(sentence, _)| sentence).collect()
    }

    /// The same, each with what repairs it. Each is put into words when it is asked for: there
    /// may be more than a pane shows.
    pub fn errors_with_remedies(&self) -> impl Iterator<Item = (String, Option<&SafeText>)> {
        let of = |failure: &'_ Failure| failure.to_string();
        let files = self.files.as_ref().filter(|_| self.screen == Screen::Files);
        let of_picker = match files {
            Some(_) => Vec::new(),
            None => self.picker_errors(),
        };
        let subject = files.and_then(|files| files.extent.arn()).into_iter();
        let failed = subject.flat_map(|arn| self.transfers.failed(arn));
        let failures = of_picker.into_iter().chain(failed);
        let problems = files.into_iter().flat_map(|files| files.problems.iter());
        failures
            .map(move |failure| (of(failure), failure.remedy.as_ref()))
            .chain(problems.map(|problem| (problem.sentence(), problem.remedy())))
    }

    /// What is no error and stands at the head of the pane all the same.
    pub fn notes(&self) -> Vec<String> {
        match (self.screen, &self.files) {
            (Screen::Files, Some(files)) => {
                let notes = files.listing.notes.iter().map(ToString::to_string);
                let notes = notes.chain(self.untold(files));
                let tip = files
                    .must_be_named()
                    .then(|| self.keymap.spell(Mode::Files, NAME_FILES));
                notes.chain(tip).collect()
            }
            (Screen::Instances, _) => {
                let stuck = self.instances.stuck().map(|_| NAME_DOMAIN.to_owned());
                stuck.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Of an audit only the first problems are told one by one.
    fn untold(&self, files: &Files) -> Option<String> {
        // A permission that is missing is no row.
        let denied = |problem: &&Problem| match problem {
            Problem::Request(failure) => failure.kind == FailureKind::Denied,
            _ => false,
        };
        let told = files.problems.iter().filter(|one| !denied(one)).count() as u64;
        let more = self.audit_on_screen()?.tally.errors.checked_sub(told)?;
        let rows = plural(more, "row", "rows");
        (more > 0).then(|| format!("{rows} more could not be read; an export names all of them."))
    }

    /// How many errors there are.
    pub fn error_count(&self) -> usize {
        match self.files.as_ref().filter(|_| self.screen == Screen::Files) {
            Some(files) => {
                let subject = files.extent.arn();
                let failed = subject.map_or(0, |arn| self.transfers.failed_count(arn));
                failed + files.problems.len()
            }
            None => self.picker_errors().len(),
        }
    }

    /// The notes and the errors in lines as they stand in the pane.
    pub fn error_lines(&self) -> Vec<ErrorLine> {
        self.first_error_lines(ENOUGH)
    }

    /// So many of them at most: to know how much room they need.
    pub(super) fn first_error_lines(&self, most: usize) -> Vec<ErrorLine> {
        let cells = pane_cells(self.size);
        let notes = self.notes().into_iter();
        let notes = notes.flat_map(|text| lines(&text, Part::Note, Part::More, cells));
        let errors = self.errors_with_remedies();
        let errors = errors.flat_map(|(text, remedy)| {
            let mut error = lines(&text, Part::Begin, Part::More, cells);
            if let Some(remedy) = remedy {
                error.extend(lines(remedy.as_str(), Part::Remedy, Part::Remedy, cells));
            }
            error
        });
        notes.chain(errors).take(most).collect()
    }

    /// Of the error that stands first in the pane: what repairs it, or else its sentence; and
    /// what that is, for a sentence.
    pub fn error_to_copy(&self) -> Option<(&'static str, String)> {
        let cells = pane_cells(self.size);
        let notes = self.notes().into_iter();
        let mut line: usize = notes
            .map(|text| lines(&text, Part::Note, Part::More, cells).len())
            .sum();
        for (sentence, remedy) in self.errors_with_remedies() {
            line += lines(&sentence, Part::Begin, Part::More, cells).len();
            line += remedy.map_or(0, |text| wrap(text.as_str(), cells).len());
            if line > self.error_offset {
                return Some(match remedy {
                    Some(remedy) => ("what repairs it", remedy.to_string()),
                    None => ("the error", sentence),
                });
            }
        }
        None
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

const NAME_FILES: &str = "If you know which files you want: {file-ids} takes their ids or ARNs, and then nothing is searched.";

const NAME_DOMAIN: &str = "If you know it, paste the ARN of this instance's Cases domain, or of one of its cases: then nothing is looked up.";

fn lines(text: &str, first: Part, more: Part, cells: usize) -> Vec<ErrorLine> {
    let parts = wrap(text, cells).into_iter().enumerate();
    let line = |(place, text)| ErrorLine {
        part: if place == 0 { first } else { more },
        text,
    };
    parts.map(line).collect()
}
