//! The order of the checks, and the limit of each.

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::timeout;

use super::Check;
use super::login::login;
use super::place::place;
use super::{cases, desk, files};
use crate::aws::Aws;
use crate::domain::{
    AgentName, Arn, CaseName, ContactName, Failure, FailureKind, FileId, InstanceName,
};
use crate::net::Transport;

/// How long one request may take, its attempts and its pace included.
const LIMIT: Duration = Duration::from_secs(20);

/// What is examined: the same things that a person would name for a listing.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Asks AWS.
    pub aws: &'a Aws,
    /// Fetches from the endpoints and the bucket.
    pub transport: &'a Transport,
    /// The instance that was named.
    pub instance: Option<&'a InstanceName>,
    /// The case that was named.
    pub case: Option<&'a CaseName>,
    /// The contact that was named instead.
    pub contact: Option<&'a ContactName>,
    /// The Cases domain that was named.
    pub domain: Option<&'a Arn>,
    /// The files that were named: then nothing need be searched.
    pub file_ids: &'a [FileId],
    /// The Connect user whose cases "mine" are.
    pub agent: Option<&'a AgentName>,
    /// Tells the time.
    pub clock: fn() -> Timestamp,
}

/// How the examination goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// This is being looked at.
    Begins(&'static str),
    /// This is known.
    Done(Check),
}

/// Makes every check that asks AWS, and tells each as it is known. What was found of the
/// machine's `surroundings`, such as its proxies, is told in its place.
pub async fn examine(asked: &Asked<'_>, surroundings: Vec<Check>, on: impl FnMut(Told) + Send) {
    let mut examiner = Examiner { asked, on };
    let obstacle = login(&mut examiner, surroundings).await;
    let place = place(&mut examiner, obstacle).await;
    let found = cases::cases(&mut examiner, &place).await;
    files::files(&mut examiner, &place, found).await;
    desk::desk(&mut examiner, &place).await;
}

/// Asks and tells.
pub(super) struct Examiner<'a, F> {
    pub(super) asked: &'a Asked<'a>,
    on: F,
}

impl<F: FnMut(Told) + Send> Examiner<'_, F> {
    /// Waits for an answer, but not for ever.
    pub(super) async fn ask<T>(
        &mut self,
        name: &'static str,
        answer: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        (self.on)(Told::Begins(name));
        timeout(LIMIT, answer).await.unwrap_or_else(|_| {
            let what = "The check took too long";
            let why = format!("there was no answer in {} s", LIMIT.as_secs());
            Err(Failure::new(FailureKind::Network, what, why).hint("Try again in a moment."))
        })
    }

    /// Waits for an answer that has a limit of its own, since a person may be asked.
    pub(super) async fn ask_a_person<T>(
        &mut self,
        name: &'static str,
        answer: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        (self.on)(Told::Begins(name));
        answer.await
    }

    /// Tells what came of a check.
    pub(super) fn done(&mut self, check: Check) {
        (self.on)(Told::Done(check));
    }
}
