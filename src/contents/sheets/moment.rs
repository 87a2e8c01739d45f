//! Dates and times as workbooks keep them: in days since an old day, the time as a fraction.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The days of the year 9999 are the last.
const LAST: f64 = 2_958_466.0;

const SECONDS_A_DAY: f64 = 86_400.0;

/// What of a moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) date: bool,
    pub(super) time: bool,
    /// Whether the time is one that passed, and may have more than a day's hours.
    pub(super) elapsed: bool,
}

/// `2024-01-01`, `2024-01-01 13:30` or `13:30:05`; nothing for what is no such moment.
pub(super) fn moment(days: f64, parts: Parts, since_1904: bool) -> Option<String> {
    if !(0.0..LAST).contains(&days) {
        return None;
    }
    // Whole numbers below 2^53: nothing is lost.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a day before the year 9999"
    )]
    let seconds = (days * SECONDS_A_DAY).round() as i64;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let (hours, minutes, seconds) = (second / 3_600, second / 60 % 60, second % 60);
    let hours = hours + if parts.elapsed { day * 24 } else { 0 };
    let time = if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    };
    if !parts.date {
        return Some(time);
    }
    let date = on(day, since_1904)?;
    // Midnight is how a date without a time is kept.
    Some(if parts.time && second != 0 {
        format!("{date} {time}")
    } else {
        date.to_string()
    })
}

/// The date of a day. The oldest of these programs took 1900 for a leap year, and all others
/// have kept to that.
fn on(day: i64, since_1904: bool) -> Option<Date> {
    let first = match day {
        _ if since_1904 => date(1904, 1, 1),
        60.. => date(1899, 12, 30),
        _ => date(1899, 12, 31),
    };
    first.checked_add(day.days()).ok()
}
