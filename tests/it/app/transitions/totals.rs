//! The sums over the transfers, and what is seen of them.

use attache::app::totals::{duration, percent_of, seconds_left};
use attache::app::{Answer, Effect, Message, Stage, is_seen};
use attache::domain::{Progress, Settled};
use proptest::prelude::*;

use crate::app::world::*;

fn progress(received: u64, rate: u64) -> Progress {
    Progress {
        received,
        total: Some(1_200_000),
        rate: Some(rate),
        link_left: Some(43),
        links: 1,
        ..Progress::default()
    }
}

#[test]
fn the_sums_are_those_of_what_is_under_way_and_began_with_it() {
    let mut machine = two_of_a_bulk();
    let tickets: Vec<_> = machine.pending.iter().filter_map(Effect::ticket).collect();
    let totals = machine.state.transfers.totals();
    assert_eq!((totals.running, totals.waiting), (0, 2));
    assert_eq!((totals.received, totals.total), (0, Some(2_400_000)));
    machine.answer(tickets[0], Answer::Progress(Progress::default()));
    assert_eq!(machine.state.transfers.totals().running, 1);
    machine.answer(tickets[0], Answer::Progress(progress(600_000, 100_000)));
    let totals = machine.state.transfers.totals();
    assert_eq!((totals.percent(), totals.rate), (Some(25), Some(100_000)));
    assert_eq!(totals.seconds_left(), Some(18));
    // What is here counts as long as another of them runs.
    machine.answer(
        tickets[0],
        Answer::Saved(Ok(Settled::Saved(saved("a.pdf")))),
    );
    assert_eq!(machine.state.transfers.totals().percent(), Some(50));
    machine.answer(
        tickets[1],
        Answer::Saved(Ok(Settled::Saved(saved("b.pdf")))),
    );
    let totals = machine.state.transfers.totals();
    assert_eq!((totals.percent(), totals.received), (None, 0));
}

#[test]
fn queued_then_asking_then_running() {
    let mut machine = two_of_a_bulk();
    let ticket = machine.pending[0].ticket().unwrap();
    let stage = |machine: &Machine| machine.state.transfers.list[0].stage.clone();
    assert_eq!(stage(&machine), Stage::Queued);
    let first = Answer::Progress(Progress::default());
    assert!(is_seen(
        &machine.state,
        &Message::Answered(ticket, first.clone())
    ));
    machine.answer(ticket, first.clone());
    assert_eq!(stage(&machine), Stage::Asking);
    // The same again is drawn by nobody.
    assert!(!is_seen(&machine.state, &Message::Answered(ticket, first)));
    let now = progress(1, 1);
    machine.answer(ticket, Answer::Progress(now));
    assert_eq!(stage(&machine), Stage::Running(now));
}

#[test]
fn durations_are_rounded_up_to_what_a_person_reads() {
    for (seconds, words) in [
        (0, "0 s"),
        (99, "99 s"),
        (100, "2 min"),
        (3_600, "60 min"),
        (7_200, "2 h"),
        (172_800, "2 d"),
    ] {
        assert_eq!(duration(seconds), words);
    }
}

proptest! {
    /// Whatever a hostile storage promises, the sums are sums.
    #[test]
    fn no_number_is_too_large(received: u64, total: u64, rate: u64) {
        let now = Progress {
            received,
            total: Some(total),
            rate: Some(rate),
            ..Progress::default()
        };
        prop_assert!(percent_of(now).is_none_or(|percent| percent <= 100));
        if let Some(left) = seconds_left(now) {
            prop_assert!(u128::from(left) * u128::from(rate) >= u128::from(total - received));
        }
        let mut machine = two_of_a_bulk();
        let tickets: Vec<_> = machine.pending.iter().filter_map(Effect::ticket).collect();
        for ticket in tickets {
            machine.answer(ticket, Answer::Progress(now));
        }
        let totals = machine.state.transfers.totals();
        prop_assert!(totals.percent().is_none_or(|percent| percent <= 100));
    }
}
