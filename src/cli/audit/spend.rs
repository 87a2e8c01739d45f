//! What an audit spends of the quotas: its requests, counted as they are answered.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::aws::{Aws, Pacing, quota};
use crate::cli::delays;
use crate::cli::output::Printer;
use crate::domain::{Activity, Event};

/// The requests so far; clones count together.
#[derive(Clone)]
pub(super) struct Spend {
    counts: Arc<Mutex<Counts>>,
    printer: Printer,
}

/// The requests so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    /// Answered, by operation.
    pub(super) answered: BTreeMap<&'static str, u32>,
    /// Refused for their pace.
    pub(super) throttled: u32,
}

impl Spend {
    pub(super) fn new(printer: &Printer) -> Self {
        Self {
            counts: Arc::default(),
            printer: printer.clone(),
        }
    }

    /// The same AWS, its requests counted; what delays one is said, but for the waiting that
    /// belongs to the pace.
    pub(super) fn watch(&self, aws: &Aws) -> Aws {
        let counts = Arc::clone(&self.counts);
        let say = delays::teller(self.printer.clone());
        aws.watched(move |activity: Activity| {
            {
                let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
                match &activity.event {
                    Event::Answered(_) => {
                        *counts.answered.entry(activity.operation).or_default() += 1;
                    }
                    Event::Again { why, .. } if why.raw().contains("throttled") => {
                        counts.throttled += 1;
                    }
                    _ => {}
                }
            }
            if !matches!(activity.event, Event::Paced(_)) {
                say(activity);
            }
        })
    }

    pub(super) fn counts(&self) -> Counts {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.clone()
    }
}

/// How much of its allowed rate the busiest operation has used, in per cent.
pub(super) fn share(counts: &Counts, pacing: &Pacing, took: Duration, places: u32) -> Option<f64> {
    let seconds = took.as_secs_f64();
    let shares = counts.answered.iter().filter_map(|(operation, count)| {
        let quota = quota(operation, pacing)?;
        // The burst is no rate.
        let allowed = quota.rate * seconds + quota.burst;
        Some(f64::from(*count) * 100.0 / allowed / f64::from(places.max(1)))
    });
    shares.reduce(f64::max)
}
