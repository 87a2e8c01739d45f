//! `attache watch`: changes as they come, and how a wait ends.

use super::program::{Ended, Home};

fn watch<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&["demo", "watch", "-c", "100001"], rest].concat()
}

#[test]
fn what_settles_is_told_and_what_is_stuck_is_not_waited_for() {
    let home = Home::new();
    let ended = home.run(&watch(&["--format", "ndjson"])).exits(4);
    let rows: Vec<serde_json::Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let name = |row: &serde_json::Value| row["FileName"].as_str().unwrap().to_owned();
    let settled: Vec<String> = rows.iter().map(name).collect();
    assert!(
        settled.contains(&"invoice-scan.pdf".to_owned()),
        "{}",
        ended.told()
    );
    assert!(rows.iter().all(|row| row["FileStatus"] != "PROCESSING"));
    ended.says("stuck");
}

#[test]
fn one_file_is_waited_for_until_it_is_approved_or_cannot_be() {
    let home = Home::new();
    let line = watch(&["invoice-scan.pdf", "--until", "approved"]);
    let ended = home.run(&line).exits(0);
    assert!(
        ended.out.contains("Approved  invoice-scan.pdf"),
        "{}",
        ended.told()
    );
    let line = watch(&["carrier-photo.png", "--until", "approved"]);
    let ended = home.run(&line).exits(1);
    assert!(ended.out.contains("Rejected"), "{}", ended.told());
    let line = watch(&["carrier-photo.png", "--format", "json"]);
    let ended = home.run(&line).exits(0);
    assert_eq!(ended.json()["Files"][0]["FileStatus"], "REJECTED");
}

#[test]
fn a_wait_has_an_end() {
    let home = Home::new();
    home.run(&watch(&["invoice-scan.pdf", "--timeout", "0s"]))
        .exits(4)
        .says("took too long");
    home.run(&watch(&["warranty.docx"]))
        .exits(0)
        .says("no file is being scanned");
    home.run(&watch(&["--timeout", "soon"])).exits(2);
    home.run(&["demo", "cases", "--limit", "0"]).exits(2);
}

#[test]
fn what_was_refused_long_ago_is_not_waited_for() {
    let home = Home::new();
    // The case has files that were rejected, failed, and were never sent.
    let line = watch(&["--until", "approved", "--timeout", "0s", "--format", "json"]);
    let ended = home.run(&line).exits(4);
    let files = ended.json()["Files"].clone();
    let statuses = files.as_array().unwrap().iter();
    let statuses: Vec<&str> = statuses
        .map(|file| file["FileStatus"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["PROCESSING"; 3]);
    ended
        .says("3 files are being scanned")
        .says("took too long");
    // What is named is meant, and why it is hopeless is said.
    let line = watch(&["macro-form.docm", "--until", "approved"]);
    home.run(&line)
        .exits(1)
        .says("macro-form.docm will not be approved: it is rejected");
}

/// Watches one file that is being scanned, under rules that begin with the first poll.
fn polled(home: &Home, alone: &str, rest: &[&str]) -> Ended {
    let rules = format!(
        r#"{{"about":"x","rules":[
            {{"on":"BatchGetAttachedFileMetadata","from":2,"then":"denied"}},
            {{"on":"GetAttachedFile","then":"{alone}"}}]}}"#
    );
    std::fs::write(home.work().join("fault.json"), rules).unwrap();
    let id = "b15eb8c8-88c7-4a11-833d-09866a5ee61b";
    let line = [
        "demo",
        "--fault",
        "fault.json",
        "watch",
        "-c",
        "100001",
        "--file-id",
        id,
    ];
    home.run(&[&line, rest].concat())
}

#[test]
fn a_file_that_disappears_is_told_once_and_not_waited_for() {
    let home = Home::new();
    let ended = polled(&home, "not-found", &["--format", "json"]).exits(3);
    let told = ended.json();
    assert_eq!(told["Files"], serde_json::json!([]));
    assert_eq!(told["Errors"].as_array().unwrap().len(), 1, "{told}");
    let ended = ended.says("invoice-scan.pdf is not waited for any more");
    assert_eq!(ended.err.matches("could not be read").count(), 1);
    polled(&home, "not-found", &["--until", "approved"]).exits(1);
}

#[test]
fn what_may_not_be_asked_is_not_asked_until_the_end() {
    let home = Home::new();
    let ended = polled(&home, "denied", &[]).exits(1);
    assert!(ended.err.contains("GetAttachedFile"), "{}", ended.told());
}
