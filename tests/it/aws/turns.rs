//! The limiter in the path of real requests: operations apart, persons first, one limiter
//! for all clones, a new one for another login; and the identity that is asked once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use attache::aws::{Aws, LinkWish, Pacing, QuotaSetting};
use attache::domain::{
    Arn, Event, FailureKind, FileId, FileKey, InstanceId, LoginChoice, PageToken, Source,
};
use futures_util::FutureExt as _;
use serde_json::json;

use super::canned::{http, quick, settings_at};
use super::retries::Told;
use super::{Answer, Canned, json as answer};

/// One request of this operation, and the next after this rate.
fn one(operation: &str, rate: f64) -> Pacing {
    let (rate, burst) = (Some(rate), Some(1.0));
    Pacing {
        quotas: BTreeMap::from([(operation.to_owned(), QuotaSetting { rate, burst })]),
        ..Pacing::default()
    }
}

fn aws(server: &Canned, pacing: Pacing) -> Aws {
    let mut settings = settings_at(server.url());
    settings.pacing = pacing;
    Aws::with_timings(settings, http(), quick())
}

async fn none() -> Canned {
    Canned::always(answer(&json!({}))).await
}

/// Asks until it is held back; says whether it was.
async fn is_held_back(aws: &Aws) -> bool {
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let aws = aws.watched(move |activity| drop(tell.send(activity.event)));
    tokio::select! {
        answer = aws.list_instances(None) => {
            answer.unwrap();
            false
        }
        event = told.recv() => matches!(event, Some(Event::Paced(_))),
    }
}

#[tokio::test]
async fn clones_and_reloads_share_the_pace_and_another_login_starts_afresh() {
    let server = none().await;
    let aws = aws(&server, one("ListInstances", 0.001));
    assert!(!is_held_back(&aws).await);
    assert!(is_held_back(&aws.clone()).await);
    assert!(is_held_back(&aws.in_background()).await);
    aws.reload().await;
    assert!(is_held_back(&aws).await);
    // Operations do not share a bucket.
    aws.cases_domains(&InstanceId::new("i")).await.unwrap();
    let choice = LoginChoice {
        profile: None,
        region: Some("eu-test-2".into()),
    };
    assert!(!is_held_back(&aws.switched(&choice)).await);
}

#[tokio::test]
async fn a_files_metadata_and_its_link_share_one_bucket() {
    let link = json!({ "FileStatus": "APPROVED", "DownloadUrlMetadata": { "Url": "https://b/a" } });
    let server = Canned::always(answer(&link)).await;
    let aws = aws(&server, one("GetAttachedFile", 0.001));
    let key = FileKey {
        resource: Arn::parse("arn:x:cases:eu-test-1:1:domain/d/case/c").unwrap(),
        file: FileId::new("f"),
    };
    let instance = InstanceId::new("i");
    aws.attached_file(&instance, &key, &Source::Case)
        .await
        .unwrap();
    let (aws, told) = Told::by(&aws);
    let wish = LinkWish {
        expires: 60,
        inline: false,
    };
    let asking = aws.link(&instance, &key, &Source::Case, wish);
    assert!(asking.now_or_never().is_none());
    assert_eq!(told.words(), ["paced"]);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn what_a_person_waits_for_goes_before_the_background() {
    let server = none().await;
    let aws = aws(&server, one("ListInstances", 20.0));
    aws.list_instances(None).await.unwrap();
    let page = |name| PageToken::given(Some(name));
    let background = aws.in_background();
    let mut later = Box::pin(background.list_instances(page("background")));
    assert!((&mut later).now_or_never().is_none());
    let sooner = aws.list_instances(page("person"));
    let (later, sooner) = tokio::join!(later, sooner);
    later.unwrap();
    sooner.unwrap();
    let seen = server.seen();
    assert!(seen[1].query.contains("person"), "{}", seen[1].query);
    assert!(seen[2].query.contains("background"), "{}", seen[2].query);
}

fn identity() -> Answer {
    Answer::new(
        200,
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
         <GetCallerIdentityResult><Arn>arn:x:sts::1:assumed-role/A/b</Arn><UserId>u</UserId>\
         <Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>",
    )
    .header("content-type", "text/xml")
}

#[tokio::test]
async fn who_asks_is_asked_once_and_a_failure_is_not_kept() {
    let denied = Arc::new(AtomicBool::new(true));
    let deny = Arc::clone(&denied);
    let server = Canned::start(move |_| {
        if deny.load(Ordering::SeqCst) {
            Answer::refusal(403, "AccessDenied", "no")
        } else {
            identity()
        }
    })
    .await;
    let aws = server.aws();
    let failure = aws.identity().await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    denied.store(false, Ordering::SeqCst);
    let first = aws.identity().await.unwrap();
    assert_eq!(aws.clone().identity().await.unwrap(), first);
    assert_eq!(server.seen().len(), 2);
    // Another login may have been made meanwhile.
    aws.reload().await;
    aws.identity().await.unwrap();
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_dropped_request_is_off_the_line_and_its_successor_is_answered() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let server = Canned::start(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        answer(&json!({}))
    })
    .await;
    let aws = aws(&server, one("ListInstances", 20.0));
    aws.list_instances(None).await.unwrap();
    let mut dropped = Box::pin(aws.list_instances(None));
    assert!((&mut dropped).now_or_never().is_none());
    drop(dropped);
    aws.list_instances(None).await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}
