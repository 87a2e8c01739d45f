//! Domains, fields and cases: searching, filtering, sorting, paging, and what is refused.

use std::collections::BTreeSet;

use aws_sdk_connectcases::types::{
    CaseFilter, FieldFilter, FieldIdentifier, FieldValue, FieldValueUnion, Order,
    SearchCasesResponseItem, Sort,
};

use super::{Place, Site, code, refused, site};

fn field(id: &str) -> FieldIdentifier {
    FieldIdentifier::builder().id(id).build().unwrap()
}

pub(super) fn value(id: &str, value: FieldValueUnion) -> FieldValue {
    FieldValue::builder().id(id).value(value).build().unwrap()
}

pub(super) fn text(id: &str, own: &str) -> FieldValue {
    value(id, FieldValueUnion::StringValue(own.to_owned()))
}

fn sort(id: &str, order: Order) -> Sort {
    Sort::builder()
        .field_id(id)
        .sort_order(order)
        .build()
        .unwrap()
}

fn string(fields: &[FieldValue], id: &str) -> String {
    let found = fields
        .iter()
        .find(|own| own.id() == id)
        .and_then(FieldValue::value);
    match found {
        Some(FieldValueUnion::StringValue(own)) => own.clone(),
        other => panic!("{id}: {other:?}"),
    }
}

pub(super) async fn by_reference(
    site: &Site,
    place: &Place,
    reference: &str,
) -> Vec<SearchCasesResponseItem> {
    filtered(
        site,
        place,
        FieldFilter::EqualTo(text("reference_number", reference)),
    )
    .await
}

pub(super) async fn filtered(
    site: &Site,
    place: &Place,
    filter: FieldFilter,
) -> Vec<SearchCasesResponseItem> {
    let found = site
        .cases
        .search_cases()
        .domain_id(&place.domain)
        .filter(CaseFilter::Field(filter))
        .set_fields(Some(vec![
            field("title"),
            field("status"),
            field("last_updated_datetime"),
        ]))
        .send()
        .await
        .unwrap();
    found.cases().iter().flatten().cloned().collect()
}

pub(super) async fn assigned_user(site: &Site, place: &Place) -> String {
    let answer = site
        .cases
        .get_case()
        .domain_id(&place.domain)
        .case_id(site.case(place, "100001").await)
        .fields(field("assigned_user"))
        .send()
        .await
        .unwrap();
    match answer.fields()[0].value() {
        Some(FieldValueUnion::UserArnValue(arn)) => arn.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn domains_and_fields_are_listed() {
    let site = site().await;
    let place = site.place().await;
    let domains = site.cases.list_domains().send().await.unwrap();
    assert_eq!(domains.domains().len(), 2);
    assert_eq!(domains.domains()[0].domain_arn(), place.domain_arn);
    let domain = site
        .cases
        .get_domain()
        .domain_id(&place.domain)
        .send()
        .await
        .unwrap();
    assert_eq!(domain.name(), "acme-support-cases");
    let mut pages = site
        .cases
        .list_fields()
        .domain_id(&place.domain)
        .max_results(7)
        .into_paginator()
        .send();
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        ids.extend(
            page.unwrap()
                .fields()
                .iter()
                .map(|own| own.field_id().to_owned()),
        );
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert_eq!(ids.len(), 16);
    let outcome = site.cases.get_domain().domain_id("nowhere").send().await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
}

#[tokio::test]
async fn every_case_comes_once_last_updated_first() {
    let site = site().await;
    let place = site.place().await;
    let mut pages = site
        .cases
        .search_cases()
        .domain_id(&place.domain)
        .max_results(20)
        .sorts(sort("last_updated_datetime", Order::Descending))
        .fields(field("title"))
        .fields(field("last_updated_datetime"))
        .into_paginator()
        .send();
    let (mut ids, mut times, mut titles, mut sizes) =
        (BTreeSet::new(), Vec::new(), Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(page.total_count(), 49);
        sizes.push(page.cases().len());
        for case in page.cases().iter().flatten() {
            assert!(
                ids.insert(case.case_id().to_owned()),
                "twice: {}",
                case.case_id()
            );
            let fields = case.fields();
            times.push(string(fields, "last_updated_datetime"));
            titles.extend(
                fields
                    .iter()
                    .any(|own| own.id() == "title")
                    .then(|| string(fields, "title")),
            );
        }
    }
    assert_eq!(sizes, [20, 20, 9]);
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]), "{times:?}");
    assert_eq!(titles[0], "Screen arrived cracked");
    assert_eq!(titles.len(), 48, "one case has no title, and only it");
}

