//! What the SDK is told before its first request: who asks, where, and how long to
//! wait. No request is made here, except those of the credential chain itself.

use std::env;
use std::fmt;
use std::time::Duration;

use aws_config::identity::IdentityCache;
use aws_config::profile::{ProfileFileCredentialsProvider, ProfileFileRegionProvider};
use aws_config::provider_config::ProviderConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_connect::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::os_shim_internal::{Env, Fs};

use super::credentials::Purse;
use super::endpoint;
use super::pace::Pacing;
use super::refuse_login::Login as Refusal;
use crate::domain::{Failure, FailureKind, LoginChoice};

/// The longest that one call may take, all its attempts together.
const OPERATION_TIMEOUT: Duration = Duration::from_secs(30);
/// The longest that a connection may take. No limit is set on an attempt as a whole: the
/// SDK counts the way to the credentials into it.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The longest that the head of an answer may take.
const READ_TIMEOUT: Duration = Duration::from_secs(10);
/// The first attempt counts too.
const ATTEMPTS: u32 = 3;

/// Who asks, where, and how fast.
#[derive(Debug, Clone, PartialEq)]
pub struct AwsSettings {
    /// Where the credentials come from.
    pub login: Login,
    /// The Region; without it the machine's configuration decides.
    pub region: Option<String>,
    /// One endpoint for all services, in place of AWS's own.
    pub endpoint_url: Option<String>,
    /// How fast AWS is asked.
    pub pacing: Pacing,
}

/// Where the credentials come from.
#[derive(Clone, PartialEq, Eq)]
pub enum Login {
    /// The SDK's whole chain: variables, files, SSO, roles, containers, machines.
    Chain {
        /// A profile of the shared files other than the default one.
        profile: Option<String>,
    },
    /// These keys, and nothing else of this machine's configuration.
    Keys {
        /// The access key's id.
        access_key_id: String,
        /// Its secret.
        secret_access_key: String,
    },
}

impl AwsSettings {
    /// The same with another profile or Region.
    pub(super) fn switched(&self, choice: &LoginChoice) -> Self {
        let login = match (&self.login, &choice.profile) {
            (Login::Keys { .. }, None) => self.login.clone(),
            (_, profile) => Login::Chain {
                profile: profile.as_ref().map(|name| name.raw().to_owned()),
            },
        };
        Self {
            login,
            region: choice.region.as_ref().map(|region| region.raw().to_owned()),
            endpoint_url: self.endpoint_url.clone(),
            pacing: self.pacing.clone(),
        }
    }
}

impl Login {
    /// The profile that was named.
    pub(super) fn profile(&self) -> Option<&str> {
        match self {
            Login::Chain { profile } => profile.as_deref(),
            Login::Keys { .. } => None,
        }
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Login::Chain { profile } => f.debug_struct("Chain").field("profile", profile).finish(),
            Login::Keys { .. } => f.write_str("Keys(hidden)"),
        }
    }
}

/// The configuration, checked.
pub(super) struct Loaded {
    pub(super) config: SdkConfig,
    pub(super) region: String,
    pub(super) purse: Option<Purse>,
}

/// Loads the configuration and checks what the SDK would panic on or misreport.
pub(super) async fn load(
    settings: &AwsSettings,
    http: &SharedHttpClient,
    patience: Duration,
) -> Result<Loaded, Failure> {
    if let Some(url) = &settings.endpoint_url {
        endpoint::check("The endpoint URL", url)?;
    }
    let config = match &settings.login {
        Login::Chain { profile } => {
            endpoint::check_variables(env::vars_os())?;
            chain(settings, profile.as_deref(), http).await
        }
        Login::Keys {
            access_key_id,
            secret_access_key,
        } => keys(settings, access_key_id, secret_access_key, http),
    };
    endpoint::check_loaded(&config)?;
    let profile = settings.login.profile();
    let region = match (region_of(&config, profile), profile) {
        // The profile that is missing is the reason, and the region only follows from it.
        (Err(_), Some(name)) if config.region().is_none() && is_unknown(name).await => {
            return Err(Refusal::unknown_profile(name).failure(NO_REGION));
        }
        (region, _) => region?,
    };
    let source = config.credentials_provider();
    let purse = source.map(|source| Purse::new(source, patience));
    let mut builder = config.into_builder();
    if let Some(purse) = &purse {
        // The SDK's own cache would give up after five seconds, and keep what AWS refused.
        builder = builder
            .credentials_provider(SharedCredentialsProvider::new(purse.clone()))
            .identity_cache(IdentityCache::no_cache());
    }
    Ok(Loaded {
        config: builder.build(),
        region,
        purse,
    })
}

