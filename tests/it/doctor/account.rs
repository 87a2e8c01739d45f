//! A small account on the canned server, in which anything can be denied or broken.

use serde_json::json;

use crate::aws::{Answer, Canned, Seen, json as good};

pub(super) const INSTANCE: &str = "11111111-1111-4111-8111-111111111111";
pub(super) const CASE: &str = "22222222-2222-4222-8222-222222222222";
pub(super) const FILE: &str = "33333333-3333-4333-8333-333333333333";
pub(super) const CONTACT: &str = "44444444-4444-4444-8444-444444444444";
pub(super) const DOMAIN: &str = "arn:aws:cases:eu-test-1:1:domain/d";
/// The secret of every link.
pub(super) const SECRET: &str = "s3cr3t-signature";

/// AWS's name of the operation that a request asks for; the bucket's requests are `Bucket`,
/// and one that is not signed for anything is `Endpoint`.
pub(super) fn operation(seen: &Seen) -> &'static str {
    let path = seen.path.as_str();
    let is = |start: &str, end: &str| path.starts_with(start) && path.ends_with(end);
    match (seen.method.as_str(), path) {
        ("POST", "/") => "Identity",
        ("GET", "/") => "Endpoint",
        ("GET", "/instance") => "ListInstances",
        _ if is("/instance/", "/integration-associations") => "ListIntegrationAssociations",
        _ if path == "/domains-list" => "ListDomains",
        _ if is("/domains/", "/cases-search") => "SearchCases",
        _ if is("/domains/", "/related-items-search") && path.contains("/cases/") => {
            "SearchRelatedItems"
        }
        _ if is("/domains/", "/related-items-search") => "SearchAllRelatedItems",
        _ if is("/domains/", "") => "GetCase",
        _ if is("/search-users", "") => "SearchUsers",
        _ if is("/users/", "") => "DescribeUser",
        _ if is("/attached-files-configurations/", "/CASE") => "DescribeAttachedFilesConfiguration",
        _ if is("/contacts/", "") => "DescribeContact",
        _ if is("/contact/references/", "") => "ListContactReferences",
        ("POST", _) if is("/attached-files/", "") => "BatchGetAttachedFileMetadata",
        ("GET", _) if is("/attached-files/", "") => "GetAttachedFile",
        _ if is("/bucket/", "") => "Bucket",
        _ => panic!("{seen:?}"),
    }
}

/// The answer when all is well.
pub(super) fn well(seen: &Seen, host: &str) -> Answer {
    let file_arn = format!("arn:aws:connect:eu-test-1:1:instance/{INSTANCE}/file/{FILE}");
    let contact_arn = format!("arn:aws:connect:eu-test-1:1:instance/{INSTANCE}/contact/{CONTACT}");
    let file = json!({
        "FileId": FILE, "FileArn": file_arn, "FileName": "a.txt", "FileStatus": "APPROVED",
        "FileSizeInBytes": 1, "CreationTime": "2026-05-04T09:30:00Z",
        "AssociatedResourceArn": format!("{DOMAIN}/case/{CASE}"),
    });
    good(&match operation(seen) {
        "Identity" => {
            let arn = "arn:aws:sts::1:assumed-role/Agent/m.ito";
            let body = format!(
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
                 <GetCallerIdentityResult><Arn>{arn}</Arn><UserId>A</UserId><Account>1</Account>\
                 </GetCallerIdentityResult></GetCallerIdentityResponse>"
            );
            return Answer::new(200, body).header("content-type", "text/xml");
        }
        "ListInstances" => json!({ "InstanceSummaryList": [
            { "Id": INSTANCE, "InstanceAlias": "desk" },
        ] }),
        "ListIntegrationAssociations" => json!({ "IntegrationAssociationSummaryList": [
            { "IntegrationType": "CASES_DOMAIN", "IntegrationArn": DOMAIN },
        ] }),
        "ListDomains" => json!({ "domains": [
            { "domainId": "d", "domainArn": DOMAIN, "name": "desk" },
        ] }),
        "SearchCases" => json!({ "cases": [
            { "caseId": CASE, "templateId": "t", "fields": [] },
        ] }),
        "GetCase" => json!({ "fields": [], "templateId": "t" }),
        "SearchAllRelatedItems" => json!({ "relatedItems": [] }),
        "SearchRelatedItems" => json!({ "relatedItems": [
            { "relatedItemId": "r1", "type": "File", "associationTime": "2026-05-04T09:30:00Z",
              "content": { "file": { "fileArn": file_arn } } },
            { "relatedItemId": "r2", "type": "Contact", "associationTime": "2026-05-04T09:30:00Z",
              "content": { "contact": { "contactArn": contact_arn, "channel": "EMAIL",
                "connectedToSystemTime": "2026-05-04T09:30:00Z" } } },
        ] }),
        "SearchUsers" => json!({ "Users": [{
            "Id": "u", "Username": "m.ito",
            "Arn": format!("arn:aws:connect:eu-test-1:1:instance/{INSTANCE}/agent/u"),
        }] }),
        "DescribeContact" => json!({ "Contact": { "Channel": "EMAIL" } }),
        "ListContactReferences" => json!({ "ReferenceSummaryList": [] }),
        "BatchGetAttachedFileMetadata" => json!({ "Files": [file], "Errors": [] }),
        "GetAttachedFile" => {
            let link = format!("http://{host}/bucket/a.txt?X-Amz-Signature={SECRET}");
            let mut file = file;
            file["DownloadUrlMetadata"] =
                json!({ "Url": link, "UrlExpiry": "2026-05-04T09:31:00Z" });
            file
        }
        _ => json!({}),
    })
}

/// The account, with other answers for some operations.
pub(super) async fn account(
    other: impl Fn(&'static str, &Seen) -> Option<Answer> + Send + Sync + 'static,
) -> Canned {
    let host = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let known = std::sync::Arc::clone(&host);
    let server = Canned::start(move |seen| {
        let otherwise = other(operation(seen), seen);
        let host = known.get().map_or("", String::as_str);
        otherwise.unwrap_or_else(|| well(seen, host))
    })
    .await;
    host.set(server.host().to_owned()).unwrap();
    server
}

/// As AWS says that a permission is missing.
pub(super) fn denied(name: &str) -> Answer {
    if name == "Identity" {
        let body = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";
        return Answer::new(403, body).header("content-type", "text/xml");
    }
    if name == "Bucket" {
        let body = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
        return Answer::new(403, body).header("content-type", "application/xml");
    }
    let message = format!(
        "User: arn:aws:sts::1:assumed-role/Agent/m.ito is not authorized to perform: {name}"
    );
    Answer::refusal(403, "AccessDeniedException", &message)
}

/// The account without these permissions.
pub(super) async fn without(names: &'static [&'static str]) -> Canned {
    account(move |name, _| names.contains(&name).then(|| denied(name))).await
}
