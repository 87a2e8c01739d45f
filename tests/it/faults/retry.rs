//! What passes, passes: asking again brings everything with the selection kept. And what
//! does not answer is told of while it is tried, and can be left.

use std::time::Duration;

use attache::app::Stage as Transfer;
use attache::app::keys::Key;
use attache::aws::Timings;
use attache::demo::Faults;

use super::row::{FILES, INVOICE, LOOK};
use super::stage::{Stage, quick, serve};
use crate::cli::program::Home;

/// Some calls of one operation fail: from which on, how many, and how.
async fn with(operation: &str, from: u32, times: u32, then: &str) -> Stage {
    let rule = format!(
        r#"{{"rules": [{{"on": "{operation}", "from": {from}, "times": {times}, "then": {then}}}]}}"#
    );
    let mut stage = Stage::open(Faults::parse(&rule).unwrap()).await;
    stage.settle().await;
    stage
}

async fn look(stage: &mut Stage) {
    for words in LOOK.picks {
        assert!(stage.pick(words).await, "{}", stage.screen());
    }
}

#[tokio::test]
async fn asking_again_brings_everything_and_keeps_the_selection() {
    const WALK: &str = "SearchRelatedItems";
    // The second listing fails; what is tried again by itself fails four times.
    let table = [
        (WALK, 2, 1, r#""denied""#),
        (WALK, 2, 1, r#""expired""#),
        (WALK, 2, 1, r#""garbage""#),
        (WALK, 2, 1, r#"{"html": 403}"#),
        (WALK, 2, 4, r#""throttled""#),
        (WALK, 2, 4, r#""reset""#),
        (WALK, 2, 4, r#"{"status": 500}"#),
        ("BatchGetAttachedFileMetadata", 4, 12, r#"{"status": 500}"#),
        ("ListContactReferences", 3, 2, r#""denied""#),
    ];
    for (operation, from, times, then) in table {
        let mut stage = with(operation, from, times, then).await;
        look(&mut stage).await;
        let usual = stage.said();
        assert!(stage.choose("photo-front.png"), "{}", stage.screen());
        for fails in [true, false] {
            stage.press(Key::Char('r'));
            stage.settle().await;
            let said = stage.said();
            assert_eq!(said != usual, fails, "{operation} {then}: {said:?}");
            assert_eq!(stage.rows(), FILES, "{operation} {then}");
            let selected = stage.selected();
            assert_eq!(selected.as_deref(), Some("photo-front.png"), "{then}");
        }
    }
}

#[tokio::test]
async fn a_picker_that_failed_asks_again_and_keeps_what_was_typed() {
    let mut stage = with("ListInstances", 1, 1, r#""denied""#).await;
    assert_eq!((stage.rows(), stage.said().len()), (0, 1));
    "acme-cl".chars().for_each(|c| stage.press(Key::Char(c)));
    stage.press(Key::F(5));
    stage.settle().await;
    assert_eq!((stage.rows(), stage.said().len()), (3, 0));
    assert!(stage.screen().contains("acme-cl"), "{}", stage.screen());
}

#[tokio::test]
async fn a_dead_endpoint_is_told_of_while_it_is_tried() {
    let line = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", line.local_addr().unwrap());
    let dead = Timings {
        connect: Duration::from_millis(80),
        unanswered: Duration::from_millis(10),
        ..quick()
    };
    let hanging = Timings {
        attempt: Duration::from_millis(80),
        ..dead
    };
    let named = serve(Faults::named("hanging").unwrap()).await;
    let its_endpoint = named.endpoint();
    let idle = serve(Faults::default()).await;
    for (mut stage, why) in [
        (
            Stage::at(idle, &endpoint, dead),
            "could not be reached in time",
        ),
        (
            Stage::at(named, &its_endpoint, hanging),
            "did not answer in time",
        ),
    ] {
        stage
            .until(|stage| stage.screen().contains("has not answered yet"))
            .await;
        assert!(!stage.state.awaited().is_empty());
        stage.settle().await;
        assert!(stage.said()[0].contains(why), "{:?}", stage.said());
    }
}

#[tokio::test]
async fn a_late_answer_is_shown() {
    let mut stage = with("*", 1, 1_000, r#"{"slow": 20}"#).await;
    look(&mut stage).await;
    assert_eq!(stage.rows(), FILES);
}

#[tokio::test]
async fn a_download_that_hangs_can_be_called_off_and_leaves_nothing() {
    let mut stage = with("GetObject", 1, 1, r#""hang""#).await;
    look(&mut stage).await;
    assert!(stage.choose(INVOICE));
    stage.press(Key::Char('s'));
    let asked = |stage: &Stage| stage.server.calls().contains_key("GetObject");
    // What the machine hears wakes nobody when the server does.
    while !asked(&stage) {
        tokio::task::yield_now().await;
    }
    stage.press(Key::Char('t'));
    stage
        .until(|stage| stage.screen().contains("127.0.0.1 has not answered yet"))
        .await;
    stage.press(Key::Char('x'));
    stage.settle().await;
    let stages = stage.state.transfers.list.iter().map(|one| &one.stage);
    assert_eq!(stages.collect::<Vec<_>>(), [&Transfer::Cancelled]);
    assert_eq!(stage.saved(), [""; 0]);
}

#[tokio::test]
async fn a_sign_in_page_is_no_file() {
    let mut stage = with("GetObject", 1, 1, r#"{"html": 200}"#).await;
    look(&mut stage).await;
    assert!(stage.choose(INVOICE));
    stage.press(Key::Char('s'));
    stage.settle().await;
    let said = stage.said().join("\n");
    assert!(said.contains("with a web page (status 200)"), "{said}");
    assert_eq!(stage.saved(), [""; 0]);
}

/// A dead endpoint costs a connection's time: it must not be paid twice before a word.
#[test]
fn one_dead_request_is_enough() {
    const CASE: &str = "arn:aws:cases:us-west-2:482100000000:domain/1f1cc6d4-fece-4284-924e-c0b3d2250d6e/case/8e46d674-4fc6-4f63-a482-c26f8dc37b69";
    const INSTANCE: &str = "ea3463cb-5230-4253-a39c-5b5ffdc165b6";
    const CONTACT: &str = "arn:aws:connect:us-west-2:482100000000:instance/ea3463cb-5230-4253-a39c-5b5ffdc165b6/contact/77caf163-c596-49d1-a25f-f209156f4972";
    let lines: [&[&str]; 8] = [
        &["instances"],
        &["cases", "-i", "acme-support"],
        &["cases", "-i", INSTANCE, "--mine"],
        &["list", "-c", "100001"],
        &["list", "-c", CASE, "-i", INSTANCE],
        &["list", "--contact", CONTACT],
        &[
            "list",
            "--contact",
            "77caf163-c596-49d1-a25f-f209156f4972",
            "-i",
            INSTANCE,
        ],
        &["save", INVOICE, "-c", CASE],
    ];
    let home = Home::new();
    for line in lines {
        let line = [line, &["--endpoint-url", "http://127.0.0.1:1"]].concat();
        let ended = home.run_with(
            &line,
            &[
                ("AWS_REGION", "us-west-2"),
                ("AWS_ACCESS_KEY_ID", "AKIAATTACHEDEMO00000"),
                ("AWS_SECRET_ACCESS_KEY", "attache/demo/secret"),
            ],
        );
        let dead = ended.err.matches("connection refused, again in").count();
        assert_eq!(dead, 1, "{}", ended.told());
        ended.exits(1).says("Nobody listens at 127.0.0.1:1");
    }
}

#[test]
fn a_status_that_is_not_given_is_not_made_up() {
    let home = Home::new();
    let rules =
        r#"{"rules": [{"on": "BatchGetAttachedFileMetadata", "then": {"omit": ["FileStatus"]}}]}"#;
    std::fs::write(home.work().join("mine.json"), rules).unwrap();
    let line = ["demo", "--fault", "mine.json", "list", "-c", "100001"];
    let table = home.run(&line);
    assert!(table.out.contains("(none given)"), "{}", table.told());
    assert!(!table.out.contains("no value"), "{}", table.told());
    let json = home
        .run(&[&line[..], &["--format", "json"]].concat())
        .json();
    let files = json["Files"].as_array().unwrap();
    assert_eq!(files.len(), FILES);
    assert!(files.iter().all(|file| file.get("FileStatus").is_none()));
}
