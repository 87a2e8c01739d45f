//! Faults that refuse: in AWS's own words, through the real SDK.

use attache::demo::{Faults, Options, Quotas};
use aws_sdk_connect::error::ProvideErrorMetadata;

use super::raw::ask;
use super::{Site, code, now, refused, site_with};

/// A site on which this goes wrong.
pub(super) async fn faulty(rules: &str) -> Site {
    let options = Options {
        now: Some(now()),
        faults: Faults::parse(&format!("{{\"rules\": {rules}}}")).unwrap(),
        ..Options::default()
    };
    site_with(options, "us-west-2").await
}

#[tokio::test]
async fn a_denial_names_caller_action_and_resource() {
    let site = faulty(
        r#"[{"on": ["BatchGetAttachedFileMetadata", "GetCase"], "then": "denied"},
            {"on": "SearchUsers", "then": "explicit-deny"}]"#,
    )
    .await;
    let place = site.place().await;
    let caller = "User: arn:aws:sts::482100000000:assumed-role/SupportAgent/m.ito";
    let batch = site.connect.batch_get_attached_file_metadata();
    let batch = batch.instance_id(&place.instance).file_ids("f-1");
    let error = batch
        .associated_resource_arn("arn:x")
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.message().unwrap(),
        format!(
            "{caller} is not authorized to perform: connect:BatchGetAttachedFileMetadata on resource: {}/file/f-1 \
             because no identity-based policy allows the connect:BatchGetAttachedFileMetadata action",
            place.instance_arn
        )
    );
    let title = aws_sdk_connectcases::types::FieldIdentifier::builder()
        .id("title")
        .build()
        .unwrap();
    let case = site
        .cases
        .get_case()
        .domain_id(&place.domain)
        .case_id("c-1")
        .fields(title);
    let outcome = case.send().await;
    let said = outcome.as_ref().unwrap_err().message().unwrap().to_owned();
    assert!(
        said.contains(&format!(
            "cases:GetCase on resource: {}/case/c-1 because",
            place.domain_arn
        )),
        "{said}"
    );
    assert_eq!(refused(outcome), code("AccessDeniedException", 403));
    let users = site
        .connect
        .search_users()
        .instance_id(&place.instance)
        .send()
        .await;
    let said = users.as_ref().unwrap_err().message().unwrap().to_owned();
    assert!(
        said.contains(&format!(
            "connect:SearchUsers on resource: {} with an explicit deny in a service control policy",
            place.instance_arn
        )),
        "{said}"
    );
}

