//! Addresses, proxies, and texts without addresses.

use std::process::Command;

use attache::net::{
    Detour, Timings, Transport, is_loopback, may_fetch, redirected, without_addresses,
};
use axum::Router;
use axum::extract::Request;
use proptest::prelude::*;
use tokio::net::TcpListener;
use url::Url;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

#[test]
fn loopback_is_this_machine_and_nothing_that_looks_like_it() {
    for here in [
        "http://127.0.0.1:9",
        "http://127.8.7.6",
        "http://127.1",
        "http://0x7f.1",
        "http://[::1]:80",
        "http://LocalHost/",
    ] {
        assert!(is_loopback(&url(here)), "{here}");
    }
    for there in [
        "http://128.0.0.1",
        "http://0.0.0.0",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1@example.com",
        "http://[::2]",
        "file:///127.0.0.1",
    ] {
        assert!(!is_loopback(&url(there)), "{there}");
    }
}

#[test]
fn files_come_over_https_or_from_this_machine() {
    assert!(may_fetch(&url("https://bucket.s3.amazonaws.com/x")));
    assert!(may_fetch(&url("http://127.0.0.1:8080/x")));
    for never in [
        "http://bucket.s3.amazonaws.com/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
    ] {
        assert!(!may_fetch(&url(never)), "{never}");
    }
}

#[test]
fn redirects_lead_to_https_and_never_inwards() {
    let (outside, inside) = (url("https://a.example/x/y"), url("http://127.0.0.1:9/x"));
    let table = [
        (&outside, "https://b.example/z", Ok("https://b.example/z")),
        (&outside, "/z?q", Ok("https://a.example/z?q")),
        (&outside, "//b.example/z", Ok("https://b.example/z")),
        (&outside, "http://b.example/z", Err(Detour::Plain)),
        (&outside, "http://127.0.0.1/z", Err(Detour::Inward)),
        (&outside, "https://localhost/z", Err(Detour::Inward)),
        (&outside, "file:///etc/passwd", Err(Detour::Unreadable)),
        (&outside, "https://", Err(Detour::Unreadable)),
        (&inside, "z", Ok("http://127.0.0.1:9/z")),
        (&inside, "http://localhost:1/z", Ok("http://localhost:1/z")),
        (&inside, "https://b.example/", Ok("https://b.example/")),
        (&inside, "http://b.example/", Err(Detour::Plain)),
    ];
    for (from, location, expected) in table {
        assert_eq!(
            redirected(from, location),
            expected.map(url),
            "{from} {location}"
        );
    }
}

proptest! {
    #[test]
    fn no_part_of_a_link_stays_in_a_text(before in "[ -~]{0,30}", after in "[ -~]{0,30}") {
        let links = [
            "https://b.s3.amazonaws.com/k?X-Amz-Signature=5ecret&X-Amz-Date=1",
            "/k?x=5ecret",
            "X-Amz-Signature=5ecret",
            "?a=1&b=5ecret",
        ];
        for link in links {
            let text = without_addresses(&format!("{before}{link}{after}"));
            prop_assert!(!text.contains("5ecret"), "{}", text);
        }
    }
}

#[test]
fn texts_without_addresses_stay() {
    let text = "invalid peer certificate: UnknownIssuer (os error 111)";
    assert_eq!(without_addresses(text), text);
}

/// A server that tells a proxied request (which names its host) from a direct one.
async fn proxy_or_server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = Router::new().fallback(|request: Request| async move {
        let proxied = request.uri().authority().is_some();
        if proxied { "proxied" } else { "direct" }
    });
    tokio::spawn(async move { axum::serve(listener, router).await });
    port
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn proxies_are_used_for_all_but_this_machine() {
    let port = proxy_or_server().await;
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([
        "--exact",
        "net::child_asks_near_and_far",
        "--ignored",
        "--nocapture",
    ]);
    for name in [
        "NO_PROXY",
        "no_proxy",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
        "REQUEST_METHOD",
    ] {
        child.env_remove(name);
    }
    child.env("HTTP_PROXY", format!("http://127.0.0.1:{port}"));
    child.env("ATTACHE_TEST_PORT", port.to_string());
    let output = tokio::task::spawn_blocking(move || child.output())
        .await
        .unwrap()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[tokio::test]
#[ignore = "a child of another test, which sets its environment"]
async fn child_asks_near_and_far() {
    let port = std::env::var("ATTACHE_TEST_PORT").unwrap();
    let timings = Timings::default();
    let transport = Transport::new(&timings);
    let table = [
        ("http://files.example.invalid/x".to_owned(), "proxied"),
        (format!("http://127.0.0.1:{port}/x"), "direct"),
        (format!("http://localhost:{port}/x"), "direct"),
    ];
    for (address, expected) in table {
        let mut answer = transport.get(&url(&address), &[]).await.unwrap();
        let mut body = Vec::new();
        while answer.read_into(&mut body, timings.stall).await.unwrap() > 0 {}
        assert_eq!(String::from_utf8(body).unwrap(), expected, "{address}");
    }
}

/// The bytes that this process has read, from whatever.
#[cfg(target_os = "linux")]
fn bytes_read() -> u64 {
    let text = std::fs::read_to_string("/proc/self/io").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("rchar: "));
    line.unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "a child of another test, since it counts what its whole process reads"]
async fn child_makes_a_transport() {
    let before = bytes_read();
    let transport = Transport::new(&Timings::default());
    let client = attache::net::http_client();
    let read = bytes_read() - before;
    assert!(read < 4_096, "{read} bytes were read");
    drop((transport, client));
}

#[cfg(target_os = "linux")]
#[test]
fn no_certificate_is_read_before_the_first_request() {
    let folder = tempfile::TempDir::new().unwrap();
    let bundle = folder.path().join("bundle.pem");
    std::fs::write(&bundle, "no certificate at all\n".repeat(10_000)).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "net::child_makes_a_transport", "--ignored"])
        .env("SSL_CERT_FILE", &bundle)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{said}");
}
