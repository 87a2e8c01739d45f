//! Transfers that go wrong: each fault has its words, leaves no file, and tells no secret.

use attache::domain::{FailureKind, SignedLink};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use futures_util::stream;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::transfer_world::{FILE, SECRET, World, chunked, content, refusal, silent_after};

/// Saves from a storage that refuses like this, and gives kind and words of the failure.
async fn refused(status: u16, body: String) -> (FailureKind, String) {
    let status = StatusCode::from_u16(status).unwrap();
    let failure = World::answering(move || (status, body.clone()))
        .await
        .failure()
        .await;
    (failure.kind, failure.to_string())
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table")]
async fn refusals_of_the_storage_have_words_for_people() {
    use FailureKind::{Denied, NotFound, Service, Throttled};
    let table = [
        (
            403,
            refusal("AccessDenied", "Request has expired"),
            Denied,
            "the link expired (AccessDenied)",
        ),
        (
            403,
            refusal("AccessDenied", "Access Denied"),
            Denied,
            "the storage denies the download (AccessDenied)",
        ),
        (
            403,
            refusal(
                "AccessDenied",
                "User is not allowed by a resource-based policy",
            ),
            Denied,
            "denies the download: User is not allowed by a resource-based policy (AccessDenied)",
        ),
        (
            403,
            refusal("InvalidObjectState", "Not valid for its storage class"),
            Denied,
            "Ask an administrator to restore it",
        ),
        (
            400,
            refusal("ExpiredToken", "The provided token has expired."),
            Denied,
            "the session that signed the link has ended",
        ),
        (
            403,
            refusal(
                "SignatureDoesNotMatch",
                "The request signature we calculated…",
            ),
            Service,
            "does not accept the link's signature",
        ),
        (
            404,
            refusal("NoSuchKey", "The specified key does not exist."),
            NotFound,
            "no longer holds the file's content (NoSuchKey)",
        ),
        (
            404,
            String::new(),
            NotFound,
            "no longer holds the file's content",
        ),
        (
            503,
            refusal("SlowDown", "Please reduce your request rate."),
            Throttled,
            "come back later (SlowDown)",
        ),
        (
            503,
            "<html>busy</html>".to_owned(),
            Throttled,
            "come back later",
        ),
        (
            500,
            refusal("InternalError", "We encountered an internal error."),
            Service,
            "a fault of its own (InternalError)",
        ),
        (
            403,
            "<Error><Code>AccessDen".to_owned(),
            Service,
            "answered 403 and no reason that can be read",
        ),
        (
            418,
            "\0\u{fffd}<<<>>".to_owned(),
            Service,
            "answered 418 and no reason",
        ),
        (
            404,
            "\u{feff}\r\n<!DOCTYPE HTML><title>Blocked</title>".to_owned(),
            FailureKind::Network,
            "with a web page (status 404)",
        ),
        (
            502,
            "<html><title>Bad Gateway</title></html>".to_owned(),
            FailureKind::Network,
            "something other than 127.0.0.1",
        ),
        (204, String::new(), Service, "answered 204 and no reason"),
        (
            206,
            "part".to_owned(),
            Service,
            "answered 206 and no reason",
        ),
        (
            407,
            "log in".to_owned(),
            FailureKind::Network,
            "the proxy asks for a login",
        ),
    ];
    for (status, body, kind, words) in table {
        let (found, text) = refused(status, body.clone()).await;
        assert_eq!(found, kind, "{status} {body}");
        assert!(text.contains(words), "{text}");
    }
}

#[tokio::test]
async fn a_refusal_keeps_the_request_id() {
    let body = refusal("AccessDenied", "Request has expired");
    let failure = World::answering(move || (StatusCode::FORBIDDEN, body.clone()))
        .await
        .failure()
        .await;
    assert_eq!(failure.request_id.unwrap().raw(), "4442587FB7D0A2F9");
}

#[tokio::test]
async fn a_refusal_that_quotes_the_link_is_not_believed_every_word() {
    let quoting = format!("no such thing: https://storage{FILE} or {FILE} today");
    let (_, text) = refused(400, refusal("Odd", &quoting)).await;
    assert!(
        text.contains("answered 400: no such thing: (hidden) or (hidden) today (Odd)"),
        "{text}"
    );
    let code = format!("https://storage{FILE}");
    refused(
        400,
        refusal(&code, "odd").replace("4442587FB7D0A2F9", &code),
    )
    .await;
    // However much there is of it.
    refused(500, "x".repeat(10_000_000)).await;
}

#[tokio::test]
async fn a_length_that_contradicts_the_metadata_is_an_error_with_both_sizes() {
    for (coming, words) in [
        (2_000, "1,000 bytes, but 2,000 bytes"),
        (999, "1,000 bytes, but 999 bytes"),
    ] {
        let failure = World::answering(move || content(coming))
            .await
            .expecting(1_000)
            .failure()
            .await;
        assert_eq!(failure.kind, FailureKind::Damaged);
        assert!(failure.to_string().contains(words), "{failure}");
    }
}

#[tokio::test]
async fn a_body_of_another_length_is_an_error_with_both_sizes() {
    let table = [
        (
            vec![content(700), content(200)],
            "1,000 bytes, but only 900 bytes",
        ),
        (
            vec![content(700), content(900)],
            "1,000 bytes, but at least 1,",
        ),
    ];
    for (pieces, words) in table {
        let failure = World::answering(move || chunked(pieces.clone()))
            .await
            .expecting(1_000)
            .failure()
            .await;
        assert_eq!(failure.kind, FailureKind::Damaged);
        assert!(failure.to_string().contains(words), "{failure}");
    }
}

#[tokio::test]
async fn a_web_page_is_told_as_one_with_and_without_a_length() {
    const PAGE: &str = "<!doctype html><title>Sign in</title>";
    let kind = || [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let long = [PAGE, &" ".repeat(10_000)].concat();
    for page in [PAGE.to_owned(), long] {
        let sized = page.clone();
        let worlds = [
            World::answering(move || (kind(), sized.clone())).await,
            World::answering(move || (kind(), chunked(vec![page.clone().into_bytes()]))).await,
        ];
        for world in worlds {
            let failure = world.expecting(1_000).failure().await;
            assert_eq!(failure.kind, FailureKind::Network);
            let text = failure.to_string();
            assert!(text.contains("with a web page (status 200)"), "{text}");
        }
    }
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let endless = || {
        let pieces = stream::repeat_with(|| Ok::<_, std::convert::Infallible>(content(100_000)));
        axum::body::Body::from_stream(pieces).into_response()
    };
    let failure = World::answering(endless)
        .await
        .expecting(5_000_000)
        .failure()
        .await;
    assert_eq!(failure.kind, FailureKind::Damaged);
}

#[tokio::test]
async fn a_connection_that_breaks_is_a_network_failure() {
    let close: fn(TcpStream) = drop;
    let reset: fn(TcpStream) = |stream| stream.set_zero_linger().unwrap();
    for (end, words) in [
        (close, "broke after 300,000 bytes of 400,000 bytes"),
        // How much of it arrives before a reset is up to the system.
        (reset, "127.0.0.1"),
    ] {
        let mut bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 400000\r\n\r\n".to_vec();
        bytes.extend(content(300_000));
        let world = World::sending(bytes, end).await.expecting(400_000);
        let failure = world.failure().await;
        assert_eq!(failure.kind, FailureKind::Network);
        assert!(failure.to_string().contains(words), "{failure}");
    }
}

#[tokio::test]
async fn an_answer_that_is_no_http_is_a_network_failure() {
    let bytes = format!("HTTP/1.1 302 Found\r\nlocation {SECRET}\r\n\r\n").into_bytes();
    let failure = World::sending(bytes, drop).await.failure().await;
    assert_eq!(failure.kind, FailureKind::Network);
}

/// A limit that passes almost at once; each test shrinks only the one it is about, so
/// that a busy machine cannot make another pass first.
const SHORT: Duration = Duration::from_millis(50);

#[tokio::test]
async fn a_silent_body_is_given_up() {
    let answer = || silent_after(content(1_000));
    let mut world = World::answering(answer).await.expecting(2_000);
    world.timings.stall = SHORT;
    let failure = world.failure().await;
    assert_eq!(failure.kind, FailureKind::Network);
    let text = failure.to_string();
    assert!(text.contains("sent nothing for 0 s, after "), "{text}");
    assert!(text.contains(" of 2,000 bytes"), "{text}");
}

#[tokio::test]
async fn a_silent_storage_is_given_up() {
    let storage = Router::new().fallback(std::future::pending::<StatusCode>);
    let mut world = World::with(storage).await;
    world.timings.answer = SHORT;
    let failure = world.failure().await;
    assert_eq!(failure.kind, FailureKind::Network);
    assert!(failure.to_string().contains("gave no answer"), "{failure}");
}

#[tokio::test]
async fn a_storage_that_is_not_there_is_named_by_its_host() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let failure = World::at(Url::parse(&format!("http://{address}")).unwrap())
        .failure()
        .await;
    assert_eq!(failure.kind, FailureKind::Network);
    assert!(
        failure
            .to_string()
            .contains(&format!("{address} could not be reached (")),
        "{failure}"
    );
}

#[tokio::test]
async fn redirects_out_of_encryption_are_refused() {
    let table = [
        ("http://files.example.com", "an address without encryption"),
        ("ftp://files.example.com", "no readable address"),
        ("https://[", "no readable address"),
    ];
    for (base, words) in table {
        let answer = move || {
            (
                StatusCode::FOUND,
                [(header::LOCATION, format!("{base}{FILE}"))],
            )
        };
        let failure = World::answering(answer).await.failure().await;
        assert_eq!(failure.kind, FailureKind::Service, "{failure}");
        assert!(failure.to_string().contains(words), "{failure}");
    }
    let failure = World::answering(|| StatusCode::FOUND).await.failure().await;
    assert!(
        failure.to_string().contains("no readable address"),
        "{failure}"
    );
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let answer = || (StatusCode::FOUND, [(header::LOCATION, FILE)]);
    let failure = World::answering(answer).await.failure().await;
    assert!(
        failure.to_string().contains("too many redirects"),
        "{failure}"
    );
}

#[tokio::test]
async fn a_plain_link_is_not_even_asked() {
    let world = World::at(Url::parse("http://files.example.com").unwrap());
    let failure = world.failure().await;
    assert!(
        failure.to_string().contains("without encryption"),
        "{failure}"
    );
}

#[tokio::test]
async fn a_link_is_hidden_from_debug() {
    let link = SignedLink::new(&format!("https://host{FILE}"), None).unwrap();
    assert_eq!(format!("{link:?}"), "SignedLink(hidden)");
}
