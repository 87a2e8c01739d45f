//! Failures of the login: no credentials, expired ones, refused ones, and the exact
//! command that repairs each.

use std::error::Error as StdError;

use aws_credential_types::provider::error::CredentialsError;

use super::mask::masked;
use crate::domain::{Failure, FailureKind};

/// What is wrong with the login, and how to repair it.
pub(super) struct Login {
    why: String,
    hint: String,
}

/// Whether a code, without its `Exception`, says that the signature or its keys are no good.
pub(super) fn is_about_login(code: &str) -> bool {
    matches!(
        code,
        "ExpiredToken"
            | "RequestExpired"
            | "RequestTimeTooSkewed"
            | "UnrecognizedClient"
            | "InvalidClientTokenId"
            | "InvalidAccessKeyId"
            | "InvalidSignature"
            | "SignatureDoesNotMatch"
            | "IncompleteSignature"
            | "MissingAuthenticationToken"
            | "MissingAuthentication"
            | "AuthFailure"
    )
}

impl Login {
    /// AWS refused the signature. Its sentence may quote the signed headers, session
    /// token and all, so it is read but not taken over.
    pub(super) fn refused(code: &str, message: &str, profile: Option<&str>) -> Self {
        let message = message.to_ascii_lowercase();
        let skewed = message.contains("signature expired") || message.contains("not yet current");
        if skewed || code.starts_with("RequestTimeTooSkewed") {
            return Self {
                why: "this machine's clock and AWS's differ too much".to_owned(),
                hint: "Set the clock, then try again.".to_owned(),
            };
        }
        if code.contains("Expired") || message.contains("expired") {
            return Self {
                why: "the credentials have expired".to_owned(),
                hint: format!("Sign in again, for example with `{}`.", sso(profile)),
            };
        }
        Self {
            why: "AWS does not accept the credentials".to_owned(),
            hint: format!(
                "Check the access key, or sign in again with `{}`.",
                sso(profile)
            ),
        }
    }

    /// The chain gave no credentials, or not in time.
    pub(super) fn failed(error: &CredentialsError, profile: Option<&str>) -> Self {
        if matches!(error, CredentialsError::ProviderTimedOut(_)) {
            return Self {
                why: "no AWS credentials came in time".to_owned(),
                hint: format!(
                    "Look at the profile's credential_process, or sign in first with `{}`.",
                    sso(profile)
                ),
            };
        }
        let words: Vec<String> = causes(error).iter().map(ToString::to_string).collect();
        Self::unavailable(&words, profile)
    }

    /// The chain gave no credentials; `words` is what it and its causes say.
    pub(super) fn unavailable(words: &[String], profile: Option<&str>) -> Self {
        let said = words.join("\n").to_ascii_lowercase();
        // The file of an `aws login` session that is not there, or its refresh.
        if said.contains("/login/cache") || said.contains("login credentials") {
            return Self::signed_out(&command("aws login", profile));
        }
        if let Some(unknown) = undefined_profile(&words.join("\n")) {
            return Self::unknown_profile(unknown);
        }
        // So says the whole chain, and so a profile that holds none.
        // The last in the chain is this machine's own role, which may be closed to us.
        let none = said.contains("no credentials found")
            || said.ends_with("provider was not enabled")
            || said.contains("imds is disabled");
        if none {
            let named = profile.map(|profile| format!(" for the profile {profile}"));
            return Self {
                why: format!("no AWS credentials were found{}", named.unwrap_or_default()),
                hint: format!(
                    "Run `{}` or `{}`, or name a --profile that has credentials.",
                    sso(profile),
                    command("aws configure", profile)
                ),
            };
        }
        // A profile of the old kind looks for a file that a sign-in leaves.
        let never = said.contains("sso") && said.contains("no such file or directory");
        if never || said.contains("expired") || (said.contains("sso") && said.contains("token")) {
            return Self::signed_out(&sso(profile));
        }
        let root = masked(words.last().map_or("", String::as_str));
        Self {
            why: format!("the AWS credentials could not be loaded: {root}"),
            hint: format!("Check the profile, or sign in with `{}`.", sso(profile)),
        }
    }

    /// There is no such profile.
    pub(super) fn unknown_profile(name: &str) -> Self {
        Self {
            why: format!("there is no profile {name} in the shared files"),
            hint: "`aws configure list-profiles` shows the ones there are.".to_owned(),
        }
    }

    fn signed_out(command: &str) -> Self {
        Self {
            why: "the sign-in has expired, or there was none".to_owned(),
            hint: format!("Run `{command}`, then try again."),
        }
    }

    pub(super) fn failure(self, what: &str) -> Failure {
        Failure::new(FailureKind::Credentials, what, self.why).hint(self.hint)
    }
}

/// The error and its causes, outermost first. The SDK's outer layers hold no body in
/// their Display, and the inner ones are the connector's and the credential chain's.
pub(super) fn causes<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source()).collect()
}

/// The profile that the chain looked for in vain: the one that was named, or the
/// source of its role. Without any named the default one may well be missing.
fn undefined_profile(said: &str) -> Option<&str> {
    let (before, _) = said.split_once("` was not defined")?;
    let (_, name) = before.rsplit_once("profile `")?;
    (name != "default").then_some(name)
}

fn sso(profile: Option<&str>) -> String {
    command("aws sso login", profile)
}

fn command(command: &str, profile: Option<&str>) -> String {
    match profile {
        Some(profile) if profile.contains(|c: char| !is_plain(c)) => {
            format!("{command} --profile '{}'", profile.replace('\'', r"'\''"))
        }
        Some(profile) => format!("{command} --profile {profile}"),
        None => command.to_owned(),
    }
}

/// Whether a shell takes this character as it stands.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "._-/@:+,".contains(c)
}
