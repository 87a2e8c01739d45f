//! What the SDK is told before its first request: who asks, where, and how long to
//! wait. No request is made here, except that a machine may be asked for its Region.

use std::env;
use std::fmt;

use aws_config::identity::IdentityCache;
use aws_config::profile::ProfileSet;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_connect::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

use super::credentials::Purse;
use super::mask::masked;
use super::origin::{self, Origin};
use super::pace::Pacing;
use super::refuse_login::Login as Refusal;
use super::timings::Timings;
use super::{chain, endpoint, region, shared};
use crate::domain::{Failure, LoginChoice};
use crate::net;

const WHAT: &str = "The login could not be prepared";

/// Who asks, where, and how fast.
#[derive(Clone, PartialEq)]
pub struct AwsSettings {
    /// Where the credentials come from.
    pub login: Login,
    /// The Region; without it the machine's configuration decides.
    pub region: Option<String>,
    /// The Region when nothing else names one: that of an ARN that was given.
    pub fallback_region: Option<String>,
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
    /// The same with another profile or Region. A choice that names no Region leaves it to
    /// the profile; the one before is only a last resort.
    pub(super) fn switched(&self, choice: &LoginChoice) -> Self {
        let login = match (&self.login, &choice.profile) {
            (Login::Keys { .. }, None) => self.login.clone(),
            (_, profile) => Login::Chain {
                profile: profile.as_ref().map(|name| name.raw().to_owned()),
            },
        };
        let region = choice.region.as_ref().map(|region| region.raw().to_owned());
        // Keys know no Region of their own.
        let kept = self.region.clone();
        let (region, fallback_region) = match login {
            Login::Keys { .. } => (region.or(kept), self.fallback_region.clone()),
            Login::Chain { .. } => (region, kept.or_else(|| self.fallback_region.clone())),
        };
        Self {
            login,
            region,
            fallback_region,
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

impl fmt::Debug for AwsSettings {
    /// The endpoint without its user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint_url = self.endpoint_url.as_deref().map(masked);
        f.debug_struct("AwsSettings")
            .field("login", &self.login)
            .field("region", &self.region)
            .field("fallback_region", &self.fallback_region)
            .field("endpoint_url", &endpoint_url)
            .field("pacing", &self.pacing)
            .finish()
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
    pub(super) origin: Origin,
    pub(super) purse: Option<Purse>,
}

/// Loads the configuration and checks what the SDK would panic on or misreport. Retries,
/// and the time of a request as a whole, are the business of `ask`.
pub(super) async fn load(
    settings: &AwsSettings,
    http: &SharedHttpClient,
    timings: &Timings,
) -> Result<Loaded, Failure> {
    if let Some(url) = &settings.endpoint_url {
        endpoint::check("The endpoint URL", url)?;
    }
    let (config, origin) = match &settings.login {
        Login::Chain { profile } => chained(settings, profile.as_deref(), http).await?,
        Login::Keys {
            access_key_id,
            secret_access_key,
        } => {
            let config = keys(settings, access_key_id, secret_access_key, http);
            (config, Origin::given())
        }
    };
    endpoint::check_loaded(&config)?;
    let region = region::check(config.region(), origin.profile.as_deref())?;
    let source = config.credentials_provider();
    let purse = source.map(|source| Purse::new(source, timings.patience, origin.clone()));
    let limits = TimeoutConfig::builder()
        .connect_timeout(timings.connect)
        .read_timeout(timings.head)
        .build();
    let mut builder = config
        .into_builder()
        .retry_config(RetryConfig::disabled())
        .timeout_config(limits);
    if let Some(purse) = &purse {
        // The SDK's own cache would give up after five seconds, and keep what AWS refused.
        builder = builder
            .credentials_provider(SharedCredentialsProvider::new(purse.clone()))
            .identity_cache(IdentityCache::no_cache());
    }
    Ok(Loaded {
        config: builder.build(),
        region,
        origin,
        purse,
    })
}

/// The whole machine's word: variables, files, and what stands behind them.
async fn chained(
    settings: &AwsSettings,
    named: Option<&str>,
    http: &SharedHttpClient,
) -> Result<(SdkConfig, Origin), Failure> {
    endpoint::check_variables(env::vars_os())?;
    // Set but empty, which the SDK would take for a name.
    let unnamed = env::var_os("AWS_PROFILE").is_some() && origin::set("AWS_PROFILE").is_none();
    let profile = named.or(unnamed.then_some("default"));
    let files = files(named, profile).await?;
    let bundle = files.get_profile(files.selected_profile());
    net::configure_trust(bundle.and_then(|profile| profile.get("ca_bundle")));
    net::check_trust().map_err(|error| error.failure(WHAT))?;
    let mut origin = Origin::of_chain(named, &files);

    let surroundings = chain::surroundings(http);
    let machine = chain::machine(&surroundings);
    let (region, from) = region::find(settings, profile, &surroundings, &machine)
        .await
        .unzip();
    origin.region = from.unwrap_or(origin.region);
    // Before the loader, which would ask the machine once more.
    region::check(region.as_ref(), origin.profile.as_deref())?;
    let mut loader = aws_config::defaults(BehaviorVersion::latest())
        .http_client(http.clone())
        .no_credentials()
        .region(region);
    if let Some(profile) = profile {
        loader = loader.profile_name(profile);
    }
    if let Some(url) = &settings.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    let config = loader.load().await;
    let credentials = chain::credentials(named, profile, &config, surroundings, machine);
    let config = config.into_builder().credentials_provider(credentials);
    Ok((config.build(), origin))
}

/// The shared files. Keys of the environment need none, so that broken ones do not count
/// unless a profile was named.
async fn files(named: Option<&str>, profile: Option<&str>) -> Result<ProfileSet, Failure> {
    let without = named.is_none() && origin::has_keys();
    let files = match shared::profiles(profile).await {
        Err(_) if without => return Ok(ProfileSet::default()),
        files => files?,
    };
    let selected = files.selected_profile();
    let is_missing = files.get_profile(selected).is_none();
    // The default one need not be there. Of any other that is not there the SDK would go
    // on to the machine's own role.
    if is_missing && !without && (named.is_some() || selected != "default") {
        return Err(Refusal::unknown_profile(selected, &files).failure(WHAT));
    }
    Ok(files)
}

/// Built by hand, so that no file and no variable of the machine is read.
fn keys(settings: &AwsSettings, id: &str, secret: &str, http: &SharedHttpClient) -> SdkConfig {
    let credentials = Credentials::new(id, secret, None, None, "settings");
    let region = settings.region.clone();
    let region = region.or_else(|| settings.fallback_region.clone());
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .region(region.map(Region::new))
        .http_client(http.clone());
    config.set_endpoint_url(settings.endpoint_url.clone());
    config.build()
}
