//! Where a login's credentials come from, as far as the shared files and the environment
//! tell before anybody is asked. Not how they are had: that is the SDK's.

use std::env;
use std::fmt;

use aws_config::profile::{Profile, ProfileSet};

/// Where a login's credentials come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// The profile that was named, or that `AWS_PROFILE` names.
    pub(super) profile: Option<String>,
    /// Where the first credentials come from.
    pub(super) source: Source,
    /// The profile that says so: the one of the login, or the one its role builds on.
    pub(super) base: Option<String>,
    /// The role that they are traded for in the end.
    pub(super) role: Option<Role>,
    /// What named the Region.
    pub(super) region: &'static str,
    /// Other profiles that there are, some of them.
    pub(super) others: Vec<String>,
}

/// A source of credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// They were given with the settings.
    Given,
    /// The environment's keys.
    Environment,
    /// IAM Identity Center.
    Sso,
    /// `aws login`.
    Login,
    /// A program.
    Process,
    /// A token in a file, traded for a role.
    WebIdentity {
        /// The file.
        file: String,
        /// The role's ARN.
        role: String,
    },
    /// Keys in the shared files.
    Keys,
    /// A container's endpoint.
    Container,
    /// The virtual machine's own role.
    Machine,
    /// Nothing that is known.
    Nothing,
}

/// A role that is assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    /// Its ARN, as the profile has it.
    pub(super) arn: String,
    /// Whether the profile wants a second factor for it.
    pub(super) second_factor: bool,
}

/// How many other profiles are remembered.
const OTHERS: usize = 3;

impl Origin {
    /// Of keys that were given.
    pub(super) fn given() -> Self {
        Self::bare(None, Source::Given)
    }

    /// Of a login that nothing more is known of.
    pub(super) fn unknown(profile: Option<&str>) -> Self {
        Self::bare(profile.map(str::to_owned), Source::Nothing)
    }

    /// The profile to sign in with: the one that the login builds on.
    pub(super) fn door(&self) -> Option<&str> {
        self.base.as_deref().or(self.profile.as_deref())
    }

    fn bare(profile: Option<String>, source: Source) -> Self {
        Self {
            region: super::region::GIVEN,
            profile,
            source,
            base: None,
            role: None,
            others: Vec::new(),
        }
    }

    /// Of the SDK's chain, in its own order. A profile that was `named` is the only source.
    pub(super) fn of_chain(named: Option<&str>, files: &ProfileSet) -> Self {
        if named.is_none() && has_keys() {
            return Self::bare(None, Source::Environment);
        }
        let selected = files.selected_profile();
        let found = Self::of_profile(selected, files);
        let origin = match found.source {
            Source::Nothing if named.is_none() => Self::bare(None, around()),
            _ => found,
        };
        let profile = named.map(str::to_owned).or_else(|| set("AWS_PROFILE"));
        let mut others: Vec<String> = files.profiles().map(str::to_owned).collect();
        others.retain(|name| name != selected);
        others.sort();
        others.truncate(OTHERS);
        Self {
            profile,
            others,
            ..origin
        }
    }

    /// Of one profile of the files.
    pub(super) fn of_profile(name: &str, files: &ProfileSet) -> Self {
        let mut origin = Self::bare(Some(name.to_owned()), Source::Nothing);
        let mut name = name;
        let mut seen = Vec::new();
        while let Some(profile) = files.get_profile(name) {
            origin.base = Some(name.to_owned());
            seen.push(name);
            let role = profile.get("role_arn");
            let is_first = seen.len() == 1;
            match (role, profile.get("source_profile")) {
                // A source's own keys go before its role.
                _ if !is_first && has(profile, "aws_access_key_id") => {}
                _ if has(profile, "web_identity_token_file") => {}
                (Some(arn), from) => {
                    origin.role.get_or_insert_with(|| Role {
                        arn: arn.to_owned(),
                        second_factor: has(profile, "mfa_serial"),
                    });
                    match from {
                        Some(from) if !seen.contains(&from) => {
                            name = from;
                            continue;
                        }
                        _ => {}
                    }
                }
                (None, _) => {}
            }
            origin.source = source(profile);
            return origin;
        }
        origin
    }

    /// A word for a list of profiles.
    pub(super) fn word(&self) -> Option<&'static str> {
        if self.role.is_some() {
            return Some("role");
        }
        Some(match self.source {
            Source::Sso => "SSO",
            Source::Login => "login",
            Source::Process => "process",
            Source::WebIdentity { .. } => "web identity",
            Source::Keys | Source::Given => "keys",
            Source::Environment => "environment",
            Source::Container => "container",
            Source::Machine => "machine",
            Source::Nothing => return None,
        })
    }
}

impl fmt::Display for Origin {
    /// `the keys of the profile base`; a role is not named.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.source {
            Source::Given => "the keys that were given",
            Source::Environment => "the keys of the environment",
            Source::Sso => "the SSO sign-in",
            Source::Login => "the console sign-in",
            Source::Process => "the credential_process",
            Source::WebIdentity { .. } => "the web identity",
            Source::Keys => "the keys",
            Source::Container => "the container's endpoint",
            Source::Machine => "this machine's role",
            Source::Nothing => "the credentials",
        })?;
        match &self.base {
            Some(base) => write!(f, " of the profile {base}"),
            None => Ok(()),
        }
    }
}

/// Where one profile's own credentials come from, in the SDK's order.
fn source(profile: &Profile) -> Source {
    if let Some(place) = profile.get("credential_source") {
        return match place.to_ascii_lowercase().as_str() {
            "environment" => Source::Environment,
            "ec2instancemetadata" => Source::Machine,
            "ecscontainer" => Source::Container,
            _ => Source::Nothing,
        };
    }
    if let Some(file) = profile.get("web_identity_token_file") {
        let role = profile.get("role_arn").unwrap_or_default().to_owned();
        let file = file.to_owned();
        return Source::WebIdentity { file, role };
    }
    let sso = ["sso_session", "sso_start_url", "sso_account_id"];
    match () {
        () if sso.iter().any(|name| has(profile, name)) => Source::Sso,
        () if has(profile, "login_session") => Source::Login,
        () if has(profile, "credential_process") => Source::Process,
        () if has(profile, "aws_access_key_id") => Source::Keys,
        () => Source::Nothing,
    }
}

/// What stands behind the shared files in the chain.
fn around() -> Source {
    let token = set("AWS_WEB_IDENTITY_TOKEN_FILE");
    if let (Some(file), Some(role)) = (token, set("AWS_ROLE_ARN")) {
        return Source::WebIdentity { file, role };
    }
    let container = [
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];
    if container.into_iter().any(|name| set(name).is_some()) {
        return Source::Container;
    }
    match set("AWS_EC2_METADATA_DISABLED") {
        Some(value) if value.eq_ignore_ascii_case("true") => Source::Nothing,
        _ => Source::Machine,
    }
}

fn has(profile: &Profile, name: &str) -> bool {
    profile.get(name).is_some()
}

/// Whether the environment holds keys that the SDK takes.
pub(super) fn has_keys() -> bool {
    set("AWS_ACCESS_KEY_ID").is_some() && set("AWS_SECRET_ACCESS_KEY").is_some()
}

/// A variable that is set to something.
pub(super) fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}
