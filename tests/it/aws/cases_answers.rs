//! Cases' answers, whole and broken, in the domain's words.

use attache::domain::{Arn, Case, CaseId, CaseQuery, FailureKind};
use serde_json::json;

use super::{Canned, json as answer};

fn domain() -> Arn {
    Arn::parse("arn:x:cases:eu-test-1:1:domain/d").unwrap()
}

#[tokio::test]
async fn a_cases_fields_are_read_by_id() {
    let server = Canned::always(answer(&json!({ "templateId": "t", "fields": [
        { "id": "reference_number", "value": { "stringValue": "12345678" } },
        { "id": "title", "value": { "emptyValue": {} } },
        { "id": "status", "value": { "hologram": 1 } },
        { "id": "last_updated_datetime", "value": { "stringValue": "2026-05-01T02:41:00Z" } },
        { "id": "created_datetime", "value": { "stringValue": "long ago" } },
        { "id": "assigned_user", "value": { "userArnValue": "arn:x:connect:r:1:instance/i/agent/m.ito" } },
        { "id": "assigned_queue", "value": { "stringValue": "support" } },
        { "id": "somebody_elses", "value": { "doubleValue": 1.5 } }
    ]})))
    .await;
    let case = server
        .aws()
        .get_case(&domain(), &CaseId::new("c"))
        .await
        .unwrap();
    assert_eq!(case.arn.raw(), "arn:x:cases:eu-test-1:1:domain/d/case/c");
    assert_eq!(case.label(), "12345678");
    assert_eq!((&case.title, &case.status), (&None, &None));
    assert_eq!(case.updated.unwrap().to_string(), "2026-05-01T02:41:00Z");
    assert_eq!(case.created_text.unwrap().raw(), "long ago");
    assert_eq!(case.assigned_user.unwrap().raw(), "m.ito");
    assert_eq!(case.assigned_queue.unwrap().raw(), "support");
}

#[tokio::test]
async fn null_cases_and_cases_without_an_id_are_left_out() {
    let server = Canned::always(answer(&json!({ "cases": [
        null, { "caseId": "c1" }, { "fields": [] },
        { "caseId": "c2", "templateId": "t", "fields": [
            { "id": "reference_number", "value": { "doubleValue": 7.0 } } ] }
    ], "nextToken": "n" })))
    .await;
    let page = server
        .aws()
        .search_cases(&domain(), &CaseQuery::default(), None, None)
        .await
        .unwrap();
    let labels: Vec<String> = page.items.iter().map(Case::label).collect();
    assert_eq!(labels, ["c1", "7"]);
    assert!(page.next.is_some());
}

#[tokio::test]
async fn domains_that_are_none_are_left_out() {
    let server = Canned::always(answer(&json!({ "domains": [
        { "domainId": "d", "domainArn": "arn:x:cases:eu-test-1:1:domain/d", "name": "d" },
        { "domainId": "e", "domainArn": "arn:x:connect:eu-test-1:1:instance/i" },
        {}
    ]})))
    .await;
    let page = server.aws().list_domains(None).await.unwrap();
    assert_eq!(page.items, [domain()]);
}

#[tokio::test]
async fn an_arn_that_is_no_domain_is_not_sent() {
    let server = Canned::always(answer(&json!({}))).await;
    let wrong = Arn::parse("arn:x:connect:eu-test-1:1:instance/i").unwrap();
    let failure = server
        .aws()
        .get_case(&wrong, &CaseId::new("c"))
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Usage);
    assert!(server.seen().is_empty());
}
