//! `attache::operations` against the embedded Connect, whose sample world is data that
//! these tests read as well; and against recorded HTTP where no sample is large or
//! broken enough.

mod broken;
mod cases;
mod files;
mod find_file;
mod instances;
mod save;

use attache::aws::{Aws, AwsSettings, Login};
use attache::demo::{Options, Server, World};
use attache::domain::{
    Arn, Attachment, Case, CaseName, FileQuery, Instance, InstanceName, Problem,
};
use attache::operations::{Found, find_cases, find_instance, list_files};
use serde_json::Value;

use crate::aws::http;

/// The embedded Connect, and AWS as it plays it.
struct Site {
    server: Server,
    aws: Aws,
}

impl Site {
    async fn start() -> Self {
        let now = "2026-05-04T09:30:00Z".parse().unwrap();
        let options = Options {
            now: Some(now),
            ..Options::default()
        };
        let server = Server::start(World::sample(now).unwrap(), options)
            .await
            .unwrap();
        let access = server.access().clone();
        let settings = AwsSettings {
            login: Login::Keys {
                access_key_id: access.access_key_id,
                secret_access_key: access.secret_access_key,
            },
            region: Some(access.region),
            fallback_region: None,
            endpoint_url: Some(server.endpoint()),
        };
        let aws = Aws::new(settings, http());
        Self { server, aws }
    }

    async fn instance(&self, name: &str) -> Instance {
        let name = InstanceName::parse(name).unwrap();
        find_instance(&self.aws, Some(&name), None).await.unwrap()
    }

    /// The support desk's instance, its domain, and the case with this number.
    async fn case(&self, reference: &str) -> (Instance, Arn, Case) {
        let instance = self.instance("acme-support").await;
        let domain = instance.domain_arn().unwrap().clone();
        let name = CaseName::parse(reference).unwrap();
        let mut cases = find_cases(&self.aws, &domain, &name).await.unwrap();
        assert_eq!(cases.len(), 1, "{reference}");
        (instance, domain, cases.remove(0))
    }

    fn calls(&self, operation: &str) -> u64 {
        self.server.calls().get(operation).copied().unwrap_or(0)
    }
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

/// Everything that a listing told.
async fn listed(aws: &Aws, instance: &Instance, case: &Case) -> (Vec<Attachment>, Vec<Problem>) {
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
