//! Filters of a case search: comparisons by kind of value, and how they combine.

use std::collections::BTreeSet;

use aws_sdk_connectcases::types::{CaseFilter, EmptyFieldValue, FieldFilter, FieldValueUnion};

use super::cases::{assigned_user, filtered, text, value};
use super::{code, refused, site};

#[tokio::test]
async fn filters_choose_by_value() {
    let site = site().await;
    let place = site.place().await;
    let open = filtered(&site, &place, FieldFilter::EqualTo(text("status", "open")))
        .await
        .len();
    let closed = filtered(
        &site,
        &place,
        FieldFilter::EqualTo(text("status", "closed")),
    )
    .await
    .len();
    assert!(open > 0 && closed > 0);
    assert_eq!(open + closed, 49);
    let recent =
        FieldFilter::GreaterThanOrEqualTo(text("last_updated_datetime", "2026-05-03T23:00:00Z"));
    assert_eq!(filtered(&site, &place, recent).await.len(), 1);
    let older = FieldFilter::LessThan(text("last_updated_datetime", "2026-05-03T23:00:00Z"));
    assert_eq!(filtered(&site, &place, older).await.len(), 48);
    let part = FieldFilter::Contains(text("title", "ARRIVED"));
    assert_eq!(filtered(&site, &place, part).await.len(), 2);
    let user = FieldValueUnion::UserArnValue(assigned_user(&site, &place).await);
    let mine = filtered(
        &site,
        &place,
        FieldFilter::EqualTo(value("assigned_user", user)),
    )
    .await
    .len();
    assert!((1..49).contains(&mine));
    let nobody = FieldFilter::EqualTo(value("assigned_user", empty()));
    assert_eq!(filtered(&site, &place, nobody).await.len(), 1);
}

fn empty() -> FieldValueUnion {
    FieldValueUnion::EmptyValue(EmptyFieldValue::builder().build())
}

#[tokio::test]
async fn numbers_and_flags_are_compared_as_such() {
    let site = site().await;
    let place = site.place().await;
    let fields = site
        .cases
        .list_fields()
        .domain_id(&place.domain)
        .send()
        .await
        .unwrap();
    let id = |name: &str| {
        let own = fields.fields().iter().find(|own| own.name() == name);
        own.unwrap().field_id().to_owned()
    };
    let number = |own| value(&id("Order value"), FieldValueUnion::DoubleValue(own));
    // As text, "48210" would come before "500".
    assert_eq!(
        filtered(&site, &place, FieldFilter::GreaterThan(number(500.0)))
            .await
            .len(),
        1
    );
    assert_eq!(
        filtered(&site, &place, FieldFilter::LessThanOrEqualTo(number(373.8)))
            .await
            .len(),
        1
    );
    let sent = value(
        &id("Replacement sent"),
        FieldValueUnion::BooleanValue(false),
    );
    assert_eq!(
        filtered(&site, &place, FieldFilter::EqualTo(sent))
            .await
            .len(),
        1
    );
}

#[tokio::test]
async fn open_cases_of_mine_are_found_as_the_program_asks() {
    let site = site().await;
    let place = site.place().await;
    let me = FieldValueUnion::UserArnValue(super::users::caller(&site, &place).await);
    let mine = || CaseFilter::Field(FieldFilter::EqualTo(value("assigned_user", me.clone())));
    let closed = || CaseFilter::Field(FieldFilter::EqualTo(text("status", "closed")));
    let open = || CaseFilter::Not(Box::new(closed()));
    let ids = async |filter: CaseFilter| {
        let found = site
            .cases
            .search_cases()
            .domain_id(&place.domain)
            .filter(filter);
        let found = found.send().await.unwrap();
        let ids = found
            .cases()
            .iter()
            .flatten()
            .map(|case| case.case_id().to_owned());
        ids.collect::<BTreeSet<_>>()
    };
    let (all, done, left) = (ids(mine()).await, ids(closed()).await, ids(open()).await);
    assert_eq!(done.len() + left.len(), 49);
    let both = ids(CaseFilter::AndAll(vec![mine(), open()])).await;
    let mine_closed = ids(CaseFilter::AndAll(vec![mine(), closed()])).await;
    assert!(
        both.len() >= 3 && mine_closed.len() >= 2,
        "there is something to see of both kinds"
    );
    assert_eq!(both, all.intersection(&left).cloned().collect());
    assert_eq!(mine_closed, all.intersection(&done).cloned().collect());
    let either = ids(CaseFilter::OrAll(vec![mine(), closed()])).await;
    assert_eq!(either, all.union(&done).cloned().collect());
    assert!(both.len() < all.len() && all.len() < 49);
}

#[tokio::test]
async fn filters_combine() {
    let site = site().await;
    let place = site.place().await;
    let is = |id: &str, own: &str| CaseFilter::Field(FieldFilter::EqualTo(text(id, own)));
    let count = async |filter: CaseFilter| {
        let found = site
            .cases
            .search_cases()
            .domain_id(&place.domain)
            .filter(filter)
            .send()
            .await;
        found.map(|found| found.cases().len())
    };
    let twins = || is("reference_number", "10000188");
    assert_eq!(
        count(CaseFilter::AndAll(vec![twins(), is("status", "open")]))
            .await
            .unwrap(),
        1
    );
    let either = CaseFilter::OrAll(vec![twins(), is("reference_number", "100001")]);
    assert_eq!(count(either).await.unwrap(), 3);
    assert_eq!(count(CaseFilter::Not(Box::new(twins()))).await.unwrap(), 47);
    let eleven = CaseFilter::OrAll((0..11).map(|_| twins()).collect());
    assert_eq!(
        refused(count(eleven).await),
        code("ValidationException", 400)
    );
    let unknown = CaseFilter::Not(Box::new(is("no_such_field", "x")));
    assert_eq!(
        refused(count(unknown).await),
        code("ValidationException", 400)
    );
}
