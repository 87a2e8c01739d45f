//! What an operation is allowed: AWS's published quotas, and what a person set in their
//! place. Who waits how long is not decided here.

use std::collections::BTreeMap;

use crate::domain::{Failure, FailureKind};

/// What one operation is allowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quota {
    /// Requests a second.
    pub rate: f64,
    /// How many requests may come at once; 1 at least.
    pub burst: f64,
}

/// How fast AWS is asked. The default is what AWS publishes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pacing {
    /// Requests a second for each operation, in place of every other rate.
    pub max_rps: Option<f64>,
    /// Whether work in the background may use the whole quota.
    pub full_speed: bool,
    /// What a person set for single operations, by AWS's name of the operation.
    pub quotas: BTreeMap<String, QuotaSetting>,
}

/// What a person set for one operation; the rest stays as published.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct QuotaSetting {
    /// Requests a second.
    pub rate: Option<f64>,
    /// How many requests may come at once.
    pub burst: Option<f64>,
}

impl Pacing {
    /// Fails for a rate that is no number above 0, and for a burst below 1.
    pub fn check(&self) -> Result<(), Failure> {
        at_least("--max-rps", self.max_rps, f64::MIN_POSITIVE)?;
        self.quotas.iter().try_for_each(|(operation, quota)| {
            let rate = format!("the rate of {operation}");
            at_least(&rate, quota.rate, f64::MIN_POSITIVE)?;
            at_least(&format!("the burst of {operation}"), quota.burst, 1.0)
        })
    }

    /// What `operation` is allowed, of which AWS publishes `published`.
    pub fn quota(&self, operation: &str, published: Quota) -> Quota {
        let set = self.quotas.get(operation).copied().unwrap_or_default();
        Quota {
            rate: self.max_rps.or(set.rate).unwrap_or(published.rate),
            burst: set.burst.unwrap_or(published.burst),
        }
    }
}

fn at_least(name: &str, value: Option<f64>, least: f64) -> Result<(), Failure> {
    match value {
        Some(value) if !value.is_finite() || value < least => {
            let than = if least < 1.0 {
                "above 0"
            } else {
                "of 1 or more"
            };
            let why = format!("{name} is {value}, which is no number {than}");
            Err(
                Failure::new(FailureKind::Usage, "The pace makes no sense", why)
                    .hint("It counts requests, such as 2 or 0.5 a second."),
            )
        }
        _ => Ok(()),
    }
}
