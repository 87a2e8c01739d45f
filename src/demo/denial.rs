//! What a caller is told who may not do something: AWS's sentence with the caller, the
//! action and the resource. Who may not, and what, is decided elsewhere.

use axum::http::StatusCode;
use serde_json::Value;

use super::refusal::Refusal;
use super::route::{Operation, Service};
use super::service::Call;
use super::session;

fn action(operation: Operation) -> String {
    let prefix = match operation.service() {
        Service::Connect => "connect",
        Service::Cases => "cases",
        Service::Sts => "sts",
        Service::Bucket => "s3",
    };
    format!("{prefix}:{}", operation.name())
}

/// No policy allows it.
pub(crate) fn unallowed(call: &Call) -> Refusal {
    let action = action(call.operation);
    let why = format!("because no identity-based policy allows the {action} action");
    denied(call, &why)
}

/// A policy of the organization forbids it.
pub(crate) fn forbidden(call: &Call) -> Refusal {
    let why = "with an explicit deny in a service control policy";
    denied(call, why)
}

fn denied(call: &Call, why: &str) -> Refusal {
    let operation = call.operation;
    let session = session::owner(call.headers()).map(|session| session.arn());
    let caller = session.as_ref().unwrap_or(&call.shared.world.caller_arn);
    let sentence = format!(
        "User: {caller} is not authorized to perform: {} on resource: {} {why}",
        action(operation),
        resource(call),
    );
    match operation.service() {
        Service::Connect | Service::Cases => Refusal::denied(sentence),
        Service::Sts => Refusal::new(StatusCode::FORBIDDEN, "AccessDenied", sentence),
        // S3 tells strangers nothing.
        Service::Bucket => Refusal::new(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"),
    }
}

/// The ARN of what a call asks for, as policies name it.
fn resource(call: &Call) -> String {
    use Operation as O;
    let world = &call.shared.world;
    let arn = |service: &str, rest: String| {
        let (partition, region, account) = (&world.partition, &world.region, &world.account);
        format!("arn:{partition}:{service}:{region}:{account}:{rest}")
    };
    let (first, second) = (call.word(0), call.word(1));
    match call.operation {
        O::ListInstances
        | O::ListDomains
        | O::GetCallerIdentity
        | O::AssumeRole
        | O::AssumeRoleWithWebIdentity
        | O::GetObject => "*".to_owned(),
        O::ListIntegrationAssociations
        | O::DescribeAttachedFilesConfiguration
        | O::ListAttachedFilesConfigurations => arn("connect", format!("instance/{first}")),
        O::SearchUsers => {
            let id = call.member("InstanceId");
            arn(
                "connect",
                format!("instance/{}", id.as_str().unwrap_or("*")),
            )
        }
        O::BatchGetAttachedFileMetadata => {
            let ids = call.member("FileIds");
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
