//! Each fault of a line or a storage: what comes of it, how many bytes come twice, and how
//! many links it takes.

use std::fs;
use std::time::Duration;

use attache::domain::{Event, FailureKind};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::transfer_storage::{Act, Storage};
use crate::transfer_world::{content, names, quick, refusal, target_in};

const ETAG: &str = "\"9b2cf535f27731c974343645a3985328\"";
const SIZE: usize = 700_000;

/// What is to come of some acts: bytes that come more than once, links, and the start of
/// each request.
type Row = (&'static str, Vec<Act>, usize, u32, Vec<Option<u64>>);

fn rows() -> Vec<Row> {
    use Act::{Another, Change, Cut, Open, Refuse, Serve, Whole};
    let busy = || Refuse(503, refusal("SlowDown", "Please reduce your request rate."));
    let fault = || Refuse(500, refusal("InternalError", "x"));
    let range = || Refuse(416, refusal("InvalidRange", "x"));
    let changed = || Change(content(SIZE).into_iter().rev().collect(), "\"other\"");
    vec![
        ("nothing", vec![], 0, 1, vec![None]),
        ("cut", vec![Cut(300_000)], 0, 1, vec![None, Some(300_000)]),
        ("cut at once", vec![Cut(0), Serve], 0, 1, vec![None, None]),
        (
            "cut, twice",
            vec![Cut(1), Cut(400_000)],
            0,
            1,
            vec![None, Some(1), Some(400_001)],
        ),
        ("busy", vec![busy(), busy()], 0, 1, vec![None; 3]),
        (
            "busy half-way",
            vec![Cut(300_000), busy(), fault()],
            0,
            1,
            vec![None, Some(300_000), Some(300_000), Some(300_000)],
        ),
        (
            "closed early",
            vec![Open(300_000)],
            0,
            1,
            vec![None, Some(300_000)],
        ),
        ("expired", vec![Act::expired()], 0, 2, vec![None, None]),
        (
            "expired half-way",
            vec![Cut(300_000), Act::expired()],
            0,
            2,
            vec![None, Some(300_000), Some(300_000)],
        ),
        (
            "expired each time",
            vec![
                Act::expired(),
                Act::expired(),
                Act::expired(),
                Act::expired(),
                Act::expired(),
            ],
            0,
            6,
            vec![None; 6],
        ),
        (
            "wrong range",
            vec![Cut(300_000), Another],
            SIZE,
            1,
            vec![None, Some(300_000), None],
        ),
        (
            "ignored range",
            vec![Cut(300_000), Whole],
            300_000,
            1,
            vec![None, Some(300_000)],
        ),
        (
            "no such range",
            vec![Cut(300_000), range()],
            300_000,
            1,
            vec![None, Some(300_000), None],
        ),
        (
            "changed",
            vec![Cut(300_000), changed()],
            300_000,
            1,
            vec![None, Some(300_000)],
        ),
    ]
}

#[tokio::test]
async fn what_passes_is_gone_on_with() {
    for (fault, acts, again, links, ranges) in rows() {
        let folder = TempDir::new().unwrap();
        let storage = Storage::of(content(SIZE), ETAG, acts).await;
        let (saved, reports, _) = storage.save(&target_in(folder.path()), &quick()).await;
        let saved = saved.unwrap_or_else(|failure| panic!("{fault}: {failure}"));
        let mut right = content(SIZE);
        if fault == "changed" {
            right.reverse();
        }
        assert!(fs::read(&saved.path).unwrap() == right, "{fault}");
        assert_eq!(names(folder.path()), ["file.bin"], "{fault}");
        assert_eq!(storage.ranges(), ranges, "{fault}");
        let twice = storage.sent() - SIZE;
        // A part that is not the one that was asked for is not read to its end.
        let unread = if fault == "wrong range" { again } else { 0 };
        assert!(
            twice == again || (unread > 0 && twice <= unread),
            "{fault}: {twice} bytes twice"
        );
        assert_eq!(storage.links(), links, "{fault}");
        let last = reports.last().unwrap();
        assert_eq!((last.received, last.links), (SIZE as u64, links), "{fault}");
    }
}

#[tokio::test]
async fn what_does_not_pass_ends_and_what_came_is_kept_for_another_time() {
    use FailureKind::{Damaged, Denied, Network, NotFound, Service, Throttled};
    let busy = || Act::Refuse(503, refusal("SlowDown", "x"));
    let refused = |status, code: &str| Act::Refuse(status, refusal(code, "Access Denied"));
    let table = [
        (vec![busy(); 5], Throttled, true, 1, 6),
        (vec![Act::Cut(0); 5], Network, true, 1, 6),
        (vec![Act::expired(); 6], Denied, true, 6, 7),
        (vec![refused(403, "AccessDenied")], Denied, false, 1, 2),
        (vec![refused(404, "NoSuchKey")], NotFound, false, 1, 2),
        (
            vec![refused(403, "SignatureDoesNotMatch")],
            Service,
            false,
            1,
            2,
        ),
        (
            vec![Act::Change(content(SIZE + 1), "\"b\"")],
            Damaged,
            false,
            1,
            2,
        ),
    ];
    for (then, kind, kept, links, requests) in table {
        let told = format!("{then:?}").chars().take(60).collect::<String>();
        let folder = TempDir::new().unwrap();
        let mut acts = vec![Act::Cut(300_000)];
        acts.extend(then);
        let storage = Storage::of(content(SIZE), ETAG, acts).await;
        let target = target_in(folder.path());
        let (saved, ..) = storage.save(&target, &quick()).await;
        let failure = saved.unwrap_err();
        assert_eq!(failure.kind, kind, "{told}: {failure}");
        assert_eq!(storage.links(), links, "{told}");
        assert_eq!(storage.ranges().len(), requests, "{told}");
        let parts = [".file.bin.attache-part", ".file.bin.attache-part.json"];
        let left: &[&str] = if kept { &parts } else { &[] };
        assert_eq!(names(folder.path()), left, "{told}");
        assert_eq!(failure.to_string().contains("is kept"), kept, "{failure}");
        if kept {
            let (saved, reports, _) = storage.save(&target, &quick()).await;
            assert!(
                fs::read(saved.unwrap().path).unwrap() == content(SIZE),
                "{told}"
            );
            assert_eq!(reports.last().unwrap().resumed, 300_000, "{told}");
            assert_eq!(storage.sent(), SIZE, "{told}");
            assert_eq!(names(folder.path()), ["file.bin"], "{told}");
        }
    }
}

#[tokio::test]
async fn a_storage_without_a_strong_word_is_asked_for_everything_again() {
    for etag in ["", "W/\"weak\"", "bare"] {
        let folder = TempDir::new().unwrap();
        let storage = Storage::of(content(SIZE), etag, vec![Act::Cut(300_000)]).await;
        let (saved, ..) = storage.save(&target_in(folder.path()), &quick()).await;
        assert!(fs::read(saved.unwrap().path).unwrap() == content(SIZE));
        assert_eq!(storage.ranges(), [None, None], "{etag}");
        let storage = Storage::of(content(SIZE), etag, vec![Act::Cut(300_000); 9]).await;
        let (saved, ..) = storage.save(&target_in(folder.path()), &quick()).await;
        assert!(!saved.unwrap_err().to_string().contains("is kept"));
        assert_eq!(
            storage.ranges().len(),
            6,
            "one that brought something, and five in vain"
        );
        assert_eq!(names(folder.path()), ["file.bin"]);
    }
}

#[tokio::test]
async fn a_stall_is_told_of_and_gone_on_with() {
    let folder = TempDir::new().unwrap();
    let storage = Storage::of(content(SIZE), ETAG, vec![Act::Stall(300_000)]).await;
    let mut timings = quick();
    timings.stall = Duration::from_millis(100);
    let (saved, reports, events) = storage.save(&target_in(folder.path()), &timings).await;
    assert!(fs::read(saved.unwrap().path).unwrap() == content(SIZE));
    let [Event::Again { why, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(why.raw(), "stalled");
    assert_eq!(reports.last().unwrap().retries, 1);
}

#[tokio::test]
async fn a_link_that_has_died_meanwhile_is_not_even_tried() {
    let folder = TempDir::new().unwrap();
    let mut storage = Storage::of(content(SIZE), ETAG, vec![Act::Stall(300_000)]).await;
    storage.lives = Some(Duration::from_millis(500));
    let mut timings = quick();
    timings.stall = Duration::from_millis(700);
    let (saved, reports, _) = storage.save(&target_in(folder.path()), &timings).await;
    assert!(fs::read(saved.unwrap().path).unwrap() == content(SIZE));
    assert_eq!(storage.links(), 2);
    assert_eq!(storage.ranges(), [None, Some(300_000)]);
    assert!(reports.iter().all(|report| report.link_left == Some(0)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn wherever_the_line_breaks_the_file_is_the_same(
        cuts in proptest::collection::vec(0..400_000_usize, 0..4),
        killed in 0..4_usize,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = TempDir::new().unwrap();
            let breaks = cuts.len();
            let mut acts: Vec<Act> = cuts.into_iter().map(Act::Cut).collect();
            // After these, the storage is not to be had for a while: another start.
            let at = killed.min(acts.len());
            acts.splice(at..at, vec![Act::Refuse(500, String::new()); 5]);
            let storage = Storage::of(content(SIZE), ETAG, acts).await;
            let target = target_in(folder.path());
            let first = storage.save(&target, &quick()).await.0;
            let saved = match first {
                Ok(saved) => saved,
                Err(_) => storage.save(&target, &quick()).await.0.unwrap(),
            };
            assert!(fs::read(saved.path).unwrap() == content(SIZE));
            assert_eq!(names(folder.path()), ["file.bin"]);
            assert!(storage.sent() - SIZE <= breaks * 262_144);
        });
    }
}
