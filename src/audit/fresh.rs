//! What was found and not handed on yet: files, problems, and what happened to the requests.

use std::time::Duration;

use super::entry::{Entries, Entry};
use super::row::Row;
use crate::domain::{Activity, Answered, Event, Failure, FailureKind, Findings, Problem, SafeText};

/// Of what could not be read so many are told one by one; all of them are in the report.
const MOST_PROBLEMS: usize = 100;
/// Of what happened to the requests so much is told at a time.
const MOST_EVENTS: usize = 20;

/// What was found and not handed on yet.
#[derive(Default)]
pub(super) struct Fresh {
    entries: Entries,
    pub(super) findings: Findings,
    pub(super) files: u64,
    pub(super) errors: u64,
    /// The time of the runs before this one.
    pub(super) before: Duration,
}

impl Fresh {
    /// Takes rows as they are written down.
    pub(super) fn take(&mut self, rows: &[Row]) {
        for row in rows {
            match self.entries.read(row) {
                Ok(Entry::File(file)) => {
                    self.files += 1;
                    self.findings.files.push(*file);
                }
                Ok(Entry::Problem(problem)) => self.problem(problem),
                Err(why) => {
                    let what = "A row of the audit could not be shown";
                    let failure = Failure::new(FailureKind::Local, what, why);
                    self.problem(Problem::Request(failure));
                }
            }
        }
    }

    /// A line of a file is no row.
    pub(super) fn bad(&mut self, name: &SafeText, line: u64, why: &str) {
        let what = format!("Line {line} of {name} is left out");
        let failure = Failure::new(FailureKind::Local, what, why);
        self.problem(Problem::Request(failure));
    }

    fn problem(&mut self, problem: Problem) {
        self.errors += 1;
        if self.errors <= MOST_PROBLEMS as u64 {
            self.findings.problems.push(problem);
        }
    }

    /// Takes what happened to a request. What was answered is counted; that it keeps to the
    /// quota is what it always does.
    pub(super) fn happened(&mut self, activity: Activity) {
        let requests = &mut self.findings.requests;
        match activity.event {
            Event::Paced(_) => {}
            Event::Answered(took) => {
                let mut known = requests.answered.iter_mut();
                let known = known.find(|one| one.operation == activity.operation);
                match known {
                    Some(one) => {
                        one.times += 1;
                        one.at = activity.at;
                        one.slowest = one.slowest.max(took);
                    }
                    None => requests.answered.push(Answered {
                        operation: activity.operation,
                        at: activity.at,
                        times: 1,
                        slowest: took,
                    }),
                }
            }
            _ if requests.events.len() >= MOST_EVENTS => {}
            _ => requests.events.push(activity),
        }
    }
}
