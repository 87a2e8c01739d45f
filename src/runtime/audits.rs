//! The audit that the browser watches: it lies here between the runs that pauses part it into.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::audit::{AuditRequest, Source};
use crate::app::{Answer, Ticket};
use crate::audit::Session;
use crate::aws::Aws;
use crate::domain::{Failure, FailureKind, SafeText, Whole};
use crate::transfer;

use super::perform::{Answers, Performer};

const WHAT: &str = "The audit could not be done";

/// The one audit, by its number; another one takes its place.
#[derive(Clone, Default)]
pub struct Audits(Arc<Mutex<Option<Numbered>>>);

/// An audit and its number.
type Numbered = (Ticket, Arc<Session>);

impl Audits {
    fn get(&self, id: Ticket) -> Option<Arc<Session>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, session) = held.as_ref()?;
        (*known == id).then(|| Arc::clone(session))
    }

    fn put(&self, id: Ticket, session: Session) -> Arc<Session> {
        let session = Arc::new(session);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some((id, Arc::clone(&session)));
        session
    }
}

/// How long this run goes; told to the session even when it is dropped.
struct Running<'a> {
    session: &'a Session,
    since: Timestamp,
    clock: fn() -> Timestamp,
}

impl Running<'_> {
    fn took(&self) -> Duration {
        let took = (self.clock)().duration_since(self.since);
        took.try_into().unwrap_or_default()
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.session.rests(self.took());
    }
}

/// Whoever reads stops when nobody waits any more.
struct CallOff(Arc<AtomicBool>);

impl Drop for CallOff {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A run of an audit.
struct Run {
    session: Arc<Session>,
    answers: Answers,
    clock: fn() -> Timestamp,
    every: Duration,
}

impl Run {
    /// Tells what is found until it ends, or nobody waits for it.
    async fn until(self, mut gone: oneshot::Receiver<()>) -> Result<Whole, Failure> {
        let session = &*self.session;
        let running = Running {
            session,
            since: (self.clock)(),
            clock: self.clock,
        };
        let findings = || Answer::Findings(Box::new(session.findings(running.took())));
        let mut ticks = interval(self.every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let say = |note: SafeText| self.answers.send(Answer::Note(note));
        let mut run = std::pin::pin!(session.run(&say));
        let ended = loop {
            tokio::select! {
                ended = &mut run => break ended,
                _ = &mut gone => {
                    return Err(Failure::new(FailureKind::Cancelled, WHAT, "it was called off"));
                }
                _ = ticks.tick() => self.answers.send(findings()),
            }
        };
        self.answers.send(findings());
        ended
    }
}

impl Performer {
    /// Runs an audit from wherever it is.
    pub(super) async fn audit(
        &self,
        aws: &Aws,
        request: AuditRequest,
        answers: &Answers,
    ) -> Result<Whole, Failure> {
        match request.of {
            Source::File(opened) => {
                let at = opened.at.unwrap_or_else(self.seat.clock);
                let session = Session::of_file(opened.name.raw(), at)?;
                let session = self.audits.put(request.id, session);
                let answers = answers.clone();
                let call_off = CallOff(Arc::default());
                let called_off = Arc::clone(&call_off.0);
                let read = spawn_blocking(move || {
                    session.read(&opened.path, |findings| {
                        answers.send(Answer::Findings(Box::new(findings)));
                        !called_off.load(Ordering::Relaxed)
                    })
                });
                let whole = read.await;
                drop(call_off);
                whole.map_err(|error| lost(&error))?
            }
            Source::Domain(instance, domain) => {
                let session = if let Some(session) = self.audits.get(request.id) {
                    session
                } else {
                    let now = (self.seat.clock)();
                    let of = (*instance, domain);
                    let session = Session::of_domain(aws, of, now).await?;
                    self.audits.put(request.id, session)
                };
                self.run_audit(session, answers).await
            }
        }
    }

    /// It has a thread of its own: what it finds is written to the disk at once. When nobody
    /// waits for it any more the run is dropped there.
    async fn run_audit(&self, session: Arc<Session>, answers: &Answers) -> Result<Whole, Failure> {
        let (waits, gone) = oneshot::channel::<()>();
        let run = Run {
            session,
            answers: answers.clone(),
            clock: self.seat.clock,
            every: self.timings.audit,
        };
        let runtime = Handle::current();
        let ended = spawn_blocking(move || runtime.block_on(run.until(gone))).await;
        drop(waits);
        ended.map_err(|error| lost(&error))?
    }

    /// Writes what an audit has found so far.
    pub(super) async fn export(
        &self,
        id: Ticket,
        path: &std::path::Path,
    ) -> Result<SafeText, Failure> {
        let Some(session) = self.audits.get(id) else {
            let why = "it was not begun yet";
            return Err(Failure::new(FailureKind::Usage, WHAT, why));
        };
        let path = transfer::expanded(path);
        let export = session.export_to(&path).await?;
        let written = spawn_blocking(move || export.write(&session));
        written.await.map_err(|error| lost(&error))??;
        Ok(SafeText::new(&path.to_string_lossy()))
    }
}

fn lost(error: &JoinError) -> Failure {
    Failure::new(FailureKind::Local, WHAT, error.to_string())
}
