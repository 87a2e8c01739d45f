//! Two reports compared: what is new, gone and different, whatever their formats, and that only
//! whole audits are compared.

use std::path::Path;

use attache::audit::{Change, Compared, diff, journal_path};
use attache::domain::{Failure, FailureKind};
use serde_json::{Value, json};

/// No change.
pub(super) const NOTHING: [Value; 0] = [];

/// What changed from one report to another, as data.
pub(super) fn changes(old: &str, new: &str) -> Result<Vec<Value>, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (old, new) = (place("old", old), place("new", new));
    compared(&old, &new)
}

fn compared(old: &Path, new: &Path) -> Result<Vec<Value>, Failure> {
    let (mut old, mut new) = (Compared::open(old)?, Compared::open(new)?);
    let mut told = Vec::new();
    let found = diff((&mut old, &mut new), |change| {
        told.push(match change {
            Change::New(row) => json!({ "New": row.value()["FileId"] }),
            Change::Gone(row) => json!({ "Gone": row.value()["FileId"] }),
            Change::Changed(row, was) => json!({ "Changed": row.value()["FileId"], "Was": was }),
        });
        Ok(true)
    })?;
    assert_eq!(found.new + found.gone + found.changed, told.len() as u64);
    assert!(!found.enough);
    Ok(told)
}

fn row(id: &str, status: &str) -> Value {
    json!({
        "FileId": id, "FileArn": format!("arn:x/file/{id}"), "FileStatus": status,
        "FileName": "a.pdf", "FileSizeInBytes": 1068, "AssociatedResourceArn": "arn:case",
    })
}

fn lines(rows: &[Value]) -> String {
    let lines = rows.iter().map(|row| format!("{row}\n"));
    lines.collect()
}

#[test]
fn what_is_new_gone_and_changed_is_told() {
    let old = lines(&[
        row("a", "PROCESSING"),
        row("b", "APPROVED"),
        row("c", "APPROVED"),
    ]);
    let new = lines(&[
        row("d", "APPROVED"),
        row("c", "APPROVED"),
        row("a", "REJECTED"),
    ]);
    assert_eq!(
        changes(&old, &new).unwrap(),
        [
            json!({ "New": "d" }),
            json!({ "Gone": "b" }),
            json!({ "Changed": "a", "Was": { "FileStatus": "PROCESSING" } }),
        ]
    );
    assert_eq!(changes(&old, &old).unwrap(), NOTHING);
}

#[test]
fn only_what_differs_is_told_whatever_the_formats() {
    let csv = "FileId,FileName,FileStatus,FileSizeInBytes,AssociatedResourceArn,FileArn\r\n\
               a,a.pdf,APPROVED,1068,arn:case,arn:x/file/a\r\n";
    let ndjson = lines(&[row("a", "REJECTED")]);
    let was = json!({ "FileStatus": "APPROVED" });
    assert_eq!(
        changes(csv, &ndjson).unwrap(),
        [json!({ "Changed": "a", "Was": was })]
    );
    // A size that was another one is a number, as the new one is.
    let csv = csv.replace("1068", "1067").replace("APPROVED", "REJECTED");
    let was = json!({ "FileSizeInBytes": 1067 });
    assert_eq!(
        changes(&csv, &ndjson).unwrap(),
        [json!({ "Changed": "a", "Was": was })]
    );
}

#[test]
fn what_could_not_be_read_is_no_change() {
    let of_file = json!({ "FileId": "a", "AssociatedResourceArn": "arn:case", "ErrorCode": "X" });
    let of_case = json!({ "AssociatedResourceArn": "arn:case", "ErrorCode": "X" });
    let file = lines(&[row("a", "APPROVED")]);
    for error in [of_file, of_case] {
        let error = lines(&[error]);
        assert_eq!(changes(&file, &error).unwrap(), NOTHING, "{error}");
        assert_eq!(changes(&error, &file).unwrap(), NOTHING, "{error}");
    }
}

#[test]
fn a_file_that_is_told_twice_is_one_change() {
    let old = lines(&[row("a", "APPROVED"), row("a", "APPROVED")]);
    let new = lines(&[
        row("b", "APPROVED"),
        row("b", "APPROVED"),
        row("a", "FAILED"),
        row("a", "FAILED"),
    ]);
    assert_eq!(changes(&old, &new).unwrap().len(), 2);
    assert_eq!(changes(&new, &old).unwrap().len(), 2);
}

#[test]
fn whoever_has_enough_is_told_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::write(&old, lines(&[row("a", "APPROVED")])).unwrap();
    std::fs::write(&new, lines(&[row("b", "APPROVED"), row("c", "APPROVED")])).unwrap();
    let (mut old, mut new) = (Compared::open(&old).unwrap(), Compared::open(&new).unwrap());
    let found = diff((&mut old, &mut new), |_| Ok(false)).unwrap();
    assert!(found.enough && !found.is_empty());
    assert_eq!((found.new, found.gone, found.changed), (1, 0, 0));
}

#[test]
fn only_a_whole_audit_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (
        folder.path().join("old.ndjson"),
        folder.path().join("new.ndjson"),
    );
    std::fs::write(&old, lines(&[row("a", "APPROVED")])).unwrap();
    std::fs::write(&new, "").unwrap();
    // An empty file may be anything.
    let failure = compared(&old, &new).unwrap_err();
    assert!(
        failure.why.as_str().contains("says that it is an audit"),
        "{failure}"
    );
    let begun = r#"{"Begun":{"version":1,"asked":null,"at":"2026-05-04T09:30:00Z"}}"#;
    let finished = r#"{"Finished":{"files":0,"errors":0}}"#;
    let interrupted = r#"{"Interrupted":{"resume":"attache audit --resume"}}"#;
    let long = format!(r#"{{"Items":"{}"}}"#, "x".repeat(100_000));
    let journal = |text: &str| {
        std::fs::write(journal_path(&new), text).unwrap();
        compared(&old, &new)
    };
    // Its journal knows that it found nothing.
    let whole = journal(&format!("{begun}\n{finished}\n"));
    assert_eq!(whole.unwrap(), [json!({ "Gone": "a" })]);
    // But not of a report that was emptied.
    let emptied = finished.replace("}}", r#","bytes":9}}"#);
    let failure = journal(&format!("{begun}\n{emptied}\n")).unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local, "{failure}");
    for (text, hint) in [
        (format!("{begun}\n"), "--resume"),
        (
            format!("{begun}\n{interrupted}\n"),
            "attache audit --resume",
        ),
        (
            format!("{begun}\n{interrupted}\n{long}\n"),
            "the same attache audit",
        ),
        (
            format!("{begun}\n{long}\n{{\"Fin"),
            "the same attache audit",
        ),
    ] {
        let failure = journal(&text).unwrap_err();
        assert_eq!(failure.kind, FailureKind::Usage, "{failure}");
        assert!(failure.hint.unwrap().as_str().contains(hint), "{text}");
    }
    // A report may say so itself.
    let failure = changes(
        &lines(&[row("a", "APPROVED")]),
        r#"{"Files":[],"Errors":[],"Summary":{"Partial":true}}"#,
    );
    assert_eq!(failure.unwrap_err().kind, FailureKind::Usage);
    // What is no journal says nothing.
    let failure = journal("a shopping list\n").unwrap_err();
    assert_eq!(failure.kind, FailureKind::Local, "{failure}");
}