#[tokio::test]
async fn only_the_fields_asked_for_come_back() {
    let site = site().await;
    let place = site.place().await;
    let found = by_reference(&site, &place, "100001").await;
    let ids: Vec<&str> = found[0].fields().iter().map(FieldValue::id).collect();
    assert_eq!(ids, ["title", "status", "last_updated_datetime"]);
    let bare = site
        .cases
        .search_cases()
        .domain_id(&place.domain)
        .send()
        .await
        .unwrap();
    assert!(
        bare.cases()
            .iter()
            .flatten()
            .all(|case| case.fields().is_empty())
    );
}

#[tokio::test]
async fn a_number_may_name_two_cases_and_one_that_is_none_names_none() {
    let site = site().await;
    let place = site.place().await;
    assert_eq!(by_reference(&site, &place, "10000188").await.len(), 2);
    assert_eq!(by_reference(&site, &place, "3CWPF7R2N").await.len(), 1);
    assert_eq!(by_reference(&site, &place, "99999999").await.len(), 0);
}

#[tokio::test]
async fn words_find_cases_whatever_their_letters() {
    let site = site().await;
    let place = site.place().await;
    let count = async |term: &str| {
        let found = site
            .cases
            .search_cases()
            .domain_id(&place.domain)
            .search_term(term)
            .send()
            .await
            .unwrap();
        found.cases().len()
    };
    assert_eq!(count("CRACKED screen").await, 1);
    assert_eq!(count("cracked nonsense").await, 0);
    assert_eq!(count("").await, 49);
}

#[tokio::test]
async fn a_search_out_of_bounds_is_refused() {
    let site = site().await;
    let place = site.place().await;
    let ask = || site.cases.search_cases().domain_id(&place.domain);
    let title = || sort("title", Order::Ascending);
    for search in [
        ask().max_results(0),
        ask().max_results(101),
        ask().search_term("x".repeat(256)),
        ask().set_fields(Some((0..26).map(|_| field("title")).collect())),
        ask().fields(field("no_such_field")),
        ask().set_sorts(Some(vec![title(), title(), title()])),
        ask().sorts(sort("no_such_field", Order::Ascending)),
        ask().next_token("tomorrow"),
    ] {
        let told = format!("{search:?}");
        assert_eq!(
            refused(search.send().await),
            code("ValidationException", 400),
            "{told}"
        );
    }
    let outcome = site.cases.search_cases().domain_id("nowhere").send().await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
    let all = ask().search_term("x".repeat(255)).max_results(100);
    assert!(all.fields(field("title")).send().await.is_ok());
}

#[tokio::test]
async fn a_page_token_dies_after_a_day() {
    let site = site().await;
    let place = site.place().await;
    let ask = || {
        site.cases
            .search_cases()
            .domain_id(&place.domain)
            .max_results(10)
    };
    let first = ask().send().await.unwrap();
    let token = first.next_token().unwrap();
    assert!(ask().next_token(token).send().await.is_ok());
    let other = ask().search_term("screen").next_token(token).send().await;
    assert_eq!(refused(other), code("ValidationException", 400));
    site.server
        .clock()
        .advance(jiff::SignedDuration::from_hours(25));
    assert_eq!(
        refused(ask().next_token(token).send().await),
        code("InvalidToken", 400)
    );
}

#[tokio::test]
async fn one_case_is_told_by_its_id() {
    let site = site().await;
    let place = site.place().await;
    let case = site.case(&place, "100001").await;
    let ask = |domain: &str, case: &str| site.cases.get_case().domain_id(domain).case_id(case);
    let answer = ask(&place.domain, &case)
        .fields(field("reference_number"))
        .fields(field("last_closed_datetime"))
        .send()
        .await
        .unwrap();
    let fields = answer.fields();
    assert_eq!(string(fields, "reference_number"), "100001");
    assert!(matches!(
        fields[1].value(),
        Some(FieldValueUnion::EmptyValue(_))
    ));
    let bare = ask(&place.domain, &case)
        .set_fields(Some(Vec::new()))
        .send()
        .await;
    assert_eq!(refused(bare), code("ValidationException", 400));
    let foreign = site.place_of("acme-claims").await;
    for (domain, case) in [(&place.domain, "nobody"), (&foreign.domain, case.as_str())] {
        let outcome = ask(domain, case).fields(field("title")).send().await;
        assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
    }
}
