//! A service that takes requests and never answers: it can be left at once, and nothing
//! stays behind.

#![cfg(unix)]

use std::process::{Command, Stdio};

use attache::demo::{Faults, Options, Server, World};
use jiff::Timestamp;

use crate::cli::program::{Ended, Home};

/// Starts a command on a server with a fault, and interrupts it when it has called `operation`.
async fn interrupted(fault: &str, operation: &str, arguments: &[&str]) -> (Home, Ended) {
    let home = Home::new();
    let options = Options {
        faults: Faults::named(fault).unwrap(),
        ..Options::default()
    };
    let world = World::sample(Timestamp::now()).unwrap();
    let server = Server::start(world, options).await.unwrap();
    let access = server.access();
    let child = home
        .command(arguments)
        .env("AWS_ENDPOINT_URL", server.endpoint())
        .env("AWS_REGION", &access.region)
        .env("AWS_ACCESS_KEY_ID", &access.access_key_id)
        .env("AWS_SECRET_ACCESS_KEY", &access.secret_access_key)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !server.calls().contains_key(operation) {
        tokio::task::yield_now().await;
    }
    let kill = format!("kill -INT {}", child.id());
    assert!(
        Command::new("sh")
            .args(["-c", &kill])
            .status()
            .unwrap()
            .success()
    );
    let ended = tokio::task::spawn_blocking(|| child.wait_with_output().unwrap());
    let ended = Ended::of(arguments, ended.await.unwrap());
    (home, ended)
}

#[tokio::test]
async fn an_unanswered_call_can_be_left() {
    let arguments = ["list", "-i", "acme-support", "-c", "100001"];
    let (_, ended) = interrupted("hanging", "ListInstances", &arguments).await;
    assert_eq!(ended.out, "");
    ended.exits(130).says("attache: interrupted");
}

#[tokio::test]
async fn an_unanswered_download_can_be_left_and_leaves_nothing() {
    let arguments = [
        "save",
        "-i",
        "acme-support",
        "-c",
        "100001",
        "invoice-2026-04.pdf",
    ];
    let (home, ended) = interrupted("hanging-link", "GetObject", &arguments).await;
    assert_eq!(home.files(), [""; 0]);
    ended.exits(130).says("attache: interrupted");
}
