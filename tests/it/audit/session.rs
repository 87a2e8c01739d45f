//! An audit that is watched: the rows are those of the command, whatever pauses part it into,
//! and a file is read within bounds however bad it is.

use std::path::Path;
use std::time::Duration;

use attache::audit::{Ask, Session, Shape, journal_path, peek};
use attache::domain::{Attachment, FileStatus, Findings, SafeText, Sum, attachment_json};
use serde_json::Value;

use super::{Site, now, recipe};

async fn session(site: &Site) -> Session {
    let place = site.place().await;
    Session::of_domain(&place.aws, (place.instance, place.domain), now())
        .await
        .unwrap()
}

async fn exported(session: &Session, folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    session
        .export_to(&path)
        .await
        .unwrap()
        .write(session)
        .unwrap();
    std::fs::read_to_string(path).unwrap()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that a session says things to"
)]
fn say(note: SafeText) {
    panic!("{note}");
}

fn count<T>(parts: &[(T, Sum)]) -> Vec<u64> {
    parts.iter().map(|(_, sum)| sum.files).collect()
}

/// The ndjson that the engine itself writes.
async fn by_command(site: &Site) -> String {
    let place = site.place().await;
    let ask = Ask {
        with_cases: true,
        ..super::ask(Shape::Ndjson)
    };
    super::audited(&ask, &[place]).await.unwrap().text
}

#[tokio::test]
async fn its_rows_are_those_of_the_command() {
    let site = Site::of(&recipe(120, 1_000)).await;
    let session = session(&site).await;
    session.run(&say).await.unwrap();
    let Findings {
        files,
        problems,
        tally,
        sums,
        requests,
    } = session.findings(Duration::from_secs(9));
    // What cannot be read is a row as well.
    assert_eq!(files.len() + problems.len(), 1_000);
    assert_eq!(problems.len() as u64, tally.errors);
    assert!(tally.cases > 0);
    // What it adds up to is what the rows add up to.
    assert_eq!(sums.all.files, files.len() as u64);
    let bytes: u64 = files.iter().filter_map(|file| file.size).sum();
    assert_eq!(sums.all.bytes, bytes);
    for parts in [&count(&sums.by_status), &count(&sums.by_age)] {
        assert_eq!(parts.iter().sum::<u64>(), sums.all.files, "{sums:?}");
    }
    let approved = files
        .iter()
        .filter(|file| file.status == FileStatus::Approved);
    let told = sums
        .by_status
        .iter()
        .find(|(status, _)| *status == FileStatus::Approved);
    assert_eq!(told.unwrap().1.files, approved.count() as u64);
    let named: u64 = count(&sums.by_uploader).iter().sum();
    assert!(named <= sums.all.files && !sums.by_uploader.is_empty());
    // Every operation is counted, and nothing that is usual is told one by one.
    let asked: Vec<&str> = requests.answered.iter().map(|one| one.operation).collect();
    assert!(asked.contains(&"SearchAllRelatedItems"), "{asked:?}");
    assert!(asked.contains(&"BatchGetAttachedFileMetadata"), "{asked:?}");
    assert!(requests.answered.iter().all(|one| one.times > 0));
    assert_eq!(requests.events, []);
    let folder = tempfile::tempdir().unwrap();
    let written = exported(&session, folder.path(), "a.ndjson").await;
    let rows: Vec<Value> = written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 1_000);
    // What the screen holds says the same as what is written.
    let told = rows.iter().filter(|row| row.get("ErrorCode").is_none());
    for (row, file) in told.zip(&files) {
        let told = attachment_json(file);
        for (name, value) in told.as_object().unwrap() {
            assert_eq!(&row[name], value, "{name}");
        }
        let case = file.case.as_ref().unwrap();
        assert_eq!(
            row["CaseTitle"].as_str(),
            case.title.as_ref().map(SafeText::raw)
        );
    }
    assert_eq!(written, by_command(&site).await);
    // It was told once.
    assert!(session.findings(Duration::ZERO).files.is_empty());
}

