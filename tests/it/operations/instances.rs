//! Instances: paged, and found by every name that people give them.

use attache::domain::{FailureKind, InstanceName};
use attache::operations::{find_instance, instances};

use super::{Site, silent, support};

#[tokio::test]
async fn the_list_holds_each_instance_once() {
    let site = Site::start().await;
    let page = instances(&site.aws, None).await.unwrap();
    let labels: Vec<&str> = page.items.iter().map(|i| i.label().as_str()).collect();
    assert_eq!(labels.len(), 3);
    for alias in ["acme-support", "acme-claims", "acme-sandbox"] {
        assert!(labels.contains(&alias), "{alias} in {labels:?}");
    }
    assert_eq!(page.next, None);
}

#[tokio::test]
async fn an_id_and_an_arn_need_no_list() {
    let site = Site::start().await;
    let id = support()["id"].as_str().unwrap().to_owned();
    let arn = format!("arn:aws:connect:us-west-2:482100000000:instance/{id}");
    let by_id = site.instance(&id).await;
    let by_arn = site.instance(&arn).await;
    assert_eq!(by_id.id, by_arn.id);
    assert!(by_id.domain_arn().is_some());
    assert_eq!(by_arn.arn.unwrap().raw(), arn);
    assert_eq!(site.calls("ListInstances"), 0);
}

#[tokio::test]
async fn an_alias_may_be_shortened_while_it_is_clear() {
    let site = Site::start().await;
    for name in ["acme-support", "ACME-Support", "acme-su"] {
        assert_eq!(site.instance(name).await.label().raw(), "acme-support");
    }
}

#[tokio::test]
async fn an_unclear_or_unknown_alias_lists_what_there_is() {
    let site = Site::start().await;
    for (name, offered) in [
        ("acme-s", vec!["acme-sandbox", "acme-support"]),
        ("zzz", vec!["acme-claims", "acme-sandbox", "acme-support"]),
    ] {
        let name = InstanceName::parse(name).unwrap();
        let failure = find_instance(&site.aws, Some(&name), None, &mut silent)
            .await
            .unwrap_err();
        assert_eq!(failure.kind, FailureKind::NotFound);
        let hint = failure.hint.unwrap();
        for alias in ["acme-claims", "acme-sandbox", "acme-support"] {
            assert_eq!(
                hint.raw().contains(alias),
                offered.contains(&alias),
                "{hint}"
            );
        }
    }
}

#[tokio::test]
async fn the_domain_of_a_case_leads_to_its_instance() {
    let site = Site::start().await;
    let claims = site.instance("acme-claims").await;
    let domain = claims.domain_arn().unwrap();
    let found = find_instance(&site.aws, None, Some(domain), &mut silent)
        .await
        .unwrap();
    assert_eq!(found, claims);
    let other = attache::domain::Arn::parse("arn:aws:cases:us-west-2:482100000000:domain/none");
    let failure = find_instance(&site.aws, None, Some(&other.unwrap()), &mut silent)
        .await
        .unwrap_err();
    assert!(failure.why.raw().contains("domain/none"), "{failure}");
}

#[tokio::test]
async fn without_a_name_two_instances_are_a_question() {
    let site = Site::start().await;
    let failure = find_instance(&site.aws, None, None, &mut silent)
        .await
        .unwrap_err();
    let hint = failure.hint.unwrap();
    assert!(hint.raw().contains("acme-support") && hint.raw().contains("acme-claims"));
    assert!(
        !hint.raw().contains("acme-sandbox"),
        "it has no domain: {hint}"
    );
}

#[tokio::test]
async fn an_arn_of_another_region_is_told_before_anything_is_asked() {
    let site = Site::start().await;
    let arn =
        "arn:aws:connect:eu-west-2:482100000000:instance/ea3463cb-5230-4253-a39c-5b5ffdc165b6";
    let name = InstanceName::parse(arn).unwrap();
    let failure = find_instance(&site.aws, Some(&name), None, &mut silent)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Usage);
    assert!(failure.hint.unwrap().raw().contains("--region eu-west-2"));
    assert!(site.server.calls().is_empty());
}

#[tokio::test]
async fn an_arn_of_another_account_is_told_with_both() {
    let site = Site::start().await;
    let id = support()["id"].as_str().unwrap().to_owned();
    let arn = format!("arn:aws:connect:us-west-2:111122223333:instance/{id}");
    let name = InstanceName::parse(&arn).unwrap();
    let failure = find_instance(&site.aws, Some(&name), None, &mut silent)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Usage);
    let why = failure.why.raw();
    assert!(
        why.contains("111122223333") && why.contains("482100000000"),
        "{why}"
    );
}

#[tokio::test]
async fn an_unknown_id_is_not_found() {
    let site = Site::start().await;
    let name = InstanceName::parse("00000000-0000-4000-8000-000000000000").unwrap();
    let failure = find_instance(&site.aws, Some(&name), None, &mut silent)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotFound, "{failure}");
}
