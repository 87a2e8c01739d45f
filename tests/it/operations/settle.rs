//! Asking again for files that are being scanned: only for them, in few requests, and by
//! whatever the caller is allowed to do.

use std::collections::BTreeSet;

use attache::aws::Aws;
use attache::domain::{
    Attachment, FailureKind, FileId, FileKey, FileStatus, Instance, Scope, Source, Unsettled,
    UserId,
};
use attache::operations::{Polled, Poller};
use jiff::SignedDuration;

use super::{Site, listed};
use crate::aws::{Answer, Canned};

const BATCH: &str = "BatchGetAttachedFileMetadata";
const ALONE: &str = "GetAttachedFile";

/// The files of the first case that are being scanned.
async fn unsettled(site: &Site) -> (Instance, Vec<Attachment>, Vec<Unsettled>) {
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let waiting = files.iter().filter_map(Unsettled::of).collect();
    (instance, files, waiting)
}

fn statuses(came: &Polled) -> Vec<(String, FileStatus)> {
    let mut told: Vec<_> = came
        .files
        .iter()
        .map(|file| (file.title().to_string(), file.status.clone()))
        .collect();
    told.sort();
    told
}

#[tokio::test]
async fn files_settle_under_the_eyes_of_who_polls_them_alone() {
    use FileStatus::{Approved, Processing, Rejected};
    let site = Site::start().await;
    let (instance, _, waiting) = unsettled(&site).await;
    assert_eq!(waiting.len(), 3);
    let (poller, aws) = (Poller::default(), site.aws.in_background());
    let before = site.calls(BATCH);
    let expect = |scan, photo| {
        vec![
            ("carrier-photo.png".to_owned(), photo),
            ("invoice-scan.pdf".to_owned(), scan),
            ("unboxing-video.mp4".to_owned(), Processing),
        ]
    };
    for (seconds, scan, photo) in [
        (0, Processing, Processing),
        (5, Approved, Processing),
        (6, Approved, Rejected),
    ] {
        site.server
            .clock()
            .advance(SignedDuration::from_secs(seconds));
        let came = poller.poll(&aws, &instance.id, &waiting).await.unwrap();
        assert_eq!(statuses(&came), expect(scan, photo));
        assert_eq!(came.problems, []);
    }
    // The case's two files in one request, the task's in another.
    assert_eq!(site.calls(BATCH) - before, 3 * 2);
    assert_eq!(site.calls(ALONE), 0);
}

#[tokio::test]
async fn without_batches_a_few_are_read_alone_and_no_batch_is_tried_again() {
    let site = Site::start().await;
    let (instance, _, waiting) = unsettled(&site).await;
    let (aws, gate) = site
        .behind(|seen| (seen.operation() == BATCH).then(|| Answer::denied(BATCH)))
        .await;
    let poller = Poller::default();
    for _ in 0..2 {
        let came = poller
            .clone()
            .poll(&aws, &instance.id, &waiting)
            .await
            .unwrap();
        assert_eq!(came.files.len(), 3);
    }
    let asked = |operation| {
        let seen = gate.seen();
        seen.iter()
            .filter(|seen| seen.operation() == operation)
            .count()
    };
    assert_eq!((asked(BATCH), asked(ALONE)), (1, 6));
    // Another login may be allowed more.
    let _ = poller.afresh().poll(&aws, &instance.id, &waiting).await;
    assert_eq!(asked(BATCH), 2);
}

#[tokio::test]
async fn who_may_do_neither_is_told_so_and_a_lost_login_is_one_failure() {
    let site = Site::start().await;
    let (instance, _, waiting) = unsettled(&site).await;
    let aws = site.without(&[BATCH, ALONE]).await;
    let poller = Poller::default();
    let failure = poller.poll(&aws, &instance.id, &waiting).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    let expired = |_: &crate::aws::Seen| {
        Some(Answer::refusal(
            403,
            "ExpiredTokenException",
            "The security token is expired",
        ))
    };
    let (aws, gate) = site.behind(expired).await;
    let poller = Poller::default();
    let failure = poller.poll(&aws, &instance.id, &waiting).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Credentials);
    let asked = gate.seen().len();
    assert!(asked <= 2, "one batch, signed anew at most once: {asked}");
}

