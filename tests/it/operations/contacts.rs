//! Contacts that are named instead of a case.

use std::sync::Arc;

use attache::domain::{
    Contact, ContactChannel, ContactName, FailureKind, FileQuery, Instance, InstanceName, Source,
    Subject,
};
use attache::operations::find_contact;
use serde_json::{Value, json};

use super::{Site, file_ids, sorted, support, told};
use crate::aws::{Answer, json as answer};

/// A contact of the sample world that may be read and has files.
fn contact() -> Value {
    let world = support();
    let contacts = world["contacts"].as_array().unwrap();
    let readable = |contact: &&Value| contact["denied"] != true && !file_ids(contact).is_empty();
    contacts.iter().find(readable).unwrap().clone()
}

fn arn() -> String {
    let (world, contact) = (support(), contact());
    let (instance, id) = (
        world["id"].as_str().unwrap(),
        contact["id"].as_str().unwrap(),
    );
    format!("arn:aws:connect:us-west-2:482100000000:instance/{instance}/contact/{id}")
}

#[tokio::test]
async fn an_arn_names_the_instance_and_needs_no_domain() {
    let site = Site::start().await;
    let denied = [
        "ListInstances",
        "ListIntegrationAssociations",
        "ListDomains",
        "SearchCases",
    ];
    let aws = site.without(Box::leak(Box::new(denied))).await;
    let name = ContactName::parse(&arn()).unwrap();
    let (instance, found) = find_contact(&aws, None, &name).await.unwrap();
    assert_eq!(found.arn.raw(), arn());
    let channel = contact()["channel"].as_str().unwrap().to_owned();
    assert_eq!(found.channel, ContactChannel::from_service(&channel));
    assert_eq!(
        instance.arn.as_ref().unwrap().raw(),
        arn().split("/contact/").next().unwrap()
    );
    let query = FileQuery::all(Subject::Contact(found.clone()));
    let told = told(&aws, &instance, &query).await.unwrap();
    let (notes, mut ids, problems) = sorted(&told);
    assert_eq!((notes.len(), problems.len()), (0, 0));
    ids.sort_unstable();
    let mut known = file_ids(&contact());
    known.sort();
    assert_eq!(ids, known);
    for part in &told {
        let attache::operations::Found::Files(files) = part else {
            panic!("{part:?}");
        };
        assert!(
            files
                .iter()
                .all(|file| file.source == Source::Contact(Arc::new(found.clone())))
        );
        assert!(files.iter().all(|file| file.key.resource == found.arn));
    }
}

async fn by_id(aws: &attache::aws::Aws, instance: Option<&str>) -> (Instance, Contact) {
    let instance = instance.map(|name| InstanceName::parse(name).unwrap());
    let name = ContactName::parse(contact()["id"].as_str().unwrap()).unwrap();
    find_contact(aws, instance.as_ref(), &name).await.unwrap()
}

#[tokio::test]
async fn an_id_gets_its_arn_from_the_service_whatever_is_allowed() {
    let site = Site::start().await;
    let world = support();
    let id = world["id"].as_str().unwrap();
    let (_, found) = by_id(&site.aws, Some("acme-support")).await;
    assert_eq!(found.arn.raw(), arn());
    let (_, found) = by_id(&site.aws, Some(id)).await;
    assert_eq!(found.arn.raw(), arn(), "from the list");
    let aws = site.without(&["ListInstances"]).await;
    let (_, found) = by_id(&aws, Some(id)).await;
    assert_eq!(found.arn.raw(), arn(), "from the domain");
    let aws = site
        .without(&["ListInstances", "ListIntegrationAssociations"])
        .await;
    let (_, found) = by_id(&aws, Some(id)).await;
    assert_eq!(found.arn.raw(), arn(), "from the caller");
    let aws = site.without(&["DescribeContact"]).await;
    let (_, found) = by_id(&aws, Some("acme-support")).await;
    assert_eq!(found.channel, ContactChannel::Unknown);
}

