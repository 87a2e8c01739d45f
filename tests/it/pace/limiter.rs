//! The limiter's rules, one by one: order, the background's part, learning, giving up.

use std::time::Duration;

use attache::aws::pace::{Entry, Limiter, Moment, Outcome, Quota, Turn, Urgency};
use attache::aws::pace::{Entry::Go, Urgency::Background, Urgency::Person};

const QUOTA: Quota = Quota {
    rate: 2.0,
    burst: 5.0,
};

fn limiter() -> Limiter {
    Limiter::new(QUOTA, false, Duration::ZERO)
}

fn secs(seconds: f64) -> Moment {
    Duration::from_secs_f64(seconds)
}

fn joined(limiter: &mut Limiter, urgency: Urgency) -> Turn {
    let turn = limiter.turn(urgency);
    limiter.join(turn);
    turn
}

/// Sends one that is answered at once, if it may go now.
fn goes(limiter: &mut Limiter, urgency: Urgency, now: Moment) -> bool {
    let turn = joined(limiter, urgency);
    let went = limiter.enter(turn, now) == Go;
    limiter.ended(turn, Outcome::Answered, now);
    limiter.leave(turn);
    went
}

/// How many go in this many seconds when there are always some who want to.
fn gone(limiter: &mut Limiter, urgency: Urgency, from: f64, to: f64) -> usize {
    let mut sent = 0;
    let mut now = from;
    while now < to {
        sent += usize::from(goes(limiter, urgency, secs(now)));
        now += 0.01;
    }
    sent
}

fn throttled(limiter: &mut Limiter, pause: Option<Duration>, now: f64) {
    let turn = joined(limiter, Person);
    assert_eq!(limiter.enter(turn, secs(now)), Go);
    limiter.ended(turn, Outcome::Throttled(pause), secs(now));
}

#[test]
fn a_burst_goes_at_once_and_then_the_rate_rules() {
    let mut limiter = limiter();
    assert_eq!(gone(&mut limiter, Person, 0.0, 0.01), 1);
    for _ in 0..4 {
        assert!(goes(&mut limiter, Person, secs(0.0)));
    }
    assert!(!goes(&mut limiter, Person, secs(0.0)));
    let more = gone(&mut limiter, Person, 0.0, 30.0);
    assert!((58..=60).contains(&more), "{more}");
}

#[test]
fn the_time_it_names_is_the_time_it_lets_go() {
    let mut limiter = limiter();
    while goes(&mut limiter, Person, secs(0.0)) {}
    let turn = joined(&mut limiter, Person);
    let Entry::At(named) = limiter.enter(turn, secs(0.0)) else {
        panic!("it should have to wait");
    };
    let just_before = named.saturating_sub(Duration::from_millis(1));
    assert!(matches!(limiter.enter(turn, just_before), Entry::At(_)));
    assert_eq!(limiter.enter(turn, named), Go);
}

#[test]
fn after_the_first_of_a_full_bucket_nothing_fills_in_until_its_answer() {
    let mut limiter = limiter();
    let first = joined(&mut limiter, Person);
    assert_eq!(limiter.enter(first, secs(0.0)), Go);
    for _ in 0..4 {
        let turn = joined(&mut limiter, Person);
        assert_eq!(limiter.enter(turn, secs(9.0)), Go);
    }
    // Five are open, so that the server's bucket may still be full, or empty.
    let next = joined(&mut limiter, Person);
    assert_eq!(limiter.enter(next, secs(60.0)), Entry::Later);
    limiter.ended(first, Outcome::Answered, secs(60.0));
    let Entry::At(named) = limiter.enter(next, secs(60.0)) else {
        panic!("nothing has been filled in yet");
    };
    assert!(named > secs(60.49) && named < secs(60.51), "{named:?}");
}

#[test]
fn persons_go_first_and_among_them_the_oldest() {
    let mut limiter = limiter();
    let background = joined(&mut limiter, Background);
    let (one, two) = (joined(&mut limiter, Person), joined(&mut limiter, Person));
    assert_eq!(limiter.enter(background, secs(0.0)), Entry::Later);
    assert_eq!(limiter.enter(two, secs(0.0)), Entry::Later);
    assert_eq!(limiter.enter(one, secs(0.0)), Go);
    assert_eq!(limiter.enter(two, secs(0.0)), Go);
    assert_eq!(limiter.enter(background, secs(0.0)), Go);
    // Tried again, the older one has its old place.
    let three = joined(&mut limiter, Person);
    limiter.ended(one, Outcome::Answered, secs(0.0));
    limiter.join(one);
    assert_eq!(limiter.first(), Some(one));
    limiter.leave(one);
    assert_eq!(limiter.first(), Some(three));
}

#[test]
fn the_background_takes_half_and_leaves_half_of_the_burst() {
    let mut limiter = limiter();
    let burst = (0..5).filter(|_| goes(&mut limiter, Background, secs(0.0)));
    assert_eq!(burst.count(), 2);
    assert!(goes(&mut limiter, Person, secs(0.0)));
    let sent = gone(&mut limiter, Background, 0.0, 60.0);
    assert!((58..=61).contains(&sent), "{sent}");
    // A person finds more than two tokens, however busy the background is.
    for _ in 0..2 {
        assert!(goes(&mut limiter, Person, secs(60.0)));
    }
}

#[test]
fn full_speed_lifts_the_half() {
    let mut limiter = Limiter::new(QUOTA, true, Duration::ZERO);
    let sent = gone(&mut limiter, Background, 0.0, 60.0);
    assert!((120..=125).contains(&sent), "{sent}");
}

