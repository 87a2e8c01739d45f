//! Failures of the login: what AWS says against the credentials, and the exact command
//! that repairs it. Why there are none at all is told by `refuse_source`.

use std::error::Error as StdError;

use aws_config::profile::ProfileSet;
use aws_credential_types::provider::error::CredentialsError;

use super::commands;
use super::credentials::Unfound;
use super::origin::{Origin, Source};
use super::refuse_source;
use crate::domain::{Failure, FailureKind, Lack};

/// What is wrong with the login, and how to repair it.
pub(super) struct Login {
    kind: FailureKind,
    why: String,
    hint: String,
    remedy: Option<String>,
    lacks: Option<Lack>,
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

/// Keys and a token that stand in the environment go before everything else.
const UNSET: &str = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";

impl Login {
    pub(super) fn new(why: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Credentials,
            why: why.into(),
            hint: hint.into(),
            remedy: None,
            lacks: None,
        }
    }

    /// With a command that repairs it.
    pub(super) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// There are no credentials at all.
    pub(super) fn lacking(mut self) -> Self {
        self.lacks = Some(Lack::Credentials);
        self
    }

    /// Of another kind: the credentials are not what is wrong.
    pub(super) fn kind(mut self, kind: FailureKind) -> Self {
        self.kind = kind;
        self
    }

    /// AWS refused the signature. Its sentence may quote the signed headers, session
    /// token and all, so it is read but not taken over.
    pub(super) fn refused(code: &str, message: &str, origin: &Origin) -> Self {
        let message = message.to_ascii_lowercase();
        let skewed = message.contains("signature expired") || message.contains("not yet current");
        if skewed || code.starts_with("RequestTimeTooSkewed") {
            return Self::new(
                "this machine's clock and AWS's differ too much",
                "Set the clock, then try again.",
            );
        }
        if message.contains("scoped to a valid region") {
            return Self::new(
                "the request is signed for another region than the one that answered",
                "Check --region and --endpoint-url.",
            );
        }
        if code.contains("Expired") || message.contains("expired") {
            return Self::expired(origin);
        }
        let why = format!("AWS does not accept {origin}");
        match origin.source {
            Source::Sso => Self::sign_in(why, commands::sso(origin.door())),
            Source::Login => Self::sign_in(why, commands::login(origin.door())),
            Source::Environment => Self::new(
                why,
                "Set AWS_ACCESS_KEY_ID and its kin anew, or unset them and sign in.",
            )
            .remedy(UNSET),
            Source::Given | Source::Nothing | Source::Keys => {
                let configure = commands::of("aws configure", origin.door());
                Self::new(
                    why,
                    format!("Check the access key; `{configure}` writes another."),
                )
                .remedy(configure)
            }
            _ => Self::new(why, "Try again: they are asked for anew."),
        }
    }

    /// The credentials were good once.
    fn expired(origin: &Origin) -> Self {
        match origin.source {
            Source::Sso => Self::signed_out(commands::sso(origin.door())),
            Source::Login => Self::signed_out(commands::login(origin.door())),
            Source::Environment => Self::new(
                "the session token of the environment has expired",
                "Set AWS_SESSION_TOKEN and the keys anew, or unset all three and sign in.",
            )
            .remedy(UNSET),
            Source::Keys => Self::new(
                format!("{origin} have expired"),
                "They came with a session token: write new ones to ~/.aws/credentials.",
            ),
            Source::Given | Source::Nothing => {
                let sso = commands::sso(origin.door());
                let hint = format!("Sign in again, for example with `{sso}`.");
                Self::new("the credentials have expired", hint)
            }
            _ => Self::new(
                "the credentials have expired",
                "Try again: they are asked for anew.",
            ),
        }
    }

    /// The chain gave no credentials, or not in time.
    pub(super) fn failed(error: &CredentialsError, profile: Option<&str>) -> Self {
        let chain = causes(error);
        let unfound = chain
            .iter()
            .find_map(|error| error.downcast_ref::<Unfound>());
        match unfound {
            Some(Unfound { origin, error }) => refuse_source::unfound(origin, error),
            None => refuse_source::unfound(&Origin::unknown(profile), error),
        }
    }

    /// There is no such profile.
    pub(super) fn unknown_profile(name: &str, files: &ProfileSet) -> Self {
        let mut there: Vec<&str> = files.profiles().collect();
        there.sort_unstable();
        let hint = match there.as_slice() {
            [] => "There are none: `aws configure sso` or `aws login` makes one.".to_owned(),
            few if few.len() <= 5 => format!("There are: {}.", few.join(", ")),
            _ => "`aws configure list-profiles` shows the ones there are.".to_owned(),
        };
        let why = format!("there is no profile {name} in the shared files");
        Self::new(why, hint)
    }

    /// A sign-in is over, or never was.
    pub(super) fn signed_out(command: String) -> Self {
        Self::sign_in(
            "the sign-in has expired, or there was none".to_owned(),
            command,
        )
    }

    fn sign_in(why: String, command: String) -> Self {
        Self::new(why, format!("Run `{command}`, then try again.")).remedy(command)
    }

    pub(super) fn failure(self, what: &str) -> Failure {
        let failure = Failure::new(self.kind, what, self.why).hint(self.hint);
        let failure = match self.lacks {
            Some(lack) => failure.lacking(lack),
            None => failure,
        };
        match self.remedy {
            Some(remedy) => failure.remedy(remedy),
            None => failure,
        }
    }
}

/// The error and its causes, outermost first. The SDK's outer layers hold no body in
/// their Display, and the inner ones are the connector's and the credential chain's.
pub(super) fn causes<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source()).collect()
}
