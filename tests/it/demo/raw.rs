//! Bare HTTP: requests that no SDK would send. Each gets an answer, and none breaks the server.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use attache::demo::Server;
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::site;

/// An answer as it came over the line.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What stands between an XML element's tags.
    pub(super) fn element(&self, name: &str) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        rest.split_once(&format!("</{name}>"))
            .map(|(inner, _)| inner.to_owned())
    }

    fn code(&self) -> String {
        self.headers
            .get("x-amzn-errortype")
            .cloned()
            .unwrap_or_default()
    }
}

fn address(server: &Server) -> String {
    server.endpoint().trim_start_matches("http://").to_owned()
}

/// Sends bytes as they are and reads what comes back until the server closes. `last` says that
/// nothing will follow them, which a server may take for a client that has gone away.
async fn exchange(server: &Server, bytes: &[u8], last: bool) -> Option<Reply> {
    let mut stream = TcpStream::connect(address(server)).await.unwrap();
    // The server may refuse before it has read everything.
    let _ = stream.write_all(bytes).await;
    if last {
        let _ = stream.shutdown().await;
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    Some(Reply {
        status,
        headers,
        body: answer[end + 4..].to_vec(),
    })
}

/// A request in good HTTP: method, path with query, headers, body.
pub(super) async fn ask(
    server: &Server,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let mut text = format!(
        "{method} {target} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n",
        address(server)
    );
    for (name, value) in headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    if !body.is_empty() {
        write!(text, "content-length: {}\r\n", body.len()).unwrap();
    }
    text.push_str("\r\n");
    text.push_str(body);
    exchange(server, text.as_bytes(), false)
        .await
        .expect("an answer")
}

pub(super) const DATE: &str = "20260504T093000Z";

pub(super) fn authorization(scope: &str) -> String {
    format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{scope}, SignedHeaders=host;x-amz-date, Signature={}",
        "0f".repeat(32)
    )
}

#[tokio::test]
async fn an_old_signature_is_refused_by_the_machines_clock_only() {
    let signed = authorization("20260504/us-west-2/connect/aws4_request");
    let headers = [("authorization", signed.as_str()), ("x-amz-date", DATE)];
    let pinned = site().await;
    let reply = ask(&pinned.server, "GET", "/instance", &headers, "").await;
    assert_eq!(reply.status, 200);
    let running = super::site_with(attache::demo::Options::default(), "us-west-2").await;
    let reply = ask(&running.server, "GET", "/instance", &headers, "").await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (403, "InvalidSignatureException")
    );
    assert!(reply.text().contains("Signature "), "{}", reply.text());
    running.connect.list_instances().send().await.unwrap();
}

