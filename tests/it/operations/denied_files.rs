//! Files for callers who may not do everything that listing takes.

use attache::aws::LinkWish;
use attache::domain::{
    Failure, FailureKind, FileId, FileQuery, FileStatus, Problem, SafeText, Subject,
};
use attache::operations::{Found, find_file, find_files, link};

use super::{Site, case_in_world, file_ids, listed, sorted, told};
use crate::aws::Answer;

const BATCH: &str = "BatchGetAttachedFileMetadata";
const SEARCH: &str = "SearchRelatedItems";
const ALONE: &str = "GetAttachedFile";

fn hint(failure: &Failure) -> &str {
    failure.hint.as_ref().map_or("", SafeText::raw)
}

#[tokio::test]
async fn without_batches_the_files_come_one_by_one_and_it_is_said_once() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, usual) = listed(&site.aws, &instance, &case).await;
    let before = (site.calls(BATCH), site.calls(ALONE));
    let (aws, gate) = site
        .behind(|seen| (seen.operation() == BATCH).then(|| Answer::denied(BATCH)))
        .await;
    let told = told(&aws, &instance, &FileQuery::of_case(&case))
        .await
        .unwrap();
    let (notes, ids, problems) = sorted(&told);
    let [note] = notes.as_slice() else {
        panic!("{notes:?}");
    };
    assert!(
        matches!(told[0], Found::Note(_)),
        "said before the first row"
    );
    assert!(
        note.contains("connect:BatchGetAttachedFileMetadata"),
        "{note}"
    );
    let expected: Vec<&str> = files.iter().map(|file| file.key.file.raw()).collect();
    assert_eq!(ids, expected, "the same rows in the same order");
    let rows: Vec<_> = told
        .iter()
        .filter_map(|part| match part {
            Found::Files(files) => Some(files.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(rows.concat(), files);
    assert!(rows.iter().all(|rows| rows.len() == 1), "told as they come");
    assert_eq!(problems.len(), usual.len());
    for problem in problems {
        assert!(matches!(problem, Problem::File { .. }), "{problem:?}");
    }
    let seen = gate.seen();
    let batches = seen.iter().filter(|seen| seen.operation() == BATCH).count();
    assert_eq!(batches, 1, "not tried for each contact again");
    let asked = (expected.len() + usual.len()) as u64;
    assert_eq!(
        (site.calls(BATCH), site.calls(ALONE)),
        (before.0, before.1 + asked)
    );
    let shortest = seen.iter().filter(|seen| seen.operation() == ALONE);
    assert!(
        shortest
            .clone()
            .all(|seen| seen.query.contains("urlExpiryInSeconds=5"))
    );
}

#[tokio::test]
async fn who_may_read_no_file_at_all_is_told_once() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let aws = site.without(&[BATCH, ALONE]).await;
    let told = told(&aws, &instance, &FileQuery::of_case(&case))
        .await
        .unwrap();
    let (notes, ids, problems) = sorted(&told);
    assert_eq!((notes.len(), ids.len()), (0, 0));
    let [Problem::Request(failure)] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    assert_eq!(failure.kind, FailureKind::Denied);
    assert_eq!(
        failure.what.raw(),
        "The details of the files could not be read"
    );
    for action in [
        "connect:BatchGetAttachedFileMetadata",
        "connect:GetAttachedFile",
    ] {
        assert!(hint(failure).contains(action), "{failure}");
    }
}

#[tokio::test]
async fn without_links_the_metadata_is_there_and_a_link_says_what_is_missing() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let aws = site.without(&[ALONE]).await;
    let (files, _) = listed(&aws, &instance, &case).await;
    let approved = |file: &&attache::domain::Attachment| file.status == FileStatus::Approved;
    let file = files.iter().find(approved).unwrap();
    let wish = LinkWish {
        expires: 60,
        inline: false,
    };
    let failure = link(&aws, &instance.id, file, wish).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    assert!(
        hint(&failure).contains("connect:GetAttachedFile"),
        "{failure}"
    );
}

