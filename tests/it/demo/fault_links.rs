//! Faults of the content behind a link: too short, too long, cut, silent, changed, and told
//! wrongly; and what the server counts meanwhile.

use std::io::ErrorKind;

use attache::demo::{Faults, Fetch, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::fault_refusals::faulty;
use super::links::link_to;
use super::raw::{Reply, ask};
use super::{Site, now, site_with};

const INVOICE: &str = "invoice-2026-04.pdf";
const CONTENT: &[u8] = include_bytes!("../../../assets/files/invoice.pdf");

/// A site with a fault of the library.
async fn named(fault: &str) -> Site {
    let options = Options {
        now: Some(now()),
        faults: Faults::named(fault).unwrap(),
        ..Options::default()
    };
    site_with(options, "us-west-2").await
}

fn target<'a>(site: &Site, link: &'a str) -> &'a str {
    link.strip_prefix(&site.server.endpoint()).unwrap()
}

async fn fetch(site: &Site, link: &str, headers: &[(&str, &str)]) -> Reply {
    ask(&site.server, "GET", target(site, link), headers, "").await
}

async fn rest(site: &Site, link: &str, from: usize) -> Reply {
    fetch(site, link, &[("range", &format!("bytes={from}-"))]).await
}

/// A request for a link on a connection of its own, and what came before `done`.
async fn open(site: &Site, link: &str) -> TcpStream {
    let address = site.server.endpoint();
    let address = address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET {} HTTP/1.1\r\nhost: {address}\r\n\r\n",
        target(site, link)
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// The body in what came over the line.
fn body(came: &[u8]) -> &[u8] {
    let head = came.windows(4).position(|part| part == b"\r\n\r\n");
    &came[head.unwrap() + 4..]
}

#[tokio::test]
async fn a_content_is_longer_or_shorter_than_promised() {
    for (fault, told) in [("longer-link", 10), ("shorter-link", -10)] {
        let site = named(fault).await;
        let link = link_to(&site, INVOICE).await;
        let reply = fetch(&site, &link, &[]).await;
        let length = CONTENT.len().checked_add_signed(told).unwrap();
        assert_eq!(reply.headers["content-length"], length.to_string());
        assert_eq!(reply.body.len(), length, "{fault}");
        let both = CONTENT.len().min(length);
        assert_eq!(reply.body[..both], CONTENT[..both]);
    }
    let site = named("unsized-link").await;
    let link = link_to(&site, INVOICE).await;
    let reply = fetch(&site, &link, &[]).await;
    assert!(!reply.headers.contains_key("content-length"));
    assert_eq!(reply.headers["transfer-encoding"], "chunked");
    assert!(reply.text().contains("++++++++++"));
}

#[tokio::test]
async fn a_content_is_reset_where_the_rule_says_each_time() {
    let site = named("reset-link").await;
    let link = link_to(&site, INVOICE).await;
    for from in [0, 500, 1000] {
        let mut stream = open(&site, &link).await;
        let mut came = Vec::new();
        let error = stream.read_to_end(&mut came).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{from}");
        assert_eq!(body(&came), &CONTENT[..500]);
    }
    assert_eq!(rest(&site, &link, 1000).await.body, CONTENT[1000..]);
    let site = named("reset-link-always").await;
    let link = link_to(&site, INVOICE).await;
    let mut came = Vec::new();
    let error = open(&site, &link).await.read_to_end(&mut came).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(came, b"");
}

#[tokio::test]
async fn a_large_content_is_cut_to_the_byte_and_a_reset_may_take_some_with_it() {
    for then in ["cut", "reset-after"] {
        let rules = format!(r#"[{{"on": "GetObject", "then": {{"{then}": 300001}}}}]"#);
        let site = faulty(&rules).await;
        let place = site.place().await;
        let link = super::links::whole_link(&site, &place, "10000163", "flicker-20MB.mp4").await;
        let mut came = Vec::new();
        let ended = open(&site, &link.0).await.read_to_end(&mut came).await;
        assert_eq!(ended.is_err(), then == "reset-after");
        let came = body(&came).len();
        // A reset throws away what the system still holds.
        let fits = came == 300_001 || then == "reset-after" && (1..300_001).contains(&came);
        assert!(fits, "{then} after {came}");
        assert_eq!(site.server.fetches()[0].sent, 300_001);
    }
}

#[tokio::test]
async fn a_content_that_stalls_keeps_its_connection() {
    let site = named("stall-link").await;
    let link = link_to(&site, INVOICE).await;
    let mut stream = open(&site, &link).await;
    let mut came = Vec::new();
    while !came.windows(4).any(|part| part == b"\r\n\r\n") || body(&came).len() < 500 {
        assert_ne!(stream.read_buf(&mut came).await.unwrap(), 0);
    }
    let more = tokio::spawn(async move {
        let _ = stream.read_to_end(&mut came).await;
        came
    });
    // The second request for the same file is answered, while the first still waits.
    assert_eq!(fetch(&site, &link, &[]).await.body, CONTENT);
    assert!(!more.is_finished());
    site.server.stop().await.unwrap();
    assert_eq!(body(&more.await.unwrap()), &CONTENT[..500]);
}

#[tokio::test]
async fn links_are_told_apart_and_can_be_good_for_one_request() {
    let site = named("one-request-a-link").await;
    let (one, other) = (link_to(&site, INVOICE).await, link_to(&site, INVOICE).await);
    assert_ne!(one, other, "made in the same second");
    assert_eq!(fetch(&site, &one, &[]).await.body, CONTENT[..300]);
    let again = rest(&site, &one, 300).await;
    assert_eq!(
        (again.status, again.element("Message").as_deref()),
        (403, Some("Request has expired"))
    );
    assert_eq!(rest(&site, &other, 300).await.body, CONTENT[300..600]);
    assert_eq!(rest(&site, &other, 600).await.status, 403);

    let site = named("expired-halfway").await;
    let (one, other) = (link_to(&site, INVOICE).await, link_to(&site, INVOICE).await);
    assert_eq!(fetch(&site, &one, &[]).await.body, CONTENT[..500]);
    assert_eq!(rest(&site, &one, 500).await.status, 403);
    assert_eq!(rest(&site, &other, 500).await.body, CONTENT[500..]);
}

#[tokio::test]
async fn ranges_are_refused_ignored_or_told_wrongly() {
    for (fault, status, range, body) in [
        ("416-link", 416, None, None),
        ("ignored-range", 200, None, Some(CONTENT)),
        (
            "wrong-range",
            206,
            Some("bytes 507-1486/1480"),
            Some(&CONTENT[500..]),
        ),
        (
            "wrong-total",
            206,
            Some("bytes 500-1479/1487"),
            Some(&CONTENT[500..]),
        ),
    ] {
        let site = named(fault).await;
        let link = link_to(&site, INVOICE).await;
        assert_eq!(fetch(&site, &link, &[]).await.body, CONTENT[..500]);
        let reply = rest(&site, &link, 500).await;
        assert_eq!(reply.status, status, "{fault}");
        let told = reply.headers.get("content-range").map(String::as_str);
        assert_eq!(told, range, "{fault}");
        if let Some(body) = body {
            assert_eq!(reply.body, body, "{fault}");
        }
    }
}

#[tokio::test]
async fn an_object_changes_between_two_requests() {
    let inverted: Vec<u8> = CONTENT.iter().map(|byte| !byte).collect();
    let site = named("changed-etag").await;
    let link = link_to(&site, INVOICE).await;
    let first = fetch(&site, &link, &[]).await;
    assert_eq!(first.body, CONTENT[..500]);
    let tag = first.headers["etag"].clone();
    let conditions = [("range", "bytes=500-"), ("if-range", tag.as_str())];
    let second = fetch(&site, &link, &conditions).await;
    assert_eq!((second.status, &second.body), (200, &inverted));
    let changed = second.headers["etag"].clone();
    assert_ne!(changed, tag);
    let conditions = [("range", "bytes=500-"), ("if-range", changed.as_str())];
    let third = fetch(&site, &link, &conditions).await;
    assert_eq!(
        (third.status, third.body.as_slice()),
        (206, &inverted[500..])
    );
    let failed = fetch(&site, &link, &[("if-match", &tag)]).await;
    assert_eq!(failed.status, 412);

    let site = named("changing-etag").await;
    let link = link_to(&site, INVOICE).await;
    let one = fetch(&site, &link, &[]).await;
    let other = fetch(&site, &link, &[]).await;
    assert_ne!(one.headers["etag"], other.headers["etag"]);

    let site = named("no-etag").await;
    let link = link_to(&site, INVOICE).await;
    let reply = fetch(&site, &link, &[]).await;
    assert!(!reply.headers.contains_key("etag"));
    let site = faulty(r#"[{"on": "GetObject", "then": {"etag": "W/\"weak\""}}]"#).await;
    let link = link_to(&site, INVOICE).await;
    assert_eq!(fetch(&site, &link, &[]).await.headers["etag"], "W/\"weak\"");
}

#[tokio::test]
async fn a_link_leads_on_or_nowhere() {
    for (fault, status, to) in [
        ("404-link", 404, None),
        ("503-link-always", 503, None),
        (
            "redirect-http",
            307,
            Some("http://bucket.attache.invalid/object"),
        ),
        ("redirect-scheme", 307, Some("file:///etc/hostname")),
    ] {
        let site = named(fault).await;
        let link = link_to(&site, INVOICE).await;
        for _ in 0..2 {
            let reply = fetch(&site, &link, &[]).await;
            let location = reply.headers.get("location").map(String::as_str);
            assert_eq!((reply.status, location), (status, to), "{fault}");
        }
    }
    let site = named("trickle-link").await;
    let link = link_to(&site, INVOICE).await;
    assert_eq!(fetch(&site, &link, &[]).await.body, CONTENT);
}

#[tokio::test]
async fn the_server_counts_links_requests_and_bytes() {
    let site = named("expired-halfway").await;
    let (one, other) = (link_to(&site, INVOICE).await, link_to(&site, INVOICE).await);
    fetch(&site, &other, &[]).await;
    rest(&site, &other, 500).await;
    let conditions = [("range", "bytes=500-"), ("if-range", "\"tag\"")];
    fetch(&site, &one, &conditions).await;
    assert_eq!(site.server.links(), 2);
    let told: Vec<_> = site
        .server
        .fetches()
        .into_iter()
        .map(|fetch| {
            assert!(other.contains(&format!("/{}?", fetch.file)));
            let Fetch {
                link, range, sent, ..
            } = fetch;
            (link, fetch.status, sent, range, fetch.if_range)
        })
        .collect();
    let range = Some("bytes=500-".to_owned());
    let expected = vec![
        (1, Some(200), 500, None, None),
        (1, Some(403), 0, range.clone(), None),
        // The validator is an old one, so everything came.
        (2, Some(200), 1480, range, Some("\"tag\"".to_owned())),
    ];
    assert_eq!(told, expected);
}
