//! The SDK's errors in words for a person: by code, status and the connector's own
//! chain, never by an operation's variants (some do not model `AccessDenied`) and
//! never by a response's body (one of them holds the signed link).

use std::error::Error as StdError;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId as _;
use jiff::Timestamp;

use super::call::{Call, Resource};
use super::mask::masked;
use super::origin::Origin;
use super::policy::Denied;
use super::reach::Reach;
use super::refuse_login::{self, Login};
use super::skew::Skew;
use crate::domain::{Arn, Failure, FailureKind, RequestId, SafeText};

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
    pub(super) region: &'a str,
    /// Who asks, when that is known without asking.
    pub(super) caller: Option<Arn>,
}

impl Asked<'_> {
    fn host(&self) -> &str {
        self.host.as_deref().unwrap_or("AWS")
    }
}

/// The failure that a person reads.
pub(super) fn failure<E: Refused>(asked: &Asked<'_>, error: &Error<E>) -> Failure {
    let mut failure = match error {
        // The SDK calls a good answer that it cannot read an error of the operation.
        SdkError::ServiceError(unreadable) if unreadable.raw().status().is_success() => {
            unusable(asked, unreadable.raw(), error)
        }
        SdkError::ServiceError(refused) => {
            let answer = Answer::read(refused.raw(), refused.err());
            answered(asked, &answer)
        }
        SdkError::ResponseError(unreadable) => unusable(asked, unreadable.raw(), error),
        other => not_answered(asked, other),
    };
    failure.request_id = error.request_id().map(RequestId::new);
    failure
}

/// The errors under a failure, outermost first, without links, tokens and keys. A link of
/// the chain that only says what the one before it said is left out.
pub(super) fn said(error: &(dyn StdError + 'static)) -> Vec<SafeText> {
    let said = refuse_login::causes(error).into_iter();
    let mut said: Vec<String> = said.map(|error| masked(&error.to_string())).collect();
    said.dedup();
    said.into_iter().map(SafeText::from).collect()
}

/// AWS's code, from the body or from the header when the body could not be read.
pub(super) fn code<E: Refused>(raw: &HttpResponse, error: &E) -> String {
    let code = error.code().or_else(|| error_type(raw));
    code.unwrap_or_default().to_owned()
}

/// What AWS said with its refusal.
struct Answer<'a> {
    status: u16,
    code: String,
    /// As AWS wrote it: only for looking something up in it.
    message: &'a str,
    date: Option<&'a str>,
    is_page: bool,
}

impl<'a> Answer<'a> {
    fn read<E: Refused>(raw: &'a HttpResponse, error: &'a E) -> Self {
        Self {
            status: raw.status().as_u16(),
            code: code(raw, error),
            message: error.message().unwrap_or_default(),
            date: raw.headers().get("date"),
            is_page: is_page(raw),
        }
    }

