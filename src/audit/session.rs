//! An audit that somebody watches: it can be dropped at any moment and goes on from there,
//! tells what it finds piece by piece, and is written out as often as wanted. The rows lie in a
//! journal on the disk that nobody can name; whoever watches keeps what is looked at.

use std::io::BufReader;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

use super::ask::{Ask, Method};
use super::engine::{Ends, Place, run};
use super::filter::Filter;
use super::fresh::Fresh;
use super::journal::Journal;
use super::opened::open;
use super::patience::Patience;
use super::reader::{Piece, read};
use super::row::Row;
use super::sink::{Done, Sink};
use super::spent::Spent;
use super::standing::{Standing, standing};
use super::write::Shape;
use crate::aws::{Aws, Pacing};
use crate::domain::{
    Arn, Event, Failure, FailureKind, Findings, Instance, SafeText, Scope, Tally, Whole,
};

/// So many lines of a file are handed on together.
const TOGETHER: usize = 1_000;
/// Or fewer, when they are as heavy as this, in bytes.
const HEAVY: usize = 1 << 20;
/// So many of those who uploaded the most are told.
const UPLOADERS: usize = 8;

/// An audit that is watched.
pub struct Session {
    pub(super) sink: Sink,
    /// None of one that is read from a file.
    pub(super) place: Option<Place>,
    pub(super) label: SafeText,
    pub(super) method: Mutex<Option<Method>>,
    /// It came to its end.
    pub(super) whole: AtomicBool,
    /// The login failed in the last run: there may be a new one by the next.
    signed_out: AtomicBool,
    /// One run at a time: the one before may not have been dropped yet.
    turn: tokio::sync::Mutex<()>,
    fresh: Arc<Mutex<Fresh>>,
    spent: Arc<Mutex<Spent>>,
    pacing: Pacing,
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
        let mut session = Self::empty(instance.label().clone(), now)?;
        let watch = |all: bool| {
            let (counts, fresh) = (Arc::clone(&spent), Arc::clone(&session.fresh));
            aws.in_background().watched(move |activity| {
                lock(&counts).count(&activity);
                if all || matches!(activity.event, Event::Answered(_)) {
                    lock(&fresh).happened(activity);
                }
            })
        };
        // Optional: without them no file is called outside the rules.
        let rules = watch(false).upload_rules(&instance.id, Scope::Case).await;
        let place = Place {
            aws: watch(true),
            instance,
            domain,
            contacts: Vec::new(),
            rules: rules.ok().flatten(),
        };
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
            whole: AtomicBool::new(false),
            signed_out: AtomicBool::new(false),
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
            return Ok(Whole::default());
        };
        let _turn = self.turn.lock().await;
        let places = std::slice::from_ref(place);
        let patience = Patience::none();
        if self.signed_out.swap(false, Ordering::Relaxed) {
            place.aws.reload().await;
        }
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
        if let Err(failure) = &ran {
            let signed_out = failure.kind == FailureKind::Credentials;
            self.signed_out.store(signed_out, Ordering::Relaxed);
        }
        *lock(&self.method) = ran?;
        self.whole.store(true, Ordering::Relaxed);
        Ok(Whole::default())
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
        let mut whole = Whole::default();
        let mut failure = None;
        let mut hand_on = |rows: &mut Vec<Row>| {
            let done = Done {
                key: String::new(),
                rows: std::mem::take(rows),
                left_out: 0,
                outage: None,
            };
            if let Err(error) = self.sink.commit(0, done) {
                failure = Some(error);
                return false;
            }
            goes_on(self.findings(Duration::ZERO))
        };
        // What waits to be handed on: lines, and the weight of their rows.
        let (mut lines, mut weight) = (0, 0);
        let done = read(BufReader::new(open(path)?), |piece| {
            lines += 1;
            match piece {
                Piece::Head => {}
                Piece::Row(row) => {
                    weight += row.weight();
                    rows.push(row);
                }
                Piece::Bad(line, why) => lock(&self.fresh).bad(&name, line, why),
                Piece::Summary(summary) => {
                    let begun = summary["Begun"].as_str();
                    whole.begun = begun.and_then(|text| text.parse().ok());
                    whole.partial = summary["Partial"] == true;
                }
            }
            if lines < TOGETHER && weight < HEAVY {
                return true;
            }
            (lines, weight) = (0, 0);
            hand_on(&mut rows)
        });
        hand_on(&mut rows);
        done.map_err(|error| {
            let what = "The audit could not be read to its end";
            Failure::new(FailureKind::Local, what, format!("{name}: {error}"))
        })?;
        failure.map_or(Ok(()), Err)?;
        whole.partial |= matches!(standing(path), Standing::Unfinished(_));
        self.whole.store(!whole.partial, Ordering::Relaxed);
        Ok(whole)
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
            done: progress.share().map(|done| whole_number(done * 100.0)),
            left: progress.share().filter(|done| *done > 0.01).map(|done| {
                let took = (fresh.before + took).as_secs_f64();
                whole_number(took * (1.0 - done) / done)
            }),
        };
        let findings = std::mem::take(&mut fresh.findings);
        drop(fresh);
        Findings {
            tally,
            sums: self.sink.sums(UPLOADERS),
            ..findings
        }
    }

    /// A run that took so long is over, for now or for good.
    pub fn rests(&self, took: Duration) {
        lock(&self.fresh).before += took;
    }
}

/// How the only place ended.
fn only(ends: Result<Ends, Failure>) -> Result<Option<Method>, Failure> {
    ends?.into_iter().next().transpose()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share or a span of time, for eyes"
)]
fn whole_number(number: f64) -> u64 {
    number.max(0.0).round() as u64
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
