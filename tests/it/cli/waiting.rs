//! `attache watch`: changes as they come, and how a wait ends.

use super::program::Home;

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
}
