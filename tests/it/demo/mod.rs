//! The embedded Connect, asked as any AWS client asks it: by the real SDK, and by bare HTTP
//! where an SDK would not let a wrong request out.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it needs by failing"
)]

mod cases;
mod connect;
mod connectivity;
mod fault_answers;
mod fault_data;
mod fault_links;
mod fault_refusals;
mod fault_wire;
mod files;
mod filters;
mod generated;
mod links;
mod quota;
mod raw;
mod related;
mod sessions;
mod users;
mod world;

use attache::demo::{Options, Server, World};
use aws_sdk_connect::config::{BehaviorVersion, Credentials, Region, SharedHttpClient};
use aws_sdk_connect::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::retry::RetryConfig;
use jiff::Timestamp;

/// The time at which every test's world stands.
const NOW: &str = "2026-05-04T09:30:00Z";

/// A running server and a client of each service.
struct Site {
    server: Server,
    connect: aws_sdk_connect::Client,
    cases: aws_sdk_connectcases::Client,
    sts: aws_sdk_sts::Client,
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// A server whose clock stands still.
async fn site() -> Site {
    site_with(
        Options {
            now: Some(now()),
            ..Options::default()
        },
        "us-west-2",
    )
    .await
}

async fn site_with(options: Options, region: &str) -> Site {
    let world = World::sample(options.now.unwrap_or_else(Timestamp::now)).unwrap();
    site_of(world, options, region).await
}

async fn site_of(world: World, options: Options, region: &str) -> Site {
    let server = Server::start(world, options).await.unwrap();
    let access = server.access().clone();
    let credentials = Credentials::new(
        access.access_key_id,
        access.secret_access_key,
        None,
        None,
        "test",
    );
    let http: SharedHttpClient = aws_smithy_http_client::Builder::new().build_http();
    macro_rules! client {
        ($sdk:ident) => {
            $sdk::Client::from_conf(
                $sdk::Config::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .credentials_provider(credentials.clone())
                    .region(Region::new(region.to_owned()))
                    .endpoint_url(server.endpoint())
                    .retry_config(RetryConfig::disabled())
                    .http_client(http.clone())
                    .build(),
            )
        };
    }
    let (connect, cases, sts) = (
        client!(aws_sdk_connect),
        client!(aws_sdk_connectcases),
        client!(aws_sdk_sts),
    );
    Site {
        server,
        connect,
        cases,
        sts,
    }
}

/// The instance, domain and case that most tests look at.
struct Place {
    instance: String,
    instance_arn: String,
    domain: String,
    domain_arn: String,
}

impl Site {
    async fn place(&self) -> Place {
        self.place_of("acme-support").await
    }

    async fn place_of(&self, alias: &str) -> Place {
        let instances = self.connect.list_instances().send().await.unwrap();
        let instance = instances
            .instance_summary_list()
            .iter()
            .find(|own| own.instance_alias() == Some(alias))
            .unwrap();
        let id = instance.id().unwrap().to_owned();
        let found = self
            .connect
            .list_integration_associations()
            .instance_id(&id)
            .integration_type(aws_sdk_connect::types::IntegrationType::CasesDomain)
            .send()
            .await
            .unwrap();
        let domain_arn = found.integration_association_summary_list()[0]
            .integration_arn()
            .unwrap()
            .to_owned();
        Place {
            instance_arn: instance.arn().unwrap().to_owned(),
            instance: id,
            domain: domain_arn.rsplit_once('/').unwrap().1.to_owned(),
            domain_arn,
        }
    }

    /// The id of the case with a reference number.
    async fn case(&self, place: &Place, reference: &str) -> String {
        let found = cases::by_reference(self, place, reference).await;
        assert_eq!(found.len(), 1, "{reference}");
        found[0].case_id().to_owned()
    }

    /// The ARN of the case with a reference number.
    async fn case_arn(&self, place: &Place, reference: &str) -> String {
        format!(
            "{}/case/{}",
            place.domain_arn,
            self.case(place, reference).await
        )
    }
}

/// An error's code and HTTP status; panics where there was an answer.
fn refused<T: std::fmt::Debug, E: ProvideErrorMetadata>(
    outcome: Result<T, SdkError<E, HttpResponse>>,
) -> (String, u16) {
    let error = outcome.expect_err("this should be refused");
    let status = error
        .raw_response()
        .expect("an answer over HTTP")
        .status()
        .as_u16();
    (error.code().unwrap_or_default().to_owned(), status)
}

/// What [`refused`] should give.
fn code(code: &str, status: u16) -> (String, u16) {
    (code.to_owned(), status)
}