#[tokio::test]
async fn the_partition_is_the_services_own() {
    let site = Site::start().await;
    let world = support();
    let id = world["id"].as_str().unwrap();
    let (aws, _gate) = site
        .behind(|seen| match seen.operation() {
            "ListInstances" => Some(Answer::denied("ListInstances")),
            "ListIntegrationAssociations" => Some(answer(&json!({
                "IntegrationAssociationSummaryList": [
                    { "IntegrationArn": "arn:aws-us-gov:cases:us-west-2:77:domain/d" } ] }))),
            _ => None,
        })
        .await;
    let (_, found) = by_id(&aws, Some(id)).await;
    assert!(
        found
            .arn
            .raw()
            .starts_with("arn:aws-us-gov:connect:us-west-2:77:instance/")
    );
}

#[tokio::test]
async fn without_an_instance_the_only_one_is_meant() {
    let site = Site::start().await;
    let name = ContactName::parse(contact()["id"].as_str().unwrap()).unwrap();
    let failure = find_contact(&site.aws, None, &name).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotFound);
    let hint = failure.hint.unwrap();
    assert!(
        hint.raw().contains("acme-sandbox"),
        "no domain is needed: {hint}"
    );
    let instance = arn().split("/contact/").next().unwrap().to_owned();
    let id = support()["id"].as_str().unwrap().to_owned();
    let (aws, _gate) = site
        .behind(move |seen| {
            let only = json!({ "InstanceSummaryList": [{ "Id": id, "Arn": instance }] });
            (seen.operation() == "ListInstances").then(|| answer(&only))
        })
        .await;
    let (_, found) = by_id(&aws, None).await;
    assert_eq!(found.arn.raw(), arn());
}

#[tokio::test]
async fn contradictions_are_told() {
    let site = Site::start().await;
    let table = [
        (
            arn().replace("us-west-2", "eu-west-2"),
            None,
            "--region eu-west-2",
        ),
        (
            arn(),
            Some("00000000-0000-4000-8000-000000000000"),
            "Leave --instance out",
        ),
    ];
    for (name, instance, hint) in table {
        let instance = instance.map(|name| InstanceName::parse(name).unwrap());
        let name = ContactName::parse(&name).unwrap();
        let found = find_contact(&site.aws, instance.as_ref(), &name).await;
        let failure = found.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Usage);
        assert!(failure.hint.unwrap().raw().contains(hint));
    }
    assert!(site.server.calls().is_empty());
    let nowhere = InstanceName::parse("00000000-0000-4000-8000-000000000000").unwrap();
    let name = ContactName::parse("some-id").unwrap();
    let failure = find_contact(&site.aws, Some(&nowhere), &name)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotFound);
}

#[tokio::test]
async fn references_that_may_not_be_listed_are_the_failure_with_the_way_out() {
    let site = Site::start().await;
    let aws = site.without(&["ListContactReferences"]).await;
    let name = ContactName::parse(&arn()).unwrap();
    let (instance, found) = find_contact(&aws, None, &name).await.unwrap();
    let mut query = FileQuery::all(Subject::Contact(found));
    let failure = told(&aws, &instance, &query).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    assert!(failure.hint.unwrap().raw().contains("--file-id"));
    let known = file_ids(&contact());
    query.ids = known
        .iter()
        .map(|id| attache::domain::FileId::new(id))
        .collect();
    let told = told(&aws, &instance, &query).await.unwrap();
    assert_eq!(sorted(&told).1, known);
}

#[tokio::test]
async fn only_a_channel_that_may_not_be_known_is_done_without() {
    let site = Site::start().await;
    let name = ContactName::parse(&arn()).unwrap();
    let refusals = [
        (Answer::denied("DescribeContact"), None),
        (
            Answer::refusal(403, "ExpiredTokenException", "expired"),
            Some(FailureKind::Credentials),
        ),
    ];
    for (refusal, kind) in refusals {
        let (aws, _gate) = site
            .behind(move |seen| (seen.operation() == "DescribeContact").then(|| refusal.clone()))
            .await;
        let found = find_contact(&aws, None, &name).await;
        assert_eq!(found.err().map(|failure| failure.kind), kind);
    }
}
