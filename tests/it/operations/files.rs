//! The files of a case: each once, with its source, at the promised cost.

use std::collections::{BTreeMap, BTreeSet};

use attache::aws::LinkWish;
use attache::domain::{FailureKind, FileStatus, Problem, Source};
use attache::operations::link;

use super::{Site, case_in_world, file_ids, listed, support};

#[tokio::test]
async fn a_large_case_is_listed_once_at_the_promised_cost() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("10000142").await;
    let (files, problems) = listed(&site.aws, &instance, &case).await;
    let told: Vec<&str> = files.iter().map(|file| file.key.file.raw()).collect();
    let world = file_ids(&case_in_world("10000142"));
    let known: BTreeSet<&str> = world.iter().map(String::as_str).collect();
    assert_eq!(told.len(), 60);
    assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), known);
    assert_eq!(problems, []);
    assert!(files.iter().all(|file| file.source == Source::Case));
    assert!(files.iter().all(|file| file.key.resource == case.arn));
    assert_eq!(site.calls("SearchRelatedItems"), 3);
    assert_eq!(site.calls("BatchGetAttachedFileMetadata"), 2);
    assert_eq!(site.calls("GetAttachedFile"), 0);
}

#[tokio::test]
async fn the_files_of_linked_contacts_come_with_their_source() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, problems) = listed(&site.aws, &instance, &case).await;
    let mut by_source: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in &files {
        let source = match &file.source {
            Source::Case => "case".to_owned(),
            Source::Contact(contact) => contact.arn.contact_id().unwrap().to_string(),
        };
        let new = by_source
            .entry(source)
            .or_default()
            .insert(file.key.file.to_string());
        assert!(new, "{:?} twice", file.key);
    }
    let case_data = case_in_world("100001");
    let world = support();
    let mut known = BTreeMap::new();
    known.insert(
        "case".to_owned(),
        file_ids(&case_data).into_iter().collect(),
    );
    for id in case_data["contacts"].as_array().unwrap() {
        let contacts = world["contacts"].as_array().unwrap();
        let contact = contacts
            .iter()
            .find(|contact| contact["id"] == *id)
            .unwrap();
        let id = id.as_str().unwrap().to_owned();
        known.insert(id, file_ids(contact).into_iter().collect());
    }
    assert_eq!(by_source, known);
    let codes: Vec<&str> = problems.iter().map(code).collect();
    assert_eq!(codes, ["ResourceNotFoundException", "NotReturned"]);
    assert_eq!(site.calls("SearchRelatedItems"), 1);
    assert_eq!(site.calls("BatchGetAttachedFileMetadata"), 3);
}

fn code(problem: &Problem) -> &str {
    match problem {
        Problem::File { code, .. } => code.raw(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_contact_that_may_not_be_read_is_one_line_and_the_rest_is_there() {
    let site = Site::start().await;
    let world = support();
    let contacts = world["contacts"].as_array().unwrap();
    let denied = contacts.iter().find(|c| c["denied"] == true).unwrap();
    let cases = world["cases"].as_array().unwrap();
    let links = |case: &&serde_json::Value| {
        let linked = case["contacts"].as_array();
        linked.is_some_and(|ids| ids.contains(&denied["id"]))
    };
    let data = cases.iter().find(links).unwrap();
    let (instance, _, case) = site.case(data["reference"].as_str().unwrap()).await;
    let (files, problems) = listed(&site.aws, &instance, &case).await;
    let own = files.iter().filter(|file| file.source == Source::Case);
    assert_eq!(own.count(), file_ids(data).len());
    let [Problem::Contact { contact, failure }] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    let id = contact.arn.contact_id().unwrap();
    assert_eq!(id.raw(), denied["id"].as_str().unwrap());
    assert_eq!(failure.kind, FailureKind::Denied);
    let hint = failure.hint.as_ref().unwrap();
    assert!(
        hint.raw().contains("connect:ListContactReferences"),
        "{hint}"
    );
}

#[tokio::test]
async fn a_link_is_made_for_an_approved_file_only() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let wish = LinkWish {
        expires: 60,
        inline: false,
    };
    for file in &files {
        let before = site.calls("GetAttachedFile");
        let made = link(&site.aws, &instance.id, file, wish).await;
        if file.status == FileStatus::Approved {
            let (fresh, link) = made.unwrap();
            assert_eq!(&fresh, file);
            assert!(link.reveal().as_str().starts_with(&site.server.endpoint()));
            assert!(!format!("{link:?}").contains("http"));
        } else {
            let failure = made.unwrap_err();
            assert_eq!(failure.kind, FailureKind::NotApproved);
            assert_eq!(Some(failure.why.to_string()), file.status.why_not());
            assert_eq!(site.calls("GetAttachedFile"), before);
        }
    }
    assert!(files.iter().any(|file| file.status != FileStatus::Approved));
}

#[tokio::test]
async fn a_link_of_an_impossible_life_is_not_asked_for() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let approved = files
        .iter()
        .find(|file| file.status == FileStatus::Approved);
    for expires in [0, 4, 301] {
        let wish = LinkWish {
            expires,
            inline: false,
        };
        let failure = link(&site.aws, &instance.id, approved.unwrap(), wish)
            .await
            .unwrap_err();
        assert_eq!(failure.kind, FailureKind::Usage);
    }
    assert_eq!(site.calls("GetAttachedFile"), 0);
}
