//! Runs the rows of the table of transfers, and tells all that does not hold.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use attache::app::keys::Key;
use attache::demo::{Faults, Server};
use attache::net;

use super::around::{Around, REMEMBERED};
use super::row::{INVOICE, LOOK, SAVE};
use super::stage::{Stage, quick, serve};
use crate::cli::program::{Ended, Home, content};

/// Where a row is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Command,
    Browser,
}

/// What the saved file holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    Original,
    /// What the faults of the embedded server change it into.
    Changed,
}

/// What saving one file comes to under a fault.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) fault: &'static str,
    /// The file that is there then; or why there is none.
    outcome: Result<Content, &'static [&'static str]>,
    requests: usize,
    links: u64,
    sent: Option<u64>,
    keeps: bool,
    stalls: bool,
}

/// The file is saved.
pub(super) const fn saves(fault: &'static str, content: Content) -> Row {
    row(fault, Ok(content))
}

/// No file is there, and so it is told.
pub(super) const fn fails(fault: &'static str, says: &'static [&'static str]) -> Row {
    row(fault, Err(says))
}

const fn row(fault: &'static str, outcome: Result<Content, &'static [&'static str]>) -> Row {
    Row {
        fault,
        outcome,
        requests: 0,
        links: 0,
        sent: None,
        keeps: false,
        stalls: false,
    }
}

impl Row {
    /// How often the bucket is asked.
    pub(super) const fn requests(self, requests: usize) -> Self {
        Self { requests, ..self }
    }

    /// How many links are made.
    pub(super) const fn links(self, links: u64) -> Self {
        Self { links, ..self }
    }

    /// How many bytes of content the bucket sends in all.
    pub(super) const fn sent(self, sent: u64) -> Self {
        Self {
            sent: Some(sent),
            ..self
        }
    }

    /// A partial file stays for another time.
    pub(super) const fn keeps(self) -> Self {
        Self {
            keeps: true,
            ..self
        }
    }

    /// The line falls silent. It is tried in the browser only: a command's patience cannot
    /// be shrunk.
    pub(super) const fn stalls(self) -> Self {
        Self {
            stalls: true,
            ..self
        }
    }

    /// Whether it is tried there.
    fn is_for(&self, place: Where) -> bool {
        place == Where::Browser || !self.stalls
    }

    /// All that does not hold.
    async fn run(&self, place: Where) -> Option<String> {
        let server = serve(Faults::named(self.fault).unwrap()).await;
        let came = match place {
            Where::Command => command(server, self.outcome.is_ok()).await,
            Where::Browser => browser(server, self.stalls).await,
        };
        let mut wrong = came.wrong;
        let fetches = came.server.fetches();
        if fetches.len() != self.requests {
            wrong.push(format!("{} requests were expected", self.requests));
        }
        if came.server.links() != self.links {
            let made = came.server.links();
            wrong.push(format!("{} links were expected, not {made}", self.links));
        }
        let sent: u64 = fetches.iter().map(|fetch| fetch.sent).sum();
        if self.sent.is_some_and(|expected| expected != sent) {
            wrong.push(format!("{:?} bytes were expected, not {sent}", self.sent));
        }
        let says: &[&str] = match self.outcome {
            Ok(_) => &["Saved", INVOICE],
            Err(says) => says,
        };
        let lacking = says.iter().filter(|part| !came.said.contains(**part));
        wrong.extend(lacking.map(|part| format!("what was said lacks {part:?}")));
        wrong.extend(self.wrong_files(&came.files));
        let told = format!("said:\n{}\nfetches: {fetches:#?}", came.said);
        let place = format!("{} as {place:?}", self.fault);
        (!wrong.is_empty()).then(|| format!("{place}\n{}\n{told}", wrong.join("\n")))
    }

    /// What should not be in the folder, and what is missing there.
    fn wrong_files(&self, files: &[(String, Vec<u8>)]) -> Vec<String> {
        let mut names = Vec::new();
        if self.keeps {
            names.push(format!(".{INVOICE}.attache-part"));
            names.push(format!(".{INVOICE}.attache-part.json"));
        }
        if self.outcome.is_ok() {
            names.push(INVOICE.to_owned());
        }
        let there: Vec<&String> = files.iter().map(|(name, _)| name).collect();
        let mut wrong = Vec::new();
        if there != names.iter().collect::<Vec<_>>() {
            wrong.push(format!("the folder holds {there:?}"));
        }
        let mut whole = content("invoice.pdf");
        if let Ok(Content::Changed) = self.outcome {
            whole = whole.into_iter().map(|byte| !byte).collect();
        }
        let saved = files.iter().filter(|(name, _)| !name.starts_with('.'));
        for (name, _) in saved.filter(|(_, bytes)| *bytes != whole) {
            wrong.push(format!("{name} is not what it should be"));
        }
        wrong
    }
}

/// What a run came to.
struct Came {
    server: Server,
    said: String,
    files: Vec<(String, Vec<u8>)>,
    wrong: Vec<String>,
}

/// Names and contents of all that a folder holds, in order.
pub(super) fn holds(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

/// What leads a command to this server.
pub(super) fn access(server: &Server) -> [(&'static str, String); 4] {
    let access = server.access();
    [
        ("AWS_ENDPOINT_URL", server.endpoint()),
        ("AWS_REGION", access.region.clone()),
        ("AWS_ACCESS_KEY_ID", access.access_key_id.clone()),
        ("AWS_SECRET_ACCESS_KEY", access.secret_access_key.clone()),
    ]
}

async fn command(server: Server, good: bool) -> Came {
    let home = Home::new();
    let around = Around::of(home.path());
    let arguments = [SAVE, &["-i", "acme-support"]].concat();
    let child = home
        .command(&arguments)
        .envs(access(&server))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let ended = tokio::task::spawn_blocking(|| child.wait_with_output().unwrap());
    let ended = Ended::of(&arguments, ended.await.unwrap());
    let mut wrong = Vec::new();
    if ended.code != Some(i32::from(!good)) {
        wrong.push(format!("exit code {:?}", ended.code));
    }
    wrong.extend(around.changed(&[&REMEMBERED[..], &["work"]].concat()));
    Came {
        files: holds(&home.work()),
        said: format!("{}{}", ended.err, ended.out),
        wrong,
        server,
    }
}

async fn browser(server: Server, stalls: bool) -> Came {
    let endpoint = server.endpoint();
    let mut patience = net::Timings {
        backoff: Duration::from_millis(1),
        ..net::Timings::default()
    };
    if stalls {
        patience.stall = Duration::from_secs(1);
    }
    let mut stage = Stage::at(server, &endpoint, quick());
    stage.be_patient(patience);
    let around = Around::of(stage.outer());
    stage.settle().await;
    for words in LOOK.picks {
        assert!(stage.pick(words).await, "{words}");
    }
    assert!(stage.choose(INVOICE));
    stage.press(Key::Char('s'));
    stage.settle().await;
    Came {
        files: holds(&stage.folder()),
        said: stage.said().join("\n"),
        wrong: around.changed(&["saved"]),
        server: stage.server,
    }
}

/// Runs all rows of one place side by side, as some wait between attempts.
#[track_caller]
pub(super) fn check(rows: &'static [Row], place: Where) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let wrong: Vec<String> = runtime.block_on(async {
        let rows = rows.iter().filter(|row| row.is_for(place));
        let runs = rows.map(|row| row.run(place));
        let mut wrong = Vec::new();
        for told in futures_util::future::join_all(runs).await {
            wrong.extend(told);
        }
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
