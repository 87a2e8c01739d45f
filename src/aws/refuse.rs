//! The SDK's errors in words for a person: by code, status and the connector's own
//! chain, never by an operation's variants (some do not model `AccessDenied`) and
//! never by a response's body (one of them holds the signed link).

use std::error::Error as StdError;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId as _;

use super::call::Call;
use super::mask::masked;
use super::origin::Origin;
use super::refuse_login::{self, Login};
use crate::domain::{Failure, FailureKind, RequestId, SafeText};

/// What every operation of the SDK returns when it fails.
pub(super) type Error<E> = SdkError<E, HttpResponse>;

/// The errors of every operation of the SDK.
pub(super) trait Refused: ProvideErrorMetadata + StdError + Send + Sync + 'static {}
impl<E: ProvideErrorMetadata + StdError + Send + Sync + 'static> Refused for E {}

/// What was asked, of whom, and as whom.
pub(super) struct Asked<'a> {
    pub(super) call: &'static Call,
    pub(super) host: Option<String>,
    pub(super) profile: Option<&'a str>,
    pub(super) origin: &'a Origin,
}

/// The failure that a person reads.
pub(super) fn failure<E: Refused>(asked: &Asked<'_>, error: &Error<E>) -> Failure {
    let mut failure = match error {
        // The SDK calls a good answer that it cannot read an error of the operation.
        SdkError::ServiceError(unreadable) if unreadable.raw().status().is_success() => {
            unusable(asked, unreadable.raw())
        }
        SdkError::ServiceError(refused) => {
            let answer = Answer::read(refused.raw(), refused.err());
            answered(asked, &answer)
        }
        SdkError::ResponseError(unreadable) => unusable(asked, unreadable.raw()),
        other => not_answered(asked, other),
    };
    failure.request_id = error.request_id().map(RequestId::new);
    failure
}

/// What AWS said with its refusal.
struct Answer {
    status: u16,
    code: String,
    message: String,
    is_page: bool,
}

impl Answer {
    fn read<E: Refused>(raw: &HttpResponse, error: &E) -> Self {
        let code = error.code().or_else(|| error_type(raw)).unwrap_or_default();
        Self {
            status: raw.status().as_u16(),
            code: code.to_owned(),
            message: masked(error.message().unwrap_or_default()),
            is_page: is_page(raw),
        }
    }

    fn sentence(&self) -> String {
        if self.message.is_empty() {
            format!("AWS answered with status {}", self.status)
        } else {
            self.message.clone()
        }
    }
}

/// The code in the header, for an answer whose body could not be read.
fn error_type(raw: &HttpResponse) -> Option<&str> {
    let code = raw.headers().get("x-amzn-errortype")?;
    let code = code.split(':').next().unwrap_or(code);
    Some(code.rsplit('#').next().unwrap_or(code))
}

fn is_page(raw: &HttpResponse) -> bool {
    raw.headers()
        .get("content-type")
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("text/html"))
}

/// AWS answered, and said no.
fn answered(asked: &Asked<'_>, answer: &Answer) -> Failure {
    let what = asked.call.what;
    if answer.code.is_empty() && (answer.is_page || answer.status == 407) {
        return proxy_answered(asked, answer.status);
    }
    let kind = kind_of(&answer.code, answer.status);
    let failure = match kind {
        FailureKind::Credentials => {
            let login = Login::refused(&answer.code, &answer.message, asked.origin);
            login.failure(what)
        }
        FailureKind::Denied => Failure::new(kind, what, answer.sentence())
            .hint(format!("The permission {} is needed.", asked.call.action)),
        FailureKind::NotFound => {
            Failure::new(kind, what, answer.sentence()).hint(asked.call.missing)
        }
        FailureKind::Throttled => Failure::new(kind, what, answer.sentence())
            .hint("The whole account shares this quota. Wait some seconds, then try again."),
        FailureKind::Usage => unasked(what, answer),
        FailureKind::Service => Failure::new(kind, what, answer.sentence())
            .hint("The fault is on the service's side. Try again in a moment."),
        _ => Failure::new(kind, what, answer.sentence()),
    };
    match SafeText::given(&answer.code) {
        Some(code) => failure.code(code),
        None => failure,
    }
}

