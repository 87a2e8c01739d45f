//! How fast requests may follow one another, as the person sets it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// The person's word on the pace. What is not said is as AWS publishes it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pacing {
    /// The most requests a second for each operation.
    pub max_rps: Option<f64>,
    /// Whether work in the background may use the whole quota.
    pub full_speed: bool,
    /// The quotas of single operations, by AWS's names of them.
    pub quotas: BTreeMap<String, QuotaSetting>,
}

/// One operation's quota in this account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaSetting {
    /// Requests a second.
    #[serde(default, deserialize_with = "positive")]
    pub rate: Option<f64>,
    /// How many may follow one another at once.
    #[serde(default, deserialize_with = "at_least_one")]
    pub burst: Option<f64>,
}

/// Reads a number above nothing.
pub(super) fn positive<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let number = f64::deserialize(from)?;
    if number.is_finite() && number > 0.0 {
        return Ok(Some(number));
    }
    Err(Error::custom(format!(
        "{number} is no rate; it must be a number above 0"
    )))
}

fn at_least_one<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let number = f64::deserialize(from)?;
    if number.is_finite() && number >= 1.0 {
        return Ok(Some(number));
    }
    Err(Error::custom(format!(
        "{number} is no burst; it must be a number from 1"
    )))
}