/// The first of the variables that is set to something.
fn region_variable() -> Option<Region> {
    let set = REGIONS.iter().filter_map(|name| env::var(name).ok());
    set.map(|value| value.trim().to_owned())
        .find(|value| !value.is_empty())
        .map(Region::new)
}

async fn chain(
    settings: &AwsSettings,
    profile: Option<&str>,
    http: &SharedHttpClient,
) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::latest())
        .http_client(http.clone())
        .retry_config(retries())
        .timeout_config(timeouts());
    if let Some(profile) = profile {
        loader = loader.profile_name(profile);
    }
    if let Some(region) = &settings.region {
        loader = loader.region(Region::new(region.clone()));
    } else if let Some(region) = region_variable() {
        loader = loader.region(region);
    } else if REGIONS.iter().any(|name| env::var_os(name).is_some()) {
        // Set but empty, which the SDK would take for a name.
        let mut files = ProfileFileRegionProvider::builder();
        if let Some(profile) = profile {
            files = files.profile_name(profile);
        }
        loader = loader.region(files.build());
    }
    if let Some(url) = &settings.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    let config = loader.load().await;
    match profile {
        Some(profile) => of_profile(config, profile, http),
        None => config,
    }
}

/// The SDK's chain asks the variables before the files. Who names a profile means it, as
/// with AWS's own command line: its credentials and no others.
fn of_profile(config: SdkConfig, profile: &str, http: &SharedHttpClient) -> SdkConfig {
    let surroundings = ProviderConfig::without_region()
        .with_region(config.region().cloned())
        .with_use_fips(config.use_fips())
        .with_use_dual_stack(config.use_dual_stack())
        .with_behavior_version(Some(BehaviorVersion::latest()))
        .with_retry_config(retries())
        .with_timeout_config(timeouts())
        .with_http_client(http.clone());
    let credentials = ProfileFileCredentialsProvider::builder()
        .configure(&surroundings)
        .profile_name(profile)
        .build();
    config
        .into_builder()
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build()
}

/// Built by hand, so that no file and no variable of the machine is read.
fn keys(settings: &AwsSettings, id: &str, secret: &str, http: &SharedHttpClient) -> SdkConfig {
    let credentials = Credentials::new(id, secret, None, None, "settings");
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .region(settings.region.clone().map(Region::new))
        .http_client(http.clone())
        .retry_config(retries())
        .timeout_config(timeouts());
    config.set_endpoint_url(settings.endpoint_url.clone());
    config.build()
}

fn retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(ATTEMPTS)
}

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .operation_timeout(OPERATION_TIMEOUT)
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .build()
}

/// The variables that name the Region, the stronger first.
const REGIONS: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];
const NO_REGION: &str = "There is no region to ask";

/// Whether the shared files can be read and hold no profile of this name.
async fn is_unknown(profile: &str) -> bool {
    let (fs, env) = (Fs::real(), Env::real());
    #[expect(
        clippy::default_trait_access,
        reason = "the type's only name within reach is deprecated"
    )]
    let found = aws_config::profile::load(&fs, &env, &Default::default(), None).await;
    found.is_ok_and(|found| found.get_profile(profile).is_none())
}

/// The Region that the configuration settled on. Without one the SDK would only say
/// that a request could not be dispatched.
fn region_of(config: &SdkConfig, profile: Option<&str>) -> Result<String, Failure> {
    let region = config.region().map_or("", AsRef::as_ref);
    if region.is_empty() {
        let hint = match profile {
            Some(profile) => format!(
                "Give --region, set AWS_REGION, or add `region = …` to the profile {profile} in ~/.aws/config."
            ),
            None => {
                "Give --region, set AWS_REGION, or name a --profile that has a region.".to_owned()
            }
        };
        let why =
            "neither the command line nor the environment nor the profile names an AWS region";
        return Err(Failure::new(FailureKind::Usage, NO_REGION, why).hint(hint));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if region.len() > 63 || !region.chars().all(plain) {
        let why = format!("\"{region}\" is not the name of a region");
        return Err(Failure::new(FailureKind::Usage, NO_REGION, why)
            .hint("A region reads like us-west-2: give --region or set AWS_REGION."));
    }
    Ok(region.to_owned())
}
