//! `attache::operations` against the embedded Connect, whose sample world is data that
//! these tests read as well; and against recorded HTTP where no sample is large or
//! broken enough.

mod agent;
mod broken;
mod cases;
mod contacts;
mod denied_files;
mod denied_finding;
mod files;
mod find_file;
mod instances;
mod save;
mod settle;
mod side_by_side;
mod unreadable;

use attache::aws::{Aws, AwsSettings, Login};
use attache::demo::{Faults, Options, Server, World};
use attache::domain::{
    Arn, Attachment, Case, CaseName, Failure, FileQuery, Instance, InstanceName, Problem, SafeText,
};
use attache::operations::{Found, find_cases, find_instance, list_files};
use serde_json::Value;

use crate::aws::{Answer, Canned, Seen, http, unpaced};

/// The embedded Connect, and AWS as it plays it.
pub(crate) struct Site {
    pub(crate) server: Server,
    pub(crate) aws: Aws,
}

impl Site {
    pub(crate) async fn start() -> Self {
        Self::with(Faults::default()).await
    }

    /// The same with these faults.
    pub(crate) async fn with(faults: Faults) -> Self {
        let now = "2026-05-04T09:30:00Z".parse().unwrap();
        let options = Options {
            now: Some(now),
            faults,
            ..Options::default()
        };
        let server = Server::start(World::sample(now).unwrap(), options)
            .await
            .unwrap();
        let aws = aws_at(&server, &server.endpoint());
        Self { server, aws }
    }

    /// What stands between this Connect and its callers: it answers before Connect does.
    async fn behind(
        &self,
        answer: impl Fn(&Seen) -> Option<Answer> + Send + Sync + 'static,
    ) -> (Aws, Canned) {
        let gate = Canned::before(&self.server.endpoint(), answer).await;
        (aws_at(&self.server, gate.url()), gate)
    }

    /// The same Connect for a caller who may not do these operations.
    async fn without(&self, denied: &'static [&'static str]) -> Aws {
        let deny = |seen: &Seen| {
            let operation = seen.operation();
            denied
                .contains(&operation)
                .then(|| Answer::denied(operation))
        };
        self.behind(deny).await.0
    }

    async fn instance(&self, name: &str) -> Instance {
        let name = InstanceName::parse(name).unwrap();
        find_instance(&self.aws, Some(&name), None, &mut silent)
            .await
            .unwrap()
    }

    /// The support desk's instance, its domain, and the case with this number.
    pub(crate) async fn case(&self, reference: &str) -> (Instance, Arn, Case) {
        let instance = self.instance("acme-support").await;
        let domain = instance.domain_arn().unwrap().clone();
        let name = CaseName::parse(reference).unwrap();
        let mut cases = find_cases(&self.aws, &domain, &name, &mut silent)
            .await
            .unwrap();
        assert_eq!(cases.len(), 1, "{reference}");
        (instance, domain, cases.remove(0))
    }

    pub(crate) fn calls(&self, operation: &str) -> u64 {
        self.server.calls().get(operation).copied().unwrap_or(0)
    }
}

/// The embedded Connect's credentials and Region, at an endpoint.
fn aws_at(server: &Server, endpoint: &str) -> Aws {
    let access = server.access().clone();
    let settings = AwsSettings {
        fallback_region: None,
        login: Login::Keys {
            access_key_id: access.access_key_id,
            secret_access_key: access.secret_access_key,
        },
        region: Some(access.region),
        endpoint_url: Some(endpoint.to_owned()),
        pacing: unpaced(),
    };
    Aws::new(settings, http())
}

/// Where nothing is to be said.
#[expect(clippy::needless_pass_by_value, reason = "notes are handed over")]
fn silent(note: SafeText) {
    panic!("{note}");
}

/// The support desk as the sample world's data has it.
fn support() -> Value {
    serde_json::from_str(include_str!("../../../assets/world/acme-support.json")).unwrap()
}

/// One case of that data.
fn case_in_world(reference: &str) -> Value {
    let world = support();
    let cases = world["cases"].as_array().unwrap();
    let found = cases.iter().find(|case| case["reference"] == reference);
    found.unwrap().clone()
}

/// The ids of the files of a case or a contact of that data.
fn file_ids(of: &Value) -> Vec<String> {
    let files = of["files"].as_array();
    let ids = files.into_iter().flatten().map(|file| &file["id"]);
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// All that a listing of this query tells, in its order.
async fn told(aws: &Aws, instance: &Instance, query: &FileQuery) -> Result<Vec<Found>, Failure> {
    let mut told = Vec::new();
    list_files(aws, &instance.id, query, |found| told.push(found)).await?;
    Ok(told)
}

/// The notes, the ids of the files and the problems among what was told.
fn sorted(told: &[Found]) -> (Vec<&str>, Vec<&str>, Vec<&Problem>) {
    let (mut notes, mut ids, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for part in told {
        match part {
            Found::Note(note) => notes.push(note.raw()),
            Found::Files(files) => ids.extend(files.iter().map(|file| file.key.file.raw())),
            Found::Problems(more) => problems.extend(more),
        }
    }
    (notes, ids, problems)
}

/// Everything that a listing told.
pub(crate) async fn listed(
    aws: &Aws,
    instance: &Instance,
    case: &Case,
) -> (Vec<Attachment>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    list_files(
        aws,
        &instance.id,
        &FileQuery::of_case(case),
        |found| match found {
            Found::Note(note) => panic!("{note}"),
            Found::Files(more) => files.extend(more),
            Found::Problems(more) => problems.extend(more),
        },
    )
    .await
    .unwrap();
    (files, problems)
}