#[test]
fn a_refusal_empties_the_bucket_and_lowers_the_rate_for_a_while() {
    let mut limiter = limiter();
    throttled(&mut limiter, None, 0.0);
    assert!(!goes(&mut limiter, Person, secs(0.0)));
    assert!((limiter.rate() - 1.4).abs() < 1e-9, "{}", limiter.rate());
    let sent = gone(&mut limiter, Person, 0.0, 5.0);
    assert!((6..=9).contains(&sent), "{sent}");
    // Good answers bring it back, and no further.
    gone(&mut limiter, Person, 5.0, 60.0);
    assert!((limiter.rate() - 2.0).abs() < 1e-9);
}

#[test]
fn refusals_of_what_was_sent_together_are_one_lesson() {
    let mut limiter = limiter();
    let turns: Vec<Turn> = (0..5).map(|_| joined(&mut limiter, Person)).collect();
    for turn in &turns {
        assert_eq!(limiter.enter(*turn, secs(0.0)), Go);
    }
    for turn in turns {
        limiter.ended(turn, Outcome::Throttled(None), secs(0.1));
    }
    assert!((limiter.rate() - 1.4).abs() < 1e-9, "{}", limiter.rate());
}

#[test]
fn the_rate_has_a_floor() {
    let mut limiter = limiter();
    for round in 0..40 {
        throttled(&mut limiter, None, f64::from(round) * 20.0);
    }
    assert!((limiter.rate() - 0.1).abs() < 1e-9, "{}", limiter.rate());
    assert!(goes(&mut limiter, Person, secs(40.0 * 20.0)));
}

#[test]
fn a_refusal_halves_the_backgrounds_part_again() {
    let mut limiter = limiter();
    throttled(&mut limiter, None, 0.0);
    let sent = gone(&mut limiter, Background, 0.0, 10.0);
    // 1.4 a second and a quarter of it: three and a half in ten seconds, and a little more
    // with each good answer.
    assert!((3..=5).contains(&sent), "{sent}");
}

#[test]
fn the_servers_own_wait_is_kept_by_all() {
    let mut limiter = limiter();
    throttled(&mut limiter, Some(Duration::from_secs(3)), 0.0);
    let turn = joined(&mut limiter, Person);
    assert!(limiter.estimate(turn, secs(0.0)) >= Duration::from_secs(3));
    let Entry::At(named) = limiter.enter(turn, secs(0.0)) else {
        panic!("it should have to wait");
    };
    assert!(named >= secs(3.0), "{named:?}");
}

#[test]
fn who_leaves_gives_nothing_away_and_holds_nobody_up() {
    let mut limiter = limiter();
    while goes(&mut limiter, Person, secs(0.0)) {}
    let (one, two) = (joined(&mut limiter, Person), joined(&mut limiter, Person));
    let (before, now) = (limiter.estimate(two, secs(0.0)), secs(0.0));
    limiter.leave(one);
    assert!(limiter.estimate(two, now) < before);
    assert!(matches!(limiter.enter(two, now), Entry::At(_)));
    assert_eq!(limiter.enter(two, secs(0.51)), Go);
    assert!(!goes(&mut limiter, Person, secs(0.52)));
}

#[test]
fn a_request_that_was_given_up_counts_as_sent_and_is_forgotten_soon() {
    let mut limiter = Limiter::new(
        Quota {
            rate: 2.0,
            burst: 1.0,
        },
        false,
        Duration::ZERO,
    );
    let lost = joined(&mut limiter, Person);
    assert_eq!(limiter.enter(lost, secs(0.0)), Go);
    limiter.ended(lost, Outcome::Lost, secs(1.0));
    let next = joined(&mut limiter, Person);
    // It may still be on its way, for a second.
    assert_eq!(limiter.enter(next, secs(1.5)), Entry::At(secs(2.0)));
    let Entry::At(named) = limiter.enter(next, secs(2.0)) else {
        panic!("nothing was filled in before");
    };
    assert_eq!(limiter.enter(next, named), Go);
}

#[test]
fn rates_of_any_size_make_no_time_that_cannot_be_told() {
    for rate in [f64::MIN_POSITIVE, 1e-9, 1e300] {
        let mut limiter = Limiter::new(Quota { rate, burst: 1.0 }, false, Duration::ZERO);
        assert!(goes(&mut limiter, Person, secs(0.0)));
        let turn = joined(&mut limiter, Person);
        limiter.estimate(turn, Duration::MAX);
        let _ = limiter.enter(turn, Duration::MAX);
    }
}

#[test]
fn a_rate_far_above_what_the_service_allows_is_unlearned() {
    for rate in [10.0, 100.0, 1e6] {
        let quota = Quota { rate, burst: 5.0 };
        let mut limiter = Limiter::new(quota, false, Duration::ZERO);
        // The service gives two a second, each answer takes a twentieth of one.
        let (mut level, mut counted, mut now) = (5.0_f64, 0.0, 0.0);
        let (mut answered, mut refused) = (0, 0);
        while now < 300.0 {
            let turn = joined(&mut limiter, Person);
            match limiter.enter(turn, secs(now)) {
                Go => {}
                Entry::At(moment) => {
                    limiter.leave(turn);
                    now = moment.as_secs_f64() + 1e-6;
                    continue;
                }
                Entry::Later => panic!("nobody else waits"),
            }
            now += 0.05;
            level = f64::min(level + (now - counted) * 2.0, 5.0);
            counted = now;
            let admitted = level >= 1.0;
            if admitted {
                level -= 1.0;
                answered += 1;
                limiter.ended(turn, Outcome::Answered, secs(now));
            } else {
                refused += 1;
                limiter.ended(turn, Outcome::Throttled(None), secs(now));
            }
        }
        assert!(answered > 550, "{rate}: {answered}");
        assert!(refused < answered / 5, "{rate}: {refused} of {answered}");
    }
}