#[tokio::test]
async fn each_service_refuses_in_its_own_words() {
    for (then, connect, cases, sts) in [
        (
            r#""denied""#,
            ("AccessDeniedException", 403),
            ("AccessDeniedException", 403),
            ("AccessDenied", 403),
        ),
        (
            r#""throttled""#,
            ("ThrottlingException", 429),
            ("ThrottlingException", 429),
            ("Throttling", 400),
        ),
        (
            r#""expired""#,
            ("ExpiredTokenException", 403),
            ("ExpiredTokenException", 403),
            ("ExpiredToken", 403),
        ),
        (
            r#"{"status": 500}"#,
            ("InternalServiceException", 500),
            ("InternalServerException", 500),
            ("InternalFailure", 500),
        ),
        (
            r#"{"status": 503}"#,
            ("ServiceUnavailableException", 503),
            ("ServiceUnavailableException", 503),
            ("ServiceUnavailable", 503),
        ),
        (
            r#""not-found""#,
            ("ResourceNotFoundException", 404),
            ("ResourceNotFoundException", 404),
            ("ResourceNotFoundException", 404),
        ),
        (
            r#"{"error": {"status": 418, "code": "Teapot", "message": "short"}}"#,
            ("Teapot", 418),
            ("Teapot", 418),
            ("Teapot", 418),
        ),
    ] {
        let site = faulty(&format!(r#"[{{"on": "*", "then": {then}}}]"#)).await;
        let outcome = site.connect.list_instances().send().await;
        assert_eq!(refused(outcome), code(connect.0, connect.1), "{then}");
        let outcome = site.cases.list_domains().send().await;
        assert_eq!(refused(outcome), code(cases.0, cases.1), "{then}");
        let outcome = site.sts.get_caller_identity().send().await;
        assert_eq!(refused(outcome), code(sts.0, sts.1), "{then}");
    }
}

#[tokio::test]
async fn throttling_is_counted_whoever_does_it() {
    let options = Options {
        now: Some(now()),
        quota: Quotas::uniform(1.0, 2),
        faults: Faults::parse(
            r#"{"rules": [{"on": "ListInstances", "times": 1, "then": {"throttled-for": 7}}]}"#,
        )
        .unwrap(),
        ..Options::default()
    };
    let site = site_with(options, "us-west-2").await;
    let error = site.connect.list_instances().send().await.unwrap_err();
    assert_eq!(
        error.raw_response().unwrap().headers().get("retry-after"),
        Some("7")
    );
    assert_eq!(site.server.throttled(), 1);
    for _ in 0..2 {
        site.connect.list_instances().send().await.unwrap();
    }
    assert_eq!(site.server.throttled(), 1);
    let outcome = site.connect.list_instances().send().await;
    assert_eq!(refused(outcome), code("ThrottlingException", 429));
    assert_eq!(site.server.throttled(), 2);
    assert_eq!(site.server.calls()["ListInstances"], 4);
}

#[tokio::test]
async fn a_fault_holds_for_its_calls_only() {
    let site = faulty(
        r#"[{"on": "ListInstances", "from": 2, "times": 1, "then": {"status": 500}},
            {"on": "ListIntegrationAssociations", "only": "nowhere", "then": "denied"}]"#,
    )
    .await;
    site.connect.list_instances().send().await.unwrap();
    let outcome = site.connect.list_instances().send().await;
    assert_eq!(refused(outcome), code("InternalServiceException", 500));
    // The third call is fine, and so is an instance that the second rule does not name.
    let place = site.place().await;
    assert!(!place.domain.is_empty());
    let outcome = site
        .connect
        .list_integration_associations()
        .instance_id("nowhere")
        .send()
        .await;
    assert_eq!(refused(outcome), code("AccessDeniedException", 403));
}

#[tokio::test]
async fn an_instance_of_another_region_is_not_found_and_not_listed() {
    let healthy = super::site().await;
    let place = healthy.place().await;
    let site = faulty(r#"[{"on": "*", "then": "elsewhere"}]"#).await;
    let instances = site.connect.list_instances().send().await.unwrap();
    assert!(instances.instance_summary_list().is_empty());
    let outcome = site
        .connect
        .list_integration_associations()
        .instance_id(&place.instance)
        .send()
        .await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
    let outcome = site
        .cases
        .search_cases()
        .domain_id(&place.domain)
        .send()
        .await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
    assert!(
        site.cases
            .list_domains()
            .send()
            .await
            .unwrap()
            .domains()
            .is_empty()
    );
    site.sts.get_caller_identity().send().await.unwrap();
}

#[tokio::test]
async fn a_clock_that_is_off_refuses_signatures_and_says_its_time() {
    for (skew, sentence) in [
        (
            3600,
            "Signature expired: 20260504T093000Z is now earlier than 20260504T102500Z (20260504T103000Z - 5 min.)",
        ),
        (
            -3600,
            "Signature not yet current: 20260504T093000Z is still later than 20260504T083500Z (20260504T083000Z + 5 min.)",
        ),
    ] {
        let site = faulty(&format!(r#"[{{"on": "*", "then": {{"skew": {skew}}}}}]"#)).await;
        let signed = super::raw::authorization("20260504/us-west-2/connect/aws4_request");
        let headers = [
            ("authorization", signed.as_str()),
            ("x-amz-date", super::raw::DATE),
        ];
        let reply = ask(&site.server, "GET", "/instance", &headers, "").await;
        assert_eq!(reply.status, 403);
        assert_eq!(
            reply.headers["x-amzn-errortype"],
            "InvalidSignatureException"
        );
        assert!(reply.text().contains(sentence), "{}", reply.text());
        let date = if skew > 0 { "10:30:00" } else { "08:30:00" };
        assert_eq!(
            reply.headers["date"],
            format!("Mon, 04 May 2026 {date} GMT")
        );
    }
    // What is off by less than five minutes is let through.
    let site = faulty(r#"[{"on": "*", "then": {"skew": 240}}]"#).await;
    site.connect.list_instances().send().await.unwrap();
}
