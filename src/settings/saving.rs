//! How files are saved, as the configuration file writes it.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::domain::OnConflict;

/// The most files that are fetched at once.
const MOST: u8 = 16;

/// What is done when another file has the name.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum WrittenConflict {
    Rename,
    Skip,
    Replace,
}

impl From<WrittenConflict> for OnConflict {
    fn from(written: WrittenConflict) -> Self {
        match written {
            WrittenConflict::Rename => OnConflict::Rename,
            WrittenConflict::Skip => OnConflict::Skip,
            WrittenConflict::Replace => OnConflict::Replace,
        }
    }
}

/// Reads how many files are fetched at once.
pub(super) fn at_once<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    let number = i64::deserialize(from)?;
    let number = u8::try_from(number)
        .ok()
        .filter(|one| (1..=MOST).contains(one));
    let wrong = || Error::custom(format!("it must be a whole number from 1 to {MOST}"));
    number.ok_or_else(wrong).map(Some)
}