#[tokio::test]
async fn a_run_that_is_dropped_goes_on_and_misses_and_repeats_nothing() {
    let site = Site::of(&recipe(60, 400)).await;
    let whole = session(&site).await;
    whole.run(&say).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let undisturbed = exported(&whole, folder.path(), "whole.ndjson").await;
    let parted = session(&site).await;
    let mut told: Vec<Attachment> = Vec::new();
    let mut drops = 0;
    loop {
        let had = told.len();
        let ended = {
            let mut run = std::pin::pin!(parted.run(&say));
            loop {
                tokio::select! {
                    biased;
                    () = tokio::task::yield_now() => {
                        told.extend(parted.findings(Duration::ZERO).files);
                        if told.len() >= had + 100 {
                            break false;
                        }
                    }
                    ended = &mut run => {
                        ended.unwrap();
                        break true;
                    }
                }
            }
        };
        if ended {
            break;
        }
        drops += 1;
    }
    told.extend(parted.findings(Duration::ZERO).files);
    assert!(drops >= 2, "it was dropped {drops} times");
    let written = undisturbed.lines();
    let unread = written.filter(|line| line.contains("ErrorCode")).count();
    assert_eq!(told.len() + unread, 400);
    assert_eq!(
        exported(&parted, folder.path(), "parted.ndjson").await,
        undisturbed
    );
}

#[tokio::test]
async fn what_is_exported_is_opened_again_in_every_shape() {
    let site = Site::of(&recipe(20, 150)).await;
    let live = session(&site).await;
    live.run(&say).await.unwrap();
    let files = live.findings(Duration::ZERO).files;
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.ndjson", "a.csv", "a.json"] {
        exported(&live, folder.path(), name).await;
        let path = folder.path().join(name);
        let head = peek(&path).unwrap();
        assert!(head.domain.is_some() && head.instance.is_some(), "{name}");
        let opened = Session::of_file(name, now()).unwrap();
        let mut rows: Vec<Attachment> = Vec::new();
        let mut problems = Vec::new();
        let whole = opened.read(&path, |part| {
            problems.extend(part.problems);
            rows.extend(part.files);
            true
        });
        let begun = whole.unwrap().begun;
        assert_eq!(begun.is_some(), name == "a.json");
        let same = |a: &Attachment, b: &Attachment| {
            (&a.key, &a.status, a.size, a.created, &a.created_by)
                == (&b.key, &b.status, b.size, b.created, &b.created_by)
                && a.title().as_str() == b.title().as_str()
        };
        assert_eq!(rows.len() + problems.len(), 150, "{name}");
        assert_eq!(rows.len(), files.len(), "{name}");
        assert!(rows.iter().zip(&files).all(|(a, b)| same(a, b)), "{name}");
    }
    exported(&live, folder.path(), "a.html").await;
    let page = peek(&folder.path().join("a.html")).unwrap_err();
    assert!(page.why.as_str().contains("page for browsers"), "{page}");
    // Nothing is replaced, and a name without an ending says no shape.
    let taken = live.export_to(&folder.path().join("a.csv")).await.unwrap();
    assert!(
        taken
            .write(&live)
            .unwrap_err()
            .why
            .as_str()
            .contains("exists already")
    );
    assert!(live.export_to(&folder.path().join("a")).await.is_err());
}

