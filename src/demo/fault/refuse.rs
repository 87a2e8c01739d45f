//! What a struck call is refused with: AWS's codes and sentences, as each service says
//! them, with the ARNs of what was really asked for.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use super::super::denial;
use super::super::files::iso;
use super::super::refusal::Refusal;
use super::super::route::{Operation, Service};
use super::super::service::Call;
use super::rule::{Said, Then};

/// The refusal that a fault is, if it is one.
pub(super) fn refusal(then: &Then, call: &Call) -> Option<Refusal> {
    let service = call.operation.service();
    Some(match then {
        Then::Denied => denial::unallowed(call),
        Then::ExplicitDeny => denial::forbidden(call),
        Then::Throttled => throttled(service),
        Then::ThrottledFor(seconds) => {
            throttled(service).header(header::RETRY_AFTER, seconds.to_string())
        }
        Then::Expired => expired(service, call),
        Then::Status(status) => broken(service, *status),
        Then::Error(said) => error(said),
        Then::NotFound => missing(call),
        Then::Elsewhere => elsewhere(call)?,
        _ => return None,
    })
}

/// The list that a Region gives in which nothing is, for the operations that name nothing.
pub(super) fn empty(operation: Operation) -> Option<Value> {
    match operation {
        Operation::ListInstances => Some(json!({ "InstanceSummaryList": [] })),
        Operation::ListDomains => Some(json!({ "domains": [] })),
        // Who the caller is does not depend on the Region.
        _ => None,
    }
}

fn throttled(service: Service) -> Refusal {
    match service {
        Service::Connect | Service::Cases => Refusal::throttled(),
        Service::Sts => Refusal::new(StatusCode::BAD_REQUEST, "Throttling", "Rate exceeded"),
        Service::Bucket => slow_down(),
    }
}

fn slow_down() -> Refusal {
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "SlowDown",
        "Please reduce your request rate.",
    )
}

fn expired(service: Service, call: &Call) -> Refusal {
    let sentence = "The security token included in the request is expired";
    match service {
        Service::Connect | Service::Cases => {
            Refusal::new(StatusCode::FORBIDDEN, "ExpiredTokenException", sentence)
        }
        Service::Sts => Refusal::new(StatusCode::FORBIDDEN, "ExpiredToken", sentence),
        Service::Bucket => {
            let life = call.query("X-Amz-Expires").unwrap_or("300");
            Refusal::new(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired")
                .with("X-Amz-Expires", life)
                .with("Expires", iso(call.now))
                .with("ServerTime", iso(call.now))
        }
    }
}

fn broken(service: Service, status: u16) -> Refusal {
    let refuse = |code: &'static str, sentence: &str| {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Refusal::new(status, code, sentence)
    };
    match (service, status) {
        (Service::Bucket, 503) => slow_down(),
        (Service::Bucket, _) => refuse(
            "InternalError",
            "We encountered an internal error. Please try again.",
        ),
        (Service::Sts, 503) => refuse("ServiceUnavailable", "Service is unavailable"),
        (_, 503) => refuse("ServiceUnavailableException", "Service is unavailable"),
        (Service::Connect, _) => refuse("InternalServiceException", "Internal service error"),
        (Service::Cases, _) => refuse("InternalServerException", "Internal server error"),
        (Service::Sts, _) => refuse("InternalFailure", "Internal failure"),
    }
}

fn error(said: &Said) -> Refusal {
    let status = StatusCode::from_u16(said.status).unwrap_or(StatusCode::BAD_REQUEST);
    Refusal::new(status, said.code.clone(), said.message.clone())
}

/// In this Region there is neither the instance nor the domain; links lead to where they are.
fn elsewhere(call: &Call) -> Option<Refusal> {
    let (service, id) = (call.operation.service(), call.word(0));
    match service {
        Service::Sts | Service::Bucket => None,
        _ if empty(call.operation).is_some() => None,
        Service::Cases => Some(nothing(service, "Domain", id)),
        Service::Connect => Some(nothing(service, "Instance", id)),
    }
}

fn missing(call: &Call) -> Refusal {
    use Operation as O;
    let service = call.operation.service();
    let id = call.words.last().map_or("", String::as_str);
    let what = match call.operation {
        O::GetObject => {
            let sentence = "The specified key does not exist.";
            return Refusal::new(StatusCode::NOT_FOUND, "NoSuchKey", sentence).with("Key", id);
        }
        O::GetAttachedFile | O::BatchGetAttachedFileMetadata => "Attached file",
        O::ListContactReferences | O::DescribeContact => "Contact",
        O::DescribeUser => "User",
        O::GetCase | O::SearchRelatedItems => "Case",
        _ if service == Service::Cases => "Domain",
        _ => "Instance",
    };
    nothing(service, what, id)
}

fn nothing(service: Service, what: &'static str, id: &str) -> Refusal {
    match service {
        Service::Cases => Refusal::not_found(format!("{what} {id} does not exist"))
            .with("resourceId", id)
            .with("resourceType", what),
        _ => Refusal::not_found(format!("{what} not found: {id}")),
    }
}