    fn sentence(&self) -> String {
        let message = masked(self.message);
        if message.is_empty() {
            "AWS gave no reason".to_owned()
        } else {
            message
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
fn answered(asked: &Asked<'_>, answer: &Answer<'_>) -> Failure {
    let what = asked.call.what;
    if answer.code.is_empty() && (answer.is_page || answer.status == 407) {
        return proxy_answered(asked, answer.status);
    }
    let kind = kind_of(&answer.code, answer.status);
    let plain = || Failure::new(kind, what, answer.sentence());
    let failure = match kind {
        FailureKind::Credentials => not_accepted(asked, answer),
        FailureKind::Denied => denied(asked, answer),
        FailureKind::NotFound => plain().hint(missing(asked)),
        FailureKind::Throttled => plain().hint(
            "The whole account shares this quota. Wait some seconds, then try again; --max-rps asks more slowly.",
        ),
        FailureKind::Usage => unasked(asked, answer),
        FailureKind::Service => {
            plain().hint("The fault is on the service's side. Try again in a moment.")
        }
        _ => plain(),
    };
    match SafeText::given(&answer.code) {
        Some(code) => failure.code(code),
        // So that it is not taken for a good answer that cannot be read.
        None if kind == FailureKind::Service => failure.code(format!("HTTP {}", answer.status)),
        None => failure,
    }
}

/// A wrong clock spoils every signature, and only the answer's date tells it from a wrong key.
fn not_accepted(asked: &Asked<'_>, answer: &Answer<'_>) -> Failure {
    let what = asked.call.what;
    let skew = answer
        .date
        .and_then(|date| Skew::read(date, Timestamp::now()));
    match skew {
        Some(skew) => skew.failure(what),
        None => Login::refused(&answer.code, &masked(answer.message), asked.origin).failure(what),
    }
}

fn denied(asked: &Asked<'_>, answer: &Answer<'_>) -> Failure {
    let denied = Denied {
        call: asked.call,
        message: answer.message,
        region: asked.region,
        caller: asked.caller.as_ref(),
    };
    let repair = denied.repair();
    let failure = Failure::new(FailureKind::Denied, asked.call.what, answer.sentence());
    let failure = failure.hint(repair.hint);
    match repair.statement {
        Some(statement) => failure.remedy(statement),
        None => failure,
    }
}

/// What may be missing in one Region is there in another.
fn missing(asked: &Asked<'_>) -> String {
    match asked.call.on {
        Resource::Files => asked.call.missing.to_owned(),
        _ => format!("{} It was asked in {}.", asked.call.missing, asked.region),
    }
}

/// The request was refused for what it is.
fn unasked(asked: &Asked<'_>, answer: &Answer<'_>) -> Failure {
    let what = asked.call.what;
    let (why, hint) = match answer
        .code
        .strip_suffix("Exception")
        .unwrap_or(&answer.code)
    {
        "InvalidToken" => (
            "the list has grown old".to_owned(),
            "Ask again from the start.",
        ),
        "UnknownOperation" => (
            "this endpoint or region does not offer the operation".to_owned(),
            "Check the region and --endpoint-url.",
        ),
        // Nothing that AWS would say: an address without its API behind it.
        "" if answer.status == 404 => (
            format!("{} knows no such request (status 404)", asked.host()),
            "Is it an endpoint of AWS? Check the region and --endpoint-url.",
        ),
        _ => return Failure::new(FailureKind::Usage, what, answer.sentence()),
    };
    Failure::new(FailureKind::Usage, what, why).hint(hint)
}

/// By code first, since a status says less; by status when there is no code that is known.
pub(super) fn kind_of(code: &str, status: u16) -> FailureKind {
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
fn unusable<E: Refused>(asked: &Asked<'_>, raw: &HttpResponse, error: &Error<E>) -> Failure {
    let status = raw.status().as_u16();
    if is_page(raw) {
        return proxy_answered(asked, status);
    }
    let header = |name| raw.headers().get(name).map(masked);
    let kind = header("content-type").unwrap_or_else(|| "no content type".to_owned());
    let from = header("server").map_or_else(String::new, |server| format!(" from {server}"));
    let answer = format!("the answer{from} (status {status}, {kind})");
    let chain = refuse_login::causes(error);
    let cut = |error: &&(dyn StdError + 'static)| error.to_string().contains("end of stream");
    let why = if Reach::read(&chain) == Reach::Broken || chain.iter().any(cut) {
        format!("{answer} broke off before its end")
    } else {
        format!("{answer} is not what the service promises")
    };
    Failure::new(FailureKind::Service, asked.call.what, why).hint(format!(
        "Try again. If it stays so, something between here and {} changes the answers: look at --endpoint-url and at the proxy (HTTPS_PROXY).",
        asked.host()
    ))
}

fn proxy_answered(asked: &Asked<'_>, status: u16) -> Failure {
    let host = asked.host();
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
    match error {
        SdkError::ConstructionFailure(_) => Failure::new(
            FailureKind::Usage,
            what,
            format!("the request makes no sense: {root}"),
        ),
        SdkError::TimeoutError(_) => hung(asked),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => {
            let connecting =
                |error: &&(dyn StdError + 'static)| error.to_string().contains("connect timeout");
            if chain.iter().any(connecting) {
                unreached(asked)
            } else {
                hung(asked)
            }
        }
        _ => {
            let why = format!("{} could not be reached: {root}", asked.host());
            let repair = Reach::read(&chain).repair(asked.host());
            Failure::new(FailureKind::Network, what, why).hint(repair)
        }
    }
}

/// A connection was made, and no answer came over it.
pub(super) fn hung(asked: &Asked<'_>) -> Failure {
    let why = format!("{} did not answer in time", asked.host());
    Failure::new(FailureKind::Network, asked.call.what, why)
        .hint("Check the network, the proxy (HTTPS_PROXY) and the region, then try again.")
}

/// No connection came about in time, and nothing said no: so a firewall does.
fn unreached(asked: &Asked<'_>) -> Failure {
    let host = asked.host();
    let why = format!("{host} could not be reached in time");
    Failure::new(FailureKind::Network, asked.call.what, why).hint(format!(
        "A firewall may drop it: allow outgoing HTTPS to {host}, or set HTTPS_PROXY. Check the region as well."
    ))
}
