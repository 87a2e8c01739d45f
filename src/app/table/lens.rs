//! What the text of a cell depends on beside its file.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::Names;

/// Through what a person sees the files: the same lens draws a cell and searches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The minute that ages are counted from.
    pub now: Timestamp,
    /// The person's time zone.
    pub zone: TimeZone,
    /// What the creators of files are called.
    pub people: Names,
}
