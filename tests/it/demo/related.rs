//! What is attached to cases: one case's items, the whole domain's, and contacts' references.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_connect::types::{ReferenceSummary, ReferenceType};
use aws_sdk_connectcases::types::{
    ContactFilter, FileFilter, Order, RelatedItemContent, RelatedItemType, RelatedItemTypeFilter,
    SearchAllRelatedItemsSort, SearchAllRelatedItemsSortProperty,
};

use super::{Place, Site, code, refused, site};

fn files() -> RelatedItemTypeFilter {
    RelatedItemTypeFilter::File(FileFilter::builder().build())
}

fn id_of(arn: &str) -> String {
    arn.rsplit_once('/').unwrap().1.to_owned()
}

/// The ids of a case's files, page after page.
pub(super) async fn file_ids(site: &Site, place: &Place, case: &str) -> Vec<String> {
    let mut pages = site
        .cases
        .search_related_items()
        .domain_id(&place.domain)
        .case_id(case)
        .filters(files())
        .into_paginator()
        .send();
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        for item in page.unwrap().related_items().iter().flatten() {
            match item.content() {
                Some(RelatedItemContent::File(file)) => ids.push(id_of(file.file_arn())),
                other => panic!("{other:?}"),
            }
        }
    }
    ids
}

/// The ARNs and channels of the contacts linked to the case with a reference number.
pub(super) async fn contacts(site: &Site, place: &Place, reference: &str) -> Vec<(String, String)> {
    let answer = site
        .cases
        .search_related_items()
        .domain_id(&place.domain)
        .case_id(site.case(place, reference).await)
        .filters(RelatedItemTypeFilter::Contact(
            ContactFilter::builder().build(),
        ))
        .send()
        .await
        .unwrap();
    answer
        .related_items()
        .iter()
        .flatten()
        .map(|item| match item.content() {
            Some(RelatedItemContent::Contact(contact)) => (
                contact.contact_arn().to_owned(),
                contact.channel().to_owned(),
            ),
            other => panic!("{other:?}"),
        })
        .collect()
}

async fn references(site: &Site, place: &Place, contact: &str) -> Vec<ReferenceSummary> {
    let (mut token, mut found) = (None, Vec::new());
    loop {
        let page = site
            .connect
            .list_contact_references()
            .instance_id(&place.instance)
            .contact_id(contact)
            .reference_types(ReferenceType::Attachment)
            .reference_types(ReferenceType::EmailMessage)
            .set_next_token(token)
            .send()
            .await
            .unwrap();
        found.extend(page.reference_summary_list().iter().cloned());
        token = page.next_token().map(str::to_owned);
        if token.is_none() {
            return found;
        }
    }
}

