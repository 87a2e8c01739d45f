//! The event log: what happened to the requests, what was said and what failed.

use std::collections::VecDeque;

use jiff::Timestamp;

use crate::domain::cells::wrap;
use crate::domain::{Activity, Answered, Event, Failure, SafeText, grouped};

use super::Tone;

/// The most entries that are kept.
const MOST: usize = 500;

/// How far back an error is known to be in the log already.
const RECENTLY: usize = 16;

/// The cells of an entry's time, with the blank behind it.
pub const TIME: u16 = 9;

/// The last entries, the newest at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    entries: VecDeque<Entry>,
    /// How many entries went before the first one that is kept.
    gone: u64,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    at: Timestamp,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// Requests of an operation that were answered one after the other.
    Answered(Answered),
    /// On the way of a request of this operation.
    Request(&'static str, Event),
    /// A notice; and how it reads where names are hidden.
    Said(Tone, SafeText, SafeText),
    /// An error.
    Failed(Failure),
}

/// A place in the log: an entry by its number since the start, and a line of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    entry: u64,
    line: usize,
}

/// A line of the log as it stands in its pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it is.
    pub place: Place,
    /// When it happened, on the first line of an entry.
    pub at: Option<Timestamp>,
    /// Whether it is good news.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

impl Log {
    /// Adds what happened to a request.
    pub fn add(&mut self, activity: Activity) {
        let Activity {
            at,
            operation,
            event,
        } = activity;
        self.push(at, What::Request(operation, event));
    }

    /// Adds requests that were answered. Those of the same operation that were told of just
    /// before are counted on, so that many of them push nothing else out.
    pub fn count(&mut self, new: Answered) {
        let last = self.entries.iter_mut().rev().take(RECENTLY);
        let known = last.filter_map(|entry| match &mut entry.what {
            What::Answered(known) if known.operation == new.operation => Some(known),
            _ => None,
        });
        match known.into_iter().next() {
            Some(known) => {
                known.times += new.times;
                known.at = new.at;
                known.slowest = known.slowest.max(new.slowest);
            }
            None => self.push(new.at, What::Answered(new)),
        }
    }

    /// Adds what was said. The machine knows the minute only, so that the last entry's
    /// time is taken when that is later.
    pub fn say(&mut self, now: Timestamp, tone: Tone, text: SafeText, hidden: SafeText) {
        self.push(
            self.not_before_the_last(now),
            What::Said(tone, text, hidden),
        );
    }

    /// How what was said last in these words reads where names are hidden.
    pub fn hidden(&self, said: &SafeText) -> Option<&SafeText> {
        let mut newest = self.entries.iter().rev();
        newest.find_map(|entry| match &entry.what {
            What::Said(_, text, hidden) if text == said => Some(hidden),
            _ => None,
        })
    }

    /// The log for a screen on which names are hidden.
    #[must_use]
    pub fn veiled(
        &self,
        text: impl Fn(&SafeText) -> SafeText,
        failure: impl Fn(&Failure) -> Failure,
        event: impl Fn(&Event) -> Event,
    ) -> Self {
        let veiled = |what: &What| match what {
            What::Request(operation, happened) => What::Request(operation, event(happened)),
            What::Answered(answered) => What::Answered(*answered),
            What::Said(tone, _, hidden) => {
                let hidden = text(hidden);
                What::Said(*tone, hidden.clone(), hidden)
            }
            What::Failed(failed) => What::Failed(failure(failed)),
        };
        let entries = self.entries.iter().map(|entry| Entry {
            at: entry.at,
            what: veiled(&entry.what),
        });
        Self {
            entries: entries.collect(),
            gone: self.gone,
        }
    }

    /// Adds an error, unless its request has just told of it.
    pub fn fail(&mut self, now: Timestamp, failure: &Failure) {
        let last = self.entries.iter().rev().take(RECENTLY);
        let told = last.into_iter().any(|entry| match &entry.what {
            What::Request(_, Event::Failed { failure: told, .. }) => {
                (&told.why, &told.request_id) == (&failure.why, &failure.request_id)
            }
            _ => false,
        });
        if !told {
            let at = self.not_before_the_last(now);
            self.push(at, What::Failed(failure.clone()));
        }
    }

    fn not_before_the_last(&self, now: Timestamp) -> Timestamp {
        self.entries.back().map_or(now, |last| last.at.max(now))
    }

    fn push(&mut self, at: Timestamp, what: What) {
        self.entries.push_back(Entry { at, what });
        if self.entries.len() > MOST {
            self.entries.pop_front();
            self.gone += 1;
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing happened yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All entries in lines of a pane that is `cells` wide.
    pub fn lines(&self, cells: u16) -> Vec<Line> {
        let cells = usize::from(cells.saturating_sub(TIME + 1));
        let numbered = (self.gone..).zip(&self.entries);
        numbered
            .flat_map(|(number, entry)| {
                let tone = entry.tone();
                let texts = entry.texts().into_iter();
                let parts = texts.flat_map(move |text| wrap(&text, cells));
                parts.enumerate().map(move |(line, text)| Line {
                    place: Place {
                        entry: number,
                        line,
                    },
                    at: (line == 0).then_some(entry.at),
                    tone,
                    text,
                })
            })
            .collect()
    }
}

/// The index of the line at this place; of the first one after it when it is gone.
pub fn index_of(lines: &[Line], place: Place) -> usize {
    lines.partition_point(|line| line.place < place)
}

impl Entry {
    fn tone(&self) -> Tone {
        match &self.what {
            What::Request(_, Event::Failed { .. }) | What::Failed(_) => Tone::Bad,
            What::Request(..) | What::Answered(_) => Tone::Plain,
            What::Said(tone, ..) => *tone,
        }
    }

    /// What is said of it; the errors under an error each in a line of its own.
    fn texts(&self) -> Vec<String> {
        match &self.what {
            What::Request(operation, Event::Failed { failure, chain }) => {
                let mut texts = told(&format!("{operation}: "), failure);
                texts.extend(chain.iter().map(|cause| format!("caused by: {cause}")));
                texts
            }
            What::Request(operation, event) => vec![format!("{operation}: {event}")],
            What::Answered(answered) => vec![answers(answered)],
            What::Said(_, text, _) => vec![text.to_string()],
            What::Failed(failure) => told("", failure),
        }
    }
}

/// `SearchAllRelatedItems: answered 40 times, in 312 ms at most`.
fn answers(answered: &Answered) -> String {
    let Answered {
        operation,
        times,
        slowest,
        ..
    } = answered;
    let slowest = slowest.as_millis();
    match times {
        1 => format!("{operation}: answered in {slowest} ms"),
        _ => format!(
            "{operation}: answered {} times, in {slowest} ms at most",
            grouped(*times)
        ),
    }
}

fn told(before: &str, failure: &Failure) -> Vec<String> {
    let remedy = failure.remedy.iter().map(ToString::to_string);
    std::iter::once(format!("{before}{failure}"))
        .chain(remedy)
        .collect()
}
