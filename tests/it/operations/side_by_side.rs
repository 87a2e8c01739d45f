//! What runs beside what: batches hold back neither the pages nor the contacts, and the
//! order of the rows stays.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use attache::domain::{FileQuery, InstanceId};
use attache::operations::{Found, list_files};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::broken::{batch, case, contact, file, is_batch, is_walk, page};
use crate::aws::{Canned, json as answer};

async fn ids(server: &Canned) -> Vec<String> {
    let mut ids = Vec::new();
    let query = FileQuery::of_case(&case());
    list_files(
        &server.aws(),
        &InstanceId::new("i"),
        &query,
        |found| match found {
            Found::Files(files) => ids.extend(files.iter().map(|file| file.key.file.to_string())),
            other => panic!("{other:?}"),
        },
    )
    .await
    .unwrap();
    ids
}

#[tokio::test]
async fn batches_that_answer_late_hold_back_neither_pages_nor_contacts() {
    let mut items: Vec<Value> = (0..230).map(|n| file(&format!("f{n:03}"))).collect();
    items.insert(3, contact("mail", "EMAIL"));
    // The own files' batches are answered only when all pages and the references were asked for.
    let rest = Arc::new(Semaphore::new(0));
    let asked = Arc::new(AtomicUsize::new(0));
    let pages = items.len().div_ceil(25);
    let server = Canned::start(move |seen| {
        let is_references = seen.path.starts_with("/contact/references/");
        if (is_walk(seen) || is_references) && asked.fetch_add(1, Ordering::Relaxed) == pages {
            rest.add_permits(1);
        }
        if is_references {
            return answer(&json!({ "ReferenceSummaryList": [
                { "Attachment": { "Value": "a/late" } } ] }));
        }
        match is_walk(seen) {
            true => page(&items, seen),
            false if seen.body["FileIds"][0] == "late" => batch(seen),
            false => batch(seen).after(&rest),
        }
    })
    .await;
    let mut expected: Vec<String> = (0..230).map(|n| format!("f{n:03}")).collect();
    expected.push("late".to_owned());
    assert_eq!(ids(&server).await, expected);
    let seen = server.seen();
    assert_eq!(seen.iter().filter(|seen| is_walk(seen)).count(), pages);
    assert_eq!(seen.iter().filter(|seen| is_batch(seen)).count(), 4 + 1);
}

#[tokio::test]
async fn every_size_of_case_costs_what_was_promised() {
    for count in [1, 25, 26, 100, 101, 125, 126, 200, 230] {
        let items: Vec<Value> = (0..count).map(|n| file(&format!("f{n}"))).collect();
        let server = Canned::start(move |seen| {
            if is_walk(seen) {
                page(&items, seen)
            } else {
                batch(seen)
            }
        })
        .await;
        assert_eq!(ids(&server).await.len(), count);
        let seen = server.seen();
        let walks = seen.iter().filter(|seen| is_walk(seen)).count();
        let batches = seen.iter().filter(|seen| is_batch(seen)).count();
        assert_eq!(walks, count.div_ceil(25), "{count} files");
        let least = count.div_ceil(100);
        assert!(
            (least..=least + 1).contains(&batches),
            "{count} files: {batches}"
        );
    }
}
