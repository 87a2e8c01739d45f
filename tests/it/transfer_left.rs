//! What is left for another time, by whom it is taken up, and when it is not believed.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use attache::transfer::{Target, Told, sweep};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::transfer_storage::{Act, Storage};
use crate::transfer_world::{content, names, quick, target_in};

const ETAG: &str = "\"5eb63bbbe01eeed093cb22bb8f5acdc3\"";
const SIZE: usize = 1_500_000;
const PART: &str = ".file.bin.attache-part";
const NOTE: &str = ".file.bin.attache-part.json";

/// Saves until so many bytes are here and the line is silent, and drops it then.
async fn dropped(target: &Target, after: usize) {
    let storage = Storage::of(content(SIZE), ETAG, vec![Act::Stall(after)]).await;
    let mut timings = quick();
    (timings.report, timings.checkpoint) = (Duration::from_millis(1), Duration::ZERO);
    let (done, mut end) = tokio::sync::mpsc::unbounded_channel();
    let on = move |told| {
        if let Told::Progress(now) = told
            && now.received == after as u64
        {
            let _ = done.send(());
        }
    };
    tokio::select! {
        saved = storage.save_telling(target, &timings, on) => panic!("{saved:?}"),
        _ = end.recv() => {}
    }
}

/// A folder with a part of `file.bin`.
async fn left(after: usize) -> (TempDir, Target) {
    let folder = TempDir::new().unwrap();
    let target = target_in(folder.path());
    target.keep.keep();
    dropped(&target, after).await;
    assert_eq!(names(folder.path()), [PART, NOTE]);
    // Its lock goes with its last thread.
    let part = File::open(folder.path().join(PART)).unwrap();
    tokio::task::spawn_blocking(move || part.lock().unwrap())
        .await
        .unwrap();
    (folder, target)
}

/// Saves it from a storage that answers, and tells where that was asked to start.
async fn finished(target: &Target, etag: &'static str) -> Option<u64> {
    let storage = Storage::of(content(SIZE), etag, vec![]).await;
    let (saved, ..) = storage.save(target, &quick()).await;
    let saved = saved.unwrap();
    assert!(fs::read(&saved.path).unwrap() == content(SIZE));
    assert_eq!(saved.size, SIZE as u64);
    storage.ranges()[0]
}

