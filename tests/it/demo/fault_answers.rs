//! Faults that change answers: what the real SDK makes of them.

use std::collections::BTreeSet;

use aws_sdk_connect::types::{CreatedByInfo, FileStatusType, IntegrationType};
use aws_sdk_connectcases::types::RelatedItemContent;

use super::fault_refusals::faulty;
use super::{Place, Site};

/// The ids of a case's files in the answers about related items, as they come.
async fn related(site: &Site, place: &Place) -> Vec<String> {
    let case = site.case(place, "100001").await;
    let answer = site
        .cases
        .search_related_items()
        .domain_id(&place.domain)
        .case_id(case)
        .send()
        .await
        .unwrap();
    let items = answer.related_items().iter().flatten();
    let arns = items.filter_map(|item| match item.content() {
        Some(RelatedItemContent::File(file)) => Some(file.file_arn().to_owned()),
        _ => None,
    });
    arns.map(|arn| arn.rsplit_once('/').unwrap().1.to_owned())
        .collect()
}

async fn batch(site: &Site, place: &Place) -> Vec<aws_sdk_connect::types::AttachedFile> {
    let ids = related(site, place).await;
    let batch = site
        .connect
        .batch_get_attached_file_metadata()
        .instance_id(&place.instance)
        .associated_resource_arn(site.case_arn(place, "100001").await)
        .set_file_ids(Some(ids));
    batch.send().await.unwrap().files().to_vec()
}

#[tokio::test]
async fn unknown_words_and_kinds_are_read_as_such() {
    let site = faulty(r#"[{"on": ["BatchGetAttachedFileMetadata", "SearchRelatedItems", "ListIntegrationAssociations", "ListContactReferences"], "then": "unknown"}]"#).await;
    let instances = site.connect.list_instances().send().await.unwrap();
    let id = instances.instance_summary_list()[0].id().unwrap();
    let associations = site
        .connect
        .list_integration_associations()
        .instance_id(id)
        .send()
        .await
        .unwrap();
    let kinds: Vec<_> = associations
        .integration_association_summary_list()
        .iter()
        .filter_map(|own| own.integration_type().cloned())
        .collect();
    assert_eq!(kinds[0], IntegrationType::from("TELEPATHY_CONNECTOR"));
    assert_eq!(kinds[1], IntegrationType::CasesDomain);
    let healthy = super::site().await;
    let place = healthy.place().await;
    let files = batch(&site, &place).await;
    let (strange, known): (Vec<_>, Vec<_>) = files
        .iter()
        .partition(|file| *file.file_status() == FileStatusType::from("QUARANTINED"));
    assert!(!strange.is_empty() && !known.is_empty());
    assert!(
        strange
            .iter()
            .all(|file| file.created_by().is_none_or(CreatedByInfo::is_unknown))
    );
    let answer = site
        .cases
        .search_related_items()
        .domain_id(&place.domain)
        .case_id(site.case(&place, "100001").await)
        .send()
        .await
        .unwrap();
    let first = answer.related_items()[0].as_ref().unwrap();
    assert_eq!(first.r#type().as_str(), "Hologram");
    assert!(first.content().unwrap().is_unknown());
    let contact = "77caf163-c596-49d1-a25f-f209156f4972";
    let references = site
        .connect
        .list_contact_references()
        .instance_id(&place.instance)
        .contact_id(contact);
    let references = references
        .reference_types(aws_sdk_connect::types::ReferenceType::Attachment)
        .send()
        .await
        .unwrap();
    assert!(references.reference_summary_list()[0].is_unknown());
    assert!(references.reference_summary_list().len() > 1);
}

#[tokio::test]
async fn lists_come_shuffled_doubled_halved_or_with_nulls() {
    let healthy = super::site().await;
    let place = healthy.place().await;
    let ids = related(&healthy, &place).await;
    let all: BTreeSet<_> = ids.iter().collect();
    let told = async |then: &str| {
        let rules = format!(r#"[{{"on": "SearchRelatedItems", "then": "{then}"}}]"#);
        related(&faulty(&rules).await, &place).await
    };
    let shuffled = told("shuffle").await;
    assert_ne!(shuffled, ids);
    assert_eq!(shuffled.iter().collect::<BTreeSet<_>>(), all);
    assert_eq!(shuffled, told("shuffle").await, "every time the same");
    let doubled = told("duplicate").await;
    assert_eq!(doubled.len(), 2 * ids.len());
    assert_eq!(doubled.iter().collect::<BTreeSet<_>>(), all);
    let halved = told("lost").await;
    assert!((1..ids.len()).contains(&halved.len()), "{}", halved.len());
    assert_eq!(told("null").await, ids);
}

#[tokio::test]
async fn nulls_reach_the_sdk_only_where_it_takes_them() {
    let site = faulty(r#"[{"on": "*", "then": "null"}]"#).await;
    let place = site.place().await;
    let found = site
        .cases
        .search_cases()
        .domain_id(&place.domain)
        .send()
        .await
        .unwrap();
    assert!(found.cases().first().unwrap().is_none() && found.cases().last().unwrap().is_none());
    assert!(!batch(&site, &place).await.is_empty());
}

#[tokio::test]
async fn members_can_be_missing() {
    let site = faulty(
        r#"[{"on": "BatchGetAttachedFileMetadata", "then": {"omit": ["FileName", "CreatedBy"]}}]"#,
    )
    .await;
    let place = site.place().await;
    for file in batch(&site, &place).await {
        assert_eq!((file.file_name(), file.created_by()), ("", None));
        assert!(!file.file_id().is_empty());
    }
}

#[tokio::test]
async fn what_is_no_answer_of_awss_is_an_error_of_the_sdk() {
    for (then, status) in [
        (r#""garbage""#, 200),
        (r#""truncated""#, 200),
        (r#"{"html": 200}"#, 200),
        (r#"{"html": 407}"#, 407),
    ] {
        let site = faulty(&format!(r#"[{{"on": "ListInstances", "then": {then}}}]"#)).await;
        let error = site.connect.list_instances().send().await.unwrap_err();
        let raw = error.raw_response().unwrap();
        assert_eq!(raw.status().as_u16(), status, "{then}");
        let foreign = then.contains("html");
        assert_eq!(
            raw.headers().get("x-amzn-requestid").is_none(),
            foreign,
            "{then}"
        );
        let page = raw
            .headers()
            .get("content-type")
            .unwrap()
            .starts_with("text/html");
        assert_eq!(page, foreign, "{then}");
        assert_eq!(
            raw.headers().get("proxy-authenticate").is_some(),
            status == 407
        );
    }
}
