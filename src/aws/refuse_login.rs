//! Failures of the login: no credentials, expired ones, refused ones, and the exact
//! command that repairs each.

use std::error::Error as StdError;
use std::future::Future;

use aws_sdk_connect::config::{ProvideCredentials as _, SharedCredentialsProvider};

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

/// Whether this is the error of the SDK's credential chain. Its type has no name among
/// this crate's dependencies, so the compiler is asked for it by a provider's answer.
pub(super) fn is_credentials_error(error: &(dyn StdError + 'static)) -> bool {
    fn is_what_it_fails_with<F, T, E>(
        _: impl FnOnce(SharedCredentialsProvider) -> F,
        error: &(dyn StdError + 'static),
    ) -> bool
    where
        F: Future<Output = Result<T, E>>,
        E: StdError + 'static,
    {
        error.is::<E>()
    }
    is_what_it_fails_with(
        |provider| async move { provider.provide_credentials().await },
        error,
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
                hint: "Set the clock, then try again (r).".to_owned(),
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

    /// The chain gave no credentials; `words` is what it and its causes say.
    pub(super) fn unavailable(words: &[String], profile: Option<&str>) -> Self {
        let root = words.last().map_or("", String::as_str);
        let all = words.join("; ").to_ascii_lowercase();
        let not_there = all.contains("no providers in chain") || all.contains("was not enabled");
        if all.contains("expired") || (all.contains("sso") && all.contains("token")) {
            let command = if all.contains("sso") || !all.contains("login") {
                sso(profile)
            } else {
                command("aws login", profile)
            };
            return Self {
                why: "the sign-in has expired".to_owned(),
                hint: format!("Run `{command}`, then try again (r)."),
            };
        }
        if not_there {
            return Self {
                why: "no AWS credentials were found".to_owned(),
                hint: format!(
                    "Run `{}` or `{}`, or name a --profile that has credentials.",
                    sso(profile),
                    command("aws configure", profile)
                ),
            };
        }
        Self {
            why: format!("the AWS credentials could not be loaded: {root}"),
            hint: format!("Check the profile, or sign in with `{}`.", sso(profile)),
        }
    }

    pub(super) fn failure(self, what: &str) -> Failure {
        Failure::new(FailureKind::Credentials, what, self.why).hint(self.hint)
    }
}

fn sso(profile: Option<&str>) -> String {
    command("aws sso login", profile)
}

fn command(command: &str, profile: Option<&str>) -> String {
    match profile {
        Some(profile) => format!("{command} --profile {profile}"),
        None => command.to_owned(),
    }
}
