//! Why a source gave no credentials: what each of them says in its own way, in words for a
//! person. What AWS says against credentials that were given is told by `refuse_login`.

use std::error::Error as StdError;
use std::io;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::operation::assume_role::AssumeRoleError;
use aws_sdk_sts::operation::assume_role_with_web_identity::AssumeRoleWithWebIdentityError;
use aws_smithy_runtime_api::client::result::ConnectorError;

use super::commands;
use super::mask::masked;
use super::origin::{Origin, Source};
use super::refuse_login::{Login, causes, is_about_login};
use crate::domain::FailureKind;
use crate::net::TrustError;

/// An error and its causes, outermost first.
type Chain<'a> = [&'a (dyn StdError + 'static)];

/// The words for a source that gave nothing.
pub(super) fn unfound(origin: &Origin, error: &CredentialsError) -> Login {
    let chain = causes(error);
    if let Some(error) = find::<TrustError>(&chain) {
        return Login::new(error.to_string(), error.hint()).kind(FailureKind::Usage);
    }
    if is_late(&chain) {
        return late(origin);
    }
    if let Some((code, message)) = refused_by_sts(&chain) {
        return no_role(origin, code, message);
    }
    let words: Vec<String> = chain.iter().map(ToString::to_string).collect();
    let root = words.last().map_or("", String::as_str);
    if let Some(unknown) = undefined_profile(root) {
        return Login::new(
            format!("there is no profile {unknown} in the shared files"),
            "`aws configure list-profiles` shows the ones there are.",
        );
    }
    if let Some(wrong) = root.strip_prefix("ProfileFile provider could not be built: ") {
        let why = format!("the shared files make no sense: {}", masked(wrong));
        return Login::new(why, "Repair ~/.aws/config, then try again.");
    }
    let behind = matches!(origin.source, Source::Machine | Source::Nothing);
    if !behind && find::<ConnectorError>(&chain).is_some() {
        return unreachable(origin, root);
    }
    match &origin.source {
        Source::Sso => no_sso(origin, &words),
        Source::Login => Login::signed_out(commands::login(origin.door())),
        Source::Process => no_process(origin, root),
        Source::Container => no_container(origin, root),
        Source::WebIdentity { file, .. } if find::<io::Error>(&chain).is_some() => Login::new(
            format!("the web identity token {file} cannot be read: {root}"),
            "Check AWS_WEB_IDENTITY_TOKEN_FILE, or web_identity_token_file of the profile.",
        ),
        Source::Machine | Source::Nothing if is_none(&words) => none(origin),
        _ => Login::new(
            format!("{origin} gave no credentials: {}", masked(root)),
            "Check the profile and the environment, then try again.",
        ),
    }
}

fn find<'a, E: StdError + 'static>(chain: &Chain<'a>) -> Option<&'a E> {
    chain.iter().find_map(|error| error.downcast_ref())
}

fn is_late(chain: &Chain<'_>) -> bool {
    let mut errors = chain.iter().filter_map(|error| error.downcast_ref());
    errors.any(|error| matches!(error, CredentialsError::ProviderTimedOut(_)))
}

fn late(origin: &Origin) -> Login {
    let why = "no AWS credentials came in time";
    match origin.source {
        Source::Process => Login::new(
            format!("{why}: {origin} did not end"),
            format!(
                "See what it waits for: `{}`.",
                commands::of("aws sts get-caller-identity", origin.profile.as_deref())
            ),
        ),
        Source::Container => Login::new(
            format!("{why}: {origin} did not answer"),
            "Check AWS_CONTAINER_CREDENTIALS_FULL_URI, and the agent behind it.",
        ),
        _ => Login::new(
            why,
            format!("Sign in first with `{}`.", commands::sso(origin.door())),
        ),
    }
}

/// AWS's code and sentence, when a role was refused.
fn refused_by_sts<'a>(chain: &Chain<'a>) -> Option<(&'a str, &'a str)> {
    let metadata = find::<AssumeRoleError>(chain).map(AssumeRoleError::meta);
    let metadata = metadata.or_else(|| {
        find::<AssumeRoleWithWebIdentityError>(chain).map(AssumeRoleWithWebIdentityError::meta)
    })?;
    Some((metadata.code()?, metadata.message().unwrap_or_default()))
}

/// STS gave no session of a role.
fn no_role(origin: &Origin, code: &str, message: &str) -> Login {
    let short = code.strip_suffix("Exception").unwrap_or(code);
    if let Source::WebIdentity { file, role } = &origin.source
        && origin.role.is_none()
    {
        return no_web_identity(file, role, short, message);
    }
    if is_about_login(short) {
        return Login::refused(code, message, origin);
    }
    let role = origin.role.as_ref();
    let arn = role.map_or("of the profile", |role| role.arn.as_str());
    if short != "AccessDenied" {
        let why = format!("the role {arn} was not given: {} ({code})", masked(message));
        return Login::new(
            why,
            "Check role_arn and its kin in ~/.aws/config, then try again.",
        );
    }
    if role.is_some_and(|role| role.second_factor) {
        let export = commands::of(
            "aws configure export-credentials --format env",
            origin.profile.as_deref(),
        );
        return Login::new(
            format!("the role {arn} wants a second factor, which only the AWS CLI asks for"),
            "Let the AWS CLI ask, then start attache without --profile.",
        )
        .remedy(format!("eval \"$({export})\""));
    }
    Login::new(
        format!("{origin} may not assume the role {arn} ({code})"),
        "It takes sts:AssumeRole on the role, and the role's trust policy must name the caller.",
    )
    .remedy(format!(
        r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{arn}"}}"#
    ))
}

fn no_web_identity(file: &str, role: &str, short: &str, message: &str) -> Login {
    match short {
        "ExpiredToken" => Login::new(
            format!("the web identity token {file} has expired"),
            "Whoever writes the file must renew it; in Kubernetes the pod's kubelet does.",
        ),
        "AccessDenied" => Login::new(
            format!("the web identity token {file} does not open the role {role} ({short})"),
            "The role's trust policy must name the token's issuer, audience and subject.",
        ),
        _ => Login::new(
            format!(
                "the web identity token {file} was refused: {}",
                masked(message)
            ),
            "Check the token, the role, and the identity provider in IAM.",
        ),
    }
}

/// The service that would give the credentials is out of reach.
fn unreachable(origin: &Origin, root: &str) -> Login {
    let (who, kind) = match (&origin.role, &origin.source) {
        (_, Source::Sso) => ("IAM Identity Center", FailureKind::Network),
        (_, Source::Login) => ("AWS's sign-in", FailureKind::Network),
        (_, Source::Container) => ("the container's endpoint", FailureKind::Credentials),
        _ => ("AWS's STS", FailureKind::Network),
    };
    let root = masked(root);
    let hint = if root.contains("certificate") {
        "A proxy that inspects TLS? Let AWS_CA_BUNDLE name a file with its certificate."
    } else if kind == FailureKind::Credentials {
        "Check AWS_CONTAINER_CREDENTIALS_FULL_URI, and the agent behind it."
    } else {
        "Check the network and the proxy (HTTPS_PROXY), then try again."
    };
    Login::new(
        format!("{who}, which gives the credentials, could not be reached: {root}"),
        hint,
    )
    .kind(kind)
}

/// IAM Identity Center gave no session.
fn no_sso(origin: &Origin, words: &[String]) -> Login {
    let said = words.join("\n");
    let root = words.last().map_or("", String::as_str);
    let over = ["token", "Unauthorized", "No such file", "expired"];
    if over.iter().any(|word| said.contains(word)) {
        return Login::signed_out(commands::sso(origin.door()));
    }
    Login::new(
        format!("{origin} gave no credentials: {}", masked(root)),
        "Check sso_account_id and sso_role_name in ~/.aws/config: are they yours?",
    )
}

/// A container's endpoint refused, or its address makes no sense.
fn no_container(origin: &Origin, root: &str) -> Login {
    let refused = root.split_once("StatusCode(");
    let status = refused.and_then(|(_, rest)| rest.split_once(')'));
    match status {
        Some((status, _)) => Login::new(
            format!("{origin} refused, with status {status}"),
            "Check AWS_CONTAINER_AUTHORIZATION_TOKEN, or the file of it.",
        ),
        None => Login::new(
            format!("{origin} gave no credentials: {}", masked(root)),
            "Check AWS_CONTAINER_CREDENTIALS_FULL_URI.",
        ),
    }
}

/// A program gave no credentials. What it printed may be a secret; its last complaint is
/// taken over, masked.
fn no_process(origin: &Origin, said: &str) -> Login {
    let hint = format!(
        "Try it with the AWS CLI: `{}`.",
        commands::of("aws sts get-caller-identity", origin.profile.as_deref())
    );
    let ended = said.split_once("exited with code ");
    let Some((status, complaint)) = ended.and_then(|(_, rest)| rest.split_once(". Stderr: "))
    else {
        let missing = said.split_once("Expected field `");
        let field = missing.and_then(|(_, rest)| rest.split_once('`'));
        let why = match field {
            Some((field, _)) => format!("{origin} printed no {field}"),
            None => format!("{origin} printed something else than the JSON that AWS asks for"),
        };
        return Login::new(why, hint);
    };
    let last = complaint
        .lines()
        .map(str::trim)
        .rfind(|line| !line.is_empty());
    let last = masked(last.unwrap_or_default());
    let last = if last.is_empty() {
        String::new()
    } else {
        format!(": {last}")
    };
    // A shell's two words for a program that cannot be started.
    let why = match status {
        "exit status: 127" => format!("{origin} names a program that is not there{last}"),
        "exit status: 126" => format!("{origin} names a program that cannot be run{last}"),
        _ => format!("{origin} ended with {}{last}", status.replace(": ", " ")),
    };
    Login::new(why, hint)
}

/// So says the whole chain, and so a profile that holds none. The last in the chain is
/// this machine's own role, which may be closed to us.
fn is_none(words: &[String]) -> bool {
    let said = words.join("\n").to_ascii_lowercase();
    said.contains("no credentials found")
        || said.ends_with("provider was not enabled")
        // A word that makes no sense of where it is does not count.
        || (said.contains("imds") && !said.contains("failed to build"))
}

fn none(origin: &Origin) -> Login {
    let profile = origin.profile.as_deref();
    let named = profile.map(|profile| format!(" for the profile {profile}"));
    let why = format!("no AWS credentials were found{}", named.unwrap_or_default());
    let configure = commands::of("aws configure sso", profile);
    let hint = if origin.others.is_empty() {
        format!("Set a login up with `{configure}` or `aws login`.")
    } else {
        format!(
            "Name a profile with --profile ({}), or set a login up with `{configure}`.",
            origin.others.join(", ")
        )
    };
    Login::new(why, hint).remedy(configure).lacking()
}

/// The profile that a role builds on and that is not there.
fn undefined_profile(said: &str) -> Option<&str> {
    let (before, _) = said.split_once("` was not defined")?;
    let (_, name) = before.rsplit_once("profile `")?;
    Some(name)
}