/// The request was refused for what it is.
fn unasked(what: &str, answer: &Answer) -> Failure {
    let (why, hint) = match answer
        .code
        .strip_suffix("Exception")
        .unwrap_or(&answer.code)
    {
        "InvalidToken" => ("the list has grown old", "Ask again from the start."),
        "UnknownOperation" => (
            "this endpoint or region does not offer the operation",
            "Check the region and --endpoint-url.",
        ),
        _ => return Failure::new(FailureKind::Usage, what, answer.sentence()),
    };
    Failure::new(FailureKind::Usage, what, why).hint(hint)
}

/// By code first, since a status says less; by status when there is no code that is known.
fn kind_of(code: &str, status: u16) -> FailureKind {
    let code = code.strip_suffix("Exception").unwrap_or(code);
    if refuse_login::is_about_login(code) {
        return FailureKind::Credentials;
    }
    match code {
        "AccessDenied"
        | "UnauthorizedOperation"
        | "NotAuthorized"
        | "Forbidden"
        | "OptInRequired" => FailureKind::Denied,
        "ResourceNotFound" | "NotFound" => FailureKind::NotFound,
        "Throttling" | "Throttled" | "TooManyRequests" | "RequestLimitExceeded" | "SlowDown" => {
            FailureKind::Throttled
        }
        "InvalidRequest"
        | "InvalidParameter"
        | "InvalidParameterValue"
        | "Validation"
        | "ValidationError"
        | "UnknownOperation" => FailureKind::Usage,
        _ => match status {
            401 | 403 => FailureKind::Denied,
            404 if !code.is_empty() => FailureKind::NotFound,
            429 => FailureKind::Throttled,
            // The request is at fault, whatever the code says: asking again changes nothing.
            400..=499 => FailureKind::Usage,
            _ => FailureKind::Service,
        },
    }
}

/// Something answered, but it is not what AWS's API answers.
fn unusable(asked: &Asked<'_>, raw: &HttpResponse) -> Failure {
    let status = raw.status().as_u16();
    if is_page(raw) {
        return proxy_answered(asked, status);
    }
    let why = format!("the answer (status {status}) is not what the service promises");
    Failure::new(FailureKind::Service, asked.call.what, why)
        .hint("Try again. If it stays so, look at --endpoint-url and at the proxy.")
}

fn proxy_answered(asked: &Asked<'_>, status: u16) -> Failure {
    let host = asked.host.as_deref().unwrap_or("AWS");
    let why = format!("something other than {host} answered, with a web page (status {status})");
    Failure::new(FailureKind::Network, asked.call.what, why)
        .hint("A proxy or a sign-in page is in between: look at HTTPS_PROXY and NO_PROXY.")
}

/// No answer came: credentials, network, time, or a request that cannot be made.
fn not_answered<E: Refused>(asked: &Asked<'_>, error: &Error<E>) -> Failure {
    let what = asked.call.what;
    let chain = refuse_login::causes(error);
    let credentials = chain.iter().find_map(|error| error.downcast_ref());
    if let Some(error) = credentials {
        return Login::failed(error, asked.profile).failure(what);
    }
    let root = chain.last().map(|error| masked(&error.to_string()));
    let root = root.unwrap_or_default();
    let host = asked.host.as_deref().unwrap_or("AWS");
    match error {
        SdkError::ConstructionFailure(_) => Failure::new(
            FailureKind::Usage,
            what,
            format!("the request makes no sense: {root}"),
        ),
        SdkError::TimeoutError(_) => timed_out(what, host),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => timed_out(what, host),
        _ => {
            let why = format!("{host} could not be reached: {root}");
            Failure::new(FailureKind::Network, what, why).hint(repair(&root))
        }
    }
}

fn timed_out(what: &str, host: &str) -> Failure {
    let why = format!("{host} did not answer in time");
    Failure::new(FailureKind::Network, what, why)
        .hint("Check the network, the proxy (HTTPS_PROXY) and the region, then try again.")
}

fn repair(root: &str) -> &'static str {
    let root = root.to_ascii_lowercase();
    if root.contains("certificate") {
        "A proxy that inspects TLS? Let AWS_CA_BUNDLE name a file with its certificate."
    } else if root.contains("dns") || root.contains("lookup") || root.contains("resolve") {
        "Check the network, the proxy (HTTPS_PROXY), and that the region exists."
    } else {
        "Check the network and the proxy (HTTPS_PROXY), then try again."
    }
}