#[test]
fn a_file_is_handed_on_in_pieces_that_nobody_has_to_hold_and_can_be_called_off() {
    let folder = tempfile::tempdir().unwrap();
    let case = "arn:aws:cases:us-west-2:111122223333:domain/d/case/c";
    let heavy = format!(
        "{}\n",
        serde_json::json!({ "FileId": "a", "AssociatedResourceArn": case, "Junk": "x".repeat(600_000) })
    );
    for (name, line, most) in [("heavy", heavy, 2), ("bad", "no row\n".to_owned(), 1_000)] {
        let path = folder.path().join(name);
        std::fs::write(&path, line.repeat(most * 3)).unwrap();
        let session = Session::of_file(name, now()).unwrap();
        let mut parts = 0;
        let read = session.read(&path, |part| {
            parts += 1;
            assert!(part.files.len() <= most, "{name}");
            parts < 2
        });
        read.unwrap();
        // The second one called it off; what was left over then is told once.
        assert!(parts <= 3, "{name}");
        assert!(
            session.findings(Duration::ZERO).tally.errors <= 2 * most as u64,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_file_whose_audit_was_cut_off_is_a_part() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ndjson");
    let row = r#"{"FileId":"f","AssociatedResourceArn":"arn:aws:cases:r:1:domain/d/case/c"}"#;
    std::fs::write(&path, format!("{row}\n")).unwrap();
    let begun = r#"{"Begun":{"version":1,"asked":null,"at":"2026-05-04T09:30:00Z"}}"#;
    let finished = r#"{"Finished":{"files":1,"errors":0}}"#;
    for (journal, partial) in [
        (format!("{begun}\n"), true),
        (format!("{begun}\n{finished}\n"), false),
    ] {
        std::fs::write(journal_path(&path), journal).unwrap();
        assert_eq!(peek(&path).unwrap().partial, partial);
        let session = Session::of_file("a.ndjson", now()).unwrap();
        session.read(&path, |_| true).unwrap();
        let html = exported(&session, folder.path(), &format!("{partial}.json")).await;
        let told: Value = serde_json::from_str(&html).unwrap();
        assert_eq!(told["Summary"]["Partial"] == true, partial, "{told}");
    }
    std::fs::write(folder.path().join("b.json"), "{\n\"name\": \"x\"\n}\n").unwrap();
    assert!(peek(&folder.path().join("b.json")).is_err());
}

#[test]
fn hostile_rows_become_problems_and_unknown_words_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.ndjson");
    let case = "arn:aws:cases:us-west-2:111122223333:domain/d/case/c";
    let mut text = String::new();
    for row in [
        serde_json::json!({ "FileId": "a", "AssociatedResourceArn": case, "FileStatus": "QUARANTINED", "FileName": "inv\u{202E}fdp.exe" }),
        serde_json::json!({ "FileId": "b", "AssociatedResourceArn": "/etc/passwd" }),
        serde_json::json!({ "FileName": "no id", "AssociatedResourceArn": case }),
        serde_json::json!({ "FileId": 7, "AssociatedResourceArn": case }),
        serde_json::json!({ "FileId": "c", "AssociatedResourceArn": case, "FileSizeInBytes": -1, "Tags": [1], "CreatedBy": 3, "CreationTime": "\u{1b}[2J" }),
        serde_json::json!({ "AssociatedResourceArn": case, "ErrorCode": "Denied", "ErrorMessage": "\u{1b}]0;x\u{7}" }),
    ] {
        text.push_str(&row.to_string());
        text.push('\n');
    }
    text.push_str("nothing at all\n");
    std::fs::write(&path, text).unwrap();
    let session = Session::of_file("bad.ndjson", now()).unwrap();
    let mut all = Findings::default();
    session
        .read(&path, |part| {
            all.files.extend(part.files);
            all.problems.extend(part.problems);
            all.tally = part.tally;
            true
        })
        .unwrap();
    let statuses: Vec<&FileStatus> = all.files.iter().map(|file| &file.status).collect();
    assert_eq!(statuses.len(), 2);
    assert_eq!(*statuses[0], FileStatus::Other("QUARANTINED".into()));
    assert_eq!(all.tally.errors, 5);
    let told: Vec<String> = all
        .problems
        .iter()
        .map(attache::domain::Problem::sentence)
        .collect();
    assert!(
        told.iter()
            .any(|text| text.contains("Line 7 of bad.ndjson")),
        "{told:?}"
    );
    let shown = format!("{}{told:?}", all.files[0].title());
    assert!(
        !shown.contains(['\u{202E}', '\u{1b}', '\u{7}']),
        "{shown:?}"
    );
    let folderish = peek(folder.path()).unwrap_err();
    assert!(folderish.why.as_str().contains("no file"), "{folderish}");
}
