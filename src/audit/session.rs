//! An audit that somebody watches: it can be dropped at any moment and goes on from there,
//! tells what it finds piece by piece, and is written out as often as wanted. The rows lie in a
//! journal on the disk that nobody can name; whoever watches keeps what is looked at.

use std::fs::OpenOptions;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use tokio::time::timeout;

use super::ask::{Ask, Method};
use super::engine::{Ends, Place, run};
use super::entry::{Entries, Entry};
use super::filter::Filter;
use super::journal::Journal;
use super::opened::open;
use super::patience::Patience;
use super::reader::{Piece, read};
use super::row::Row;
use super::sink::{Done, Sink};
use super::spent::Spent;
use super::write::{Names, Shape, Summary};
use crate::aws::{Aws, Pacing};
use crate::domain::{
    Arn, Failure, FailureKind, Findings, Instance, Problem, SafeText, Scope, Tally, Whole,
};

/// Of what could not be read so many are told one by one; all of them are in the report.
const MOST_PROBLEMS: usize = 100;
/// So many rows of a file are handed on together.
const TOGETHER: usize = 1_000;
/// How long who asked may take to be told.
const CALLER: Duration = Duration::from_secs(5);
/// The sentence for a report that could not be written.
const EXPORTING: &str = "The audit could not be exported";

/// An audit that is watched.
pub struct Session {
    sink: Sink,
    /// None of one that is read from a file.
    place: Option<Place>,
    label: SafeText,
    method: Mutex<Option<Method>>,
    /// One run at a time: the one before may not have been dropped yet.
    turn: tokio::sync::Mutex<()>,
    fresh: Arc<Mutex<Fresh>>,
    spent: Arc<Mutex<Spent>>,
    pacing: Pacing,
}

/// What was found and not handed on yet.
#[derive(Default)]
struct Fresh {
    entries: Entries,
    findings: Findings,
    files: u64,
    errors: u64,
    /// The time of the runs before this one.
    before: Duration,
}

/// A report that is to be written.
pub struct Export {
    path: PathBuf,
    shape: Shape,
    caller: Option<SafeText>,
}

impl Session {
    /// An audit of an instance's domain, begun at `now`, in the background of everything else.
    pub async fn of_domain(
        aws: &Aws,
        (instance, domain): (Instance, Arn),
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let pacing = aws.pacing().clone();
        let spent = Arc::<Mutex<Spent>>::default();
        let counts = Arc::clone(&spent);
        let aws = aws.in_background().watched(move |activity| {
            lock(&counts).count(&activity);
        });
        // Optional: without them no file is called outside the rules.
        let rules = aws.upload_rules(&instance.id, Scope::Case).await;
        let label = instance.label().clone();
        let place = Place {
            aws,
            instance,
            domain,
            contacts: Vec::new(),
            rules: rules.ok().flatten(),
        };
        let mut session = Self::empty(label, now)?;
        session.place = Some(place);
        session.spent = spent;
        session.pacing = pacing;
        Ok(session)
    }

    /// A finished audit that is read from a file.
    pub fn of_file(name: &str, at: Timestamp) -> Result<Self, Failure> {
        Self::empty(name.into(), at)
    }

    fn empty(label: SafeText, begun: Timestamp) -> Result<Self, Failure> {
        let ask = Ask {
            by_case: false,
            with_cases: true,
            filter: Filter::default(),
            shape: Shape::Ndjson,
        };
        let journal = Journal::passing(json!({}), begun)?;
        let fresh = Arc::<Mutex<Fresh>>::default();
        let found = Arc::clone(&fresh);
        let sink = Sink::new(journal, &ask, 1, None)?;
        Ok(Self {
            sink: sink.watched(move |rows| lock(&found).take(rows)),
            place: None,
            label,
            method: Mutex::new(None),
            turn: tokio::sync::Mutex::default(),
            fresh,
            spent: Arc::default(),
            pacing: Pacing::default(),
        })
    }

    /// Runs it to its end from wherever it is. Where the titles of cases may not be read it
    /// goes without them.
    pub async fn run(&self, say: &(dyn Fn(SafeText) + Sync)) -> Result<Whole, Failure> {
        let Some(place) = &self.place else {
            return Ok(Whole { begun: None });
        };
        let _turn = self.turn.lock().await;
        let places = std::slice::from_ref(place);
        let patience = Patience::none();
        self.sink.rewind()?;
        let ask = self.sink.ask();
        let ran = match only(run(&ask, places, &self.sink, &patience, say).await) {
            Err(failure) if failure.kind == FailureKind::Denied && self.sink.go_untitled() => {
                say("The titles of cases may not be read; the rows have the cases' ids.".into());
                let ask = self.sink.ask();
                only(run(&ask, places, &self.sink, &patience, say).await)
            }
            ran => ran,
        };
        *lock(&self.method) = ran?;
        Ok(Whole { begun: None })
    }

