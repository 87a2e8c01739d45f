//! Transfers that go well: the bytes, the names, the rights, the reports.

use std::fs;
use std::sync::{Arc, Mutex};

use attache::domain::{Failure, FailureKind, Progress, Saved, SignedLink};
use attache::net::Transport;
use attache::transfer::{Expected, Links, save};
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use futures_util::future::join_all;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use crate::transfer_world::{FILE, World, chunked, content, names, silent_after};

#[tokio::test]
async fn a_file_arrives_to_the_byte() {
    for length in [0, 1, 262_143, 262_144, 262_145, 3_000_001] {
        let bytes = content(length);
        let sent = bytes.clone();
        let world = World::answering(move || sent.clone()).await;
        let saved = world.save("file.bin").await.unwrap();
        assert_eq!(saved.path, world.folder.path().join("file.bin"));
        assert!(fs::read(&saved.path).unwrap() == bytes, "{length} bytes");
        assert_eq!(saved.size, length as u64);
        let hash: Vec<String> = Sha256::digest(&bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(saved.sha256, hash.concat());
        assert_eq!(names(world.folder.path()), ["file.bin"]);
    }
}

/// Writes down what is told of a file that is about to get its place, and what lies there.
struct Recorder<'a> {
    world: &'a World,
    arrived: bool,
    told: Vec<(Saved, Vec<String>)>,
}

impl Links for Recorder<'_> {
    async fn next(&mut self) -> Result<(SignedLink, Expected), Failure> {
        Ok((self.world.link(), self.world.expected))
    }

    fn arrived(&mut self) {
        self.arrived = true;
    }

    async fn settles(&mut self, saved: &Saved) {
        assert!(self.arrived, "the line is free before the disk is asked");
        let names = names(self.world.folder.path());
        self.told.push((saved.clone(), names));
    }
}

#[tokio::test]
async fn a_record_is_written_before_the_file_has_its_name() {
    let world = World::answering(|| "abc").await;
    let target = world.target("file.bin");
    let transport = Transport::new(&world.timings);
    let mut links = Recorder {
        world: &world,
        arrived: false,
        told: Vec::new(),
    };
    let saved = save(&transport, &mut links, &target, &world.timings, |_| {}).await;
    let before = vec![".file.bin.attache-part".to_owned()];
    assert_eq!(links.told, [(saved.unwrap(), before)]);
}

