//! What an audit spends of the quotas: its requests, counted as they are answered.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::aws::{Pacing, quota};
use crate::domain::{Activity, Event};

/// The requests so far.
#[derive(Debug, Clone, Default)]
pub struct Spent {
    /// Answered, by operation.
    pub answered: BTreeMap<&'static str, u32>,
    /// Refused for their pace.
    pub throttled: u32,
}

impl Spent {
    /// Counts what happened to a request.
    pub fn count(&mut self, activity: &Activity) {
        match &activity.event {
            Event::Answered(_) => *self.answered.entry(activity.operation).or_default() += 1,
            Event::Again { why, .. } if why.raw().contains("throttled") => self.throttled += 1,
            _ => {}
        }
    }

    /// How much of its allowed rate the busiest operation has used, in per cent.
    pub fn share(&self, pacing: &Pacing, took: Duration, places: u32) -> Option<f64> {
        let seconds = took.as_secs_f64();
        let shares = self.answered.iter().filter_map(|(operation, count)| {
            let quota = quota(operation, pacing)?;
            // The burst is no rate.
            let allowed = quota.rate * seconds + quota.burst;
            Some(f64::from(*count) * 100.0 / allowed / f64::from(places.max(1)))
        });
        shares.reduce(f64::max)
    }
}
