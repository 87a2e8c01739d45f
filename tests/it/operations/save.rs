//! Files that are saved and opened: what it costs, and what is left.

use std::fs;
use std::path::Path;

use attache::domain::{Attachment, FailureKind, FileStatus, Instance, OnConflict, Progress};
use attache::ledger::Ledger;
use attache::net::{Timings, Transport};
use attache::operations::{Downloads, FileAt, SaveWish};
use serde_json::Value;

use super::{Site, listed, support};

/// An approved file of the sample world.
async fn approved(site: &Site) -> (Instance, Attachment) {
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let mut files = files.into_iter();
    let file = files.find(|file| file.status == FileStatus::Approved);
    (instance, file.unwrap())
}

/// To this folder, under the file's own name.
fn into(folder: &Path) -> SaveWish {
    SaveWish {
        folder: folder.to_owned(),
        name: None,
        on_conflict: OnConflict::Rename,
    }
}

#[tokio::test]
async fn its_turn_is_told_before_a_link_is_asked_for() {
    let site = Site::start().await;
    let (instance, file) = approved(&site).await;
    let root = tempfile::TempDir::new().unwrap();
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 1);
    let at = FileAt {
        aws: &site.aws,
        instance: &instance.id,
        file: &file,
    };
    let mut told = Vec::new();
    let on = |now| told.push((now, site.calls("GetAttachedFile")));
    downloads.save(at, &into(root.path()), on).await.unwrap();
    assert_eq!(told[0], (Progress::default(), 0));
    assert_eq!(told.last().unwrap().0.links, 1);
}

#[tokio::test]
async fn a_folder_that_takes_no_file_costs_no_link() {
    let site = Site::start().await;
    let (instance, file) = approved(&site).await;
    let root = tempfile::TempDir::new().unwrap();
    let folder = root.path().join("a file");
    fs::write(&folder, "").unwrap();
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4);
    let at = FileAt {
        aws: &site.aws,
        instance: &instance.id,
        file: &file,
    };
    let failure = downloads
        .save(at, &into(&folder), |_| {})
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local, "{failure}");
    assert_eq!(site.calls("GetAttachedFile"), 0);
    downloads
        .save(at, &into(root.path()), |_| {})
        .await
        .unwrap();
    assert_eq!(site.calls("GetAttachedFile"), 1);
}

#[tokio::test]
async fn an_empty_file_has_no_size_and_can_be_saved() {
    let site = Site::start().await;
    let world = support();
    let cases = world["cases"].as_array().unwrap();
    let is_empty = |file: &Value| file["name"] == "empty.txt";
    let case = cases.iter().find(|case| {
        case["files"]
            .as_array()
            .is_some_and(|f| f.iter().any(is_empty))
    });
    let reference = case.unwrap()["reference"].as_str().unwrap();
    let (instance, _, case) = site.case(reference).await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let named = |file: &&Attachment| file.name.as_ref().is_some_and(|n| n.raw() == "empty.txt");
    let file = files.iter().find(named).unwrap();
    assert_eq!(file.size, None);
    let folder = tempfile::TempDir::new().unwrap();
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4);
    let at = FileAt {
        aws: &site.aws,
        instance: &instance.id,
        file,
    };
    let settled = downloads.save(at, &into(folder.path()), |_| {}).await;
    assert_eq!(settled.unwrap().saved().unwrap().size, 0);
}

#[tokio::test]
async fn a_file_that_is_opened_again_is_not_downloaded_again() {
    let site = Site::start().await;
    let (instance, file) = approved(&site).await;
    let folder = tempfile::TempDir::new().unwrap();
    let downloads = Downloads::new(Transport::new(&Timings::default()), Ledger::off(), 4);
    let bring = |file: Attachment| {
        let (site, downloads, instance) = (&site, &downloads, &instance.id);
        let folder = folder.path();
        async move {
            let at = FileAt {
                aws: &site.aws,
                instance,
                file: &file,
            };
            downloads.bring(at, folder, |_| {}).await
        }
    };
    let first = bring(file.clone()).await.unwrap();
    assert_eq!(
        first.file_name().unwrap().to_str(),
        Some(file.title().as_str())
    );
    assert_eq!(bring(file.clone()).await.unwrap(), first);
    assert_eq!(site.calls("GetAttachedFile"), 1);
    // One that is not whole is replaced.
    let whole = fs::read(&first).unwrap();
    fs::write(&first, "x").unwrap();
    assert_eq!(bring(file.clone()).await.unwrap(), first);
    assert_eq!(fs::read(&first).unwrap(), whole);
    assert_eq!(site.calls("GetAttachedFile"), 2);
    // Another file of the same name has its own place.
    let mut other = file;
    other.key.file = attache::domain::FileId::new("another");
    assert_eq!(bring(other).await.unwrap_err().kind, FailureKind::NotFound);
    assert_eq!(fs::read(&first).unwrap(), whole);
}
