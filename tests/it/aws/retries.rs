//! What is tried again, how often, and what is told on the way.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attache::aws::{Aws, Timings};
use attache::domain::{Activity, Event, FailureKind};
use serde_json::json;

use super::canned::{aws_at, http, quick, settings_at};
use super::line::{Fate, Line, ok};
use super::{Answer, Canned, json as answer};

/// The events of the requests that were made with a handle.
#[derive(Clone, Default)]
pub(super) struct Told(Arc<Mutex<Vec<Activity>>>);

impl Told {
    pub(super) fn by(aws: &Aws) -> (Aws, Self) {
        let told = Self::default();
        let kept = told.clone();
        let watched = aws.watched(move |activity| kept.0.lock().unwrap().push(activity));
        (watched, told)
    }

    pub(super) fn events(&self) -> Vec<Event> {
        let told = self.0.lock().unwrap();
        told.iter().map(|activity| activity.event.clone()).collect()
    }

    /// The kinds of the events, in a word each; `why` for another attempt.
    pub(super) fn words(&self) -> Vec<String> {
        let word = |event: Event| match event {
            Event::Paced(_) => "paced".to_owned(),
            Event::SigningIn => "signing in".to_owned(),
            Event::Unanswered(_) => "unanswered".to_owned(),
            Event::Again { why, .. } => why.raw().to_owned(),
            Event::Answered(_) => "answered".to_owned(),
            Event::Failed { .. } => "failed".to_owned(),
        };
        self.events().into_iter().map(word).collect()
    }
}

/// The answers in their order; the last one for ever.
async fn scripted(answers: Vec<Answer>) -> Canned {
    let next = AtomicUsize::new(0);
    Canned::start(move |_| {
        let number = next.fetch_add(1, Ordering::SeqCst);
        answers[number.min(answers.len() - 1)].clone()
    })
    .await
}

fn none() -> Answer {
    answer(&json!({ "InstanceSummaryList": [] }))
}

fn fault(status: u16) -> Answer {
    Answer::refusal(status, "InternalServiceException", "a fault")
}

fn throttled() -> Answer {
    Answer::refusal(429, "ThrottlingException", "Rate exceeded")
}

#[tokio::test]
async fn what_passes_by_itself_is_tried_again_and_told() {
    let table = [
        (vec![throttled(), none()], vec!["throttled", "answered"]),
        (
            vec![fault(500), fault(503), none()],
            vec![
                "fault of the service (500)",
                "fault of the service (503)",
                "answered",
            ],
        ),
        // By the code, whatever the status.
        (
            vec![
                Answer::refusal(400, "TooManyRequestsException", "Rate exceeded"),
                none(),
            ],
            vec!["throttled", "answered"],
        ),
    ];
    for (answers, words) in table {
        let (server, attempts) = (scripted(answers.clone()).await, answers.len());
        let (aws, told) = Told::by(&server.aws());
        aws.list_instances(None).await.unwrap();
        assert_eq!(server.seen().len(), attempts);
        assert_eq!(told.words(), words);
    }
}

#[tokio::test]
async fn a_broken_connection_is_tried_again() {
    let cut =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{\"Inst";
    let breaks = [
        Fate::Reset,
        Fate::Says(String::new()),
        Fate::Says(cut.to_owned()),
    ];
    for fate in breaks {
        let line = Line::start(vec![fate.clone(), ok("{}")]).await;
        let (aws, told) = Told::by(&aws_at(&line.url));
        aws.list_instances(None).await.unwrap();
        assert_eq!(line.asked(), 2, "{fate:?}");
        assert_eq!(told.words(), ["connection reset", "answered"], "{fate:?}");
    }
}

#[tokio::test]
async fn a_fault_that_stays_is_told_after_four_attempts() {
    let line = Line::start(vec![Fate::Reset]).await;
    let (aws, told) = Told::by(&aws_at(&line.url));
    let failure = aws.list_instances(None).await.unwrap_err();
    assert_eq!(line.asked(), 4);
    assert_eq!(failure.kind, FailureKind::Network);
    assert!(failure.why.raw().contains("after 4 attempts"), "{failure}");
    assert_eq!(told.words().len(), 4);
    assert_eq!(told.words()[3], "failed");
}

#[tokio::test]
async fn what_would_only_be_the_same_again_is_not_tried_again() {
    let page = Answer::new(200, "<html>").header("content-type", "text/html");
    let table = [
        Answer::refusal(403, "AccessDeniedException", "no"),
        Answer::refusal(403, "ExpiredTokenException", "no"),
        Answer::refusal(400, "InvalidRequestException", "no"),
        Answer::refusal(404, "ResourceNotFoundException", "no"),
        Answer::new(200, "garbage"),
        Answer::new(407, ""),
        page,
    ];
    for answer in table {
        let server = Canned::always(answer.clone()).await;
        let (aws, told) = Told::by(&server.aws());
        let failure = aws.list_instances(None).await.unwrap_err();
        assert_eq!(server.seen().len(), 1, "{answer:?}");
        assert_eq!(told.words(), ["failed"], "{answer:?}");
        assert!(!failure.why.raw().contains("attempts"), "{failure}");
    }
}

/// A hang is found by the limit of the whole attempt, or of the answer's head.
#[tokio::test]
async fn a_hang_is_told_while_it_lasts_and_not_repeated() {
    let soon = Duration::from_millis(60);
    let limits = [
        Timings {
            attempt: soon,
            ..quick()
        },
        Timings {
            head: soon,
            ..quick()
        },
        Timings {
            whole: soon,
            ..quick()
        },
    ];
    for limits in limits {
        let line = Line::start(vec![Fate::Hang]).await;
        let timings = Timings {
            unanswered: Duration::from_millis(10),
            ..limits
        };
        let aws = Aws::with_timings(settings_at(&line.url), http(), timings);
        let (aws, told) = Told::by(&aws);
        let failure = aws.list_instances(None).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Network);
        assert!(
            failure.why.raw().contains("did not answer in time"),
            "{failure}"
        );
        assert_eq!(line.asked(), 1);
        assert_eq!(told.words(), ["unanswered", "failed"]);
        let host = line.url.trim_start_matches("http://");
        assert_eq!(told.events()[0], Event::Unanswered(host.into()));
    }
}

