//! What is called off, and every way out.

use std::io;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attache::app::{Answer, Effect};
use attache::runtime::{Ended, Timings};
use crossterm::event::KeyCode;
use tokio::sync::watch;

use super::stage::{Stage, left_over, nothing_ends_it, silence, small_world};

#[tokio::test]
async fn what_is_called_off_is_dropped_at_once() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("loading instances").await;
        // Who we are, and the instances.
        assert_eq!(left_over(&stage.log), 2);
        stage.keyboard.press(KeyCode::Esc);
        stage.log.until_text("Called off").await;
        stage
            .log
            .until("a dropped task", |log| left_over(log) == 1)
            .await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

#[tokio::test]
async fn leaving_waits_until_all_work_has_cleaned_up() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("loading instances").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert_eq!(left_over(&stage.log), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leaving_does_not_wait_for_ever() {
    let stage = Stage {
        timings: Timings {
            leave: Duration::from_millis(20),
            ..Stage::new().timings
        },
        ..Stage::new()
    };
    // A task that never gives way cannot be called off.
    let (release, held) = std::sync::mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let (begins, mut begun) = watch::channel(false);
    let script = move |effect: &Effect| match effect {
        Effect::ListInstances(..) => {
            let held = Arc::clone(&held);
            let begins = begins.clone();
            Box::pin(async move {
                begins.send_replace(true);
                let _ = held.lock().unwrap().recv();
                Answer::Rested
            })
        }
        other => small_world(other),
    };
    let play = async {
        begun.wait_for(|begun| *begun).await.unwrap();
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(script, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert!(left_over(&stage.log) > 0, "it still runs");
    drop(release);
}

#[tokio::test]
async fn the_systems_wish_ends_it() {
    let stage = Stage::new();
    let end = async { stage.log.until_text("loading instances").await };
    let ended = stage.run(|_| silence(), end).await;
    assert_eq!(ended, Ended::Interrupted);
    assert_eq!(left_over(&stage.log), 0);
}

#[tokio::test]
async fn without_a_keyboard_it_ends() {
    for last in [None, Some(Err(io::Error::other("the terminal is gone")))] {
        let stage = Stage::new();
        stage.keyboard.type_in("a");
        stage.keyboard.send(last);
        let ended = stage.run(|_| silence(), nothing_ends_it()).await;
        assert_eq!(ended, Ended::Interrupted);
        assert_eq!(left_over(&stage.log), 0);
    }
}

#[tokio::test]
async fn without_a_screen_it_ends_and_cleans_up() {
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("loading instances").await;
        stage.gone.store(1, Ordering::SeqCst);
        stage.keyboard.type_in("a");
    };
    let (ended, ()) = tokio::join!(stage.run(|_| silence(), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Interrupted);
    assert_eq!(left_over(&stage.log), 0);
}
