//! Where all that is found goes: into the journal, into the sums, and to whoever reads the
//! result as it grows. The rows of a place come after those of the places before it, however
//! they are read side by side.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ask::Ask;
use super::group::counts;
use super::journal::{Journal, Record, failed};
use super::progress::Progress;
use super::replay::{Replay, replay};
use super::row::Row;
use super::totals::Totals;
use super::write::{Live, Rendered, Shape, Summary, each_row, is_closed, render};
use crate::domain::{Failure, FailureKind, Sums};

/// What was read of a unit.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) key: String,
    pub(super) rows: Vec<Row>,
    pub(super) left_out: u64,
    /// Why nothing of it could be read, where another time it may be.
    pub(super) outage: Option<Failure>,
}

/// Takes what is found.
pub struct Sink {
    inner: Mutex<Inner>,
    progress: Progress,
}

struct Inner {
    journal: Journal,
    totals: Totals,
    live: Option<Live>,
    /// The place whose rows are written as they come.
    place: usize,
    ended: Vec<bool>,
    closed: bool,
    replays: Vec<Replay>,
    ask: Ask,
    watcher: Option<Watcher>,
}

/// Gets the rows as they are written down.
type Watcher = Box<dyn Fn(&[Row]) + Send>;

impl Sink {
    /// Takes what is found into this journal; `live` gets the rows as they come, those that
    /// the journal holds already first.
    pub fn new(
        mut journal: Journal,
        ask: &Ask,
        places: usize,
        live: Option<Live>,
    ) -> Result<Self, Failure> {
        let mut totals = Totals::new(journal.begun());
        let how = (ask.by_case, ask.with_cases);
        let replays = replay(&mut journal, places, how, &mut totals);
        let replays = replays.map_err(|error| failed(&error))?;
        let progress = Progress::default();
        progress.counted(totals.all.files, totals.errors, totals.units);
        let inner = Inner {
            ended: replays.iter().map(|replay| replay.ended).collect(),
            journal,
            totals,
            live,
            place: 0,
            closed: false,
            replays,
            ask: ask.clone(),
            watcher: None,
        };
        let sink = Self {
            inner: Mutex::new(inner),
            progress,
        };
        {
            let mut inner = sink.inner();
            inner.write_journaled(0)?;
            inner.go_on()?;
        }
        Ok(sink)
    }

    /// The same, handing the rows to `by` as they are written down.
    #[must_use]
    pub fn watched(self, by: impl Fn(&[Row]) + Send + 'static) -> Self {
        self.inner().watcher = Some(Box::new(by));
        self
    }

    /// What is asked.
    pub(super) fn ask(&self) -> Ask {
        self.inner().ask.clone()
    }

    /// Goes on without the titles of cases; no when it does already, or when there are rows
    /// that have them.
    pub(super) fn go_untitled(&self) -> bool {
        let mut inner = self.inner();
        let goes = inner.ask.with_cases && inner.totals.units == 0;
        inner.ask.with_cases = false;
        drop(inner);
        goes && self.rewind().is_ok()
    }

    /// Whoever ran this audit was dropped: the next one goes on from what the journal holds.
    pub fn rewind(&self) -> Result<(), Failure> {
        let mut inner = self.inner();
        let inner = &mut *inner;
        // Its rows are in the sums already.
        let mut counted = Totals::new(inner.journal.begun());
        let how = (inner.ask.by_case, inner.ask.with_cases);
        let places = inner.ended.len();
        let replays = replay(&mut inner.journal, places, how, &mut counted);
        inner.replays = replays.map_err(|error| failed(&error))?;
        Ok(())
    }

    /// Writes what is found so far, in whichever shape, as often as wanted.
    pub fn export(
        &self,
        shape: Shape,
        mut out: Box<dyn Write + Send>,
        summary: &Summary,
    ) -> Result<(), Failure> {
        let mut inner = self.inner();
        let inner = &mut *inner;
        let ask = Ask {
            shape,
            ..inner.ask.clone()
        };
        let places = inner.ended.len();
        let journal = &mut inner.journal;
        let written = if shape.is_live() {
            let mut live = Live::new(&ask, out);
            each_row(journal, places, |row| live.write(std::slice::from_ref(row)))
                .and_then(|()| live.finish())
        } else {
            render(journal, &ask, places, Rendered::To(&mut out), summary)
        };
        written.map_err(|error| failed(&error))
    }

    /// How far it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The sums so far, for a screen.
    pub(super) fn sums(&self, uploaders: usize) -> Sums {
        self.inner().totals.sums(uploaders)
    }

