//! What this machine says of who asks and where, for a person who looks for a fault.
//! Nothing secret: of the credentials only where they come from and when they end.

use std::env;

use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use aws_types::os_shim_internal::{Env, Fs};
use jiff::Timestamp;

use super::Aws;
use super::call::Service;
use super::endpoint;
use super::mask::masked;
use super::refuse_login::{self, Login};
use crate::domain::{Failure, FailureKind, SafeText};

const WHAT: &str = "The credentials could not be loaded";
/// The variables that name the Region, the stronger first.
const REGIONS: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// What there is to know of the credentials without having them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Where they come from: `from the environment`.
    pub source: &'static str,
    /// When they end, if they do.
    pub expiry: Option<Timestamp>,
}

/// The profiles of the shared files. Fails when a file cannot be read or parsed; a missing
/// one is an empty one.
pub async fn shared_profiles() -> Result<usize, Failure> {
    let (fs, env) = (Fs::real(), Env::real());
    #[expect(
        clippy::default_trait_access,
        reason = "the type's only name within reach is deprecated"
    )]
    let found = aws_config::profile::load(&fs, &env, &Default::default(), None).await;
    match found {
        Ok(found) => Ok(found.profiles().count()),
        Err(error) => {
            let causes = refuse_login::causes(&error);
            let why = masked(&causes.last().map_or(String::new(), ToString::to_string));
            let what = "AWS's configuration files could not be read";
            Err(Failure::new(FailureKind::Local, what, why))
        }
    }
}

impl Aws {
    /// Loads the credentials, and says what they are.
    pub async fn credentials(&self) -> Result<Held, Failure> {
        let profile = self.profile();
        let profile = profile.as_ref().map(SafeText::raw);
        let Some(purse) = &self.clients().await?.purse else {
            let why = "no AWS credentials were found";
            return Err(Failure::new(FailureKind::Credentials, WHAT, why));
        };
        let found = Box::pin(purse.get()).await;
        let found = found.map_err(|error| Login::failed(&error, profile).failure(WHAT))?;
        Ok(Held {
            source: source(&found),
            expiry: found.expiry().and_then(|end| Timestamp::try_from(end).ok()),
        })
    }

    /// What named the Region.
    pub fn region_source(&self) -> &'static str {
        let set = |name: &str| env::var(name).is_ok_and(|value| !value.trim().is_empty());
        if self.names_region() {
            return "as it was given";
        }
        match REGIONS.into_iter().find(|name| set(name)) {
            Some("AWS_REGION") => "from AWS_REGION",
            Some(_) => "from AWS_DEFAULT_REGION",
            None => "from the profile",
        }
    }

    /// The addresses that Connect and Cases are asked at.
    pub async fn addresses(&self) -> Result<Vec<String>, Failure> {
        let config = &self.clients().await?.config;
        let mut found = Vec::new();
        for service in [Service::Connect, Service::Cases] {
            let address = endpoint::address(config, service).await;
            found.extend(address.filter(|address| !found.contains(address)));
        }
        Ok(found)
    }
}

/// The SDK notes each station on the way to the credentials, the outermost first.
fn source(credentials: &Credentials) -> &'static str {
    let stations = credentials.get_property::<Vec<Feature>>();
    let stations = stations.map_or(&[][..], Vec::as_slice);
    let words = [
        (Feature::CredentialsEnvVars, "from the environment"),
        (
            Feature::CredentialsEnvVarsStsWebIdToken,
            "by a web identity",
        ),
        (Feature::CredentialsProfileSso, "by SSO, from a profile"),
        (Feature::CredentialsSso, "by SSO"),
        (
            Feature::CredentialsProfileLogin,
            "by aws login, from a profile",
        ),
        (Feature::CredentialsLogin, "by aws login"),
        (
            Feature::CredentialsProfileProcess,
            "by a profile's credential_process",
        ),
        (Feature::CredentialsProcess, "by a credential_process"),
        (Feature::CredentialsStsAssumeRoleWebId, "by a web identity"),
        (
            Feature::CredentialsStsAssumeRole,
            "by a role, from a profile",
        ),
        (Feature::CredentialsProfile, "from a profile"),
        (Feature::CredentialsHttp, "from the container"),
        (Feature::CredentialsImds, "from this machine's role"),
    ];
    let known = words.into_iter().find(|(one, _)| stations.contains(one));
    known.map_or("as they were given", |(_, words)| words)
}