#[tokio::test]
async fn ids_that_are_given_need_no_search_and_come_once_each_in_their_order() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("10000142").await;
    let mut known = file_ids(&case_in_world("10000142"));
    known.reverse();
    let mut ids: Vec<FileId> = known.iter().map(|id| FileId::new(id)).collect();
    ids.extend(ids[..7].to_vec());
    ids.push(FileId::new("no such file"));
    let query = FileQuery {
        subject: Subject::Case(Box::new(case)),
        ids,
    };
    for denied in [&[SEARCH][..], &[SEARCH, BATCH]] {
        let aws = site
            .without(Box::leak(denied.to_vec().into_boxed_slice()))
            .await;
        let told = told(&aws, &instance, &query).await.unwrap();
        let (notes, ids, problems) = sorted(&told);
        assert_eq!(ids, known);
        assert_eq!(notes.len(), denied.len() - 1);
        let [Problem::File { key, .. }] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        assert_eq!(key.file.raw(), "no such file");
    }
    assert_eq!((site.calls(SEARCH), site.calls(BATCH)), (0, 1));
}

#[tokio::test]
async fn without_the_search_ids_find_files_and_names_say_how() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let query = FileQuery::of_case(&case);
    for denied in [&[SEARCH][..], &[SEARCH, BATCH]] {
        let aws = site
            .without(Box::leak(denied.to_vec().into_boxed_slice()))
            .await;
        let mut notes = 0;
        let mut say = |_: SafeText| notes += 1;
        for wanted in [
            files[0].key.file.raw(),
            &files[1].arn.as_ref().unwrap().raw(),
        ] {
            let found = find_file(&aws, &instance.id, &query, wanted, &mut say)
                .await
                .unwrap();
            assert!(files[..2].contains(&found));
        }
        let names = [files[2].key.file.raw(), "some.pdf", files[0].key.file.raw()];
        let names = names.map(str::to_owned);
        let found = find_files(&aws, &instance.id, &query, &names, &mut say).await;
        assert_eq!(found[0].as_ref(), Ok(&files[2]));
        assert_eq!(found[2].as_ref(), Ok(&files[0]));
        let failure = found[1].as_ref().unwrap_err();
        assert_eq!(failure.kind, FailureKind::Denied);
        assert!(
            hint(failure).contains("cases:SearchRelatedItems"),
            "{failure}"
        );
        assert!(hint(failure).contains("--file-id"), "{failure}");
        let unknown = "00000000-0000-4000-8000-000000000000";
        let found = find_file(&aws, &instance.id, &query, unknown, &mut say).await;
        assert_eq!(found.unwrap_err().kind, FailureKind::NotFound);
        assert_eq!(notes > 0, denied.len() == 2);
    }
    let aws = site.without(&[SEARCH, BATCH, ALONE]).await;
    let wanted = files[0].key.file.raw();
    let found = find_file(&aws, &instance.id, &query, wanted, &mut super::silent).await;
    assert!(hint(&found.unwrap_err()).contains("connect:BatchGetAttachedFileMetadata"));
}

#[tokio::test]
async fn names_are_looked_for_among_the_ids_that_are_given() {
    let site = Site::start().await;
    let (instance, _, case) = site.case("100001").await;
    let (files, _) = listed(&site.aws, &instance, &case).await;
    let walks = site.calls(SEARCH);
    let mut query = FileQuery::of_case(&case);
    query.ids = files[..3]
        .iter()
        .map(|file| file.key.file.clone())
        .collect();
    let name = |index: usize| files[index].name.as_ref().unwrap().raw();
    let say = &mut super::silent;
    let found = find_file(&site.aws, &instance.id, &query, name(1), say).await;
    assert_eq!(found.as_ref(), Ok(&files[1]));
    let found = find_file(&site.aws, &instance.id, &query, name(5), say).await;
    assert_eq!(found.unwrap_err().kind, FailureKind::NotFound);
    assert_eq!(site.calls(SEARCH), walks, "nothing is searched");
}
