//! Transfers that are called off, by a person while their disk work waits for a thread,
//! or by a limit: what was called off leaves nothing, then or later.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use attache::domain::Progress;
use attache::transfer::Told;
use axum::http::StatusCode;
use futures_util::stream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Notify, mpsc};
use tokio::task::{spawn_blocking, yield_now};

use crate::transfer_storage::{Act, Storage};
use crate::transfer_world::{World, content, names, quick, refusal, silent_after, target_in};

/// One thread for all disk work, so that a test can keep it busy.
fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build()
        .unwrap()
}

/// Keeps the thread busy until the sender is dropped.
async fn occupied() -> Sender<()> {
    let (release, released) = channel::<()>();
    let (started, start) = tokio::sync::oneshot::channel();
    spawn_blocking(move || {
        let _ = started.send(());
        let _ = released.recv();
    });
    start.await.unwrap();
    release
}

/// Lets everything run that can run without the thread.
async fn settled() {
    for _ in 0..20_000 {
        yield_now().await;
    }
}

/// Waits until the thread has done all it was asked before.
async fn thread_idle() {
    spawn_blocking(|| ()).await.unwrap();
}

#[test]
fn a_save_called_off_while_it_is_synced_leaves_nothing() {
    let runtime = runtime();
    runtime.block_on(async {
        let end = Arc::new(Notify::new());
        let ends = Arc::clone(&end);
        let answer = move || {
            let ends = Arc::clone(&ends);
            let whole = stream::once(async { Ok::<_, std::convert::Infallible>(content(1_000)) });
            let last = stream::once(async move {
                ends.notified().await;
                Ok(content(1_000))
            });
            axum::body::Body::from_stream(futures_util::StreamExt::chain(whole, last))
        };
        let world = Arc::new(World::answering(answer).await);
        let (report, mut reports) = mpsc::unbounded_channel();
        let theirs = Arc::clone(&world);
        let task = tokio::spawn(async move {
            let tell = |progress: Progress| {
                let _ = report.send(progress.received);
            };
            theirs.save_reporting("file.bin", tell).await
        });
        assert_eq!(reports.recv().await, Some(0));
        let busy = occupied().await;
        end.notify_one();
        settled().await;
        assert_eq!(names(world.folder.path()).len(), 1, "the part file");
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        assert_eq!(names(world.folder.path()), Vec::<String>::new());
        drop(busy);
        thread_idle().await;
        assert_eq!(names(world.folder.path()), Vec::<String>::new());
    });
    runtime.shutdown_timeout(Duration::from_secs(10));
}

#[test]
fn a_save_called_off_while_it_is_written_leaves_no_sidecar() {
    let runtime = runtime();
    runtime.block_on(async {
        let acts = vec![Act::Stall(600_000)];
        let storage = Arc::new(Storage::of(content(700_000), "\"a\"", acts).await);
        let folder = tempfile::TempDir::new().unwrap();
        let target = target_in(folder.path());
        let (report, mut reports) = mpsc::unbounded_channel();
        let theirs = Arc::clone(&storage);
        let task = tokio::spawn(async move {
            let mut timings = quick();
            // Every piece is told: all may come at once, and while the disk is waited for
            // nothing is.
            timings.report = Duration::ZERO;
            let tell = |told| {
                if let Told::Progress(now) = told {
                    let _ = report.send(now.received);
                }
            };
            theirs.save_telling(&target, &timings, tell).await
        });
        assert_eq!(reports.recv().await, Some(0));
        let busy = occupied().await;
        // The first block waits for the thread, and the second for the first.
        while reports.recv().await.unwrap() < 262_144 {}
        settled().await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        drop(busy);
        thread_idle().await;
        assert_eq!(names(folder.path()), Vec::<String>::new());
    });
    runtime.shutdown_timeout(Duration::from_secs(10));
}

#[test]
fn a_save_called_off_before_its_file_is_made_leaves_nothing() {
    let runtime = runtime();
    runtime.block_on(async {
        let world = Arc::new(World::answering(|| content(10)).await);
        let busy = occupied().await;
        let theirs = Arc::clone(&world);
        let task = tokio::spawn(async move { theirs.save("file.bin").await });
        settled().await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        drop(busy);
        thread_idle().await;
        assert_eq!(names(world.folder.path()), Vec::<String>::new());
    });
    runtime.shutdown_timeout(Duration::from_secs(10));
}

#[tokio::test]
async fn a_refusal_that_never_ends_is_read_for_the_time_of_an_answer() {
    let start = refusal("NoSuchKey", "gone").into_bytes();
    let answer = move || (StatusCode::NOT_FOUND, silent_after(start.clone()));
    let mut world = World::answering(answer).await;
    world.timings.answer = Duration::from_millis(500);
    world.timings.stall = Duration::from_hours(1);
    let failure = tokio::time::timeout(Duration::from_mins(1), world.failure()).await;
    let failure = failure.expect("it was read for longer than an answer may take");
    assert!(failure.to_string().contains("NoSuchKey"), "{failure}");
}
