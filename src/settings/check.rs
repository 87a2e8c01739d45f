//! The words that were given, checked: what they mean, or why they mean nothing.

use std::path::PathBuf;

use crate::aws::{AwsSettings, Login, Pacing};
use crate::domain::{
    AgentName, Arn, CaseName, ContactName, Failure, FailureKind, InstanceName, OnConflict,
};

/// What all commands share.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where AWS is and who asks.
    pub aws: AwsSettings,
    /// The instance that was named.
    pub instance: Option<InstanceName>,
    /// The case that was named.
    pub case: Option<CaseName>,
    /// The contact that was named instead.
    pub contact: Option<ContactName>,
    /// The Cases domain that was named.
    pub domain: Option<Arn>,
    /// The Connect user that was named: who "mine" is.
    pub agent: Option<AgentName>,
    /// The file ids that were given; `-` stands for those on stdin.
    pub file_ids: Vec<String>,
    /// Whether the cases that were looked into lately are kept and shown.
    pub recents: bool,
    /// The browser's folder for saved files, when one was named.
    pub save_to: Option<PathBuf>,
    /// Files that are fetched at once.
    pub at_once: u8,
    /// What `save` does when another file has the name.
    pub on_conflict: OnConflict,
    /// Whether names are hidden in the browser.
    pub private: bool,
}

/// Files that are fetched at once when nobody says how many.
const AT_ONCE: u8 = 4;

/// The words of the command line and the environment that settings are made of.
/// Has no Debug: the keys are secret.
#[derive(Clone, Default)]
pub struct Words {
    /// `--instance`.
    pub instance: Option<String>,
    /// `--case`.
    pub case: Option<String>,
    /// `--contact`.
    pub contact: Option<String>,
    /// `--domain`.
    pub domain: Option<String>,
    /// `--agent`.
    pub agent: Option<String>,
    /// `--file-id`.
    pub file_ids: Vec<String>,
    /// `--profile`.
    pub profile: Option<String>,
    /// `--region`.
    pub region: Option<String>,
    /// `--endpoint-url`.
    pub endpoint_url: Option<String>,
    /// `--max-rps`.
    pub max_rps: Option<f64>,
    /// `--full-speed`.
    pub full_speed: bool,
    /// Credentials that are given rather than looked for.
    pub keys: Option<(String, String)>,
}

impl Settings {
    /// Checks the words. Nothing outside the process is asked.
    pub fn check(words: Words) -> Result<Self, Failure> {
        not_blank("profile", words.profile.as_deref())?;
        not_blank("region", words.region.as_deref())?;
        let instance = words
            .instance
            .as_deref()
            .map(InstanceName::parse)
            .transpose()?;
        let case = words.case.as_deref().map(CaseName::parse).transpose()?;
        let contact = words.contact.as_deref().map(ContactName::parse);
        let contact = contact.transpose()?;
        let domain = words.domain.as_deref().map(domain).transpose()?;
        let agent = words.agent.as_deref().map(AgentName::parse).transpose()?;
        let named = [
            instance.as_ref().and_then(|name| match name {
                InstanceName::Arn(arn) => Some(arn),
                _ => None,
            }),
            case.as_ref().and_then(|name| match name {
                CaseName::Arn(arn) => Some(arn),
                _ => None,
            }),
            contact.as_ref().and_then(|name| match name {
                ContactName::Arn(arn) => Some(arn),
                ContactName::Id(_) => None,
            }),
            domain.as_ref(),
        ];
        // The last resort, behind the profile's own.
        let fallback_region = named.into_iter().flatten().next().map(Arn::region);
        let login = match words.keys {
            Some((access_key_id, secret_access_key)) => Login::Keys {
                access_key_id,
                secret_access_key,
            },
            None => Login::Chain {
                profile: words.profile,
            },
        };
        let pacing = Pacing {
            max_rps: words.max_rps,
            full_speed: words.full_speed,
            ..Pacing::default()
        };
        pacing.check()?;
        let aws = AwsSettings {
            login,
            region: words.region,
            fallback_region: fallback_region.map(|region| region.raw().to_owned()),
            endpoint_url: words.endpoint_url,
            pacing,
        };
        Ok(Self {
            aws,
            instance,
            case,
            contact,
            domain,
            agent,
            file_ids: words.file_ids,
            recents: true,
            save_to: None,
            at_once: AT_ONCE,
            on_conflict: OnConflict::Rename,
            private: false,
        })
    }
}

/// A blank word would be passed over for what the machine's configuration says.
fn not_blank(thing: &str, word: Option<&str>) -> Result<(), Failure> {
    match word {
        Some(word) if word.trim().is_empty() => {
            let what = format!("That names no {thing}");
            Err(Failure::new(FailureKind::Usage, what, "nothing was given"))
        }
        _ => Ok(()),
    }
}

fn domain(text: &str) -> Result<Arn, Failure> {
    let what = "That names no Cases domain";
    let not = |why: String| Failure::new(FailureKind::Usage, what, why);
    let arn = Arn::parse(text).map_err(|error| not(error.to_string()))?;
    let why = "a domain's ARN reads arn:aws:cases:REGION:ACCOUNT:domain/ID";
    arn.domain().ok_or_else(|| not(why.to_owned()))
}
