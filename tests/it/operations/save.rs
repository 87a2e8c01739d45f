//! Files that are saved and opened: what it costs, and what is left.

use std::fs;

use attache::domain::{Attachment, FailureKind, FileStatus, Instance};
use attache::net::{Timings, Transport};
use attache::operations;

use super::{Site, listed};

/// An approved file of the sample world.
async fn approved(site: &Site) -> (Instance, Attachment) {
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let mut files = files.into_iter();
    let file = files.find(|file| file.status == FileStatus::Approved);
    (instance, file.unwrap())
}

#[tokio::test]
async fn a_folder_that_takes_no_file_costs_no_link() {
    let site = Site::start().await;
    let (instance, file) = approved(&site).await;
    let root = tempfile::TempDir::new().unwrap();
    let folder = root.path().join("a file");
    fs::write(&folder, "").unwrap();
    let transport = Transport::new(&Timings::default());
    let id = &instance.id;
    let failure = operations::save(&site.aws, &transport, id, &file, &folder, |_| {})
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local, "{failure}");
    assert_eq!(site.calls("GetAttachedFile"), 0);
    operations::save(&site.aws, &transport, id, &file, root.path(), |_| {})
        .await
        .unwrap();
    assert_eq!(site.calls("GetAttachedFile"), 1);
}