#[tokio::test]
async fn the_hash_is_sha_256() {
    let world = World::answering(|| "abc").await;
    let saved = world.save("abc").await.unwrap();
    assert_eq!(
        saved.sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[tokio::test]
async fn a_body_without_a_promised_length_is_measured_by_the_metadata() {
    let answer = || chunked(vec![content(100), content(50)]);
    let world = World::answering(answer).await.expecting(150);
    assert_eq!(world.save("file.bin").await.unwrap().size, 150);
}

#[tokio::test]
async fn a_body_without_any_promise_is_taken_up_to_the_most_of_an_attached_file() {
    let answer = || chunked(vec![content(1_000), content(1)]);
    let mut world = World::answering(answer).await;
    assert_eq!(world.expected.most, 104_857_600);
    world.expected.most = 1_001;
    world.save("file.bin").await.unwrap();
    world.expected.most = 1_000;
    let failure = world.save("other.bin").await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Damaged);
    let why = failure.why.to_string();
    assert!(why.contains("no size was promised"), "{why}");
    assert!(why.contains("1,000 bytes"), "{why}");
    assert_eq!(names(world.folder.path()), ["file.bin"]);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::answering(|| "private").await;
    let saved = world.save("passport.pdf").await.unwrap();
    let mode = fs::metadata(saved.path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn the_same_name_twice_keeps_both() {
    let world = World::answering(|| "new").await;
    fs::write(world.folder.path().join("a.tar.gz"), "mine").unwrap();
    for expected in ["a (1).tar.gz", "a (2).tar.gz"] {
        let saved = world.save("a.tar.gz").await.unwrap();
        assert_eq!(saved.path, world.folder.path().join(expected));
        assert_eq!(fs::read_to_string(saved.path).unwrap(), "new");
    }
    let first = fs::read_to_string(world.folder.path().join("a.tar.gz")).unwrap();
    assert_eq!(first, "mine");
}

#[tokio::test]
async fn many_at_once_under_one_name_all_arrive() {
    let bytes = content(300_000);
    let sent = bytes.clone();
    let world = World::answering(move || sent.clone()).await;
    let saved = join_all((0..12).map(|_| world.save("same.bin"))).await;
    assert!(saved.iter().all(Result::is_ok), "{saved:?}");
    let names = names(world.folder.path());
    assert_eq!(names.len(), 12);
    for name in names {
        assert!(fs::read(world.folder.path().join(name)).unwrap() == bytes);
    }
}

#[tokio::test]
async fn a_missing_folder_is_made() {
    let world = World::answering(|| "x").await;
    let mut target = world.target("file.bin");
    target.folder = world.folder.path().join("a").join("b");
    let saved = world.save_as(&target, |_| {}).await.unwrap();
    assert_eq!(saved.path, target.folder.join("file.bin"));
}

#[tokio::test]
async fn a_hostile_name_stays_in_the_folder() {
    let world = World::answering(|| "x").await;
    for name in [
        "../../escaped",
        "/etc/escaped",
        "..",
        "C:\\escaped",
        ".hidden",
        "a\u{202e}b",
        &"見".repeat(300),
    ] {
        let saved = world.save(name).await.unwrap();
        assert_eq!(saved.path.parent(), Some(world.folder.path()), "{name}");
        assert_eq!(fs::read(saved.path).unwrap(), b"x");
    }
    assert_eq!(names(world.folder.path()).len(), 7);
}

#[tokio::test]
async fn the_request_carries_the_link_and_no_credentials() {
    let seen = Arc::new(Mutex::new(None));
    let record = Arc::clone(&seen);
    let storage =
        Router::new().fallback(move |uri: axum::http::Uri, headers: HeaderMap| async move {
            *record.lock().unwrap() = Some((uri.to_string(), headers));
            "x"
        });
    World::with(storage).await.save("file.bin").await.unwrap();
    let (uri, headers) = seen.lock().unwrap().take().unwrap();
    assert_eq!(uri, FILE);
    let mut names: Vec<&str> = headers.keys().map(header::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
    assert_eq!(headers["accept-encoding"], "identity");
}

#[tokio::test]
async fn a_redirect_within_reach_is_followed() {
    let storage = Router::new()
        .route(
            "/bucket/file",
            get(|| async {
                (
                    StatusCode::TEMPORARY_REDIRECT,
                    [(header::LOCATION, "../other?a=b")],
                )
            }),
        )
        .route("/other", get(|| async { "from there" }));
    let saved = World::with(storage).await.save("file.txt").await.unwrap();
    assert_eq!(saved.size, 10);
}

#[tokio::test]
async fn progress_is_reported_from_start_to_end_and_not_too_often() {
    let mut world = World::answering(|| content(3_000_000)).await;
    world.timings.report = std::time::Duration::ZERO;
    let mut reports = Vec::new();
    world
        .save_reporting("file.bin", |report| reports.push(report))
        .await
        .unwrap();
    assert_eq!(reports.first().map(|report| report.received), Some(0));
    assert_eq!(
        reports.last().map(|report| report.received),
        Some(3_000_000)
    );
    assert!(
        reports
            .windows(2)
            .all(|pair| pair[0].received <= pair[1].received),
        "{reports:?}"
    );
    assert!(reports.iter().all(|report| report.total == Some(3_000_000)));
    assert!(reports.len() > 2, "{}", reports.len());
    assert!(reports.iter().all(|report| report.links == 1));
    let mut seldom = Vec::new();
    world.timings.report = std::time::Duration::from_hours(1);
    world
        .save_reporting("file.bin", |report| seldom.push(report.received))
        .await
        .unwrap();
    assert_eq!(seldom, [0, 3_000_000]);
}

#[tokio::test]
async fn aborting_leaves_nothing() {
    let world = World::answering(|| silent_after(content(600_000))).await;
    let world = Arc::new(world);
    let (report, mut reports) = mpsc::unbounded_channel();
    let theirs = Arc::clone(&world);
    let task = tokio::spawn(async move {
        let tell = |progress: Progress| {
            let _ = report.send(progress.received);
        };
        theirs.save_reporting("file.bin", tell).await
    });
    while reports.recv().await.unwrap() == 0 {}
    let under_way = names(world.folder.path());
    assert_eq!(under_way.len(), 1);
    let name = under_way[0].as_str();
    assert!(name == ".file.bin.attache-part", "{name}");
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(names(world.folder.path()), Vec::<String>::new());
}
