//! The limiter against a bucket of the same rate and burst, as a server has it: whatever
//! the latencies, nothing is refused, and what the bucket allows is used.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use attache::aws::pace::{Entry, Limiter, Moment, Outcome, Quota, Turn, Urgency};
use proptest::prelude::*;

/// How long a request that was dropped may still be on its way.
const LINGER: Duration = Duration::from_secs(1);

/// The server's bucket, written another way than ours.
struct Bucket {
    quota: Quota,
    level: f64,
    seen: Option<Moment>,
}

impl Bucket {
    fn admits(&mut self, now: Moment) -> bool {
        let passed = now.saturating_sub(self.seen.replace(now).unwrap_or(now));
        let filled = self.level + passed.as_secs_f64() * self.quota.rate;
        self.level = f64::min(filled, self.quota.burst);
        let admits = self.level >= 1.0;
        if admits {
            self.level -= 1.0;
        }
        admits
    }
}

/// One request: when it is wished for after the one before, how long it takes there and
/// back, and when its wisher loses interest.
#[derive(Debug, Clone)]
struct Wish {
    gap: Duration,
    there: Duration,
    back: Duration,
    patience: Option<Duration>,
    urgency: Urgency,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Wished,
    Counted,
    Answered,
    GivenUp,
    Again,
}

struct Play {
    limiter: Limiter,
    server: Bucket,
    events: BinaryHeap<Reverse<(Moment, usize, Event)>>,
    turns: Vec<Option<Turn>>,
    waiting: Vec<(Turn, usize)>,
    sent: Vec<Option<Moment>>,
    open: Vec<bool>,
    /// When somebody will knock again.
    named: Option<Moment>,
    refused: usize,
    last: Moment,
}

fn play(quota: Quota, wishes: &[Wish]) -> Play {
    let mut play = Play {
        limiter: Limiter::new(quota, false, Duration::ZERO),
        server: Bucket {
            quota,
            level: quota.burst,
            seen: None,
        },
        events: BinaryHeap::new(),
        turns: vec![None; wishes.len()],
        waiting: Vec::new(),
        sent: vec![None; wishes.len()],
        open: vec![false; wishes.len()],
        named: None,
        refused: 0,
        last: Duration::ZERO,
    };
    let mut at = Duration::ZERO;
    for (index, wish) in wishes.iter().enumerate() {
        at += wish.gap;
        play.events.push(Reverse((at, index, Event::Wished)));
        if let Some(patience) = wish.patience {
            let end = at + patience;
            play.events.push(Reverse((end, index, Event::GivenUp)));
        }
    }
    while let Some(Reverse((now, index, event))) = play.events.pop() {
        play.step(wishes, now, index, event);
        play.let_go(wishes, now);
    }
    assert!(play.waiting.is_empty(), "somebody waits for ever");
    play
}

impl Play {
    fn step(&mut self, wishes: &[Wish], now: Moment, index: usize, event: Event) {
        match event {
            Event::Wished => {
                let turn = self.limiter.turn(wishes[index].urgency);
                self.limiter.join(turn);
                self.turns[index] = Some(turn);
                self.waiting.push((turn, index));
            }
            Event::Counted => self.refused += usize::from(!self.server.admits(now)),
            Event::Answered => self.ended(index, Outcome::Answered, now),
            Event::GivenUp => {
                if let Some(turn) = self.turns[index] {
                    self.limiter.leave(turn);
                    self.waiting.retain(|(_, other)| *other != index);
                }
                self.ended(index, Outcome::Lost, now);
            }
            Event::Again => self.named = None,
        }
    }

    fn ended(&mut self, index: usize, outcome: Outcome, now: Moment) {
        if let (true, Some(turn)) = (self.open[index], self.turns[index]) {
            self.open[index] = false;
            self.limiter.ended(turn, outcome, now);
        }
    }

    /// Everybody who may go goes.
    fn let_go(&mut self, wishes: &[Wish], now: Moment) {
        while let Some(first) = self.limiter.first() {
            match self.limiter.enter(first, now) {
                Entry::Later => return,
                Entry::At(moment) => {
                    assert!(moment > now, "it would knock for ever");
                    self.events
                        .push(Reverse((moment, usize::MAX, Event::Again)));
                    return;
                }
                Entry::Go => {
                    let at = self.waiting.iter().position(|(turn, _)| *turn == first);
                    let (_, index) = self.waiting.remove(at.unwrap());
                    self.send(&wishes[index], index, now);
                }
            }
        }
    }

    fn send(&mut self, wish: &Wish, index: usize, now: Moment) {
        self.sent[index] = Some(now);
        self.open[index] = true;
        self.last = now;
        let (counted, answered) = (now + wish.there, now + wish.there + wish.back);
        // What is dropped on its way arrives within a second, or never.
        let given_up = self.events.iter().find_map(|Reverse((at, of, event))| {
            (*of == index && *event == Event::GivenUp).then_some(*at)
        });
        if given_up.is_none_or(|at| counted <= at + LINGER) {
            self.events.push(Reverse((counted, index, Event::Counted)));
        }
        self.events
            .push(Reverse((answered, index, Event::Answered)));
    }
}

fn millis(range: std::ops::Range<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(Duration::from_millis)
}

fn latency() -> impl Strategy<Value = Duration> {
    prop_oneof![
        1 => Just(Duration::ZERO),
        4 => millis(1..50),
        3 => millis(50..800),
        2 => millis(800..12_000),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    let gap = prop_oneof![
        4 => Just(Duration::ZERO),
        3 => millis(1..700),
        1 => millis(700..9_000),
    ];
    let patience = prop_oneof![3 => Just(None), 1 => millis(0..5_000).prop_map(Some)];
    let urgency = prop_oneof![3 => Just(Urgency::Person), 1 => Just(Urgency::Background)];
    (gap, latency(), latency(), patience, urgency).prop_map(
        |(gap, there, back, patience, urgency)| Wish {
            gap,
            there,
            back,
            patience,
            urgency,
        },
    )
}

fn quota() -> impl Strategy<Value = Quota> {
    let rate = prop_oneof![3 => Just(2.0), 1 => 0.2..30.0];
    let burst = prop_oneof![3 => Just(5.0), 1 => 1.0..12.0];
    (rate, burst).prop_map(|(rate, burst)| Quota { rate, burst })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn whoever_is_alone_is_never_throttled(
        quota in quota(),
        wishes in proptest::collection::vec(wish(), 1..80),
    ) {
        let play = play(quota, &wishes);
        prop_assert_eq!(play.refused, 0);
        for (wish, sent) in wishes.iter().zip(&play.sent) {
            prop_assert!(sent.is_some() || wish.patience.is_some(), "one was never sent");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_long_run_takes_no_tenth_more_than_the_server_needs(
        latencies in proptest::collection::vec((0_u64..450, 0_u64..450), 60..160),
    ) {
        let quota = Quota { rate: 2.0, burst: 5.0 };
        let wishes: Vec<Wish> = latencies
            .iter()
            .map(|(there, back)| Wish {
                gap: Duration::ZERO,
                there: Duration::from_millis(*there),
                back: Duration::from_millis(*back),
                patience: None,
                urgency: Urgency::Person,
            })
            .collect();
        let play = play(quota, &wishes);
        prop_assert_eq!(play.refused, 0);
        let best = f64::from(u32::try_from(wishes.len()).unwrap() - 5) / 2.0;
        let took = play.last.as_secs_f64();
        prop_assert!(took <= best * 1.1, "{} s instead of {} s", took, best);
    }
}
