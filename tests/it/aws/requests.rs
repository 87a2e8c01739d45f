//! What is sent: bare ids in paths, the promised sizes, sorts and filters, all pages.

use attache::aws::LinkWish;
use attache::domain::{Arn, CaseId, CaseQuery, FileId, FileKey, InstanceId, PageToken, Source};
use serde_json::json;

use super::answers::email;
use super::{Canned, json as answer};

const CASE: &str = "arn:x:cases:eu-test-1:1:domain/d/case/c";

#[tokio::test]
async fn a_search_sorts_by_change_and_asks_for_a_hundred() {
    let server = Canned::always(answer(&json!({ "cases": [] }))).await;
    let domain = Arn::parse(CASE).unwrap().domain().unwrap();
    let query = CaseQuery {
        term: Some("broken screen".into()),
        ..CaseQuery::default()
    };
    let page = PageToken::given(Some("p2"));
    server
        .aws()
        .search_cases(&domain, &query, None, page)
        .await
        .unwrap();
    server
        .aws()
        .cases_by_reference(&domain, &["12345678"])
        .await
        .unwrap();
    let seen = server.seen();
    let (search, reference) = (&seen[0].body, &seen[1].body);
    assert_eq!(seen[0].path, "/domains/d/cases-search");
    assert_eq!(search["maxResults"], 100);
    assert_eq!(search["searchTerm"], "broken screen");
    assert_eq!(search["nextToken"], "p2");
    let sorts = json!([{ "fieldId": "last_updated_datetime", "sortOrder": "Desc" }]);
    assert_eq!(search["sorts"], sorts);
    assert!((1..=25).contains(&search["fields"].as_array().unwrap().len()));
    let equal = json!({ "field": { "equalTo": {
        "id": "reference_number", "value": { "stringValue": "12345678" } } } });
    assert_eq!(reference["filter"], equal);
}

#[tokio::test]
async fn related_items_are_files_and_contacts_only() {
    let server = Canned::always(answer(&json!({ "relatedItems": [] }))).await;
    let domain = Arn::parse(CASE).unwrap().domain().unwrap();
    server
        .aws()
        .related_items(&domain, &CaseId::new("c"), None)
        .await
        .unwrap();
    let seen = &server.seen()[0];
    assert_eq!(seen.path, "/domains/d/cases/c/related-items-search");
    assert_eq!(seen.body["maxResults"], 25);
    let filters = seen.body["filters"].as_array().unwrap();
    let kinds: Vec<&String> = filters
        .iter()
        .flat_map(|f| f.as_object().unwrap().keys())
        .collect();
    assert_eq!(kinds, ["file", "contact"]);
}

#[tokio::test]
async fn cases_domains_are_read_to_the_last_page() {
    let server = Canned::start(|seen| {
        let second = seen.query.contains("nextToken=two");
        let (domain, next) = if second {
            ("d2", None)
        } else {
            ("d1", Some("two"))
        };
        answer(
            &json!({ "NextToken": next, "IntegrationAssociationSummaryList": [
            { "IntegrationArn": format!("arn:x:cases:eu-test-1:1:domain/{domain}") },
            { "IntegrationArn": "arn:x:lambda:eu-test-1:1:function:f" }, {} ] }),
        )
    })
    .await;
    let domains = server
        .aws()
        .cases_domains(&InstanceId::new("i-1"))
        .await
        .unwrap();
    let ids: Vec<String> = domains
        .iter()
        .map(|d| d.domain_id().unwrap().to_string())
        .collect();
    assert_eq!(ids, ["d1", "d2"]);
    assert_eq!(
        server.seen()[0].path,
        "/instance/i-1/integration-associations"
    );
    assert!(
        server.seen()[0]
            .query
            .contains("integrationType=CASES_DOMAIN")
    );
}

#[tokio::test]
async fn a_token_that_leads_to_itself_ends_the_list_and_is_told() {
    let body = json!({ "NextToken": "same", "IntegrationAssociationSummaryList": [] });
    let server = Canned::always(answer(&body)).await;
    let failure = server
        .aws()
        .cases_domains(&InstanceId::new("i-1"))
        .await
        .unwrap_err();
    assert!(failure.why.raw().contains("repeated a page token"));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_contact_is_asked_for_every_kind_of_file() {
    let server = Canned::always(answer(&json!({ "ReferenceSummaryList": [] }))).await;
    let id = InstanceId::new("i-1");
    server
        .aws()
        .contact_references(&id, &email(), None)
        .await
        .unwrap();
    let seen = &server.seen()[0];
    assert_eq!(
        (seen.method.as_str(), seen.path.as_str()),
        ("GET", "/contact/references/i-1/k-1")
    );
    for kind in ["ATTACHMENT", "EMAIL_MESSAGE", "EMAIL_MESSAGE_PLAIN_TEXT"] {
        let asked = seen
            .query
            .split('&')
            .any(|part| part == format!("referenceTypes={kind}"));
        assert!(asked, "{kind} in {}", seen.query);
    }
}

#[tokio::test]
async fn a_link_is_asked_for_as_it_is_wished() {
    let server = Canned::always(answer(&json!({
        "FileStatus": "APPROVED", "FileName": "a", "FileSizeInBytes": 1,
        "DownloadUrlMetadata": { "Url": "https://bucket.example/a?sig=1", "UrlExpiry": "2026-05-01T02:41:00Z" }
    })))
    .await;
    let key = FileKey {
        resource: Arn::parse(CASE).unwrap(),
        file: FileId::new("f/ä"),
    };
    let wish = LinkWish {
        expires: 60,
        inline: true,
    };
    let (file, link) = server
        .aws()
        .link(&InstanceId::new("i-1"), &key, &Source::Case, wish)
        .await
        .unwrap();
    assert_eq!(file.size, Some(1));
    assert_eq!(link.reveal().as_str(), "https://bucket.example/a?sig=1");
    assert_eq!(link.expiry().unwrap().to_string(), "2026-05-01T02:41:00Z");
    let seen = &server.seen()[0];
    assert_eq!(seen.path, "/attached-files/i-1/f%2F%C3%A4");
    assert!(
        seen.query.contains("urlExpiryInSeconds=60"),
        "{}",
        seen.query
    );
    assert!(
        seen.query.contains("urlContentDisposition=INLINE"),
        "{}",
        seen.query
    );
}

#[tokio::test]
async fn a_batch_names_its_resource_and_an_empty_one_is_not_sent() {
    let server = Canned::always(answer(&json!({}))).await;
    let (id, case) = (InstanceId::new("i-1"), Arn::parse(CASE).unwrap());
    let aws = server.aws();
    aws.metadata(&id, &case, &Source::Case, &[]).await.unwrap();
    assert!(server.seen().is_empty());
    aws.metadata(&id, &case, &Source::Case, &[FileId::new("f")])
        .await
        .unwrap();
    let seen = &server.seen()[0];
    assert_eq!(seen.path, "/attached-files/i-1");
    assert!(seen.query.contains("associatedResourceArn=arn%3Ax%3Acases"));
    assert_eq!(seen.body, json!({ "FileIds": ["f"] }));
}
