//! What an operation is allowed, and what makes no sense.

use std::collections::BTreeMap;

use attache::aws::pace::Quota;
use attache::aws::{Pacing, QuotaSetting};
use attache::domain::FailureKind;
use attache::settings::{Settings, Words};

const PUBLISHED: Quota = Quota {
    rate: 2.0,
    burst: 5.0,
};

fn set(rate: Option<f64>, burst: Option<f64>) -> Pacing {
    let quotas = BTreeMap::from([("SearchCases".to_owned(), QuotaSetting { rate, burst })]);
    Pacing {
        quotas,
        ..Pacing::default()
    }
}

#[test]
fn the_published_quota_holds_until_somebody_says_otherwise() {
    assert_eq!(Pacing::default().quota("SearchCases", PUBLISHED), PUBLISHED);
    let other = set(Some(0.5), Some(10.0));
    let quota = other.quota("SearchCases", PUBLISHED);
    assert_eq!((quota.rate, quota.burst), (0.5, 10.0));
    assert_eq!(other.quota("GetCase", PUBLISHED), PUBLISHED);
}

#[test]
fn max_rps_goes_before_every_rate_and_leaves_the_burst() {
    let pacing = Pacing {
        max_rps: Some(7.0),
        ..set(Some(0.5), Some(10.0))
    };
    let quota = pacing.quota("SearchCases", PUBLISHED);
    assert_eq!((quota.rate, quota.burst), (7.0, 10.0));
    let quota = pacing.quota("GetCase", PUBLISHED);
    assert_eq!((quota.rate, quota.burst), (7.0, 5.0));
}

#[test]
fn what_counts_no_requests_is_refused() {
    for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let max_rps = Pacing {
            max_rps: Some(wrong),
            ..Pacing::default()
        };
        for pacing in [max_rps, set(Some(wrong), None), set(None, Some(wrong))] {
            let failure = pacing.check().unwrap_err();
            assert_eq!(failure.kind, FailureKind::Usage, "{pacing:?}");
        }
    }
    // Less than one at once would be none at all.
    assert!(set(None, Some(0.5)).check().is_err());
    assert!(set(Some(0.01), Some(1.0)).check().is_ok());
}

#[test]
fn the_settings_check_the_pace_and_hand_it_on() {
    let words = |max_rps| Words {
        max_rps: Some(max_rps),
        full_speed: true,
        ..Words::default()
    };
    let refused = Settings::check(words(-2.0)).unwrap_err();
    assert_eq!(refused.kind, FailureKind::Usage);
    assert!(refused.why.raw().contains("--max-rps"), "{refused}");
    let pacing = Settings::check(words(4.0)).unwrap().aws.pacing;
    assert_eq!((pacing.max_rps, pacing.full_speed), (Some(4.0), true));
}
