//! What was typed, checked once: the command line and the environment in, meaning out.

use crate::aws::{AwsSettings, Login};
use crate::domain::{CaseName, Failure, InstanceName};

/// What all commands share.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where AWS is and who asks.
    pub aws: AwsSettings,
    /// The instance that was named.
    pub instance: Option<InstanceName>,
    /// The case that was named.
    pub case: Option<CaseName>,
}

/// The words of the command line and the environment that settings are made of.
/// Has no Debug: the keys are secret.
#[derive(Clone, Default)]
pub struct Words {
    /// `--instance`.
    pub instance: Option<String>,
    /// `--case`.
    pub case: Option<String>,
    /// `--profile`.
    pub profile: Option<String>,
    /// `--region`.
    pub region: Option<String>,
    /// `--endpoint-url`.
    pub endpoint_url: Option<String>,
    /// Credentials that are given rather than looked for.
    pub keys: Option<(String, String)>,
}

impl Settings {
    /// Checks the words. Nothing outside the process is asked.
    pub fn check(words: Words) -> Result<Self, Failure> {
        let instance = words
            .instance
            .as_deref()
            .map(InstanceName::parse)
            .transpose()?;
        let case = words.case.as_deref().map(CaseName::parse).transpose()?;
        // An ARN's Region is the last resort, behind the profile's: the SDK decides.
        let login = match words.keys {
            Some((access_key_id, secret_access_key)) => Login::Keys {
                access_key_id,
                secret_access_key,
            },
            None => Login::Chain {
                profile: words.profile,
            },
        };
        let aws = AwsSettings {
            login,
            region: words.region,
            endpoint_url: words.endpoint_url,
        };
        Ok(Self {
            aws,
            instance,
            case,
        })
    }
}