/// The file ids that a contact's references name, in each of the three ways.
pub(super) async fn reference_ids(site: &Site, place: &Place, arn: &str) -> Vec<String> {
    let found = references(site, place, &id_of(arn)).await;
    found
        .iter()
        .map(|reference| match reference {
            ReferenceSummary::Attachment(file) => match file.arn() {
                Some(arn) => id_of(arn),
                None => id_of(file.value().unwrap()),
            },
            ReferenceSummary::EmailMessage(mail) => mail.name().unwrap().to_owned(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[tokio::test]
async fn a_case_of_sixty_files_takes_three_pages() {
    let site = site().await;
    let place = site.place().await;
    let case = site.case(&place, "10000142").await;
    let ids = file_ids(&site, &place, &case).await;
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 60);
    assert_eq!(site.server.calls()["SearchRelatedItems"], 3);
    let empty = site.case(&place, "10000155").await;
    assert!(file_ids(&site, &place, &empty).await.is_empty());
}

#[tokio::test]
async fn items_of_every_kind_come_without_a_filter() {
    let site = site().await;
    let place = site.place().await;
    let ask = || site.cases.search_related_items().domain_id(&place.domain);
    let case = site.case(&place, "100001").await;
    let answer = ask().case_id(&case).send().await.unwrap();
    let mut kinds = BTreeMap::<&str, usize>::new();
    for item in answer.related_items().iter().flatten() {
        *kinds.entry(item.r#type().as_str()).or_default() += 1;
    }
    assert_eq!(
        kinds,
        BTreeMap::from([("Comment", 1), ("Contact", 2), ("File", 14)])
    );
    for size in [0, 26] {
        let outcome = ask().case_id(&case).max_results(size).send().await;
        assert_eq!(refused(outcome), code("ValidationException", 400), "{size}");
    }
    let outcome = ask().case_id("nobody").send().await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
    let many = (0..11).map(|_| files()).collect();
    let outcome = ask().case_id(&case).set_filters(Some(many)).send().await;
    assert_eq!(refused(outcome), code("ValidationException", 400));
}

#[tokio::test]
async fn the_whole_domain_holds_the_same_files_as_its_cases() {
    let site = site().await;
    let place = site.place_of("acme-claims").await;
    let sort = SearchAllRelatedItemsSort::builder()
        .sort_property(SearchAllRelatedItemsSortProperty::CaseId)
        .sort_order(Order::Ascending)
        .build()
        .unwrap();
    let mut pages = site
        .cases
        .search_all_related_items()
        .domain_id(&place.domain)
        .filters(files())
        .sorts(sort)
        .into_paginator()
        .send();
    let (mut order, mut whole) = (Vec::new(), BTreeSet::new());
    while let Some(page) = pages.next().await {
        for item in page.unwrap().related_items().iter().flatten() {
            assert_eq!(*item.r#type(), RelatedItemType::File);
            let Some(RelatedItemContent::File(file)) = item.content() else {
                panic!("{item:?}")
            };
            order.push(item.case_id().to_owned());
            assert!(whole.insert((item.case_id().to_owned(), id_of(file.file_arn()))));
        }
    }
    assert!(order.is_sorted());
    let cases = site
        .cases
        .search_cases()
        .domain_id(&place.domain)
        .send()
        .await
        .unwrap();
    let mut each = BTreeSet::new();
    for case in cases.cases().iter().flatten() {
        for id in file_ids(&site, &place, case.case_id()).await {
            each.insert((case.case_id().to_owned(), id));
        }
    }
    assert!(each.len() > 25, "more than one page");
    assert_eq!(whole, each);
}

#[tokio::test]
async fn a_contact_refers_to_its_files_page_by_page() {
    let site = site().await;
    let place = site.place().await;
    let (arn, _) = contacts(&site, &place, "8QX2M0KTA").await.remove(0);
    let ids = reference_ids(&site, &place, &arn).await;
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 13);
    assert_eq!(site.server.calls()["ListContactReferences"], 2);
    let answer = site
        .connect
        .describe_contact()
        .instance_id(&place.instance)
        .contact_id(id_of(&arn))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.contact().unwrap().arn(), Some(arn.as_str()));
    assert_eq!(
        answer.contact().unwrap().channel().unwrap().as_str(),
        "EMAIL"
    );
}

#[tokio::test]
async fn a_contact_may_be_closed_to_the_caller() {
    let site = site().await;
    let place = site.place().await;
    let (arn, _) = contacts(&site, &place, "10000171").await.remove(0);
    let ask = |contact: &str| {
        site.connect
            .list_contact_references()
            .instance_id(&place.instance)
            .contact_id(contact)
            .reference_types(ReferenceType::Attachment)
            .send()
    };
    assert_eq!(
        refused(ask(&id_of(&arn)).await),
        code("AccessDeniedException", 403)
    );
    assert_eq!(
        refused(ask("nobody").await),
        code("ResourceNotFoundException", 404)
    );
    let outcome = site
        .connect
        .batch_get_attached_file_metadata()
        .instance_id(&place.instance)
        .associated_resource_arn(&arn)
        .file_ids("x")
        .send()
        .await;
    assert_eq!(refused(outcome), code("AccessDeniedException", 403));
    let untyped = site
        .connect
        .list_contact_references()
        .instance_id(&place.instance)
        .contact_id("nobody")
        .set_reference_types(Some(Vec::new()))
        .send()
        .await;
    assert_eq!(refused(untyped), code("InvalidRequestException", 400));
}

#[tokio::test]
async fn a_filter_takes_three_channels() {
    let site = site().await;
    let place = site.place().await;
    let case = site.case(&place, "100001").await;
    let ask = |channels: &[&str]| {
        let channels = channels.iter().map(|channel| (*channel).to_owned());
        let filter = ContactFilter::builder().set_channel(Some(channels.collect()));
        site.cases
            .search_related_items()
            .domain_id(&place.domain)
            .case_id(&case)
            .filters(RelatedItemTypeFilter::Contact(filter.build()))
            .send()
    };
    ask(&["EMAIL", "TASK", "VOICE"]).await.unwrap();
    assert_eq!(
        refused(ask(&["EMAIL", "TASK", "VOICE", "CHAT"]).await),
        code("ValidationException", 400)
    );
}
