//! Faults of the line: silence, resets, trickles, cuts, and ports at which nothing listens.

use std::io::ErrorKind;
use std::time::Duration;

use attache::demo::{Faults, Options};
use aws_sdk_connect::error::SdkError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::fault_refusals::faulty;
use super::links::link_to;
use super::raw::{Reply, ask};
use super::{Site, now, site_with};

/// Asks for a link's content over bare HTTP.
async fn fetch(site: &Site, link: &str) -> Reply {
    let target = link.strip_prefix(&site.server.endpoint()).unwrap();
    ask(&site.server, "GET", target, &[], "").await
}

#[tokio::test]
async fn links_fail_in_s3s_words() {
    for (then, status, code, words) in [
        (r#""denied""#, 403, "AccessDenied", "Access Denied"),
        (
            r#""expired""#,
            403,
            "AccessDenied",
            "<ServerTime>2026-05-04T09:30:00.000Z</ServerTime>",
        ),
        (
            r#""throttled""#,
            503,
            "SlowDown",
            "reduce your request rate",
        ),
        (
            r#"{"status": 503}"#,
            503,
            "SlowDown",
            "reduce your request rate",
        ),
        (r#"{"status": 500}"#, 500, "InternalError", "internal error"),
        (r#""not-found""#, 404, "NoSuchKey", "does not exist"),
        (
            r#"{"skew": 3600}"#,
            403,
            "AccessDenied",
            "Request has expired",
        ),
    ] {
        let site = faulty(&format!(
            r#"[{{"on": "GetObject", "times": 1, "then": {then}}}]"#
        ))
        .await;
        let link = link_to(&site, "invoice-2026-04.pdf").await;
        let reply = fetch(&site, &link).await;
        assert_eq!(
            (reply.status, reply.element("Code").unwrap().as_str()),
            (status, code),
            "{then}"
        );
        assert!(reply.text().contains(words), "{then}: {}", reply.text());
        assert_eq!(fetch(&site, &link).await.status, 200, "{then}");
    }
}

#[tokio::test]
async fn a_content_trickles_and_is_whole() {
    let site =
        faulty(r#"[{"on": "GetObject", "then": {"slow-body": {"bytes": 100, "ms": 1}}}]"#).await;
    let link = link_to(&site, "invoice-2026-04.pdf").await;
    let reply = fetch(&site, &link).await;
    let whole = include_bytes!("../../../assets/files/invoice.pdf");
    assert_eq!(
        (reply.status, reply.body.as_slice()),
        (200, whole.as_slice())
    );
    assert_eq!(reply.headers["content-length"], whole.len().to_string());
}

#[tokio::test]
async fn a_content_is_cut_where_the_rule_says() {
    let site = faulty(r#"[{"on": "GetObject", "then": {"cut": 1000}}]"#).await;
    let link = link_to(&site, "invoice-2026-04.pdf").await;
    let reply = fetch(&site, &link).await;
    let whole = include_bytes!("../../../assets/files/invoice.pdf");
    assert_eq!(reply.headers["content-length"], whole.len().to_string());
    assert_eq!(reply.body, whole[..1000]);
}

#[tokio::test]
async fn a_reset_is_a_reset_and_the_next_call_is_answered() {
    let site = faulty(r#"[{"on": "ListInstances", "times": 1, "then": "reset"}]"#).await;
    let address = site
        .server
        .endpoint()
        .trim_start_matches("http://")
        .to_owned();
    let signed = super::raw::authorization("20260504/us-west-2/connect/aws4_request");
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let request = format!(
        "GET /instance HTTP/1.1\r\nhost: {address}\r\nauthorization: {signed}\r\nx-amz-date: {}\r\n\r\n",
        super::raw::DATE
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let error = stream.read_to_end(&mut Vec::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    site.connect.list_instances().send().await.unwrap();
}

#[tokio::test]
async fn a_reset_is_a_dispatch_failure_of_the_sdk() {
    let site = faulty(r#"[{"on": "SearchCases", "then": "reset"}]"#).await;
    let place = site.place().await;
    let outcome = site
        .cases
        .search_cases()
        .domain_id(&place.domain)
        .send()
        .await;
    assert!(
        matches!(outcome, Err(SdkError::DispatchFailure(_))),
        "{outcome:?}"
    );
    assert_eq!(site.server.calls()["SearchCases"], 1);
}

#[tokio::test]
async fn nothing_hangs_on_longer_than_the_server() {
    for dropped in [false, true] {
        let site = faulty(r#"[{"on": "ListInstances", "then": "hang"}, {"on": "ListDomains", "then": {"slow": 3600000}}]"#).await;
        let (connect, cases) = (site.connect.clone(), site.cases.clone());
        let hanging = tokio::spawn(async move { connect.list_instances().send().await });
        let slow = tokio::spawn(async move { cases.list_domains().send().await });
        while site.server.calls().len() < 2 {
            tokio::task::yield_now().await;
        }
        assert!(!hanging.is_finished() && !slow.is_finished());
        if dropped {
            drop(site.server);
        } else {
            let stopped = tokio::time::timeout(Duration::from_mins(1), site.server.stop()).await;
            stopped
                .expect("it does not wait for what never ends")
                .unwrap();
        }
        let hanging = tokio::time::timeout(Duration::from_mins(1), hanging).await;
        let hanging = hanging.expect("the server's end ends the call");
        assert!(hanging.unwrap().is_err());
        // The slow one has nothing left to wait for, and may be answered.
        let _ = slow.await.unwrap();
    }
}

#[tokio::test]
async fn a_late_answer_is_the_right_one() {
    let site = faulty(r#"[{"on": "ListInstances", "then": {"slow": 5}}]"#).await;
    let answer = site.connect.list_instances().send().await.unwrap();
    assert_eq!(answer.instance_summary_list().len(), 3);
}

#[tokio::test]
async fn a_port_can_be_dead_for_links_or_for_all() {
    let site = faulty(r#"[{"on": "GetObject", "then": "unreachable"}]"#).await;
    let link = link_to(&site, "invoice-2026-04.pdf").await;
    assert!(!link.starts_with(&site.server.endpoint()), "{link}");
    let host = url::Url::parse(&link).unwrap();
    let address = (host.host_str().unwrap(), host.port().unwrap());
    let refused = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);

    let options = Options {
        now: Some(now()),
        faults: Faults::named("unreachable").unwrap(),
        ..Options::default()
    };
    let site = site_with(options, "us-west-2").await;
    let asked = tokio::time::timeout(Duration::from_mins(1), site.connect.list_instances().send());
    let outcome = asked.await.unwrap();
    assert!(
        matches!(outcome, Err(SdkError::DispatchFailure(_))),
        "{outcome:?}"
    );
    assert!(site.server.calls().is_empty());
}