#[tokio::test]
async fn that_no_answer_comes_is_told_once_a_request() {
    // The server is slow, not the test; so it has a runtime of its own.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let next = AtomicUsize::new(0);
    let server = runtime.spawn(Canned::start(move |_| {
        std::thread::sleep(Duration::from_millis(50));
        match next.fetch_add(1, Ordering::SeqCst) {
            0 | 1 => fault(500),
            _ => none(),
        }
    }));
    let server = server.await.unwrap();
    let timings = Timings {
        unanswered: Duration::from_millis(5),
        ..quick()
    };
    let (aws, told) = Told::by(&Aws::with_timings(
        settings_at(server.url()),
        http(),
        timings,
    ));
    aws.list_instances(None).await.unwrap();
    let again = "fault of the service (500)";
    assert_eq!(told.words(), ["unanswered", again, again, "answered"]);
    runtime.shutdown_background();
}

#[tokio::test]
async fn a_refused_connection_is_tried_once_more() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    drop(listener);
    let (aws, told) = Told::by(&aws_at(&format!("http://{host}")));
    let failure = aws.list_instances(None).await.unwrap_err();
    assert_eq!(told.words(), ["connection refused", "failed"]);
    assert!(failure.why.raw().contains(&host), "{failure}");
    assert!(failure.hint.unwrap().raw().contains("Nobody listens"));
}

#[tokio::test]
async fn a_name_that_is_not_known_is_told_at_once() {
    let (aws, told) = Told::by(&aws_at("http://nobody.invalid"));
    let failure = aws.list_instances(None).await.unwrap_err();
    assert_eq!(told.words(), ["failed"]);
    assert!(failure.hint.unwrap().raw().contains("region exists"));
}

/// Nobody answers the greeting: a connection that never comes about.
#[tokio::test]
async fn a_connection_that_does_not_come_about_is_told_once() {
    let line = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", line.local_addr().unwrap());
    let timings = Timings {
        connect: Duration::from_millis(60),
        ..quick()
    };
    let aws = Aws::with_timings(settings_at(&url), http(), timings);
    let (aws, told) = Told::by(&aws);
    let failure = aws.list_instances(None).await.unwrap_err();
    assert_eq!(told.words(), ["failed"]);
    let why = failure.why.raw();
    assert!(why.contains("could not be reached in time"), "{failure}");
    assert!(failure.hint.unwrap().raw().contains("firewall"));
}

#[tokio::test]
async fn in_earnest_a_dead_endpoint_is_told_within_five_seconds() {
    let timings = Timings::default();
    assert!(timings.connect + timings.refused < Duration::from_secs(5));
    assert!(timings.refused <= Duration::from_millis(500));
    assert!(timings.unanswered < timings.connect);
    assert!(timings.attempt < timings.whole);
    assert_eq!(timings.whole, Duration::from_secs(30));
}

#[tokio::test]
async fn the_servers_own_wait_is_kept() {
    let server = scripted(vec![throttled().header("retry-after", "7"), none()]).await;
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let aws = server.aws().watched(move |activity| {
        tell.send(activity.event).unwrap();
    });
    let asking = aws.list_instances(None);
    let waited = tokio::select! {
        _ = asking => panic!("it did not wait"),
        event = told.recv() => event.unwrap(),
    };
    let Event::Again { why, wait } = waited else {
        panic!("{waited:?}");
    };
    assert_eq!(why.raw(), "throttled");
    assert!(wait >= Duration::from_millis(6_900), "{wait:?}");
}

#[tokio::test]
async fn a_wait_beyond_the_budget_is_not_begun() {
    let server = scripted(vec![throttled().header("retry-after", "31"), none()]).await;
    let (aws, told) = Told::by(&server.aws());
    let failure = aws.list_instances(None).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Throttled);
    assert_eq!(server.seen().len(), 1);
    assert_eq!(told.words(), ["failed"]);
}

#[tokio::test]
async fn the_log_gets_the_whole_chain_without_what_lets_somebody_in() {
    let message = "see https://u:s3cr3t-pass@b.example/a?X-Amz-Signature=s3cr3t-sig for ASIAS3CR3TEXAMPLE1 \
                   and wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let server = Canned::always(Answer::refusal(400, "InvalidRequest", message)).await;
    let (aws, told) = Told::by(&server.aws());
    aws.list_instances(None).await.unwrap_err();
    let [Event::Failed { failure, chain }] = &told.events()[..] else {
        panic!("{:?}", told.words());
    };
    let said = format!("{failure:?} {chain:?}");
    assert!(said.contains("https://b.example/a?…"), "{said}");
    for secret in ["s3cr3t", "ASIAS3CR3T", "wJalrX"] {
        assert!(!said.contains(secret), "{said}");
    }
    // A dead endpoint's chain reaches down to the system's own word.
    let (aws, told) = Told::by(&aws_at("http://127.0.0.1:1"));
    aws.list_instances(None).await.unwrap_err();
    let events = told.events();
    let Some(Event::Failed { chain, .. }) = events.last() else {
        panic!("{events:?}");
    };
    assert!(chain.len() > 2, "{chain:?}");
    assert!(chain.last().unwrap().raw().contains("refused"), "{chain:?}");
}
