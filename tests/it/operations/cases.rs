//! Cases: listed in order, and found by every name that people give them.

use std::collections::BTreeSet;

use attache::domain::{Arn, CaseName, CaseQuery, FailureKind, InstanceName, PageToken};
use attache::operations::{Agent, cases, find_cases, find_cases_page, find_instance};

use serde_json::json;

use super::{Site, case_in_world, silent, support};
use crate::aws::{Canned, Seen, json as answer};

#[tokio::test]
async fn each_case_comes_once_the_last_changed_first() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let (mut all, mut page) = (Vec::new(), None);
    loop {
        let listed = cases(
            &site.aws,
            &Agent::default(),
            &instance,
            &CaseQuery::default(),
            page,
        )
        .await
        .unwrap();
        all.extend(listed.items);
        page = listed.next;
        if page.is_none() {
            break;
        }
    }
    let told: BTreeSet<&str> = all.iter().map(|case| case.id.raw()).collect();
    assert_eq!(told.len(), all.len());
    let world = support();
    let known = world["cases"].as_array().unwrap();
    let known: BTreeSet<&str> = known.iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert_eq!(told, known);
    assert!(
        all.windows(2)
            .all(|pair| pair[0].updated >= pair[1].updated)
    );
    assert!(
        all.iter()
            .all(|case| case.updated.is_some() && case.reference.is_some())
    );
}

#[tokio::test]
async fn words_are_searched_for() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let query = CaseQuery {
        term: Some("cracked".into()),
        ..CaseQuery::default()
    };
    let page = cases(&site.aws, &Agent::default(), &instance, &query, None)
        .await
        .unwrap();
    assert!(
        page.items
            .iter()
            .any(|case| case.label().contains("Screen arrived cracked"))
    );
    assert!(page.items.len() < 49);
}

#[tokio::test]
async fn a_case_is_found_by_arn_id_address_and_number() {
    let site = Site::start().await;
    let (_, domain, case) = site.case("100001").await;
    let id = case_in_world("100001")["id"].as_str().unwrap().to_owned();
    let names = [
        format!("{domain}/case/{id}"),
        id.clone(),
        format!("https://acme-support.my.connect.aws/cases/case-detail/{id}"),
    ];
    for name in names {
        let name = CaseName::parse(&name).unwrap();
        let found = find_cases(&site.aws, &domain, &name, &mut silent)
            .await
            .unwrap();
        assert_eq!(found.as_slice(), std::slice::from_ref(&case), "{name:?}");
    }
}

#[tokio::test]
async fn a_number_is_found_in_any_case_with_one_request() {
    let site = Site::start().await;
    let (_, domain, case) = site.case("3CWPF7R2N").await;
    let before = site.calls("SearchCases");
    let name = CaseName::parse("3cwpf7r2n").unwrap();
    let found = find_cases(&site.aws, &domain, &name, &mut silent)
        .await
        .unwrap();
    assert_eq!(found, [case]);
    assert_eq!(site.calls("SearchCases") - before, 1);
}

#[tokio::test]
async fn a_number_of_two_cases_finds_both() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let name = CaseName::parse("10000188").unwrap();
    let found = find_cases(
        &site.aws,
        instance.domain_arn().unwrap(),
        &name,
        &mut silent,
    )
    .await
    .unwrap();
    assert_eq!(found.len(), 2);
    assert_ne!(found[0].id, found[1].id);
}

#[tokio::test]
async fn words_that_are_no_number_are_searched_for_and_may_find_nothing() {
    let site = Site::start().await;
    let instance = site.instance("acme-support").await;
    let domain = instance.domain_arn().unwrap();
    let found = find_cases(
        &site.aws,
        domain,
        &CaseName::parse("lawsuit").unwrap(),
        &mut silent,
    )
    .await
    .unwrap();
    assert!(found.iter().any(|case| case.label().contains("10000142")));
    let nothing = CaseName::parse("no such words anywhere").unwrap();
    let found = find_cases(&site.aws, domain, &nothing, &mut silent)
        .await
        .unwrap();
    assert_eq!(found, []);
}

#[tokio::test]
async fn what_cannot_be_a_case_here_is_told() {
    let site = Site::start().await;
    let (_, domain, case) = site.case("100001").await;
    let claims = site.instance("acme-claims").await;
    let other = claims.domain_arn().unwrap();
    let failure = find_cases(
        &site.aws,
        other,
        &CaseName::Arn(case.arn.clone()),
        &mut silent,
    )
    .await
    .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Usage);
    assert!(failure.why.raw().contains(domain.raw()) && failure.why.raw().contains(other.raw()));
    let unknown = CaseName::parse("00000000-0000-4000-8000-000000000000").unwrap();
    let failure = find_cases(&site.aws, &domain, &unknown, &mut silent)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotFound, "{failure}");
    let long = CaseName::Words("x".repeat(256).into());
    let failure = find_cases(&site.aws, &domain, &long, &mut silent)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Usage);
}

#[tokio::test]
async fn a_search_by_words_goes_on_and_a_reference_number_does_not() {
    let by_reference = |seen: &Seen| !seen.body["filter"].is_null();
    let server = Canned::start(move |seen| {
        let is_known = seen.body.to_string().contains("KNOWN");
        if by_reference(seen) && !is_known {
            return answer(&json!({ "cases": [] }));
        }
        answer(&json!({ "cases": [{ "caseId": "c", "fields": [] }], "nextToken": "more" }))
    })
    .await;
    let domain = Arn::parse("arn:x:cases:eu-test-1:1:domain/d").unwrap();
    for (words, next) in [("words", Some("more")), ("KNOWN", None)] {
        let name = CaseName::parse(words).unwrap();
        let page = find_cases_page(&server.aws(), &domain, &name, &mut silent)
            .await
            .unwrap();
        assert_eq!(page.items.len(), 1);
        assert_eq!(page.next.as_ref().map(PageToken::raw), next, "{words}");
    }
}

#[tokio::test]
async fn what_comes_twice_is_no_choice_between_two() {
    let server = Canned::start(|seen| {
        if seen.path == "/instance" {
            let next = (!seen.query.contains("nextToken")).then_some("more");
            let one = json!({ "Id": "i-1", "InstanceAlias": "acme" });
            return answer(&json!({ "InstanceSummaryList": [one, one], "NextToken": next }));
        }
        if seen.path.contains("integration-associations") {
            return answer(&json!({ "IntegrationAssociationSummaryList": [
                { "IntegrationArn": "arn:x:cases:eu-test-1:1:domain/d" } ] }));
        }
        let case = json!({ "caseId": "c", "fields": [] });
        answer(&json!({ "cases": [case, null, case] }))
    })
    .await;
    let aws = server.aws();
    let alias = InstanceName::parse("ac").unwrap();
    for name in [None, Some(&alias)] {
        let found = find_instance(&aws, name, None, &mut silent).await.unwrap();
        assert_eq!(found.id.raw(), "i-1");
        let number = CaseName::parse("100001").unwrap();
        let domain = found.domain_arn().unwrap();
        let cases = find_cases(&aws, domain, &number, &mut silent).await;
        assert_eq!(cases.unwrap().len(), 1);
    }
}
