//! Audits of worlds made on purpose: that they tell the truth, cost what they may, and go on
//! from any byte.

#[cfg(unix)]
mod beside;
mod changes;
mod chromium;
mod commands;
mod compared;
mod formats;
#[cfg(unix)]
mod kills;
#[cfg(target_os = "linux")]
mod large;
mod names;
mod page;
mod reader;
mod resume;
mod session;
mod truth;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use attache::audit::{
    Ask, Filter, Journal, Live, Method, Names, Opened, Patience, Place, Rendered, Shape, Sink,
    Summary, journal_path, run,
};
use attache::aws::{Aws, AwsSettings, Login};
use attache::demo::{Faults, Options, Quotas, Recipe, Server, World};
use attache::domain::{Failure, InstanceName, SafeText, Scope};
use attache::operations::find_instance;
use jiff::Timestamp;
use serde_json::Value;

use crate::aws::{http, quick, unpaced};

/// The time at which these worlds stand.
fn now() -> Timestamp {
    "2026-05-04T09:30:00Z".parse().unwrap()
}

/// A world of so many cases and files.
fn recipe(cases: usize, files: usize) -> Recipe {
    Recipe {
        cases,
        files,
        contacts: cases.min(3),
        contact_files: 2,
        seed: 7,
        ..Recipe::default()
    }
}

/// A server over a world, and AWS as it plays it.
struct Site {
    server: Server,
    aws: Aws,
}

impl Site {
    async fn of(recipe: &Recipe) -> Self {
        Self::with(recipe, Faults::default(), Quotas::none()).await
    }

    async fn with(recipe: &Recipe, faults: Faults, quota: Quotas) -> Self {
        // A bucket fills only with a clock that goes.
        let goes = quota != Quotas::none();
        let options = Options {
            now: (!goes).then(now),
            faults,
            quota,
            ..Options::default()
        };
        let world = World::generated(now(), recipe).unwrap();
        let server = Server::start(world, options).await.unwrap();
        let aws = aws_at(&server);
        Self { server, aws }
    }

    async fn place(&self) -> Place {
        self.place_of(Recipe::INSTANCE).await
    }

    async fn place_of(&self, alias: &str) -> Place {
        let name = InstanceName::parse(alias).unwrap();
        let say = &mut |note: SafeText| panic!("{note}");
        let instance = find_instance(&self.aws, Some(&name), None, say)
            .await
            .unwrap();
        let domain = instance.domain_arn().unwrap().clone();
        let rules = self
            .aws
            .upload_rules(&instance.id, Scope::Case)
            .await
            .unwrap();
        Place {
            aws: self.aws.clone(),
            instance,
            domain,
            contacts: Vec::new(),
            rules,
        }
    }

    fn calls(&self, operation: &str) -> u64 {
        self.server.calls().get(operation).copied().unwrap_or(0)
    }

    /// Every file that the domain's cases have, asked case by case.
    async fn truth(&self, place: &Place) -> BTreeSet<(String, String)> {
        let mut files = BTreeSet::new();
        let mut cases = None;
        loop {
            let listed = self
                .aws
                .cases_by_age(&place.domain, cases)
                .await
                .unwrap()
                .page;
            for case in listed.items {
                let mut page = None;
                loop {
                    let listed = self.aws.case_files(&place.domain, &case.id, page).await;
                    let listed = listed.unwrap();
                    for file in listed.items {
                        let id = file.unwrap().raw().to_owned();
                        assert!(files.insert((case.id.raw().to_owned(), id)));
                    }
                    page = listed.next;
                    if page.is_none() {
                        break;
                    }
                }
            }
            cases = listed.next;
            if cases.is_none() {
                return files;
            }
        }
    }
}

fn aws_at(server: &Server) -> Aws {
    let access = server.access().clone();
    let settings = AwsSettings {
        fallback_region: None,
        login: Login::Keys {
            access_key_id: access.access_key_id,
            secret_access_key: access.secret_access_key,
        },
        region: Some(access.region),
        endpoint_url: Some(server.endpoint()),
        pacing: unpaced(),
    };
    Aws::with_timings(settings, http(), quick())
}

fn ask(shape: Shape) -> Ask {
    Ask {
        by_case: false,
        with_cases: false,
        filter: Filter::default(),
        shape,
    }
}

/// A writer that everybody can look into.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What came of an audit.
struct Came {
    text: String,
    summary: Summary,
    notes: Vec<String>,
}

impl Came {
    /// The rows of an ndjson report.
    fn rows(&self) -> Vec<Value> {
        let lines = self.text.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The case and the id of each row of an ndjson report.
    fn files(&self) -> Vec<(String, String)> {
        self.rows().iter().map(key).collect()
    }
}

fn key(row: &Value) -> (String, String) {
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    (text("CaseId"), text("FileId"))
}

/// Audits without a file.
async fn audited(ask: &Ask, places: &[Place]) -> Result<Came, Failure> {
    let journal = Journal::passing(Value::Null, now())?;
    finished(ask, places, journal).await
}

/// The journal that lies beside this file.
fn journal_at(output: &Path) -> Journal {
    let opened = Journal::open(
        &journal_path(output),
        Value::Null,
        now(),
        "again".to_owned(),
    );
    match opened.unwrap() {
        Opened::Work(journal) => journal,
        Opened::Finished { .. } => panic!("it was finished"),
    }
}

/// Audits from where the journal ends to the end.
async fn finished(ask: &Ask, places: &[Place], journal: Journal) -> Result<Came, Failure> {
    let (came, sink) = walked(ask, places, journal).await;
    let (methods, out, notes) = came?;
    let mut rest = Vec::new();
    let labels = places.iter().map(|place| place.instance.label().clone());
    let summary = Summary {
        totals: sink.totals(),
        places: labels.zip(methods).collect(),
        failed: Vec::new(),
        names: Names::default(),
        caller: None,
        contacts: 0,
        filtered: false,
        policy: true,
        partial: false,
    };
    sink.finish(Rendered::To(&mut rest), &summary)?;
    let mut text = out.0.lock().unwrap().clone();
    if !ask.shape.is_live() {
        text = rest;
    }
    Ok(Came {
        text: String::from_utf8(text).unwrap(),
        summary,
        notes,
    })
}

type Walked = Result<(Vec<Method>, Shared, Vec<String>), Failure>;

/// The same without its end.
async fn walked(ask: &Ask, places: &[Place], journal: Journal) -> (Walked, Sink) {
    let out = Shared::default();
    let live = ask
        .shape
        .is_live()
        .then(|| Live::new(ask, Box::new(out.clone())));
    let sink = Sink::new(journal, ask, places.len(), live).unwrap();
    let notes = Mutex::new(Vec::new());
    let say = |note: SafeText| notes.lock().unwrap().push(note.to_string());
    let ran = run(ask, places, &sink, &Patience::none(), &say).await;
    let notes = notes.into_inner().unwrap();
    // A place that stopped is a failure here.
    let ran = ran.and_then(|ends| ends.into_iter().collect::<Result<Vec<Method>, Failure>>());
    (ran.map(|methods| (methods, out, notes)), sink)
}

/// A fault of the test's own.
fn fault(rules: &str) -> Faults {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("fault.json");
    let text = format!(r#"{{"about":"a test's own","rules":[{rules}]}}"#);
    std::fs::write(&path, text).unwrap();
    Faults::find(path.to_str().unwrap()).unwrap()
}
