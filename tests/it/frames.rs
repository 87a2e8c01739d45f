//! How often the picture is drawn while transfers tell how far they are, and while files
//! that are being scanned are asked for again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use attache::app::{Answer, Effect};
use attache::domain::{FileStatus, Progress};
use attache::runtime::{Answers, Ended, Timings};
use crossterm::event::KeyCode;
use jiff::Timestamp;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::app::world::{case, file, now, scanned};
use crate::shell::{Stage, Work, nothing_ends_it, silence, small_world, soon};

/// A case with one file; its transfer tells what it is told to.
fn world(
    told: UnboundedReceiver<Progress>,
) -> impl Fn(&Effect, &Answers) -> Work + Send + Sync + 'static {
    let told = Arc::new(Mutex::new(told));
    move |effect, answers| match effect {
        Effect::ListFiles(..) => {
            let one = file(
                &case("100001", "Cracked"),
                "film.mp4",
                FileStatus::Approved,
                100_000_000,
            );
            answers.send(Answer::Files(vec![one]));
            soon(Answer::Listed(Ok(())))
        }
        Effect::Save(..) => {
            let (told, answers) = (Arc::clone(&told), answers.clone());
            Box::pin(async move {
                while let Some(progress) = told.lock().await.recv().await {
                    answers.send(Answer::Progress(progress));
                }
                std::future::pending().await
            })
        }
        Effect::ListCases(..) | Effect::ListInstances(..) | Effect::Identify(_) => {
            small_world(effect)
        }
        _ => silence(),
    }
}

fn progress(received: u64) -> Progress {
    Progress {
        received,
        total: Some(100_000_000),
        links: 1,
        ..Progress::default()
    }
}

/// Goes to the file and begins to save it.
async fn saves(stage: &Stage) {
    stage.log.until_text("Battery").await;
    stage.log.until_text("SupportAgent").await;
    stage.keyboard.press(KeyCode::Enter);
    stage.log.until_text("film.mp4").await;
    stage.keyboard.press(KeyCode::Char('s'));
    stage.log.until_text("of 100.0 MB").await;
}

static LOOKS: AtomicUsize = AtomicUsize::new(0);

/// The loop looks at the clock for every message that it takes.
fn counted() -> Timestamp {
    LOOKS.fetch_add(1, Ordering::SeqCst);
    now()
}

#[tokio::test]
async fn what_transfers_report_waits_for_its_frame() {
    let (tell, told) = unbounded_channel();
    let stage = Stage {
        timings: Timings {
            picture: Duration::from_hours(1),
            ..Stage::new().timings
        },
        clock: counted,
        ..Stage::new()
    };
    let play = async {
        stage.log.until_text("Battery").await;
        stage.keyboard.press(KeyCode::Enter);
        stage.log.until_text("film.mp4").await;
        stage.keyboard.press(KeyCode::Char('s'));
        tell.send(progress(1_000_000)).unwrap();
        // Each is taken before the next is told, so that each could have had a frame.
        let frames = stage.log.frames();
        for received in 2..50 {
            let looks = LOOKS.load(Ordering::SeqCst);
            tell.send(progress(received * 1_000_000)).unwrap();
            while LOOKS.load(Ordering::SeqCst) == looks {
                tokio::task::yield_now().await;
            }
        }
        let drawn = stage.log.frames() - frames;
        // A key has its frame at once, and shows all of it.
        stage.keyboard.press(KeyCode::Down);
        stage.log.until_text("49.0 MB of 100.0 MB").await;
        stage.keyboard.control('c');
        stage.log.until_text("y yes").await;
        stage.keyboard.control('c');
        drawn
    };
    let (ended, drawn) = tokio::join!(stage.run_telling(world(told), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    // The key that began it, at most: its frame may come after the first report.
    assert!(drawn <= 1, "{drawn} frames for 49 reports");
}

#[tokio::test]
async fn what_transfers_report_is_drawn_without_a_key() {
    let (tell, told) = unbounded_channel();
    let stage = Stage {
        timings: Timings {
            picture: Duration::from_millis(1),
            ..Stage::new().timings
        },
        ..Stage::new()
    };
    let play = async {
        tell.send(progress(1_000_000)).unwrap();
        saves(&stage).await;
        for received in [2, 3] {
            tell.send(progress(received * 1_000_000)).unwrap();
            let text = format!("{received}.0 MB of 100.0 MB");
            stage.log.until_text(&text).await;
        }
        stage.keyboard.control('c');
        stage.log.until_text("y yes").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run_telling(world(told), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

static POLLS: AtomicUsize = AtomicUsize::new(0);

/// A case with one file that is being scanned; each poll answers what it is told.
fn scanning(
    told: UnboundedReceiver<FileStatus>,
) -> impl Fn(&Effect, &Answers) -> Work + Send + Sync + 'static {
    let told = Arc::new(Mutex::new(told));
    let film = |status| scanned(&case("100001", "Cracked"), "film.mp4", status);
    move |effect, answers| match effect {
        Effect::ListFiles(..) => {
            answers.send(Answer::Files(vec![film(FileStatus::Processing)]));
            soon(Answer::Listed(Ok(())))
        }
        Effect::Poll { .. } => {
            POLLS.fetch_add(1, Ordering::SeqCst);
            let told = Arc::clone(&told);
            Box::pin(async move {
                match told.lock().await.recv().await {
                    Some(status) => Answer::Polled(Ok(vec![film(status)])),
                    None => std::future::pending().await,
                }
            })
        }
        Effect::ListCases(..) | Effect::ListInstances(..) | Effect::Identify(_) => {
            small_world(effect)
        }
        _ => silence(),
    }
}

#[tokio::test]
async fn a_poll_that_brings_nothing_draws_nothing_and_a_change_is_drawn_without_a_key() {
    let (tell, told) = unbounded_channel();
    let stage = Stage::new();
    let play = async {
        stage.log.until_text("Battery").await;
        stage.log.until_text("SupportAgent").await;
        stage.keyboard.press(KeyCode::Enter);
        stage.log.until_text("Processing").await;
        let polls = async |count| {
            while POLLS.load(Ordering::SeqCst) < count {
                tokio::task::yield_now().await;
            }
        };
        polls(1).await;
        let frames = stage.log.frames();
        for asked in 2..40 {
            tell.send(FileStatus::Processing).unwrap();
            polls(asked).await;
        }
        assert_eq!(stage.log.frames(), frames, "frames of polls in vain");
        tell.send(FileStatus::Approved).unwrap();
        stage.log.until_text("film.mp4 is approved now").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run_telling(scanning(told), nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}
