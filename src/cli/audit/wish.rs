//! The words of an audit's options, read.

use std::str::FromStr;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, StringValueParser, TypedValueParser, ValueParser};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::args::{AuditArgs, FailOn};
use crate::audit::{Filter, Totals, WHAT};
use crate::domain::{Failure, FailureKind};

/// The statuses that complete; AWS may have more.
const STATUSES: [&str; 5] = ["approved", "processing", "rejected", "failed", "drafting"];

/// A place beside the first one, as far as it differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Also {
    /// The profile.
    pub profile: Option<String>,
    /// The Region.
    pub region: Option<String>,
    /// The instance.
    pub instance: Option<String>,
}

impl FromStr for Also {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut also = Self::default();
        for part in text.split(',') {
            let (name, value) = part.split_once('=').unwrap_or(("", ""));
            let value = value.trim();
            if value.is_empty() {
                return Err(format!("{part:?} is no NAME=VALUE"));
            }
            let place = match name.trim() {
                "profile" => &mut also.profile,
                "region" => &mut also.region,
                "instance" => &mut also.instance,
                other => {
                    return Err(format!("{other:?} is none of profile, region and instance"));
                }
            };
            *place = Some(value.to_owned());
        }
        Ok(also)
    }
}

/// A time: when, or how long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// Then.
    At(Timestamp),
    /// So long ago.
    Ago(SignedDuration),
}

impl FromStr for Time {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(time) = text.parse::<Timestamp>() {
            return Ok(Self::At(time));
        }
        if let Ok(day) = text.parse::<Date>()
            && let Ok(start) = day.to_zoned(TimeZone::UTC)
        {
            return Ok(Self::At(start.timestamp()));
        }
        let unit = text.chars().next_back().filter(char::is_ascii_alphabetic);
        let seconds = match unit {
            Some('d') => 24 * 60 * 60,
            Some('h') => 60 * 60,
            Some('m') => 60,
            _ => 0,
        };
        let number = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
        let number = number.parse::<u32>().ok().map(i64::from);
        match number.filter(|_| seconds > 0) {
            Some(number) => Ok(Self::Ago(SignedDuration::from_secs(number * seconds))),
            None => Err(
                "it is no date (2026-05-01), no time (2026-05-01T08:00:00Z) and no age (30d, 12h, 5m)"
                    .to_owned(),
            ),
        }
    }
}

impl Time {
    fn since(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(time) => time,
            Self::Ago(span) => now.saturating_sub(span).unwrap_or(Timestamp::MIN),
        }
    }
}

/// A tag, with its value or any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(String, Option<String>);

impl FromStr for Tag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key, Some(value.to_owned())),
            None => (text, None),
        };
        if key.is_empty() {
            return Err("a tag has a key".to_owned());
        }
        Ok(Self(key.to_owned(), value))
    }
}

/// Takes any status, and completes those that are known.
pub(super) fn status() -> ValueParser {
    ValueParser::new(Status)
}

#[derive(Clone)]
struct Status;

impl TypedValueParser for Status {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(
        &self,
    ) -> Option<Box<dyn Iterator<Item = clap::builder::PossibleValue> + '_>> {
        let known = PossibleValuesParser::new(STATUSES);
        let values: Vec<_> = known.possible_values()?.collect();
        Some(Box::new(values.into_iter()))
    }
}

/// Refuses what can never be: an end with 4 for files that are left out.
pub(super) fn check(args: &AuditArgs) -> Result<(), Failure> {
    let left_out = |word: &str| {
        let mut wanted = args.status.iter();
        !args.status.is_empty() && !wanted.any(|status| status.eq_ignore_ascii_case(word))
    };
    for fail_on in &args.fail_on {
        let status = match fail_on {
            FailOn::Rejected => "rejected",
            FailOn::Failed => "failed",
            FailOn::Processing | FailOn::Stuck => "processing",
            FailOn::Errors | FailOn::Policy => continue,
        };
        if left_out(status) {
            let name = fail_on.to_possible_value();
            let name = name.map_or(String::new(), |value| value.get_name().to_owned());
            let why =
                format!("--fail-on {name} is about {status} files, which --status leaves out");
            return Err(Failure::new(FailureKind::Usage, WHAT, why).hint(format!(
                "Add {status} to --status, or leave one of them out."
            )));
        }
    }
    Ok(())
}

/// The wanted statuses that neither AWS is known to have nor any file had: misspelt perhaps.
pub(super) fn strange<'a>(args: &'a AuditArgs, totals: &Totals) -> Vec<&'a str> {
    let words = args.status.iter().map(String::as_str);
    words
        .filter(|word| {
            let known = STATUSES
                .iter()
                .any(|status| status.eq_ignore_ascii_case(word));
            !known && !totals.by_status.contains_key(&word.to_uppercase())
        })
        .collect()
}

/// Which files are wanted.
pub(super) fn filter(args: &AuditArgs, now: Timestamp) -> Filter {
    let upper = |words: &[String]| words.iter().map(|word| word.to_uppercase()).collect();
    Filter {
        statuses: upper(&args.status),
        use_cases: upper(&args.use_case),
        created_after: args.created_after.map(|time| time.since(now)),
        created_before: args.created_before.map(|time| time.since(now)),
        name: args.name.clone(),
        least: args.at_least,
        most: args.at_most,
        uploader: args.uploader.clone(),
        tags: args
            .tag
            .iter()
            .map(|Tag(key, value)| (key.clone(), value.clone()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_or_refused() {
        let day: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
        assert_eq!("2026-05-01".parse(), Ok(Time::At(day)));
        assert_eq!("2026-05-01T00:00:00Z".parse(), Ok(Time::At(day)));
        let hours = SignedDuration::from_hours(48);
        assert_eq!("2d".parse(), Ok(Time::Ago(hours)));
        assert_eq!(Time::Ago(hours).since(day), day - hours);
        for bad in ["", "d", "2x", "2026-13-01", "-2d", "ü"] {
            assert!(bad.parse::<Time>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn places_are_read_or_refused() {
        let also: Also = "profile=ops,region=eu-central-1".parse().unwrap();
        assert_eq!(also.profile.as_deref(), Some("ops"));
        assert_eq!(also.instance, None);
        for bad in ["", "ops", "account=1", "region="] {
            assert!(bad.parse::<Also>().is_err(), "{bad:?}");
        }
    }
}
