//! One file of a case, by id, by ARN, or by a name that only one file has.

use attache::domain::{FailureKind, FileQuery};
use attache::operations::{find_file, find_files};

use super::{Site, listed, silent};

#[tokio::test]
async fn an_id_or_an_arn_of_the_case_costs_one_request() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let query = FileQuery::of_case(&case);
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let (walks, batches) = (
        site.calls("SearchRelatedItems"),
        site.calls("BatchGetAttachedFileMetadata"),
    );
    let wanted = &files[1];
    for text in [wanted.key.file.raw(), &wanted.arn.as_ref().unwrap().raw()] {
        let found = find_file(&site.aws, &instance.id, &query, text, &mut silent)
            .await
            .unwrap();
        assert_eq!(&found, wanted);
    }
    assert_eq!(site.calls("SearchRelatedItems"), walks);
    assert_eq!(site.calls("BatchGetAttachedFileMetadata"), batches + 2);
}

#[tokio::test]
async fn every_file_is_found_by_its_id_and_by_a_name_of_its_own() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let query = FileQuery::of_case(&case);
    let (files, _) = listed(&site.aws, &instance, &case).await;
    for file in &files {
        let id = file.key.file.raw();
        let found = find_file(&site.aws, &instance.id, &query, id, &mut silent)
            .await
            .unwrap();
        assert_eq!(&found, file);
        let name = file.name.as_ref().unwrap().raw();
        let same = files.iter().filter(|f| f.name == file.name).count();
        let found = find_file(&site.aws, &instance.id, &query, name, &mut silent).await;
        match (same, found) {
            (1, found) => assert_eq!(&found.unwrap(), file),
            (_, found) => {
                let hint = found.unwrap_err().hint.unwrap();
                assert!(hint.raw().contains(id), "{hint}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_told() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let query = FileQuery::of_case(&case);
    let table = [
        ("nothing.pdf", FailureKind::NotFound),
        (
            "00000000-0000-4000-8000-000000000000",
            FailureKind::NotFound,
        ),
        (
            "602296e2-a648-421a-b1ee-ef2d04f31118",
            FailureKind::NotFound,
        ),
        (" ", FailureKind::Usage),
        ("arn:nonsense", FailureKind::Usage),
        ("arn:aws:s3:::bucket/file/x", FailureKind::Usage),
        (
            "arn:aws:connect:us-west-2:1:instance/other/file/x",
            FailureKind::Usage,
        ),
    ];
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let own = files[0].arn.as_ref().unwrap().raw();
    for (here, there) in [
        ("us-west-2", "eu-west-2"),
        (":482100000000:", ":111122223333:"),
    ] {
        let failure = find_file(
            &site.aws,
            &instance.id,
            &query,
            &own.replace(here, there),
            &mut silent,
        )
        .await
        .unwrap_err();
        assert_eq!(failure.kind, FailureKind::Usage, "{there}: {failure}");
        assert!(
            failure.why.raw().contains(there.trim_matches(':')),
            "{failure}"
        );
    }
    for (text, kind) in table {
        let failure = find_file(&site.aws, &instance.id, &query, text, &mut silent)
            .await
            .unwrap_err();
        assert_eq!(failure.kind, kind, "{text}: {failure}");
    }
}

#[tokio::test]
async fn several_files_cost_one_listing_and_keep_their_places() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let query = FileQuery::of_case(&case);
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let walks = site.calls("SearchRelatedItems");
    let batches = site.calls("BatchGetAttachedFileMetadata");
    let (first, second) = (&files[0], &files[1]);
    let names = [
        first.key.file.raw(),
        "nothing.pdf",
        &second.arn.as_ref().unwrap().raw(),
        "arn:nonsense",
        first.key.file.raw(),
    ];
    let found = find_files(
        &site.aws,
        &instance.id,
        &query,
        &names.map(str::to_owned),
        &mut silent,
    )
    .await;
    let kinds: Vec<_> = found
        .iter()
        .map(|found| found.as_ref().map_err(|failure| failure.kind))
        .collect();
    let expected = [
        Ok(first),
        Err(FailureKind::NotFound),
        Ok(second),
        Err(FailureKind::Usage),
        Ok(first),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(site.calls("SearchRelatedItems"), 2 * walks);
    assert_eq!(site.calls("BatchGetAttachedFileMetadata"), 2 * batches);
    let unknown = "00000000-0000-4000-8000-000000000000".to_owned();
    find_files(
        &site.aws,
        &instance.id,
        &query,
        &[unknown.clone(), unknown],
        &mut silent,
    )
    .await;
    let asked = site.calls("BatchGetAttachedFileMetadata");
    assert_eq!(asked, 3 * batches + 1, "ids are asked for all at once");
    assert!(
        find_files(&site.aws, &instance.id, &query, &[], &mut silent)
            .await
            .is_empty()
    );
}
