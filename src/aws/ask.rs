//! One request from its wish to its answer: credentials, the operation's gate, the
//! sending, and again, until it is answered, hopeless or too late. Nothing is spawned:
//! whoever drops the future has cancelled the request, wherever it is.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::Aws;
use super::call::Call;
use super::client::Clients;
use super::pace::{Gate, Outcome, Permit, Turn};
use super::refuse::{self, Asked, Refused};
use super::refuse_login::Login;
use super::retry::{self, Again};
use super::tell::{Teller, noting};
use crate::domain::{Arn, Event, Failure, FailureKind, SafeText};

/// So much longer than its limit nothing takes: the program was stopped, or the machine slept.
const STOP: Duration = Duration::from_secs(5);

/// One request and all its attempts.
struct Request<'a> {
    aws: &'a Aws,
    call: &'static Call,
    teller: Teller<'a>,
    gate: Arc<Gate>,
    turn: Turn,
    /// Until when all attempts have to be done; it runs from the first sending, for the
    /// time before that belongs to the person and to those who came first.
    deadline: Option<Instant>,
    /// Whether it was told that no answer comes: once a request.
    noticed: bool,
    tried: u32,
}

/// An attempt that failed.
struct Trouble {
    failure: Failure,
    chain: Vec<SafeText>,
    again: Option<Again>,
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self {
            failure,
            chain: Vec::new(),
            again: None,
        }
    }
}

impl Aws {
    /// Makes one request: the one place that every call passes.
    pub(super) async fn ask<T, E, F>(
        &self,
        call: &'static Call,
        request: impl Fn(&Clients) -> F + Send + Sync,
    ) -> Result<T, Failure>
    where
        E: Refused,
        F: Future<Output = Result<T, refuse::Error<E>>> + Send,
    {
        let gate = self.inner.gates.gate(call.operation, call.quota);
        let mut asking = Request {
            aws: self,
            call,
            teller: self.teller(call),
            turn: gate.turn(self.urgency),
            gate,
            deadline: None,
            noticed: false,
            tried: 0,
        };
        let answer = asking.attempts(&request).await;
        answer.map_err(|trouble| {
            let failure = Box::new(trouble.failure.clone());
            let chain = trouble.chain;
            asking.teller.tell(Event::Failed { failure, chain });
            trouble.failure
        })
    }
}

