//! The users of an instance: found by name, and the caller among them.

use aws_sdk_connect::operation::search_users::builders::SearchUsersFluentBuilder;
use aws_sdk_connect::types::{StringComparisonType, StringCondition, UserSearchCriteria};

use super::{Place, Site, code, refused, site};

fn named(field: &str, value: &str, how: StringComparisonType) -> UserSearchCriteria {
    let condition = StringCondition::builder()
        .field_name(field)
        .value(value)
        .comparison_type(how)
        .build();
    UserSearchCriteria::builder()
        .string_condition(condition)
        .build()
}

fn search(site: &Site, place: &Place) -> SearchUsersFluentBuilder {
    site.connect.search_users().instance_id(&place.instance)
}

/// The names that criteria find.
async fn found(site: &Site, place: &Place, criteria: UserSearchCriteria) -> Vec<String> {
    let answer = search(site, place).search_criteria(criteria).send().await;
    let answer = answer.unwrap();
    let users = answer.users().iter();
    users
        .map(|user| user.username().unwrap().to_owned())
        .collect()
}

/// The ARN of the user whose name the caller's session bears.
pub(super) async fn caller(site: &Site, place: &Place) -> String {
    let identity = site.sts.get_caller_identity().send().await.unwrap();
    let session = identity.arn().unwrap().rsplit_once('/').unwrap().1;
    let criteria = named("Username", session, StringComparisonType::Exact);
    let answer = search(site, place)
        .search_criteria(criteria)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.users().len(), 1, "{session}");
    assert_eq!(answer.next_token(), None);
    let user = &answer.users()[0];
    assert!(user.arn().unwrap().ends_with(user.id().unwrap()));
    user.arn().unwrap().to_owned()
}

#[tokio::test]
async fn the_caller_is_a_user_of_every_instance() {
    let site = site().await;
    for alias in ["acme-support", "acme-claims"] {
        let place = site.place_of(alias).await;
        let arn = caller(&site, &place).await;
        assert!(
            arn.starts_with(&format!("{}/agent/", place.instance_arn)),
            "{arn}"
        );
    }
    let place = site.place().await;
    assert_eq!(
        caller(&site, &place).await,
        super::cases::assigned_user(&site, &place).await
    );
}

#[tokio::test]
async fn users_are_found_by_name() {
    use StringComparisonType as How;
    let site = site().await;
    let place = site.place().await;
    for (field, value, how, names) in [
        ("Username", "m.ito", How::Exact, &["m.ito"][..]),
        ("Username", "M.Ito", How::Exact, &["m.ito"]),
        ("Username", "m.it", How::Exact, &[]),
        ("Username", "m.it", How::StartsWith, &["m.ito"]),
        ("LastName", "ruiz", How::Contains, &["j.ruiz"]),
        (
            "FirstName",
            "e",
            How::Contains,
            &["m.ito", "s.okafor", "l.novak", "j.ruiz"],
        ),
    ] {
        assert_eq!(
            found(&site, &place, named(field, value, how)).await,
            names,
            "{field} {value}"
        );
    }
    let either = UserSearchCriteria::builder()
        .or_conditions(named("Username", "m.ito", How::Exact))
        .or_conditions(named("Username", "l.novak", How::Exact))
        .build();
    assert_eq!(found(&site, &place, either).await, ["m.ito", "l.novak"]);
    let neither = UserSearchCriteria::builder()
        .and_conditions(named("Username", "m.ito", How::Exact))
        .and_conditions(named("Username", "l.novak", How::Exact))
        .build();
    assert!(found(&site, &place, neither).await.is_empty());
}

#[tokio::test]
async fn users_come_page_by_page_and_bad_questions_are_refused() {
    let site = site().await;
    let place = site.place().await;
    let mut pages = search(&site, &place).max_results(2).into_paginator().send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(page.approximate_total_count(), Some(5));
        sizes.push(page.users().len());
    }
    assert_eq!(sizes, [2, 2, 1]);
    let odd = named("Shoe size", "44", StringComparisonType::Exact);
    let outcome = search(&site, &place).search_criteria(odd).send().await;
    assert_eq!(refused(outcome), code("InvalidParameterException", 400));
    let outcome = search(&site, &place).max_results(101).send().await;
    assert_eq!(refused(outcome), code("InvalidRequestException", 400));
    let outcome = site
        .connect
        .search_users()
        .instance_id("nobody")
        .send()
        .await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
}
