//! What a struck call is refused with: AWS's codes and sentences, as each service says
//! them, with the ARNs of what was really asked for.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use super::super::files::iso;
use super::super::refusal::Refusal;
use super::super::route::{Operation, Service};
use super::super::service::Call;
use super::rule::{Said, Then};

/// The refusal that a fault is, if it is one.
pub(super) fn refusal(then: &Then, operation: Operation, call: &Call) -> Option<Refusal> {
    let service = operation.service();
    Some(match then {
        Then::Denied => {
            let action = action(operation);
            let why = format!("because no identity-based policy allows the {action} action");
            denied(operation, call, &why)
        }
        Then::ExplicitDeny => denied(
            operation,
            call,
            "with an explicit deny in a service control policy",
        ),
        Then::Throttled => throttled(service),
        Then::ThrottledFor(seconds) => {
            throttled(service).header(header::RETRY_AFTER, seconds.to_string())
        }
        Then::Expired => expired(service, call),
        Then::Status(status) => broken(service, *status),
        Then::Error(said) => error(said),
        Then::NotFound => missing(operation, call),
        Then::Elsewhere => elsewhere(operation, call)?,
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

fn action(operation: Operation) -> String {
    let prefix = match operation.service() {
        Service::Connect => "connect",
        Service::Cases => "cases",
        Service::Sts => "sts",
        Service::Bucket => "s3",
    };
    format!("{prefix}:{}", operation.name())
}

fn denied(operation: Operation, call: &Call, why: &str) -> Refusal {
    let sentence = format!(
        "User: {} is not authorized to perform: {} on resource: {} {why}",
        call.shared.world.caller_arn,
        action(operation),
        resource(operation, call),
    );
    match operation.service() {
        Service::Connect | Service::Cases => Refusal::denied(sentence),
        Service::Sts => Refusal::new(StatusCode::FORBIDDEN, "AccessDenied", sentence),
        // S3 tells strangers nothing.
        Service::Bucket => Refusal::new(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"),
    }
}

/// The ARN of what a call asks for, as policies name it.
fn resource(operation: Operation, call: &Call) -> String {
    use Operation as O;
    let world = &call.shared.world;
    let arn = |service: &str, rest: String| {
        let (partition, region, account) = (&world.partition, &world.region, &world.account);
        format!("arn:{partition}:{service}:{region}:{account}:{rest}")
    };
    let (first, second) = (call.word(0), call.word(1));
    match operation {
        O::ListInstances | O::ListDomains | O::GetCallerIdentity | O::GetObject => "*".to_owned(),
        O::ListIntegrationAssociations
        | O::DescribeAttachedFilesConfiguration
        | O::ListAttachedFilesConfigurations => arn("connect", format!("instance/{first}")),
        O::SearchUsers => {
            let id = member(call, "InstanceId");
            arn(
                "connect",
                format!("instance/{}", id.as_str().unwrap_or("*")),
            )
        }
        O::BatchGetAttachedFileMetadata => {
            let ids = member(call, "FileIds");
            let file = ids.get(0).and_then(Value::as_str).unwrap_or("*");
            arn("connect", format!("instance/{first}/file/{file}"))
        }
        O::GetAttachedFile => arn("connect", format!("instance/{first}/file/{second}")),
        O::ListContactReferences | O::DescribeContact => {
            arn("connect", format!("instance/{first}/contact/{second}"))
        }
        O::DescribeUser => arn("connect", format!("instance/{first}/agent/{second}")),
        O::GetDomain | O::ListFields | O::SearchCases | O::SearchAllRelatedItems => {
            arn("cases", format!("domain/{first}"))
        }
        O::GetCase | O::SearchRelatedItems => arn("cases", format!("domain/{first}/case/{second}")),
    }
}

/// A member of the request's body; null where there is none.
pub(super) fn member(call: &Call, name: &str) -> Value {
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    body.get(name).cloned().unwrap_or_default()
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
fn elsewhere(operation: Operation, call: &Call) -> Option<Refusal> {
    let (service, id) = (operation.service(), call.word(0));
    match service {
        Service::Sts | Service::Bucket => None,
        _ if empty(operation).is_some() => None,
        Service::Cases => Some(nothing(service, "Domain", id)),
        Service::Connect => Some(nothing(service, "Instance", id)),
    }
}

fn missing(operation: Operation, call: &Call) -> Refusal {
    use Operation as O;
    let id = call.words.last().map_or("", String::as_str);
    let what = match operation {
        O::GetObject => {
            let sentence = "The specified key does not exist.";
            return Refusal::new(StatusCode::NOT_FOUND, "NoSuchKey", sentence).with("Key", id);
        }
        O::GetAttachedFile | O::BatchGetAttachedFileMetadata => "Attached file",
        O::ListContactReferences | O::DescribeContact => "Contact",
        O::DescribeUser => "User",
        O::GetCase | O::SearchRelatedItems => "Case",
        _ if operation.service() == Service::Cases => "Domain",
        _ => "Instance",
    };
    nothing(operation.service(), what, id)
}

fn nothing(service: Service, what: &'static str, id: &str) -> Refusal {
    match service {
        Service::Cases => Refusal::not_found(format!("{what} {id} does not exist"))
            .with("resourceId", id)
            .with("resourceType", what),
        _ => Refusal::not_found(format!("{what} not found: {id}")),
    }
}
