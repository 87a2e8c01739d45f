//! The SDK's credential chain, put together from its own parts, so that each has limits
//! that a person can wait for. What a failure of it means is told by `refuse_login`.

use std::time::Duration;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::web_identity_token::WebIdentityTokenCredentialsProvider;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use tokio::time::timeout;

/// The longest that a connection to a giver of credentials may take. Both attempts
/// together stay under five seconds.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(2_200);
/// The longest that the head of its answer may take.
const READ_TIMEOUT: Duration = Duration::from_secs(10);
/// The first attempt counts too.
const ATTEMPTS: u32 = 2;
const BACKOFF: Duration = Duration::from_millis(200);
/// The longest that the machine's own service may take to connect, and to answer. It is
/// next door, or not there at all.
const NEXT_DOOR: Duration = Duration::from_secs(1);
/// The longest that a container's endpoint may take, with the SDK's three attempts.
const CONTAINER: Duration = Duration::from_secs(5);

/// What the givers of credentials share: files, HTTP, limits. The profile is chosen by
/// each of them.
pub(super) fn surroundings(http: &SharedHttpClient) -> ProviderConfig {
    let retries = RetryConfig::standard()
        .with_max_attempts(ATTEMPTS)
        .with_initial_backoff(BACKOFF);
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .build();
    ProviderConfig::without_region()
        .with_behavior_version(Some(BehaviorVersion::latest()))
        .with_retry_config(retries)
        .with_timeout_config(timeouts)
        .with_http_client(http.clone())
}

/// The machine's own service, asked once and shortly.
pub(super) fn machine(surroundings: &ProviderConfig) -> imds::Client {
    imds::Client::builder()
        .configure(surroundings)
        .max_attempts(1)
        .connect_timeout(NEXT_DOOR)
        .read_timeout(NEXT_DOOR)
        .build()
}

/// Who gives the credentials. Who names a profile means it, as with AWS's own command
/// line: its credentials and no others. Else the environment goes before the files.
pub(super) fn credentials(
    named: Option<&str>,
    profile: Option<&str>,
    config: &SdkConfig,
    surroundings: ProviderConfig,
    machine: imds::Client,
) -> SharedCredentialsProvider {
    let region: Option<Region> = config.region().cloned();
    let surroundings = surroundings
        .with_region(region)
        .with_use_fips(config.use_fips())
        .with_use_dual_stack(config.use_dual_stack());
    let mut files = ProfileFileCredentialsProvider::builder()
        .configure(&surroundings)
        .with_custom_provider("EcsContainer", Container::of(&surroundings))
        .with_custom_provider(
            "Ec2InstanceMetadata",
            instance(&surroundings, machine.clone()),
        );
    if let Some(profile) = profile {
        files = files.profile_name(profile);
    }
    let files = files.build();
    if named.is_some() {
        return SharedCredentialsProvider::new(files);
    }
    let web_identity = WebIdentityTokenCredentialsProvider::builder()
        .configure(&surroundings)
        .build();
    let environment = EnvironmentVariableCredentialsProvider::new();
    let chain = CredentialsProviderChain::first_try("Environment", environment)
        .or_else("Profile", files)
        .or_else("WebIdentityToken", web_identity)
        .or_else("EcsContainer", Container::of(&surroundings))
        .or_else("Ec2InstanceMetadata", instance(&surroundings, machine));
    SharedCredentialsProvider::new(chain)
}

fn instance(surroundings: &ProviderConfig, machine: imds::Client) -> ImdsCredentialsProvider {
    ImdsCredentialsProvider::builder()
        .configure(surroundings)
        .imds_client(machine)
        .build()
}

/// A container's endpoint, whose own attempts could take a quarter of a minute.
#[derive(Debug)]
struct Container(EcsCredentialsProvider);

impl Container {
    fn of(surroundings: &ProviderConfig) -> Self {
        let endpoint = EcsCredentialsProvider::builder().configure(surroundings);
        Self(endpoint.build())
    }
}

impl ProvideCredentials for Container {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let given = timeout(CONTAINER, self.0.credentials()).await;
            given.map_err(|_| CredentialsError::provider_timed_out(CONTAINER))?
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_giver_of_credentials_is_told_within_five_seconds() {
        let limit = Duration::from_secs(5);
        assert!(CONNECT_TIMEOUT * ATTEMPTS + BACKOFF * (ATTEMPTS - 1) < limit);
        assert!(CONTAINER <= limit);
        // The machine's own service, asked for the Region and then for the credentials.
        assert!(NEXT_DOOR * 2 < limit);
    }
}
