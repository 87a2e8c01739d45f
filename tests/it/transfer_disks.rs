//! Folders and partial files that something happens to while a transfer runs: what is said,
//! and that nothing else is touched.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use attache::domain::{Failure, FailureKind, Saved};
use axum::Router;
use futures_util::stream;
use tempfile::TempDir;
use tokio::sync::Notify;

use crate::transfer_world::{World, content, names};

const PART: &str = ".file.bin.attache-part";

#[tokio::test]
async fn a_folder_that_is_a_file_is_said_with_its_path() {
    let world = World::answering(|| "x").await;
    let folder = world.folder.path().join("file");
    fs::write(&folder, "").unwrap();
    let text = save_into(&world, folder.clone()).await;
    assert!(
        text.contains(&format!("{} is not a folder", folder.display())),
        "{text}"
    );
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_folder_that_cannot_be_written_is_said_with_its_path() {
    // Not even root may write here.
    let world = World::answering(|| "x").await;
    let text = save_into(&world, "/sys/attache".into()).await;
    assert!(text.contains("/sys/attache"), "{text}");
}

async fn save_into(world: &World, folder: std::path::PathBuf) -> String {
    let mut target = world.target("file.bin");
    target.folder = folder;
    let failure = world.save_as(&target, |_| {}).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local);
    failure.to_string()
}

/// Saves 600,000 bytes, and does this to the folder when the first half has come.
async fn half_way(harm: impl Fn(&Path) + Send + Sync) -> (World, Result<Saved, Failure>) {
    let done = Arc::new(Notify::new());
    let wait = Arc::clone(&done);
    let storage = Router::new().fallback(move || {
        let wait = Arc::clone(&wait);
        async move {
            let rest = stream::once(async move {
                wait.notified().await;
                Ok::<_, std::convert::Infallible>(content(300_000))
            });
            let start = stream::iter([Ok(content(300_000))]);
            axum::body::Body::from_stream(futures_util::StreamExt::chain(start, rest))
        }
    });
    let mut world = World::with(storage).await.expecting(600_000);
    world.timings.report = std::time::Duration::from_millis(1);
    let folder = world.folder.path().to_owned();
    let mut harmed = false;
    let saved = world
        .save_reporting("file.bin", |progress| {
            let written = fs::metadata(folder.join(PART)).is_ok_and(|part| part.len() > 0);
            if progress.received > 0 && written && !harmed {
                harmed = true;
                harm(&folder);
                done.notify_one();
            }
        })
        .await;
    (world, saved)
}

#[tokio::test]
async fn a_folder_that_vanishes_is_said_with_its_path() {
    let (world, saved) = half_way(|folder| fs::remove_dir_all(folder).unwrap()).await;
    let failure = saved.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local);
    let words = format!("the folder {} is gone", world.folder.path().display());
    assert!(failure.to_string().contains(&words), "{failure}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_in_the_folder_s_place_is_not_followed() {
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join(PART), "mine").unwrap();
    let moved = TempDir::new().unwrap();
    let aside = moved.path().join("aside");
    let (_world, saved) = half_way(|folder| {
        fs::rename(folder, &aside).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder).unwrap();
    })
    .await;
    assert!(saved.unwrap_err().to_string().contains(" is gone"));
    assert_eq!(names(elsewhere.path()), [PART]);
    assert_eq!(fs::read(elsewhere.path().join(PART)).unwrap(), b"mine");
    assert_eq!(names(&aside), [""; 0]);
}

#[tokio::test]
async fn a_partial_file_that_somebody_else_changes_gets_no_name() {
    let harms: [fn(&Path); 3] = [
        |part| {
            File::options()
                .write(true)
                .open(part)
                .unwrap()
                .set_len(9)
                .unwrap();
        },
        |part| {
            File::options()
                .write(true)
                .open(part)
                .unwrap()
                .set_len(599_999)
                .unwrap();
        },
        |part| fs::remove_file(part).unwrap(),
    ];
    for harm in harms {
        let (world, saved) = half_way(|folder| harm(&folder.join(PART))).await;
        let failure = saved.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Local, "{failure}");
        assert!(failure.to_string().contains("changed"), "{failure}");
        assert_eq!(names(world.folder.path()), [""; 0]);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_no_file_and_has_the_names_of_one_is_not_waited_for() {
    let note = format!("{PART}.json");
    let pipe = |path: &Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.unwrap().success());
    };
    for name in [PART, &note] {
        let makes: [&dyn Fn(&Path); 3] = [&pipe, &|path| fs::create_dir(path).unwrap(), &|path| {
            std::os::unix::fs::symlink("/dev/zero", path).unwrap();
        }];
        for make in makes {
            let world = World::answering(|| content(600_000)).await;
            make(&world.folder.path().join(name));
            let saved = world.save("file.bin").await.unwrap();
            assert!(fs::read(saved.path).unwrap() == content(600_000));
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_longest_folder_and_the_longest_name_are_fine_together() {
    let world = World::answering(|| content(600_000)).await;
    let mut target = world.target(&format!("{}.pdf", "n".repeat(300)));
    let deeper = "d".repeat(200);
    while target.folder.as_os_str().len() + deeper.len() < 4_000 {
        target.folder.push(&deeper);
    }
    for expected in [1, 2] {
        let saved = world.save_as(&target, |_| {}).await.unwrap();
        assert!(saved.path.as_os_str().len() > 4_000);
        let files = names(&target.folder);
        assert_eq!(files.len(), expected, "{files:?}");
        assert!(files.iter().all(|name| name.len() == 255), "{files:?}");
    }
    target.folder.push(&deeper);
    target.folder.push(&deeper);
    let failure = world.save_as(&target, |_| {}).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local);
    assert!(failure.to_string().contains(&deeper), "{failure}");
}
