//! What is drawn, and when.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use attache::app::{Answer, Effect};
use attache::domain::Event as DomainEvent;
use attache::runtime::{Answers, Ended, Timings};
use crossterm::event::KeyCode;
use jiff::Timestamp;
use tokio::sync::mpsc::unbounded_channel;

use super::stage::{Stage, Step, nothing_ends_it, silence, small_world};
use crate::app::world::{activity, case, now, page};

#[tokio::test]
async fn the_first_frame_comes_before_any_work() {
    let stage = Stage::new();
    stage.keyboard.control('c');
    let ended = stage.run(small_world, nothing_ends_it()).await;
    assert_eq!(ended, Ended::Left);
    let steps = stage.log.steps();
    assert!(matches!(&steps[0], Step::Frame(text) if text.contains("attache")));
    assert!(steps.contains(&Step::Begun));
}

#[tokio::test]
async fn work_that_panics_becomes_words_and_the_loop_goes_on() {
    let stage = Stage::new();
    let script = |effect: &Effect| match effect {
        Effect::ListInstances(..) => Box::pin(async { panic!("on purpose") }),
        other => small_world(other),
    };
    let play = async {
        stage
            .log
            .until_text("The work stopped without an answer")
            .await;
        stage.keyboard.type_in("still here");
        stage.log.until_text("still here").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(script, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

#[tokio::test]
async fn keys_that_wait_are_all_taken_in_their_order_and_drawn_at_once() {
    let stage = Stage::new();
    let text = "the quick brown fox jumps over the lazy dog";
    stage.keyboard.type_in(text);
    let play = async {
        stage.log.until_text(text).await;
        stage.log.frames()
    };
    let play = async {
        let frames = play.await;
        stage.keyboard.control('c');
        frames
    };
    let (ended, frames) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    // The first, the one with the requests under way, and the one with all the keys.
    assert!(frames <= 3, "{frames} frames");
}

#[tokio::test]
async fn every_key_wakes_the_loop() {
    let stage = Stage::new();
    let play = async {
        let mut typed = String::new();
        for c in "abcdef".chars() {
            stage.keyboard.press(KeyCode::Char(c));
            typed.push(c);
            stage.log.until_text(&typed).await;
        }
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}
#[tokio::test]
async fn drawing_afresh_asks_the_terminal_nothing() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("Battery").await;
        stage.keyboard.control('l');
        stage.keyboard.type_in("x");
        stage.log.until_text("Case › x").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(small_world, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert!(stage.log.last_frame().contains("attache"));
}

/// A listing that tells what happens to it when it is told to.
#[tokio::test]
async fn what_only_goes_into_the_log_draws_nothing() {
    let stage = Stage::new();
    let (tell, told) = unbounded_channel();
    let told = Arc::new(tokio::sync::Mutex::new(told));
    let script = move |effect: &Effect, answers: &Answers| match effect {
        Effect::ListCases(..) => {
            let (told, answers) = (Arc::clone(&told), answers.clone());
            Box::pin(async move {
                while let Some(event) = told.lock().await.recv().await {
                    answers.send(Answer::Activity(activity(event)));
                }
                Answer::Cases(Ok(page(vec![case("100001", "Cracked")], None)))
            })
        }
        other => small_world(other),
    };
    let play = async {
        stage.log.until_text("loading cases, Esc stops").await;
        stage.log.until_text("SupportAgent").await;
        tell.send(DomainEvent::SigningIn).unwrap();
        stage.log.until_text("waiting for the credentials").await;
        tell.send(DomainEvent::Answered(Duration::ZERO)).unwrap();
        stage.log.until_text("loading cases, Esc stops").await;
        let frames = stage.log.frames();
        for _ in 0..20 {
            tell.send(DomainEvent::Answered(Duration::ZERO)).unwrap();
        }
        drop(tell);
        stage.log.until_text("Cracked").await;
        let drawn = stage.log.frames() - frames;
        stage.keyboard.press(KeyCode::F(8));
        stage.log.until_text("answered in 0 ms").await;
        stage.keyboard.control('c');
        drawn
    };
    let (ended, drawn) = tokio::join!(stage.run_telling(script, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert_eq!(drawn, 1, "the cases, and none of the lines of the log");
}

static LOOKS: AtomicUsize = AtomicUsize::new(0);

#[tokio::test]
async fn a_minute_that_changes_nothing_draws_nothing() {
    fn same_minute() -> Timestamp {
        LOOKS.fetch_add(1, Ordering::SeqCst);
        now()
    }
    let stage = Stage {
        timings: Timings {
            minute: Duration::from_millis(1),
            ..Stage::new().timings
        },
        clock: same_minute,
        ..Stage::new()
    };
    let play = async {
        stage.log.until_text("Battery").await;
        stage.log.until_text("SupportAgent").await;
        let (frames, looks) = (stage.log.frames(), LOOKS.load(Ordering::SeqCst));
        // Twenty looks at the clock, and twenty times nothing to draw.
        while LOOKS.load(Ordering::SeqCst) < looks + 20 {
            tokio::task::yield_now().await;
        }
        let drawn = stage.log.frames() - frames;
        stage.keyboard.control('c');
        drawn
    };
    let (ended, drawn) = tokio::join!(stage.run(small_world, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert_eq!(drawn, 0);
}

#[tokio::test]
async fn a_minute_that_changes_an_age_is_drawn() {
    fn later() -> Timestamp {
        now() + jiff::SignedDuration::from_hours(30)
    }
    let stage = Stage {
        timings: Timings {
            minute: Duration::from_millis(1),
            ..Stage::new().timings
        },
        clock: later,
        ..Stage::new()
    };
    let play = async {
        stage.log.until_text("Battery").await;
        stage.log.until_text("1 d").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(small_world, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

static TURNS: AtomicUsize = AtomicUsize::new(0);

#[tokio::test]
async fn the_sign_turns_by_itself_and_rests_when_nothing_loads() {
    fn same_minute() -> Timestamp {
        TURNS.fetch_add(1, Ordering::SeqCst);
        now()
    }
    let stage = Stage {
        timings: Timings {
            turn: Duration::from_millis(1),
            minute: Duration::from_millis(1),
            ..Stage::new().timings
        },
        clock: same_minute,
        ..Stage::new()
    };
    let (answers, wait) = tokio::sync::oneshot::channel::<()>();
    let wait = std::sync::Mutex::new(Some(wait));
    let script = move |effect: &Effect| match effect {
        Effect::ListCases(..) => {
            let wait = wait.lock().unwrap().take().unwrap();
            Box::pin(async move {
                wait.await.unwrap();
                Answer::Cases(Ok(page(vec![case("100001", "Cracked")], None)))
            })
        }
        other => small_world(other),
    };
    let play = async {
        for sign in ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏", "⠋"] {
            let text = format!("{sign} loading cases, Esc stops");
            stage.log.until_text(&text).await;
        }
        answers.send(()).unwrap();
        stage.log.until_text("Cracked").await;
        let (frames, looks) = (stage.log.frames(), TURNS.load(Ordering::SeqCst));
        // A turn would have come with each look at the clock.
        while TURNS.load(Ordering::SeqCst) < looks + 50 {
            tokio::task::yield_now().await;
        }
        let idle = stage.log.frames() - frames;
        stage.keyboard.control('c');
        idle
    };
    let (ended, idle) = tokio::join!(stage.run(script, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert_eq!(idle, 0, "frames while nothing loads");
}

#[test]
fn the_sign_turns_eight_times_a_second_at_most_and_four_times_over_a_line() {
    let here = Timings::default();
    assert!(here.turn >= Duration::from_millis(125));
    assert!(here.over_a_line().turn >= Duration::from_millis(250));
}
