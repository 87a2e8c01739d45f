//! The audit itself: walk and reading side by side, several places beside each other, and
//! everything into the sink, in the order of the walk.

use futures_util::stream::{self, FuturesUnordered, StreamExt};

use super::ask::{Ask, Method};
use super::patience::Patience;
use super::read::read;
use super::replay::Replay;
use super::sink::{Done, Sink};
use super::walk::Walk;
use crate::aws::Aws;
use crate::domain::{Arn, Contact, Failure, FailureKind, Instance, SafeText, UploadRules};
use crate::operations::Details;

/// How many cases are read at a time. Each costs a request at least, of two a second: more
/// would only wait longer.
const AHEAD: usize = 12;
/// So many cases in a row of which the service gives nothing are an outage.
const OUTAGE: usize = 8;

/// One domain of one login in one Region.
pub struct Place {
    /// Asks there.
    pub aws: Aws,
    /// The instance.
    pub instance: Instance,
    /// Its Cases domain.
    pub domain: Arn,
    /// Contacts that are wanted as well.
    pub contacts: Vec<Contact>,
    /// What may be attached to its cases, when that is known.
    pub rules: Option<UploadRules>,
}

/// What the parts of one place's audit share.
pub(super) struct Run<'a> {
    pub(super) number: usize,
    pub(super) place: &'a Place,
    pub(super) ask: &'a Ask,
    pub(super) sink: &'a Sink,
    pub(super) patience: &'a Patience,
    pub(super) details: Details,
    pub(super) say: &'a (dyn Fn(SafeText) + Sync),
}

/// How the audit of each place ended: how it was walked, or why it stopped.
pub type Ends = Vec<Result<Method, Failure>>;

/// Audits all places, from where the sink's journal ends. A place that fails takes nothing
/// from the others, which go on to their ends; what is in the journal by then stays. Only what
/// would end all of them ends them at once: nobody reads any more, or the disk is full.
pub async fn run(
    ask: &Ask,
    places: &[Place],
    sink: &Sink,
    patience: &Patience,
    say: &(dyn Fn(SafeText) + Sync),
) -> Result<Ends, Failure> {
    let replays = sink.take_replays();
    let numbered = places.iter().zip(replays).enumerate();
    let runs = numbered.map(|(number, (place, replay))| {
        let run = Run {
            number,
            place,
            ask,
            sink,
            patience,
            details: Details::default(),
            say,
        };
        Box::pin(async move { (number, one(run, replay).await) })
    });
    let mut runs: FuturesUnordered<_> = runs.collect();
    let mut ends: Vec<(usize, Result<Method, Failure>)> = Vec::new();
    while let Some((number, end)) = runs.next().await {
        match end {
            Err(failure) if ends_all(&failure) => return Err(failure),
            end => ends.push((number, end)),
        }
    }
    ends.sort_by_key(|(number, _)| *number);
    Ok(ends.into_iter().map(|(_, end)| end).collect())
}

fn ends_all(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::Cancelled | FailureKind::Local)
}

async fn one(run: Run<'_>, replay: Replay) -> Result<Method, Failure> {
    let method = |by_case| {
        if by_case {
            Method::ByCase
        } else {
            Method::WholeDomain
        }
    };
    if replay.ended {
        return Ok(method(replay.by_case));
    }
    let mut by_case = replay.by_case;
    let fell_back = std::sync::atomic::AtomicBool::new(by_case);
    {
        let run = &run;
        let walk = Walk::new(run, replay);
        let fell_back = &fell_back;
        // After a failure there is nothing more.
        let units = stream::unfold(Some(walk), |walk| async move {
            let mut walk = walk?;
            let next = Box::pin(walk.next()).await;
            fell_back.store(walk.by_case(), std::sync::atomic::Ordering::Relaxed);
            match next.transpose()? {
                Ok(unit) => Some((Ok(unit), Some(walk))),
                Err(failure) => Some((Err(failure), None)),
            }
        });
        let mut done = std::pin::pin!(
            units
                .map(|unit| async move {
                    let (unit, cells) = unit?;
                    Box::pin(read(run, unit, cells)).await
                })
                .buffered(AHEAD)
        );
        // What may be readable another time waits for what comes behind it: when all of that
        // is so, there is an outage, and whoever goes on later asks for it again.
        let mut held: Vec<Done> = Vec::new();
        while let Some(unit) = done.next().await {
            let unit = unit?;
            if let Some(failure) = unit.outage.clone() {
                held.push(unit);
                if held.len() >= OUTAGE {
                    return Err(failure);
                }
                continue;
            }
            for held in held.drain(..) {
                run.sink.commit(run.number, held)?;
            }
            run.sink.commit(run.number, unit)?;
        }
        for held in held {
            run.sink.commit(run.number, held)?;
        }
    }
    by_case |= fell_back.load(std::sync::atomic::Ordering::Relaxed);
    run.sink.ended(run.number)?;
    Ok(method(by_case))
}
