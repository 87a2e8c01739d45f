//! Times in the data: offsets such as `-3d4h`, so that the sample always looks fresh.
//! They count from midnight UTC of the world's day, those of settling files from when they
//! are first told of.

use jiff::{SignedDuration, Timestamp};

/// When something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// At this time.
    At(Timestamp),
    /// So long after (when negative: before) a file's own origin, or the server's start.
    FromStart(SignedDuration),
}

impl Moment {
    /// The time for an origin.
    pub(crate) fn on(self, started: Timestamp) -> Timestamp {
        match self {
            Self::At(time) => time,
            Self::FromStart(offset) => started.saturating_add(offset).unwrap_or(started),
        }
    }
}

/// Midnight UTC of the day of `now`.
pub(crate) fn midnight(now: Timestamp) -> Timestamp {
    const DAY: i64 = 86_400;
    let second = now.as_second();
    Timestamp::from_second(second - second.rem_euclid(DAY)).unwrap_or(now)
}

/// Reads `-3d4h5m6s`: days, hours, minutes, seconds, each at most once, one sign for all.
pub(crate) fn offset(text: &str) -> Option<SignedDuration> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut seconds = 0_i64;
    for (unit, length) in [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds = seconds.checked_add(number.parse::<i64>().ok()?.checked_mul(length)?)?;
            rest = after;
        }
    }
    let readable = rest.is_empty() && text.ends_with(|letter: char| letter.is_ascii_alphabetic());
    readable.then(|| SignedDuration::from_secs(sign * seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_or_refused() {
        assert_eq!(
            offset("-3d4h"),
            Some(SignedDuration::from_secs(-(3 * 86_400 + 4 * 3600)))
        );
        assert_eq!(offset("8s"), Some(SignedDuration::from_secs(8)));
        for bad in [
            "",
            "-",
            "3",
            "d",
            "4h3d",
            "3d 4h",
            "3dx",
            "99999999999999999d",
        ] {
            assert_eq!(offset(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_day_has_one_midnight() {
        let early: Timestamp = "2026-05-04T00:00:00Z".parse().unwrap_or_default();
        let late: Timestamp = "2026-05-04T23:59:59.9Z".parse().unwrap_or_default();
        assert_eq!(midnight(early), early);
        assert_eq!(midnight(late), early);
    }
}
