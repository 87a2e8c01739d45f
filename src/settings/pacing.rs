//! How fast requests may follow one another, as the configuration file writes it.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::aws::QuotaSetting;

/// One operation's quota in this account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenQuota {
    /// Requests a second.
    #[serde(default, deserialize_with = "positive")]
    rate: Option<f64>,
    /// How many may follow one another at once.
    #[serde(default, deserialize_with = "at_least_one")]
    burst: Option<f64>,
}

impl From<WrittenQuota> for QuotaSetting {
    fn from(written: WrittenQuota) -> Self {
        Self {
            rate: written.rate,
            burst: written.burst,
        }
    }
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
