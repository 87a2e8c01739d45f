//! What saving and opening cost of the scarcest quota: a link for each file that is fetched,
//! and for no other.

use std::fs;

use super::gate::Gate;
use super::program::{Home, files_in};

#[test]
fn a_link_is_made_for_what_is_fetched_and_for_nothing_else() {
    let gate = Gate::start(|_| None);
    let home = Home::new();
    let links = |rest: &[&str], code: i32| {
        let before = gate.calls("GetAttachedFile");
        let line = [&["-i", "acme-support", "-c", "100001"], rest].concat();
        gate.run(&home, &line).exits(code);
        gate.calls("GetAttachedFile") - before
    };
    let all = ["save", "--all", "--to", "saved", "--manifest"];
    let made = links(&all, 3);
    // All but the manifest and the sums.
    assert_eq!(made, files_in(&home.work().join("saved")).len() - 2);
    assert!(made > 5);
    assert_eq!(links(&all, 3), 0, "already saved");
    let there = home.work().join("other");
    fs::create_dir(&there).unwrap();
    fs::write(there.join("Warranty.docx"), "mine").unwrap();
    let skip = [
        "save",
        "warranty.docx",
        "--to",
        "other",
        "--on-conflict",
        "skip",
    ];
    assert_eq!(links(&skip, 0), 0, "skipped");
    assert_eq!(links(&["save", "macro-form.docm"], 1), 0, "not approved");
    let replace = [
        "save",
        "warranty.docx",
        "--to",
        "other",
        "--on-conflict",
        "replace",
    ];
    assert_eq!(links(&replace, 0), 1, "replaced");
    // A file that the person has changed is fetched once more, and nothing beside it.
    fs::write(home.work().join("saved/warranty.docx"), "changed").unwrap();
    assert_eq!(links(&["save", "warranty.docx", "--to", "saved"], 0), 1);
    assert_eq!(links(&["save", "warranty.docx", "--to", "saved"], 0), 0);
}

#[test]
fn a_record_that_cannot_be_kept_is_said_once() {
    let home = Home::new();
    let line = ["demo", "save", "-c", "10000163", "device.log", "logs.zip"];
    home.run(&line).exits(0);
    let state = home.path().join(".local");
    if cfg!(target_os = "linux") {
        fs::remove_dir_all(&state).unwrap();
        fs::write(&state, "").unwrap();
        let ended = home.run(&line).exits(0);
        let said = ended.err.matches("could not be recorded").count();
        assert_eq!(said, 1, "{}", ended.told());
    }
}

#[test]
fn a_login_that_ends_in_the_middle_is_told_of_each_file_by_its_own_name() {
    let home = Home::new();
    let rules = r#"{"about":"x","rules":[{"on":"GetAttachedFile","from":2,"then":"expired"}]}"#;
    let fault = home.path().join("some.json");
    fs::write(&fault, rules).unwrap();
    let line = ["save", "-c", "10000288", "--all", "--concurrency", "1"];
    let ended = home.run(&[&["demo", "--fault", fault.to_str().unwrap()], &line[..]].concat());
    let ended = ended.exits(5);
    assert_eq!(ended.out.lines().count(), 1, "{}", ended.told());
    let mut failed: Vec<&str> = ended
        .err
        .lines()
        .filter_map(|line| line.split_once(" could not be saved"))
        .map(|(name, _)| name)
        .collect();
    let all = failed.len();
    failed.sort_unstable();
    failed.dedup();
    assert!(all > 3 && failed.len() == all, "{}", ended.told());
}