    /// Reads a file to its end, handing on what is found as it goes; it stops when `goes_on`
    /// says no. Takes as long as the file is.
    pub fn read(
        &self,
        path: &Path,
        mut goes_on: impl FnMut(Findings) -> bool,
    ) -> Result<Whole, Failure> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = SafeText::new(&name.to_string_lossy());
        let mut rows: Vec<Row> = Vec::new();
        let mut whole = Whole { begun: None };
        let mut failure = None;
        let mut hand_on = |rows: &mut Vec<Row>| {
            let done = Done {
                key: String::new(),
                rows: std::mem::take(rows),
                left_out: 0,
            };
            if let Err(error) = self.sink.commit(0, done) {
                failure = Some(error);
                return false;
            }
            goes_on(self.findings(Duration::ZERO))
        };
        let done = read(BufReader::new(open(path)?), |piece| {
            match piece {
                Piece::Head => {}
                Piece::Row(row) => rows.push(row),
                Piece::Bad(line, why) => lock(&self.fresh).bad(&name, line, why),
                Piece::Summary(summary) => {
                    let begun = summary["Begun"].as_str();
                    whole.begun = begun.and_then(|text| text.parse().ok());
                }
            }
            rows.len() < TOGETHER || hand_on(&mut rows)
        });
        hand_on(&mut rows);
        done.map_err(|error| {
            let what = "The audit could not be read to its end";
            Failure::new(FailureKind::Local, what, format!("{name}: {error}"))
        })?;
        failure.map_or(Ok(whole), Err)
    }

    /// What was found since the last time, after so long in this run.
    pub fn findings(&self, took: Duration) -> Findings {
        let spent = lock(&self.spent).clone();
        let progress = self.sink.progress();
        let mut fresh = lock(&self.fresh);
        let seconds = (fresh.before + took).as_secs();
        let rate = |files: u64| (files * 10).checked_div(seconds).filter(|_| seconds > 1);
        let share = spent.share(&self.pacing, fresh.before + took, 1);
        let tally = Tally {
            cases: progress.units(),
            errors: fresh.errors,
            rate: rate(fresh.files).filter(|_| self.place.is_some()),
            share: share.map(whole_number),
            throttled: spent.throttled.into(),
            left: progress.share().filter(|done| *done > 0.01).map(|done| {
                let took = (fresh.before + took).as_secs_f64();
                whole_number(took * (1.0 - done) / done)
            }),
        };
        let findings = std::mem::take(&mut fresh.findings);
        Findings { tally, ..findings }
    }

    /// A run that took so long is over, for now or for good.
    pub fn rests(&self, took: Duration) {
        lock(&self.fresh).before += took;
    }

    /// Ready to write all that is found so far to a new file; its ending says how.
    pub async fn export_to(&self, path: &Path) -> Result<Export, Failure> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let Some(shape) = ending.and_then(Shape::of_extension) else {
            let why = "its ending says no format";
            return Err(Failure::new(FailureKind::Usage, EXPORTING, why)
                .hint("End the name with .ndjson, .csv, .json or .html."));
        };
        let caller = match &self.place {
            // The report is whole without.
            Some(place) => {
                let identity = timeout(CALLER, place.aws.identity()).await.ok();
                identity.and_then(Result::ok).map(|caller| caller.arn)
            }
            None => None,
        };
        Ok(Export {
            path: path.to_owned(),
            shape,
            caller,
        })
    }
}

impl Export {
    /// Writes it. Nothing is replaced, and a part of a report does not stay.
    pub fn write(&self, of: &Session) -> Result<(), Failure> {
        let path = &self.path;
        let method = *lock(&of.method);
        let places = method.map(|how| (of.label.clone(), how));
        let rules = of.place.as_ref().and_then(|place| place.rules.as_ref());
        let summary = Summary {
            totals: of.sink.totals(),
            places: places.into_iter().collect(),
            failed: Vec::new(),
            names: Names::default(),
            caller: self.caller.clone(),
            contacts: 0,
            filtered: false,
            policy: rules.is_some(),
        };
        let failed = |error: std::io::Error| {
            let why = match error.kind() {
                std::io::ErrorKind::AlreadyExists => format!("{} exists already", path.display()),
                _ => format!("{} could not be written: {error}", path.display()),
            };
            Failure::new(FailureKind::Local, EXPORTING, why)
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // A report names people and their files: it is for its owner only.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(failed)?;
        let written = file
            .try_clone()
            .map_err(failed)
            .and_then(|out| of.sink.export(self.shape, buffered(out), &summary))
            .and_then(|()| file.sync_all().map_err(failed));
        if written.is_err() {
            // It would pass for a whole one.
            let _ = std::fs::remove_file(path);
        }
        written
    }
}

/// How the only place ended.
fn only(ends: Result<Ends, Failure>) -> Result<Option<Method>, Failure> {
    ends?.into_iter().next().transpose()
}

fn buffered(out: std::fs::File) -> Box<dyn Write + Send> {
    Box::new(BufWriter::new(out))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share or a span of time, for eyes"
)]
fn whole_number(number: f64) -> u64 {
    number.max(0.0).round() as u64
}

impl Fresh {
    fn take(&mut self, rows: &[Row]) {
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

    fn bad(&mut self, name: &SafeText, line: u64, why: &str) {
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
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
