//! A login that AWS refused is read anew from the files by the next request. Variables
//! are a process's, so each test asks in a process of its own.

use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attache::aws::{Aws, AwsSettings, Login, Timings};
use attache::domain::{Event, FailureKind};
use serde_json::json;
use tempfile::TempDir;

use super::canned::{http, quick, unpaced};
use super::{Answer, Canned, json as answer};

const MARK: &str = "ATTACHE_TEST_RELOAD";

/// Runs one of the children below alone, at home in `home`.
fn run(child: &str, home: &TempDir) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([&format!("aws::reload::{child}"), "--exact", "--nocapture"])
        .env_clear()
        .env("HOME", home.path())
        .env("USERPROFILE", home.path())
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env(MARK, home.path())
        .output()
        .unwrap();
    let (said, wrong) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}{wrong}");
    assert!(said.contains("1 passed"), "{said}");
}

fn home(config: &str) -> TempDir {
    let home = TempDir::new().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/config"), config).unwrap();
    home
}

fn aws(server: &Canned, timings: Timings) -> Aws {
    let settings = AwsSettings {
        fallback_region: None,
        login: Login::Chain { profile: None },
        region: Some("eu-test-1".to_owned()),
        endpoint_url: Some(server.url().to_owned()),
        pacing: unpaced(),
    };
    Aws::with_timings(settings, http(), timings)
}

fn keys(home: &str, id: &str) {
    let keys = format!("[default]\naws_access_key_id = {id}\naws_secret_access_key = SECRET\n");
    std::fs::write(format!("{home}/.aws/credentials"), keys).unwrap();
}

#[test]
fn a_new_sign_in_is_found_after_a_refusal() {
    run("child_of_a_new_sign_in", &home(""));
}

/// Not a test of its own.
#[tokio::test]
async fn child_of_a_new_sign_in() {
    let Ok(home) = std::env::var(MARK) else {
        return;
    };
    keys(&home, "AKIDOLD");
    let server = Canned::start(|seen| {
        if seen.signed.contains("AKIDOLD") {
            Answer::refusal(403, "ExpiredTokenException", "expired")
        } else {
            answer(&json!({}))
        }
    })
    .await;
    let aws = aws(&server, quick());
    let failure = aws.list_instances(None).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Credentials);
    assert_eq!(server.seen().len(), 1);
    keys(&home, "AKIDNEW");
    aws.list_instances(None).await.unwrap();
    // And on demand.
    keys(&home, "AKIDNEWER");
    aws.list_instances(None).await.unwrap();
    assert!(server.seen()[2].signed.contains("AKIDNEW/"));
    aws.reload().await;
    aws.list_instances(None).await.unwrap();
    assert!(server.seen()[3].signed.contains("AKIDNEWER/"));
}

#[test]
fn a_sign_in_that_was_missing_is_found_when_it_is_there() {
    run("child_of_a_missing_sign_in", &home(""));
}

/// Not a test of its own.
#[tokio::test]
async fn child_of_a_missing_sign_in() {
    let Ok(home) = std::env::var(MARK) else {
        return;
    };
    let server = Canned::always(answer(&json!({}))).await;
    let aws = aws(&server, quick());
    let failure = aws.list_instances(None).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Credentials);
    keys(&home, "AKIDNEW");
    aws.list_instances(None).await.unwrap();
}

#[cfg(unix)]
#[test]
fn a_slow_source_of_credentials_is_told() {
    let given = r#"{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"SECRET"}"#;
    // The process is slow, not the test.
    let config = format!("[default]\ncredential_process = sleep 0.3; echo '{given}'\n");
    run("child_of_a_slow_source", &home(&config));
}

/// Not a test of its own.
#[tokio::test]
async fn child_of_a_slow_source() {
    if std::env::var(MARK).is_err() {
        return;
    }
    let server = Canned::always(answer(&json!({}))).await;
    let timings = Timings {
        signing_in: Duration::from_millis(1),
        ..quick()
    };
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&told);
    let aws = aws(&server, timings);
    let aws = aws.watched(move |activity| kept.lock().unwrap().push(activity.event));
    aws.list_instances(None).await.unwrap();
    let told = told.lock().unwrap();
    assert!(
        matches!(&told[..], [Event::SigningIn, Event::Answered(_)]),
        "{told:?}"
    );
}

/// How often the program that gives the credentials was started.
fn runs(home: &str) -> usize {
    let runs = std::fs::read_to_string(format!("{home}/runs")).unwrap();
    runs.lines().count()
}

#[cfg(unix)]
#[test]
fn a_source_that_fails_fails_once_for_all_who_wait() {
    let config = "[default]\ncredential_process = echo x >> $HOME/runs; sleep 0.3; exit 1\n";
    run("child_of_a_failing_source", &home(config));
}

/// Not a test of its own.
#[tokio::test]
async fn child_of_a_failing_source() {
    let Ok(home) = std::env::var(MARK) else {
        return;
    };
    let server = Canned::always(answer(&json!({}))).await;
    let aws = aws(&server, quick());
    let ask = || aws.list_instances(None);
    let (one, two, three) = tokio::join!(ask(), ask(), ask());
    for failed in [one, two, three] {
        let failure = failed.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Credentials, "{failure}");
        assert!(failure.why.raw().contains("exit status 1"), "{failure}");
    }
    assert_eq!(runs(&home), 1);
    // Who comes later asks anew.
    ask().await.unwrap_err();
    assert_eq!(runs(&home), 2);
}

#[cfg(unix)]
#[test]
fn credentials_that_end_at_once_are_good_for_their_request() {
    let end = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(40);
    let given = format!(
        r#"{{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"SECRET","Expiration":"{end:.0}"}}"#
    );
    let config = format!("[default]\ncredential_process = echo x >> $HOME/runs; echo '{given}'\n");
    run("child_of_a_short_life", &home(&config));
}

/// Not a test of its own.
#[tokio::test]
async fn child_of_a_short_life() {
    let Ok(home) = std::env::var(MARK) else {
        return;
    };
    let server = Canned::always(answer(&json!({}))).await;
    let aws = aws(&server, quick());
    aws.list_instances(None).await.unwrap();
    assert_eq!(runs(&home), 1, "a second factor would be asked for twice");
}
