//! The gate: who passes in which order, and what those leave behind who give up.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use attache::aws::pace::{Gate, Outcome, Permit, Quota, Urgency};
use futures_util::FutureExt as _;
use tokio::sync::mpsc::unbounded_channel;

/// One at a time, and the next soon.
const ONE: Quota = Quota {
    rate: 50.0,
    burst: 1.0,
};
const NOTICEABLE: Duration = Duration::from_millis(5);

async fn pass(gate: &Arc<Gate>, urgency: Urgency) -> Permit {
    let turn = gate.turn(urgency);
    gate.pass(turn, NOTICEABLE, |_| {}).await
}

#[tokio::test]
async fn persons_pass_before_the_background_and_each_in_its_order() {
    let gate = Arc::new(Gate::new(ONE, true));
    let first = pass(&gate, Urgency::Person).await;
    let (tell, mut told) = unbounded_channel();
    let wishes = [
        (Urgency::Background, "b1"),
        (Urgency::Background, "b2"),
        (Urgency::Person, "p1"),
        (Urgency::Person, "p2"),
    ];
    for (urgency, name) in wishes {
        let (gate, tell) = (Arc::clone(&gate), tell.clone());
        let turn = gate.turn(urgency);
        let mut passing = Box::pin(async move {
            let permit = gate.pass(turn, NOTICEABLE, |_| {}).await;
            tell.send(name).unwrap();
            permit.ended(Outcome::Answered);
        });
        // It stands in the line before the next one comes.
        assert!((&mut passing).now_or_never().is_none());
        tokio::spawn(passing);
    }
    first.ended(Outcome::Answered);
    let mut order = Vec::new();
    while order.len() < wishes.len() {
        order.push(told.recv().await.unwrap());
    }
    assert_eq!(order, ["p1", "p2", "b1", "b2"]);
}

#[tokio::test]
async fn who_gives_up_lets_the_next_one_pass() {
    let gate = Arc::new(Gate::new(ONE, true));
    let first = pass(&gate, Urgency::Person).await;
    let mut impatient = Box::pin(pass(&gate, Urgency::Person));
    assert!((&mut impatient).now_or_never().is_none());
    let mut patient = Box::pin(pass(&gate, Urgency::Person));
    assert!((&mut patient).now_or_never().is_none());
    drop(impatient);
    first.ended(Outcome::Answered);
    patient.await.ended(Outcome::Answered);
    // Nothing was taken by the one who left: the next waits for one token only.
    pass(&gate, Urgency::Person).await.ended(Outcome::Answered);
}

#[tokio::test]
async fn a_request_dropped_on_its_way_closes_the_gate_for_nobody() {
    let gate = Arc::new(Gate::new(ONE, false));
    drop(pass(&gate, Urgency::Person).await);
    pass(&gate, Urgency::Person).await.ended(Outcome::Answered);
}

#[tokio::test]
async fn an_answer_opens_the_gate_that_only_answers_can_open() {
    let gate = Arc::new(Gate::new(ONE, false));
    let first = pass(&gate, Urgency::Person).await;
    let mut second = pin!(pass(&gate, Urgency::Person));
    assert!((&mut second).now_or_never().is_none());
    let opened = tokio::spawn(async move { first.ended(Outcome::Answered) });
    let permit = second.await;
    opened.await.unwrap();
    permit.ended(Outcome::Answered);
}

#[tokio::test]
async fn a_wait_is_told_and_told_again_when_it_grows() {
    let quota = Quota {
        rate: 5.0,
        burst: 1.0,
    };
    let gate = Arc::new(Gate::new(quota, false));
    pass(&gate, Urgency::Person).await.ended(Outcome::Answered);
    let told = AtomicUsize::new(0);
    let turn = gate.turn(Urgency::Background);
    let held = |wait: Duration| {
        assert!(wait > NOTICEABLE, "{wait:?}");
        told.fetch_add(1, Ordering::Relaxed);
    };
    let mut waiting = pin!(gate.pass(turn, NOTICEABLE, held));
    assert!((&mut waiting).now_or_never().is_none());
    assert_eq!(told.load(Ordering::Relaxed), 1);
    // A person comes before it, whose request is refused for the pace.
    let person = pass(&gate, Urgency::Person).await;
    person.ended(Outcome::Throttled(Some(Duration::from_millis(500))));
    waiting.await.ended(Outcome::Answered);
    assert!(told.load(Ordering::Relaxed) >= 2);
}

#[tokio::test]
async fn a_free_gate_is_passed_without_a_word() {
    let gate = Arc::new(Gate::new(ONE, false));
    let turn = gate.turn(Urgency::Person);
    let passed = gate.pass(turn, NOTICEABLE, |wait| panic!("{wait:?}"));
    passed.now_or_never().unwrap().ended(Outcome::Answered);
}