    /// The sums so far.
    pub fn totals(&self) -> Totals {
        self.inner().totals.clone()
    }

    /// Whether whoever read the result has stopped reading.
    pub fn is_closed(&self) -> bool {
        self.inner().closed
    }

    /// What the journal said of the places, once.
    pub(super) fn take_replays(&self) -> Vec<Replay> {
        std::mem::take(&mut self.inner().replays)
    }

    /// Whether any file could be read yet.
    pub(super) fn has_read(&self) -> bool {
        let inner = self.inner();
        inner.totals.all.files + inner.totals.left_out > 0
    }

    /// Writes down what a walk has found.
    pub(super) fn record(&self, record: &Record) -> Result<(), Failure> {
        self.inner().journal.append(record)
    }

    /// Writes down what was read, and hands it on.
    pub(super) fn commit(&self, place: usize, done: Done) -> Result<(), Failure> {
        let mut inner = self.inner();
        let Done {
            key,
            rows,
            left_out,
            outage: _,
        } = done;
        let errors = rows.iter().filter(|row| row.is_error()).count() as u64;
        let files = rows.len() as u64 - errors;
        let units = u64::from(counts(&key));
        let record = Record::Unit {
            place,
            key,
            rows,
            left_out,
        };
        inner.journal.append(&record)?;
        // Only what is written down is counted: it is what somebody goes on from.
        if let Record::Unit { rows, .. } = &record {
            for row in rows {
                inner.totals.add(row);
            }
        }
        inner.totals.units += units;
        inner.totals.left_out += left_out;
        if let Record::Unit { rows, .. } = &record
            && inner.place == place
        {
            inner.write(rows)?;
        }
        if let (Some(watcher), Record::Unit { rows, .. }) = (&inner.watcher, &record) {
            watcher(rows);
        }
        self.progress.counted(files, errors, units);
        Ok(())
    }

    /// A place has no more.
    pub(super) fn ended(&self, place: usize) -> Result<(), Failure> {
        let mut inner = self.inner();
        inner.journal.append(&Record::Ended { place })?;
        if let Some(ended) = inner.ended.get_mut(place) {
            *ended = true;
        }
        inner.go_on()
    }

    /// Writes the rest of the result, and says that it is whole. `to` is where a result goes
    /// that is written at the end.
    pub fn finish(&self, to: Rendered<'_>, summary: &Summary) -> Result<(), Failure> {
        let mut inner = self.inner();
        inner.write_rest(to, summary)?;
        let (files, errors) = (inner.totals.all.files, inner.totals.errors);
        inner.journal.finish(files, errors)
    }

    /// The same for a result of which some places stopped on their way: all that there is is
    /// written, and the journal stays open for who goes on.
    pub fn finish_partly(&self, to: Rendered<'_>, summary: &Summary) -> Result<(), Failure> {
        let mut inner = self.inner();
        inner.ended.fill(true);
        inner.go_on()?;
        inner.write_rest(to, summary)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn write_rest(&mut self, to: Rendered<'_>, summary: &Summary) -> Result<(), Failure> {
        if let Some(live) = &mut self.live {
            live.finish().map_err(|error| failed(&error))?;
        }
        let places = self.ended.len();
        match render(&mut self.journal, &self.ask, places, to, summary) {
            Err(error) if is_closed(&error) => self.closed = true,
            other => other.map_err(|error| failed(&error))?,
        }
        Ok(())
    }

    /// When the place that is written has ended, the next one is.
    fn go_on(&mut self) -> Result<(), Failure> {
        while self.ended.get(self.place) == Some(&true) && self.place + 1 < self.ended.len() {
            self.place += 1;
            self.write_journaled(self.place)?;
        }
        Ok(())
    }

    fn write_journaled(&mut self, wanted: usize) -> Result<(), Failure> {
        let Some(live) = &mut self.live else {
            return Ok(());
        };
        let written = self.journal.each(|record| match record {
            Record::Unit { place, rows, .. } if place == wanted => live.write(&rows),
            _ => Ok(()),
        });
        match written {
            Ok(_) => Ok(()),
            Err(error) => Err(self.refused(&error)),
        }
    }

    fn write(&mut self, rows: &[Row]) -> Result<(), Failure> {
        let Some(live) = &mut self.live else {
            return Ok(());
        };
        match live.write(rows) {
            Ok(()) => Ok(()),
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// A reader that has seen enough calls it off.
    fn refused(&mut self, error: &std::io::Error) -> Failure {
        if is_closed(error) {
            self.closed = true;
            let why = "nobody reads the result any more";
            return Failure::new(FailureKind::Cancelled, super::WHAT, why);
        }
        failed(error)
    }
}
