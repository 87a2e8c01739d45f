//! Going on from any byte: with the same result, and no page asked for twice.

use std::fs;
use std::path::{Path, PathBuf};

use attache::audit::{Journal, Shape, journal_path};
use attache::demo::{Faults, Quotas, Recipe};
use attache::domain::FailureKind;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Site, ask, audited, fault, finished, journal_at, now, recipe, walked};

/// The journal of a whole audit that nobody has finished, as it lies on the disk.
async fn whole_journal(site: &Site, shape: Shape, folder: &Path) -> Vec<u8> {
    let output = folder.join("whole");
    let places = [site.place().await];
    let (ran, sink) = walked(&ask(shape), &places, journal_at(&output)).await;
    ran.unwrap();
    drop(sink);
    let bytes = fs::read(journal_path(&output)).unwrap();
    // Whoever ends before the end says how to go on.
    let last = bytes.strip_suffix(b"\n").unwrap();
    let start = last.iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let last: Value = serde_json::from_slice(&last[start..]).unwrap();
    assert_eq!(last, json!({ "Interrupted": { "resume": "again" } }));
    bytes[..start].to_vec()
}

fn pages_in(journal: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(journal);
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let pages = whole.lines().filter(|line| line.starts_with("{\"Items\""));
    pages.count() as u64
}

#[tokio::test]
async fn from_any_byte_it_goes_on_to_the_same_end_and_repeats_no_page() {
    let site = Site::of(&recipe(20, 560)).await;
    let folder = tempfile::TempDir::new().unwrap();
    for shape in [Shape::Ndjson, Shape::Csv, Shape::Json] {
        let places = [site.place().await];
        let whole = audited(&ask(shape), &places).await.unwrap().text;
        let journal = whole_journal(&site, shape, folder.path()).await;
        let all_pages = pages_in(&journal);
        assert_eq!(all_pages, 23);
        let mut random = fastrand::Rng::with_seed(11);
        let mut cuts: Vec<usize> = (0..7).map(|_| random.usize(..journal.len())).collect();
        cuts.extend([0, 1, journal.len() - 1, journal.len()]);
        for (number, cut) in cuts.into_iter().enumerate() {
            let output = folder.path().join(format!("{}{number}", shape.word()));
            fs::write(journal_path(&output), &journal[..cut]).unwrap();
            let before = site.calls("SearchAllRelatedItems");
            let came = finished(&ask(shape), &places, journal_at(&output))
                .await
                .unwrap();
            assert!(came.text == whole, "cut at {cut} of {}", journal.len());
            let asked = site.calls("SearchAllRelatedItems") - before;
            assert_eq!(asked, all_pages - pages_in(&journal[..cut]), "cut at {cut}");
        }
        fs::remove_file(journal_path(&folder.path().join("whole"))).unwrap();
    }
}

#[tokio::test]
async fn case_by_case_and_side_by_side_it_goes_on_as_well() {
    let both = Recipe {
        domains: 2,
        ..recipe(20, 600)
    };
    let site = Site::of(&both).await;
    let second = format!("{}-2", Recipe::INSTANCE);
    let places = [site.place().await, site.place_of(&second).await];
    let folder = tempfile::TempDir::new().unwrap();
    for (by_case, with_cases) in [(true, true), (false, true), (true, false)] {
        let mut ask = ask(Shape::Ndjson);
        (ask.by_case, ask.with_cases) = (by_case, with_cases);
        let whole = audited(&ask, &places).await.unwrap().text;
        let output = folder.path().join(format!("whole{by_case}{with_cases}"));
        let (ran, sink) = walked(&ask, &places, journal_at(&output)).await;
        ran.unwrap();
        drop(sink);
        let journal = fs::read(journal_path(&output)).unwrap();
        let mut random = fastrand::Rng::with_seed(5);
        for number in 0..4 {
            let cut = random.usize(..journal.len());
            let output = folder.path().join(format!("{by_case}{with_cases}{number}"));
            fs::write(journal_path(&output), &journal[..cut]).unwrap();
            let came = finished(&ask, &places, journal_at(&output)).await.unwrap();
            assert!(came.text == whole, "cut at {cut} of {}", journal.len());
        }
    }
}

#[tokio::test]
async fn an_old_token_begins_the_search_again_and_skips_what_is_done() {
    let site = Site::of(&recipe(20, 600)).await;
    let places = [site.place().await];
    let whole = audited(&ask(Shape::Ndjson), &places).await.unwrap().text;
    let folder = tempfile::TempDir::new().unwrap();
    let journal = whole_journal(&site, Shape::Ndjson, folder.path()).await;
    let output = folder.path().join("old");
    fs::write(journal_path(&output), &journal[..journal.len() / 2]).unwrap();
    site.server.clock().advance(SignedDuration::from_hours(25));
    let batches = site.calls("BatchGetAttachedFileMetadata");
    let came = finished(&ask(Shape::Ndjson), &places, journal_at(&output))
        .await
        .unwrap();
    assert!(came.text == whole);
    assert!(came.notes[0].contains("begins again"), "{:?}", came.notes);
    // Of 26 cases' batches no more than those that were missing.
    let again = site.calls("BatchGetAttachedFileMetadata") - batches;
    assert!(again < batches / 2, "{again} of {batches}");
}

#[tokio::test]
async fn credentials_that_end_leave_a_journal_to_go_on_with() {
    let expired = r#"{"on":"BatchGetAttachedFileMetadata","from":6,"times":40,"then":"expired"}"#;
    let site = Site::with(&recipe(20, 600), fault(expired), Quotas::none()).await;
    let places = [site.place().await];
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("report");
    let (ran, sink) = walked(&ask(Shape::Ndjson), &places, journal_at(&output)).await;
    assert_eq!(ran.err().unwrap().kind, FailureKind::Credentials);
    assert!(sink.totals().units > 0);
    drop(sink);
    let healthy = Site::with(&recipe(20, 600), Faults::default(), Quotas::none()).await;
    let places = [healthy.place().await];
    let whole = audited(&ask(Shape::Ndjson), &places).await.unwrap().text;
    let came = finished(&ask(Shape::Ndjson), &places, journal_at(&output))
        .await
        .unwrap();
    assert!(came.text == whole);
}

#[tokio::test]
async fn a_journal_is_for_its_own_question_and_for_one_process() {
    let folder = tempfile::TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("journal");
    let open = |asked: Value| Journal::open(&path, asked, now(), "again".to_owned());
    let first = open(json!(1)).unwrap();
    let why = open(json!(1)).err().unwrap().to_string();
    assert!(why.contains("another attache is at this audit"), "{why}");
    drop(first);
    let before = fs::read(&path).unwrap();
    let why = open(json!(2)).err().unwrap().to_string();
    assert!(why.contains("journal of another audit"), "{why}");
    assert_eq!(fs::read(&path).unwrap(), before);
    let why = open(json!({"Filter": 1})).err().unwrap().to_string();
    assert!(why.contains("another audit"), "{why}");
    // Nothing of what is no journal is touched, nor of what a planted link leads to.
    fs::write(&path, "what is no journal\n").unwrap();
    let why = open(json!(1)).err().unwrap().to_string();
    assert!(why.contains("is no journal of an audit"), "{why}");
    assert_eq!(fs::read(&path).unwrap(), b"what is no journal\n");
    #[cfg(unix)]
    {
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let opened = Journal::open(&link, json!(1), now(), "again".to_owned());
        assert!(opened.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"what is no journal\n");
    }
    // One that was killed as it began is a new one.
    fs::write(&path, "{\"Beg").unwrap();
    drop(open(json!(1)).unwrap());
}
