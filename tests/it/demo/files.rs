//! Metadata of attached files, in batches and one by one, and what is refused.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_connect::types::{AttachedFile, CreatedByInfo, FileStatusType};

use super::{Place, Site, code, refused, related, site};

/// Everything the service says of a case's files: the ids asked, the files and the errors.
pub(super) async fn batch(
    site: &Site,
    place: &Place,
    arn: &str,
    ids: &[String],
) -> (Vec<AttachedFile>, Vec<(String, String)>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for ids in ids.chunks(100) {
        let answer = site
            .connect
            .batch_get_attached_file_metadata()
            .instance_id(&place.instance)
            .associated_resource_arn(arn)
            .set_file_ids(Some(ids.to_vec()))
            .send()
            .await
            .unwrap();
        files.extend(answer.files().iter().cloned());
        errors.extend(answer.errors().iter().map(|own| {
            (
                own.file_id().unwrap().to_owned(),
                own.error_code().unwrap().to_owned(),
            )
        }));
    }
    (files, errors)
}

/// The files of the case with a reference number, by name.
pub(super) async fn files(
    site: &Site,
    place: &Place,
    reference: &str,
) -> (String, BTreeMap<String, AttachedFile>) {
    let case = site.case(place, reference).await;
    let arn = format!("{}/case/{case}", place.domain_arn);
    let ids = related::file_ids(site, place, &case).await;
    let (files, _) = batch(site, place, &arn, &ids).await;
    (
        arn,
        files
            .into_iter()
            .map(|file| (file.file_name().to_owned(), file))
            .collect(),
    )
}

#[tokio::test]
async fn the_first_case_has_files_in_every_status() {
    let site = site().await;
    let place = site.place().await;
    let case = site.case(&place, "100001").await;
    let arn = format!("{}/case/{case}", place.domain_arn);
    let ids = related::file_ids(&site, &place, &case).await;
    let (files, errors) = batch(&site, &place, &arn, &ids).await;
    let mut counts = BTreeMap::<String, usize>::new();
    for file in &files {
        *counts
            .entry(file.file_status().as_str().to_owned())
            .or_default() += 1;
        assert_eq!(file.associated_resource_arn(), Some(arn.as_str()));
        assert_eq!(
            file.file_arn(),
            format!("{}/file/{}", place.instance_arn, file.file_id())
        );
    }
    let expected = [
        ("APPROVED", 6),
        ("DRAFTING", 1),
        ("FAILED", 1),
        ("PROCESSING", 2),
        ("REJECTED", 2),
    ];
    assert_eq!(
        counts,
        expected
            .map(|(status, count)| (status.to_owned(), count))
            .into()
    );
    // Of fourteen ids one gets an error and one gets nothing at all.
    assert_eq!((ids.len(), files.len(), errors.len()), (14, 12, 1));
    assert_eq!(errors[0].1, "ResourceNotFoundException");
    let told: BTreeSet<&str> = files
        .iter()
        .map(AttachedFile::file_id)
        .chain([errors[0].0.as_str()])
        .collect();
    assert_eq!(
        ids.iter().filter(|id| !told.contains(id.as_str())).count(),
        1
    );
}

#[tokio::test]
async fn a_batch_answers_each_id_once_and_in_its_own_order() {
    let site = site().await;
    let place = site.place().await;
    let case = site.case(&place, "10000142").await;
    let arn = format!("{}/case/{case}", place.domain_arn);
    let ids = related::file_ids(&site, &place, &case).await;
    assert_eq!(ids.len(), 60);
    let (files, errors) = batch(&site, &place, &arn, &ids).await;
    let order: Vec<&str> = files.iter().map(AttachedFile::file_id).collect();
    assert!(errors.is_empty());
    assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), 60);
    assert_ne!(order, ids.iter().map(String::as_str).collect::<Vec<_>>());
    let twice = vec![ids[0].clone(), ids[0].clone()];
    assert_eq!(batch(&site, &place, &arn, &twice).await.0.len(), 1);
}

#[tokio::test]
async fn a_batch_takes_one_to_a_hundred_ids_of_one_resource() {
    let site = site().await;
    let place = site.place().await;
    let arn = site.case_arn(&place, "100001").await;
    let ask = |instance: &str, arn: &str, ids: Vec<String>| {
        site.connect
            .batch_get_attached_file_metadata()
            .instance_id(instance)
            .associated_resource_arn(arn)
            .set_file_ids(Some(ids))
            .send()
    };
    let one = || vec!["x".to_owned()];
    let many = |count: usize| (0..count).map(|id| id.to_string()).collect();
    assert_eq!(
        ask(&place.instance, &arn, many(100))
            .await
            .unwrap()
            .errors()
            .len(),
        100
    );
    for ids in [
        many(0),
        many(101),
        vec!["x".repeat(257)],
        vec![String::new()],
    ] {
        let outcome = ask(&place.instance, &arn, ids).await;
        assert_eq!(refused(outcome), code("InvalidRequestException", 400));
    }
    let outcome = ask("nobody", &arn, one()).await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
    let claims = site.place_of("acme-claims").await;
    let account = arn.replace("482100000000", "111122223333");
    for (arn, code, status) in [
        ("nonsense".to_owned(), "InvalidRequestException", 400),
        (
            arn.replace(":cases:", ":s3:"),
            "InvalidRequestException",
            400,
        ),
        (
            arn.replace("us-west-2", "eu-west-1"),
            "InvalidRequestException",
            400,
        ),
        (
            arn.replace("arn:aws:", "arn:aws-cn:"),
            "InvalidRequestException",
            400,
        ),
        (
            arn.replace(&place.domain, &claims.domain),
            "InvalidRequestException",
            400,
        ),
        (account, "AccessDeniedException", 403),
        (format!("{arn}0"), "ResourceNotFoundException", 404),
    ] {
        let outcome = ask(&place.instance, &arn, one()).await;
        assert_eq!(refused(outcome), super::code(code, status), "{arn}");
    }
}