/// So many files, each on a resource of its own, or all on one.
fn many(count: usize, own_resources: bool) -> Vec<Unsettled> {
    let case = |number| {
        let case = format!("arn:x:cases:eu-test-1:1:domain/d/case/{number}");
        attache::domain::Arn::parse(&case).unwrap()
    };
    (0..count)
        .map(|number| Unsettled {
            key: FileKey {
                resource: case(if own_resources { number } else { 0 }),
                file: FileId::new(&format!("f{number}")),
            },
            source: Source::Case,
        })
        .collect()
}

async fn rounds(aws: &Aws, files: &[Unsettled], rounds: usize) {
    let poller = Poller::default();
    let instance = attache::domain::InstanceId::new("i");
    for _ in 0..rounds {
        poller.poll(aws, &instance, files).await.unwrap();
    }
}

#[tokio::test]
async fn a_poll_is_bounded_and_every_file_has_its_turn() {
    let empty = || crate::aws::json(&serde_json::json!({}));
    // A hundred ids at most in a request.
    let server = Canned::always(empty()).await;
    rounds(&server.aws(), &many(250, false), 1).await;
    let sizes: Vec<usize> = server
        .seen()
        .iter()
        .map(|seen| seen.body["FileIds"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [100, 100, 50]);
    // Ten resources: four requests a poll, and after three polls each was asked for.
    let server = Canned::always(empty()).await;
    rounds(&server.aws(), &many(10, true), 3).await;
    let seen = server.seen();
    assert_eq!(seen.len(), 12);
    let asked: BTreeSet<&str> = seen.iter().map(|seen| seen.query.as_str()).collect();
    assert_eq!(asked.len(), 10);
    // Alone: three a poll.
    let server = Canned::start(move |seen| match seen.operation() {
        BATCH => Answer::denied(BATCH),
        _ => empty(),
    })
    .await;
    rounds(&server.aws(), &many(7, true), 3).await;
    let alone = server
        .seen()
        .into_iter()
        .filter(|seen| seen.operation() == ALONE);
    let paths: Vec<String> = alone.map(|seen| seen.path).collect();
    assert_eq!(paths.len(), 9);
    assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), 7);
}

#[tokio::test]
async fn the_sample_world_tells_who_scans_what_is_taken_and_who_uploaded() {
    let site = Site::start().await;
    let (instance, files, _) = unsettled(&site).await;
    let scanners = site.aws.scanners(&instance.id).await.unwrap();
    assert_eq!(scanners[0].name().raw(), "attachment-scanner");
    let rules = site
        .aws
        .upload_rules(&instance.id, Scope::Case)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(rules.most_bytes, Some(20_971_520));
    let outside: Vec<&str> = files
        .iter()
        .filter(|file| !rules.breaches(file).is_empty())
        .map(|file| file.title().as_str())
        .collect();
    assert_eq!(outside, ["inv⟨U+202E⟩fdp.exe"]);
    let users: BTreeSet<_> = files
        .iter()
        .filter_map(|file| file.created_by.as_ref()?.user()?.user_id())
        .collect::<Vec<UserId>>()
        .into_iter()
        .collect();
    let mut names = Vec::new();
    for user in &users {
        let person = site.aws.person(&instance.id, user).await.unwrap();
        names.extend(
            person
                .and_then(|one| one.label())
                .map(|label| label.to_string()),
        );
    }
    names.sort();
    assert_eq!(
        names,
        [
            "Lenka Novak (l.novak)",
            "Mei Ito (m.ito)",
            "Samuel Okafor (s.okafor)"
        ]
    );
}