#[tokio::test]
async fn a_request_must_be_signed_for_us() {
    let site = site().await;
    let good = authorization("20260504/us-west-2/connect/aws4_request");
    let bearer = "Bearer abc".to_owned();
    let short = good.replace("0f0f", "");
    let no_host = good.replace("host;", "");
    for (authorization, date, status, code) in [
        (Some(&good), Some(DATE), 200, ""),
        (None, Some(DATE), 403, "MissingAuthenticationTokenException"),
        (
            Some(&bearer),
            Some(DATE),
            400,
            "IncompleteSignatureException",
        ),
        (
            Some(&short),
            Some(DATE),
            400,
            "IncompleteSignatureException",
        ),
        (Some(&good), None, 400, "IncompleteSignatureException"),
        (
            Some(&good),
            Some("yesterday"),
            400,
            "IncompleteSignatureException",
        ),
        (
            Some(&good),
            Some("20260505T093000Z"),
            403,
            "InvalidSignatureException",
        ),
        (Some(&no_host), Some(DATE), 403, "InvalidSignatureException"),
    ] {
        let mut headers = Vec::new();
        headers.extend(authorization.map(|value| ("authorization", value.as_str())));
        headers.extend(date.map(|value| ("x-amz-date", value)));
        let reply = ask(&site.server, "GET", "/instance", &headers, "").await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (status, code),
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn a_signature_is_for_one_service_and_region() {
    let site = site().await;
    for (target, method, service) in [
        ("/instance", "GET", "connect"),
        ("/domains-list", "POST", "cases"),
        ("/", "POST", "sts"),
    ] {
        for scope in ["connect", "cases", "sts", "s3"] {
            let signed = authorization(&format!("20260504/us-west-2/{scope}/aws4_request"));
            let headers = [("authorization", signed.as_str()), ("x-amz-date", DATE)];
            let body = if target == "/" {
                "Action=GetCallerIdentity&Version=2011-06-15"
            } else {
                ""
            };
            let reply = ask(&site.server, method, target, &headers, body).await;
            let expected = if scope == service { 200 } else { 403 };
            assert_eq!(
                reply.status,
                expected,
                "{target} signed for {scope}: {}",
                reply.text()
            );
        }
    }
}

#[tokio::test]
async fn every_answer_has_its_own_request_id() {
    let site = site().await;
    let mut ids = std::collections::BTreeSet::new();
    for target in ["/instance", "/nowhere", "/attache-demo-bucket/x", "/"] {
        let reply = ask(&site.server, "GET", target, &[], "").await;
        assert!(
            ids.insert(reply.headers["x-amzn-requestid"].clone()),
            "{target}"
        );
    }
}

#[tokio::test]
async fn unknown_operations_and_broken_bodies_are_refused() {
    let site = site().await;
    let place = site.place().await;
    let signed = |service| authorization(&format!("20260504/us-west-2/{service}/aws4_request"));
    let (connect, cases, sts) = (signed("connect"), signed("cases"), signed("sts"));
    let search = format!("/domains/{}/cases-search", place.domain);
    let batch = format!("/attached-files/{}?associatedResourceArn=x", place.instance);
    let deep = format!("{{\"filter\":{}1", "{\"not\":".repeat(5_000));
    let long = "x".repeat(2 * 1024 * 1024);
    for (signed, method, target, body, status) in [
        (&connect, "DELETE", "/instance", "", 404),
        (&connect, "GET", "/no/such/operation", "", 404),
        (&connect, "GET", "//instance", "", 404),
        (&connect, "GET", "/instance?maxResults=many", "", 400),
        (
            &connect,
            "GET",
            "/instance?maxResults=99999999999999999999",
            "",
            400,
        ),
        (&connect, "GET", "/users/%ff%fe/%00", "", 404),
        (&connect, "POST", &batch, "{", 400),
        (
            &connect,
            "POST",
            batch.split('?').next().unwrap(),
            "{\"FileIds\":[\"x\"]}",
            400,
        ),
        (&cases, "POST", &search, "[]", 400),
        (
            &cases,
            "POST",
            &search,
            "{\"filter\":{\"field\":{},\"not\":{}}}",
            400,
        ),
        (
            &cases,
            "POST",
            &search,
            "{\"filter\":{\"somethingElse\":1}}",
            400,
        ),
        (
            &cases,
            "POST",
            &search,
            "{\"maxResults\":-9223372036854775808}",
            400,
        ),
        (&cases, "POST", &search, "{\"maxResults\":1e300}", 400),
        (&cases, "POST", &search, &deep, 400),
        (&cases, "POST", &search, &long, 413),
        (
            &sts,
            "POST",
            "/",
            "Action=AssumeRole&Version=2011-06-15",
            400,
        ),
        (&sts, "POST", "/", "", 400),
    ] {
        let headers = [("authorization", signed.as_str()), ("x-amz-date", DATE)];
        let reply = ask(&site.server, method, target, &headers, body).await;
        let start: String = body.chars().take(60).collect();
        assert_eq!(
            reply.status,
            status,
            "{method} {target} {start}: {}",
            reply.text()
        );
    }
    assert!(
        site.connect.list_instances().send().await.is_ok(),
        "it still answers"
    );
}

#[tokio::test]
async fn oversized_heads_are_refused_not_dropped() {
    let site = site().await;
    let long = format!("/instance?nextToken={}", "x".repeat(70_000));
    assert_eq!(ask(&site.server, "GET", &long, &[], "").await.status, 414);
    let many = vec![("x-filler", "x"); 150];
    assert_eq!(
        ask(&site.server, "GET", "/instance", &many, "")
            .await
            .status,
        431
    );
    let wide = "x".repeat(60_000);
    let reply = ask(
        &site.server,
        "GET",
        "/instance",
        &[("authorization", &wide)],
        "",
    )
    .await;
    assert_eq!(reply.status, 400);
}

#[test]
fn garbage_gets_an_answer_and_the_server_lives() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let site = runtime.block_on(site());
    let signed: Vec<String> = ["connect", "cases", "sts"]
        .map(|service| authorization(&format!("20260504/us-west-2/{service}/aws4_request")))
        .to_vec();
    let word = prop_oneof![
        Just("instance".to_owned()),
        Just("domains".to_owned()),
        Just("cases".to_owned()),
        Just("cases-search".to_owned()),
        Just("attached-files".to_owned()),
        Just("attache-demo-bucket".to_owned()),
        Just("%".to_owned()),
        Just("%e2%80%ae".to_owned()),
        "[a-zA-Z0-9._~!$&'()*+,;=:@%-]{0,12}",
    ];
    let request = (
        prop_oneof![
            Just("GET"),
            Just("POST"),
            Just("HEAD"),
            Just("PUT"),
            Just("BREW")
        ],
        proptest::collection::vec(word, 0..6),
        "[a-zA-Z0-9=&%+._~-]{0,40}",
        0..4_usize,
        prop_oneof![".{0,80}", Just("{\"filter\":{\"not\":null}}".to_owned())],
    );
    proptest!(ProptestConfig::with_cases(256), |((method, words, query, signer, body) in request)| {
        let target = format!("/{}?{}", words.join("/"), query);
        let mut headers = vec![("x-amz-date", DATE)];
        headers.extend(signed.get(signer).map(|value| ("authorization", value.as_str())));
        let reply = runtime.block_on(ask(&site.server, method, &target, &headers, &body));
        prop_assert!((200..600).contains(&reply.status) && reply.status < 500, "{}", reply.status);
        prop_assert!(reply.headers.contains_key("x-amzn-requestid"));
    });
    proptest!(ProptestConfig::with_cases(64), |(bytes in proptest::collection::vec(any::<u8>(), 1..200))| {
        // Not HTTP at all: whatever happens to this line, the next one is served.
        runtime.block_on(exchange(&site.server, &bytes, true));
        let reply = runtime.block_on(ask(&site.server, "GET", "/instance", &[], ""));
        prop_assert_eq!(reply.status, 403);
    });
}