#[tokio::test]
async fn what_is_dropped_goes_unless_the_program_leaves() {
    let folder = TempDir::new().unwrap();
    dropped(&target_in(folder.path()), 600_000).await;
    assert_eq!(names(folder.path()), [""; 0]);
    let (folder, target) = left(600_000).await;
    assert!(
        finished(&target, ETAG)
            .await
            .is_some_and(|from| from <= 600_000)
    );
    assert_eq!(names(folder.path()), ["file.bin"]);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_what_is_left_and_no_link_is_in_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = left(600_000).await;
    for name in [PART, NOTE] {
        let mode = fs::metadata(folder.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let note = fs::read_to_string(folder.path().join(NOTE)).unwrap();
    for word in ["http", "127.0.0.1", "X-Amz", "bucket"] {
        assert!(!note.contains(word), "{note}");
    }
}

#[tokio::test]
async fn what_is_not_believed_is_fetched_from_the_start() {
    type Harm = fn(&Path);
    let harms: [(&str, Harm); 10] = [
        ("another byte", |folder| {
            let mut bytes = fs::read(folder.join(PART)).unwrap();
            bytes[1_000] ^= 1;
            fs::write(folder.join(PART), bytes).unwrap();
        }),
        ("too short", |folder| {
            fs::write(folder.join(PART), "short").unwrap();
        }),
        ("no sidecar", |folder| {
            fs::remove_file(folder.join(NOTE)).unwrap();
        }),
        ("garbage", |folder| {
            fs::write(folder.join(NOTE), "{\"mark\":").unwrap();
        }),
        ("a lie", |folder| {
            let note = fs::read_to_string(folder.join(NOTE)).unwrap();
            let lie = note.replace("\"sha256\":\"", "\"sha256\":\"00");
            fs::write(folder.join(NOTE), lie).unwrap();
        }),
        ("a word that no header can hold", |folder| {
            let note = fs::read_to_string(folder.join(NOTE)).unwrap();
            let lie = note.replace("5eb63bbb", "\\r\\nx: y");
            assert_ne!(lie, note);
            fs::write(folder.join(NOTE), lie).unwrap();
        }),
        ("the largest size", |folder| {
            let note = fs::read_to_string(folder.join(NOTE)).unwrap();
            let lie = note.replace("\"size\":1500000", "\"size\":18446744073709551615");
            assert_ne!(lie, note);
            fs::write(folder.join(NOTE), lie).unwrap();
        }),
        ("more than there is", |folder| {
            let note = fs::read_to_string(folder.join(NOTE)).unwrap();
            let lie = note.replace("\"at\":", "\"at\":9");
            fs::write(folder.join(NOTE), lie).unwrap();
        }),
        ("no text", |folder| {
            fs::write(folder.join(NOTE), [0xff; 1024]).unwrap();
        }),
        ("very much", |folder| {
            fs::write(folder.join(NOTE), "[".repeat(10_000_000)).unwrap();
        }),
    ];
    for (harm, harmed) in harms {
        let (folder, target) = left(600_000).await;
        harmed(folder.path());
        assert_eq!(finished(&target, ETAG).await, None, "{harm}");
        assert_eq!(names(folder.path()), ["file.bin"], "{harm}");
    }
}

#[tokio::test]
async fn another_content_or_another_size_is_fetched_from_the_start() {
    let (folder, target) = left(600_000).await;
    assert!(
        finished(&target, "\"changed\"").await.is_some(),
        "it is asked conditionally"
    );
    assert_eq!(names(folder.path()), ["file.bin"]);
    let (folder, target) = left(600_000).await;
    let storage = Storage::of(content(9), ETAG, vec![]).await;
    let saved = storage.save(&target, &quick()).await.0.unwrap();
    assert_eq!((saved.size, storage.ranges()), (9, vec![None]));
    assert_eq!(names(folder.path()), ["file.bin"]);
}

#[tokio::test]
async fn the_part_of_another_file_and_one_in_use_stay() {
    let (folder, target) = left(600_000).await;
    let other = Target {
        mark: "another".to_owned(),
        ..target.clone()
    };
    assert_eq!(finished(&other, ETAG).await, None);
    assert_eq!(names(folder.path()), [PART, NOTE, "file.bin"]);
    let lock = File::open(folder.path().join(PART)).unwrap();
    lock.lock().unwrap();
    assert_eq!(finished(&target, ETAG).await, None);
    assert_eq!(
        names(folder.path()),
        [PART, NOTE, "file (1).bin", "file.bin"]
    );
    drop(lock);
    assert!(finished(&target, ETAG).await.is_some());
    assert_eq!(
        names(folder.path()),
        ["file (1).bin", "file (2).bin", "file.bin"]
    );
}

#[tokio::test]
async fn a_second_part_under_the_same_name_is_found_again() {
    let (folder, target) = left(600_000).await;
    let other = Target {
        mark: "another".to_owned(),
        ..target.clone()
    };
    dropped(&other, 500_000).await;
    assert_eq!(names(folder.path()).len(), 4);
    let second = File::open(folder.path().join(".file.bin.2.attache-part")).unwrap();
    tokio::task::spawn_blocking(move || second.lock().unwrap())
        .await
        .unwrap();
    assert!(finished(&target, ETAG).await.is_some());
    assert!(finished(&other, ETAG).await.is_some());
    assert_eq!(names(folder.path()), ["file (1).bin", "file.bin"]);
}

#[tokio::test]
async fn the_longest_name_has_room_for_its_part() {
    let folder = TempDir::new().unwrap();
    let name = attache::domain::SafeName::new(&format!("{}.pdf", "\u{898b}".repeat(300)), "id");
    let target = Target {
        name,
        ..target_in(folder.path())
    };
    target.keep.keep();
    dropped(&target, 600_000).await;
    assert_eq!(names(folder.path()).len(), 2);
}

#[tokio::test]
async fn forgotten_parts_are_swept_and_nothing_else() {
    let (folder, _) = left(600_000).await;
    let path = folder.path();
    for name in ["mine.attache-part", ".mine", ".lonely.attache-part.json"] {
        fs::write(path.join(name), "x").unwrap();
    }
    let mut stay = vec![".mine", "mine.attache-part"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(path.join(".mine"), path.join(".link.attache-part")).unwrap();
        stay.insert(0, ".link.attache-part");
    }
    let folders = || vec![path.to_owned(), path.join("gone")];
    let week = Duration::from_hours(24 * 7);
    assert_eq!(sweep(folders(), Timestamp::now() + week / 2).await, 0);
    let later = Timestamp::now() + week + Duration::from_mins(1);
    let lock = File::open(path.join(PART)).unwrap();
    lock.lock().unwrap();
    assert_eq!(sweep(folders(), later).await, 1, "the lonely sidecar");
    drop(lock);
    assert_eq!(sweep(folders(), later).await, 1);
    assert_eq!(names(path), stay);
}

#[tokio::test]
async fn a_file_that_cannot_fit_costs_no_link() {
    let folder = TempDir::new().unwrap();
    let storage = Storage::of(content(10), ETAG, vec![]).await;
    let target = Target {
        size: Some(1 << 60),
        ..target_in(folder.path())
    };
    let failure = storage
        .save(&target, &quick())
        .await
        .0
        .unwrap_err()
        .to_string();
    assert!(
        failure.contains(&folder.path().display().to_string()),
        "{failure}"
    );
    assert!(
        failure.contains("1,152,921,504,606,846,976 bytes are needed"),
        "{failure}"
    );
    assert_eq!((storage.links(), names(folder.path()).len()), (0, 0));
}

/// A child that saves `file.bin` from here into this folder.
fn child(storage: &Storage, folder: &Path, before: &str) -> Command {
    let mut child = Command::new("sh");
    child
        .args(["-c", &format!("{before} exec \"$0\" \"$@\"")])
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "transfer_left::child_saves",
            "--ignored",
            "--nocapture",
        ])
        .env("TEST_STORAGE", storage.base.as_str())
        .env("TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    child
}

#[tokio::test]
#[ignore = "a child of other tests"]
async fn child_saves() {
    let (base, folder) = (
        std::env::var("TEST_STORAGE"),
        std::env::var_os("TEST_FOLDER"),
    );
    let world = crate::transfer_world::World::at(base.unwrap().parse().unwrap());
    let mut target = target_in(Path::new(&folder.unwrap()));
    target.size = Some(SIZE as u64);
    match world.save_as(&target, |_| {}).await {
        Ok(_) => println!("saved"),
        Err(failure) => println!("failure: {failure}"),
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_killed_process_leaves_what_the_next_one_goes_on_with() {
    for after in [0, 1, 262_144, 262_145, 800_000, 1_499_999, SIZE] {
        let folder = TempDir::new().unwrap();
        let storage = Storage::of(content(SIZE), ETAG, vec![Act::Stall(after)]).await;
        let mut child = child(&storage, folder.path(), "").spawn().unwrap();
        // All blocks that are full are on the disk, and noted.
        let full = after / 262_144 * 262_144;
        let note = folder.path().join(NOTE);
        let noted = || {
            let text = fs::read_to_string(&note).unwrap_or_default();
            let noted: Option<serde_json::Value> = serde_json::from_str(&text).ok();
            noted.and_then(|noted| noted["at"].as_u64()).unwrap_or(0)
        };
        let came = || storage.sent() >= after && !storage.ranges().is_empty();
        // Pieces come as they like: a block has its size and at most one piece more.
        while !(came() && noted() >= full.saturating_sub(262_144) as u64) {
            tokio::task::yield_now().await;
            if after == SIZE && child.try_wait().unwrap().is_some() {
                break;
            }
        }
        let _ = child.kill();
        child.wait().unwrap();
        let here = noted();
        let name = folder.path().join("file.bin");
        if name.exists() {
            assert!(
                fs::read(&name).unwrap() == content(SIZE),
                "never a wrong one"
            );
            continue;
        }
        let from = finished(&target_in(folder.path()), ETAG).await;
        let least = here.min(SIZE as u64 - 1);
        assert_eq!(from.unwrap_or(0), least, "killed after {after}");
        assert_eq!(names(folder.path()), ["file.bin"], "killed after {after}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_disk_that_takes_no_more_is_said_with_the_bytes() {
    let folder = TempDir::new().unwrap();
    let storage = Storage::of(content(SIZE), ETAG, vec![]).await;
    // The limit is in blocks of 512 bytes.
    let mut child = child(&storage, folder.path(), "trap '' XFSZ; ulimit -f 1000;");
    let output = tokio::task::spawn_blocking(move || child.output().unwrap())
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let words = format!("the disk that holds {}", folder.path().display());
    assert!(
        said.contains("failure: ") && said.contains(&words),
        "{said}"
    );
    assert!(said.contains("1,500,000 bytes are needed"), "{said}");
    assert_eq!(names(folder.path()), [""; 0]);
}