#[tokio::test]
async fn files_of_another_case_are_foreign() {
    let site = site().await;
    let place = site.place().await;
    let (_, files) = files(&site, &place, "100001").await;
    let id = files["invoice-2026-04.pdf"].file_id().to_owned();
    let other = site.case_arn(&place, "10000142").await;
    let (found, errors) = batch(&site, &place, &other, std::slice::from_ref(&id)).await;
    assert!(found.is_empty());
    assert_eq!(
        errors,
        [(id.clone(), "ResourceNotFoundException".to_owned())]
    );
    let outcome = site
        .connect
        .get_attached_file()
        .instance_id(&place.instance)
        .associated_resource_arn(&other)
        .file_id(id)
        .send()
        .await;
    assert_eq!(refused(outcome), code("ResourceNotFoundException", 404));
}

#[tokio::test]
async fn only_an_approved_file_has_a_link() {
    let site = site().await;
    let place = site.place().await;
    let (arn, files) = files(&site, &place, "100001").await;
    for file in files.values() {
        let answer = site
            .connect
            .get_attached_file()
            .instance_id(&place.instance)
            .associated_resource_arn(&arn)
            .file_id(file.file_id())
            .send()
            .await
            .unwrap();
        let approved = *file.file_status() == FileStatusType::Approved;
        assert_eq!(
            answer.download_url_metadata().is_some(),
            approved,
            "{}",
            file.file_name()
        );
        assert_eq!(answer.file_name(), Some(file.file_name()));
        assert_eq!(answer.file_size_in_bytes(), file.file_size_in_bytes());
    }
}

#[tokio::test]
async fn a_file_settles_so_long_after_it_was_first_told_of() {
    let site = site().await;
    // However long nobody asks.
    site.server
        .clock()
        .advance(jiff::SignedDuration::from_hours(1));
    let place = site.place().await;
    let status = async || {
        let (_, files) = files(&site, &place, "100001").await;
        ["invoice-scan.pdf", "unboxing-video.mp4"]
            .map(|name| files[name].file_status().as_str().to_owned())
    };
    assert_eq!(status().await, ["PROCESSING", "PROCESSING"]);
    site.server
        .clock()
        .advance(jiff::SignedDuration::from_millis(4_999));
    assert_eq!(status().await, ["PROCESSING", "PROCESSING"]);
    site.server
        .clock()
        .advance(jiff::SignedDuration::from_millis(1));
    assert_eq!(status().await, ["APPROVED", "PROCESSING"]);
}

#[tokio::test]
async fn a_links_life_and_kind_have_bounds() {
    let site = site().await;
    let place = site.place().await;
    let (arn, files) = files(&site, &place, "100001").await;
    let ask = || {
        site.connect
            .get_attached_file()
            .instance_id(&place.instance)
            .associated_resource_arn(&arn)
            .file_id(files["invoice-2026-04.pdf"].file_id())
    };
    for seconds in [4, 301, -1] {
        let outcome = ask().url_expiry_in_seconds(seconds).send().await;
        assert_eq!(
            refused(outcome),
            code("InvalidRequestException", 400),
            "{seconds}"
        );
    }
    let outcome = ask()
        .url_content_disposition("SIDEWAYS".into())
        .send()
        .await;
    assert_eq!(refused(outcome), code("InvalidRequestException", 400));
    let answer = ask().send().await.unwrap();
    let expiry = answer.download_url_metadata().unwrap().url_expiry();
    assert_eq!(expiry, Some("2026-05-04T09:35:00.000Z"));
}

#[tokio::test]
async fn records_unlike_the_others_are_told_as_they_are() {
    let site = site().await;
    let place = site.place().await;
    let (_, files) = files(&site, &place, "3CWPF7R2N").await;
    assert_eq!(
        files["quarantined.zip"].file_status().as_str(),
        "QUARANTINED"
    );
    let unknown = files["made by a rule.txt"].created_by();
    assert!(unknown.is_some_and(CreatedByInfo::is_unknown));
    assert!(files["no creator.txt"].created_by().is_none());
    assert_eq!(files["no size.txt"].file_size_in_bytes(), 0);
    assert_eq!(files["no date.txt"].creation_time(), "");
    assert!(files.contains_key(""), "one has no name");
    assert!(files["empty tag.txt"].tags().is_some());
    let case = site.case(&place, "3CWPF7R2N").await;
    let arn = format!("{}/case/{case}", place.domain_arn);
    let ids = related::file_ids(&site, &place, &case).await;
    let (all, _) = batch(&site, &place, &arn, &ids).await;
    assert_eq!(
        all.iter()
            .filter(|file| file.file_name() == "photo.png")
            .count(),
        2
    );
}

#[tokio::test]
async fn a_contacts_files_are_read_by_the_contacts_arn() {
    let site = site().await;
    let place = site.place().await;
    let contacts = related::contacts(&site, &place, "100001").await;
    assert_eq!(
        contacts
            .iter()
            .map(|own| own.1.as_str())
            .collect::<Vec<_>>(),
        ["EMAIL", "TASK"]
    );
    for (arn, _) in contacts {
        let ids = related::reference_ids(&site, &place, &arn).await;
        assert!(!ids.is_empty());
        let (files, errors) = batch(&site, &place, &arn, &ids).await;
        assert_eq!((files.len(), errors.len()), (ids.len(), 0), "{arn}");
    }
}