impl Request<'_> {
    async fn attempts<T, E, F>(
        &mut self,
        request: &(impl Fn(&Clients) -> F + Send + Sync),
    ) -> Result<T, Trouble>
    where
        E: Refused,
        F: Future<Output = Result<T, refuse::Error<E>>> + Send,
    {
        let mut trouble: Option<Trouble> = None;
        loop {
            let clients = self.sign_in().await?;
            let permit = match (self.enter().await, trouble) {
                (Some(permit), _) => permit,
                // The next attempt would not be in time any more.
                (None, Some(trouble)) => return Err(self.given_up(trouble)),
                (None, None) => return Err(self.too_late(&clients).await),
            };
            self.tried += 1;
            let failed = match self.send(&clients, permit, request).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            if failed.failure.kind == FailureKind::Credentials {
                // The next request finds a new sign-in.
                self.aws.forget(&clients).await;
            }
            let Some((why, wait)) = self.wait(&failed) else {
                return Err(self.given_up(failed));
            };
            self.teller.tell(Event::Again { why, wait });
            sleep(wait).await;
            trouble = Some(failed);
        }
    }

    /// The clients and, held by them, credentials: before the request, whose time runs
    /// from its start.
    async fn sign_in(&self) -> Result<Arc<Clients>, Trouble> {
        let late = async || self.teller.tell(Event::SigningIn);
        noting(self.clients(), self.aws.inner.timings.signing_in, late).await
    }

    async fn clients(&self) -> Result<Arc<Clients>, Trouble> {
        let clients = self.aws.clients().await?;
        if let Some(purse) = &clients.purse {
            let found = Box::pin(purse.get()).await;
            if let Err(error) = found {
                self.aws.forget(&clients).await;
                let profile = self.aws.inner.settings.login.profile();
                return Err(Trouble {
                    failure: Login::failed(&error, profile).failure(self.call.what),
                    chain: refuse::said(&error),
                    again: None,
                });
            }
        }
        Ok(clients)
    }

    /// Waits for the operation's gate; only another attempt can come too late.
    async fn enter(&self) -> Option<Permit> {
        let noticeable = self.aws.inner.timings.held_back;
        let held = |wait| self.teller.tell(Event::Paced(wait));
        let pass = self.gate.pass(self.turn, noticeable, held);
        match self.deadline {
            Some(deadline) => timeout_at(deadline, pass).await.ok(),
            None => Some(pass.await),
        }
    }

    async fn send<T, E, F>(
        &mut self,
        clients: &Clients,
        permit: Permit,
        request: &(impl Fn(&Clients) -> F + Send + Sync),
    ) -> Result<T, Trouble>
    where
        E: Refused,
        F: Future<Output = Result<T, refuse::Error<E>>> + Send,
    {
        let timings = &self.aws.inner.timings;
        let sent = Instant::now();
        let deadline = *self.deadline.get_or_insert(sent + timings.whole);
        let limit = timings
            .attempt
            .min(deadline.saturating_duration_since(sent));
        let (teller, noticed) = (self.teller, &mut self.noticed);
        let service = self.call.service;
        let late = async || {
            if !std::mem::replace(noticed, true) {
                let host = clients.host(service).await;
                let host = host.unwrap_or_else(|| "AWS".to_owned());
                teller.tell(Event::Unanswered(host.into()));
            }
        };
        let answer = noting(request(clients), timings.unanswered, late);
        match timeout(limit, answer).await {
            Ok(Ok(answer)) => {
                permit.ended(Outcome::Answered);
                self.teller.tell(Event::Answered(sent.elapsed()));
                Ok(answer)
            }
            Ok(Err(error)) => {
                permit.ended(retry::outcome(&error));
                let trouble = self.read(clients, &error).await;
                Err(self.after_a_stop(trouble, sent, limit))
            }
            Err(_) => {
                drop(permit);
                let trouble = self.too_late(clients).await;
                Err(self.after_a_stop(trouble, sent, limit))
            }
        }
    }

    /// A program that was stopped meanwhile, by Ctrl-Z say, has heard nothing, and that is nobody's
    /// fault: it has all of its time once more.
    fn after_a_stop(&mut self, trouble: Trouble, sent: Instant, limit: Duration) -> Trouble {
        if sent.elapsed() < limit + STOP {
            return trouble;
        }
        self.deadline = None;
        Trouble {
            again: trouble.again.or_else(|| Some(Again::after_a_stop())),
            ..trouble
        }
    }

    /// Why the next attempt is made and how long to wait before it, when there is to be one.
    fn wait(&self, failed: &Trouble) -> Option<(SafeText, Duration)> {
        let again = failed.again.as_ref()?;
        let timings = &self.aws.inner.timings;
        let wait = again.wait(self.tried, timings, fastrand::f64())?;
        let wait = wait.max(self.gate.estimate(self.turn));
        let left = self.deadline.map_or(timings.whole, |deadline| {
            deadline.saturating_duration_since(Instant::now())
        });
        (wait < left).then(|| (again.why.as_str().into(), wait))
    }

    async fn read<E: Refused>(&self, clients: &Clients, error: &refuse::Error<E>) -> Trouble {
        Trouble {
            failure: refuse::failure(&self.asked(clients).await, error),
            chain: refuse::said(error),
            again: Again::read(error),
        }
    }

    async fn too_late(&self, clients: &Clients) -> Trouble {
        refuse::hung(&self.asked(clients).await).into()
    }

    async fn asked<'a>(&'a self, clients: &'a Clients) -> Asked<'a> {
        let caller = clients.identity.get();
        Asked {
            call: self.call,
            host: clients.host(self.call.service).await,
            profile: self.aws.inner.settings.login.profile(),
            origin: &clients.origin,
            region: &clients.region,
            caller: caller.and_then(|caller| Arn::parse(caller.arn.raw()).ok()),
        }
    }

    /// Says how often it was tried, when that was more than once.
    fn given_up(&self, mut trouble: Trouble) -> Trouble {
        if self.tried > 1 {
            let why = trouble.failure.why.raw().trim_end_matches('.');
            trouble.failure.why = format!("{why}, after {} attempts", self.tried).into();
        }
        trouble
    }
}
