//! Answers that say yes and cannot be read: what is around them is not lost.

use attache::domain::{FailureKind, FileQuery, InstanceId, Problem};
use attache::operations::{Found, list_files};
use serde_json::{Value, json};

use super::broken::{batch, case, file, is_batch, is_walk, page};
use super::sorted;
use crate::aws::{Answer, Canned, Seen, json as answer};

async fn told(server: &Canned) -> Vec<Found> {
    let mut told = Vec::new();
    let query = FileQuery::of_case(&case());
    list_files(&server.aws(), &InstanceId::new("i"), &query, |found| {
        told.push(found);
    })
    .await
    .unwrap();
    told
}

/// A list that must hold no nulls holds one.
fn with_null(seen: &Seen, bad: &[&str]) -> Answer {
    let ids = seen.body["FileIds"].as_array().unwrap();
    let files: Vec<Value> = ids
        .iter()
        .map(|id| {
            let good = json!({ "FileId": id, "FileName": id, "FileStatus": "APPROVED" });
            let is_bad = bad.contains(&id.as_str().unwrap());
            if is_bad { Value::Null } else { good }
        })
        .collect();
    answer(&json!({ "Files": files }))
}

/// A case of so many files, whose batches answer so.
async fn server(count: usize, answers: impl Fn(&Seen) -> Answer + Send + Sync + 'static) -> Canned {
    let items: Vec<Value> = (0..count).map(|n| file(&format!("f{n:03}"))).collect();
    Canned::start(move |seen| {
        if is_walk(seen) {
            page(&items, seen)
        } else {
            answers(seen)
        }
    })
    .await
}

#[tokio::test]
async fn one_bad_item_hides_only_itself() {
    let server = server(200, |seen| with_null(seen, &["f077"])).await;
    let told = told(&server).await;
    let (_, ids, problems) = sorted(&told);
    let all = (0..200).map(|n| format!("f{n:03}"));
    let expected: Vec<String> = all.filter(|id| id != "f077").collect();
    assert_eq!(ids, expected, "in their order");
    let [Problem::File { key, code, .. }] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    assert_eq!((key.file.raw(), code.raw()), ("f077", "Unreadable"));
    let batches = server.seen().iter().filter(|seen| is_batch(seen)).count();
    assert!(batches <= 3 + 14, "{batches}");
}

#[tokio::test]
async fn garbage_is_told_without_asking_for_ever() {
    let garbage = |_: &Seen| Answer::new(200, "{\"Files\": 7}");
    let server = server(200, garbage).await;
    let told = told(&server).await;
    let (_, ids, problems) = sorted(&told);
    assert_eq!(ids.len(), 0);
    assert!(
        problems.iter().any(|problem| {
            matches!(problem, Problem::Request(failure) if failure.kind == FailureKind::Service)
        }),
        "{problems:?}"
    );
    let missing: u64 = problems
        .iter()
        .map(|problem| match problem {
            Problem::File { .. } => 1,
            Problem::Request(failure) => {
                let words: Vec<&str> = failure.what.raw().split(' ').collect();
                words[3].parse().unwrap()
            }
            Problem::Contact { .. } => panic!("{problem:?}"),
        })
        .sum();
    assert_eq!(missing, 200, "every file is accounted for: {problems:?}");
    let batches = server.seen().iter().filter(|seen| is_batch(seen)).count();
    assert!(batches <= 3 + 26, "{batches}");
}

#[tokio::test]
async fn a_page_that_cannot_be_read_says_what_is_missing() {
    let items: Vec<Value> = (0..60).map(|n| file(&format!("f{n:03}"))).collect();
    let server = Canned::start(move |seen| match is_walk(seen) {
        true if seen.body["nextToken"] == "50" => Answer::new(200, "<html>"),
        true => page(&items, seen),
        false => batch(seen),
    })
    .await;
    let told = told(&server).await;
    let (_, ids, problems) = sorted(&told);
    assert_eq!(ids.len(), 50, "what could be read stays");
    let [Problem::Request(failure)] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    assert_eq!(
        failure.what.raw(),
        "What follows the first 50 items of the case could not be listed"
    );
}

#[tokio::test]
async fn a_fault_of_the_service_is_not_asked_for_in_parts() {
    let fault = |_: &Seen| Answer::refusal(400, "SomeNewException", "no");
    let server = server(40, fault).await;
    let told = told(&server).await;
    assert_eq!(sorted(&told).2.len(), 2);
    assert_eq!(
        server.seen().iter().filter(|seen| is_batch(seen)).count(),
        2
    );
}

#[tokio::test]
async fn a_fault_without_a_word_is_not_asked_for_in_parts_either() {
    let server = server(40, |_| Answer::new(503, "")).await;
    let told = told(&server).await;
    assert_eq!(sorted(&told).2.len(), 2);
    let batches = server.seen().iter().filter(|seen| is_batch(seen)).count();
    assert_eq!(batches, 2 * 4, "two batches, each with all its attempts");
}
