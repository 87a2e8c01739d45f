//! The stations before the permissions: clock, endpoint, login. One cause is told once.

use attache::domain::FailureKind;
use attache::operations::doctor::Status::{Failed, Ok, Skipped, Warning};
use jiff::{SignedDuration, Timestamp};

use super::account::{account, well, without};
use super::{Named, check, checks, not_ok, works};
use crate::aws::{Answer, Canned};

/// The account as a server tells it whose clock is off by so many minutes.
async fn off_by(minutes: i64) -> Canned {
    let now = Timestamp::now() + SignedDuration::from_mins(minutes);
    let date = now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    account(move |name, seen| (name == "Endpoint").then(|| well(seen, "").header("date", &date)))
        .await
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_the_cause_of_the_rest() {
    let found = checks(&off_by(2).await.aws(), Named::default()).await;
    assert_eq!(not_ok(&found), [("Clock", Warning)]);
    assert!(works(&found));
    let server = off_by(-30).await;
    let found = checks(&server.aws(), Named::default()).await;
    let clock = check(&found, "Clock");
    assert_eq!(clock.status, Failed);
    assert!(
        clock.detail.raw().contains("ahead of AWS's"),
        "{}",
        clock.detail
    );
    let failed: Vec<_> = not_ok(&found)
        .into_iter()
        .filter(|one| one.1 == Failed)
        .collect();
    assert_eq!(failed, [("Clock", Failed)]);
    assert_eq!(check(&found, "GetCase").detail.raw(), "see Clock");
    // Nothing else was asked.
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_dead_endpoint_is_the_cause_of_the_rest() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let found = checks(&crate::aws::aws_at(&url), Named::default()).await;
    let endpoint = check(&found, "Endpoint");
    assert_eq!(
        (endpoint.status, endpoint.kind),
        (Failed, Some(FailureKind::Network))
    );
    let host = url.trim_start_matches("http://");
    assert!(endpoint.detail.raw().contains(host), "{}", endpoint.detail);
    assert_eq!(check(&found, "Credentials").status, Ok);
    for name in ["Identity", "Clock", "Instance", "Bucket"] {
        let check = check(&found, name);
        assert_eq!(
            (check.status, check.detail.raw()),
            (Skipped, "see Endpoint")
        );
    }
}

#[tokio::test]
async fn a_page_of_a_proxy_is_worth_a_word() {
    let server = account(|name, _| {
        let page = Answer::new(200, "<html>sign in</html>").header("content-type", "text/html");
        (name == "Endpoint").then_some(page)
    })
    .await;
    let found = checks(&server.aws(), Named::default()).await;
    assert_eq!(not_ok(&found), [("Endpoint", Warning)]);
    let proxy = account(|name, _| (name == "Endpoint").then(|| Answer::new(407, ""))).await;
    let found = checks(&proxy.aws(), Named::default()).await;
    assert_eq!(check(&found, "Endpoint").status, Failed);
}

#[tokio::test]
async fn credentials_that_aws_refuses_are_told_once() {
    let server = account(|name, _| {
        let body = "<ErrorResponse><Error><Code>InvalidClientTokenId</Code>\
                    <Message>no</Message></Error></ErrorResponse>";
        let refused = Answer::new(403, body).header("content-type", "text/xml");
        (name == "Identity").then_some(refused)
    })
    .await;
    let found = checks(&server.aws(), Named::default()).await;
    let identity = check(&found, "Identity");
    assert_eq!(
        (identity.status, identity.kind),
        (Failed, Some(FailureKind::Credentials))
    );
    assert_eq!(check(&found, "SearchCases").detail.raw(), "see Identity");
    assert!(!works(&found));
}

#[tokio::test]
async fn an_instance_without_cases_is_told() {
    let server = account(|name, _| {
        let none = serde_json::json!({ "IntegrationAssociationSummaryList": [] });
        (name == "ListIntegrationAssociations").then(|| crate::aws::json(&none))
    })
    .await;
    let found = checks(&server.aws(), Named::default()).await;
    assert_eq!(check(&found, "Domain").status, Failed);
    assert_eq!(check(&found, "SearchCases").detail.raw(), "see Domain");
    assert!(!works(&found));
}

#[tokio::test]
async fn the_bucket_is_told_by_its_host_alone() {
    let server = without(&["Bucket"]).await;
    let found = checks(&server.aws(), Named::default()).await;
    let bucket = check(&found, "Bucket");
    assert!(
        bucket.detail.raw().contains(server.host()),
        "{}",
        bucket.detail
    );
    let all = format!("{found:?}");
    assert!(
        !all.contains(super::account::SECRET) && !all.contains("a.txt"),
        "{all}"
    );
}
