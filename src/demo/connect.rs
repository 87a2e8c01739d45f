//! Connect's operations on instances: their list, integrations and attachment rules.
//! Files, contacts and users have modules of their own.

use serde_json::{Value, json};

use super::input;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::service::Call;
use super::world::{Instance, Policy};

const CONNECT: Service = Service::Connect;

/// The types of integration that the service's model knows.
const INTEGRATIONS: [&str; 15] = [
    "EVENT",
    "VOICE_ID",
    "PINPOINT_APP",
    "WISDOM_ASSISTANT",
    "WISDOM_KNOWLEDGE_BASE",
    "WISDOM_QUICK_RESPONSES",
    "Q_MESSAGE_TEMPLATES",
    "CASES_DOMAIN",
    "APPLICATION",
    "FILE_SCANNER",
    "SES_IDENTITY",
    "ANALYTICS_CONNECTOR",
    "CALL_TRANSFER_CONNECTOR",
    "COGNITO_USER_POOL",
    "MESSAGE_PROCESSOR",
];

const SCOPES: [&str; 4] = ["EMAIL", "CHAT", "CASE", "TASK"];

pub(crate) fn list_instances(call: &Call) -> Answer {
    let world = &call.shared.world;
    let items = world
        .instances
        .iter()
        .map(|instance| summary(instance, world))
        .collect();
    let (items, next) = input::page(call, CONNECT, "ListInstances", 10, items)?;
    Ok(listed("InstanceSummaryList", &items, next))
}

fn summary(instance: &Instance, world: &super::World) -> Value {
    json!({
        "Id": instance.id,
        "Arn": instance.arn,
        "IdentityManagementType": "SAML",
        "InstanceAlias": instance.alias,
        "CreatedTime": instance.created.as_second(),
        "ServiceRole": format!(
            "arn:{}:iam::{}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect",
            world.partition, world.account
        ),
        "InstanceStatus": "ACTIVE",
        "InboundCallsEnabled": true,
        "OutboundCallsEnabled": true,
        "InstanceAccessUrl": format!("https://{}.my.connect.aws", instance.alias),
    })
}

/// A page in Connect's shape: the list under its name, and `NextToken` when there is more.
pub(crate) fn listed(name: &str, items: &[Value], next: Option<String>) -> Value {
    let mut page = json!({ name: items });
    if let Some(next) = next {
        page["NextToken"] = json!(next);
    }
    page
}

pub(crate) fn list_integration_associations(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let kind = call.query("integrationType");
    if let Some(kind) = kind.filter(|kind| !INTEGRATIONS.contains(kind)) {
        return Err(Refusal::invalid(
            CONNECT,
            format!("IntegrationType is not known: {kind}"),
        ));
    }
    let arn = call.query("integrationArn");
    let items = instance
        .integrations
        .iter()
        .filter(|own| kind.is_none_or(|kind| own.kind == kind) && arn.is_none_or(|arn| own.arn == arn))
        .map(|own| {
            json!({
                "IntegrationAssociationId": own.id,
                "IntegrationAssociationArn": format!("{}/integration-association/{}", instance.arn, own.id),
                "InstanceId": instance.id,
                "IntegrationType": own.kind,
                "IntegrationArn": own.arn,
            })
        })
        .collect();
    let question = format!(
        "ListIntegrationAssociations {} {kind:?} {arn:?}",
        instance.id
    );
    let (items, next) = input::page(call, CONNECT, &question, 100, items)?;
    Ok(listed("IntegrationAssociationSummaryList", &items, next))
}

pub(crate) fn describe_attached_files_configuration(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let scope = call.word(1);
    if !SCOPES.contains(&scope) {
        return Err(Refusal::parameter(format!(
            "AttachmentScope is not known: {scope}"
        )));
    }
    let policy = instance.policies.get(scope).ok_or_else(|| {
        Refusal::not_found(format!("No attached files configuration for {scope}"))
    })?;
    let mut configuration = configuration(instance, scope, policy);
    configuration["LastModifiedTime"] = json!(policy.modified.as_second());
    Ok(json!({ "AttachedFilesConfiguration": configuration }))
}

pub(crate) fn list_attached_files_configurations(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let items = instance
        .policies
        .iter()
        .map(|(scope, policy)| configuration(instance, scope, policy))
        .collect();
    let question = format!("ListAttachedFilesConfigurations {}", instance.id);
    let (items, next) = input::page(call, CONNECT, &question, 100, items)?;
    Ok(listed("AttachedFilesConfigurations", &items, next))
}

fn configuration(instance: &Instance, scope: &str, policy: &Policy) -> Value {
    let extensions: Vec<Value> = policy
        .extensions
        .iter()
        .map(|extension| json!({ "Extension": extension }))
        .collect();
    json!({
        "InstanceId": instance.id,
        "AttachmentScope": scope,
        "MaximumSizeLimitInBytes": policy.bytes,
        "ExtensionConfiguration": { "AllowedExtensions": extensions },
    })
}
