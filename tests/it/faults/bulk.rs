//! Many files under a fault that passes: all arrive, as whole as without it, and what had
//! come is not sent again.

use std::path::Path;
use std::time::Duration;

use attache::app::keys::Key;
use attache::demo::{Faults, Server};
use attache::net;

use super::row::LOOK;
use super::stage::{Stage, quick, serve};
use super::transfers_run::{access, holds};
use crate::cli::program::{Ended, Home};

const ALL: [&str; 6] = ["save", "--all", "-c", "100001", "-i", "acme-support"];

/// What happens to the first request for each file, and how many links a file takes then.
const FAULTS: [(&str, u64); 4] = [
    (r#"{"cut": 500}"#, 1),
    (r#"{"status": 503}"#, 1),
    (r#""reset""#, 1),
    (r#""expired""#, 2),
];

fn faults(then: &str) -> Faults {
    let rule = format!(r#"{{"on": "GetObject", "per": "file", "times": 1, "then": {then}}}"#);
    Faults::parse(&format!(r#"{{"rules": [{rule}]}}"#)).unwrap()
}

/// What came of saving all.
#[derive(Debug, PartialEq)]
struct Came {
    files: Vec<(String, Vec<u8>)>,
    sent: u64,
    links: u64,
}

fn came(server: &Server, folder: &Path) -> Came {
    Came {
        files: holds(folder),
        sent: server.fetches().iter().map(|fetch| fetch.sent).sum(),
        links: server.links(),
    }
}

async fn command(faults: Faults) -> (Came, Option<i32>) {
    let (server, home) = (serve(faults).await, Home::new());
    let mut command = home.command(&ALL);
    command.envs(access(&server));
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let ended = Ended::of(&ALL, output.await.unwrap());
    (came(&server, &home.work()), ended.code)
}

async fn browser(faults: Faults) -> (Came, Vec<String>) {
    let server = serve(faults).await;
    let endpoint = server.endpoint();
    let mut stage = Stage::at(server, &endpoint, quick());
    stage.be_patient(net::Timings {
        backoff: Duration::from_millis(1),
        ..net::Timings::default()
    });
    stage.settle().await;
    for words in LOOK.picks {
        assert!(stage.pick(words).await, "{words}");
    }
    stage.press(Key::Char('a'));
    stage.press(Key::Char('s'));
    stage.settle().await;
    (came(&stage.server, &stage.folder()), stage.said())
}

/// The same files, no byte more, and as many links as the fault costs.
#[track_caller]
fn is_as_usual(usual: &Came, came: &Came, links: u64, then: &str) {
    let names = |came: &Came| {
        came.files
            .iter()
            .map(|file| file.0.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(came), names(usual), "{then}");
    assert!(came.files == usual.files, "{then}: other contents");
    assert_eq!(came.sent, usual.sent, "{then}: bytes sent");
    assert_eq!(came.links, usual.links * links, "{then}: links");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_saves_all() {
    let (usual, code) = command(Faults::default()).await;
    assert!(usual.files.len() > 4 && usual.links == usual.files.len() as u64);
    for (then, links) in FAULTS {
        let (came, ended) = command(faults(then)).await;
        is_as_usual(&usual, &came, links, then);
        assert_eq!(ended, code, "{then}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_browser_saves_all() {
    let (usual, said) = browser(Faults::default()).await;
    assert!(usual.files.len() > 4 && usual.links == usual.files.len() as u64);
    for (then, links) in FAULTS {
        let (came, told) = browser(faults(then)).await;
        is_as_usual(&usual, &came, links, then);
        assert_eq!(told.len(), said.len(), "{then}: {told:?}");
    }
}
