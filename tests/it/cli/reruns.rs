//! `attache save` again: what lies there already is not fetched twice, and what has its name
//! is treated as was wished.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::program::{Home, Serve, content, files_in};

/// The outcome of each file by its name on the disk, and by its own when it has none there.
fn outcomes(json: &Value) -> Vec<(String, String)> {
    let saved = json["Saved"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut all: Vec<(String, String)> = saved
        .map(|one| {
            let name = text(&one["SavedName"]).or_else(|| text(&one["FileName"]));
            (name.unwrap(), text(&one["Outcome"]).unwrap())
        })
        .collect();
    all.sort();
    all
}

fn is(all: &[(String, String)], outcome: &str) -> bool {
    !all.is_empty() && all.iter().all(|(_, one)| one == outcome)
}

#[test]
fn a_rerun_finds_all_that_is_whole_and_asks_for_the_rest_only() {
    let home = Home::new();
    let line = [
        "demo",
        "save",
        "-c",
        "3CWPF7R2N",
        "--all",
        "--to",
        "saved",
        "--format",
        "json",
    ];
    let first = home.run(&line).json();
    assert!(is(&outcomes(&first), "saved"));
    let saved = home.work().join("saved");
    let before = files_in(&saved);
    assert!(before.contains(&"photo.png".to_owned()), "{before:?}");
    assert!(before.contains(&"photo (1).png".to_owned()), "{before:?}");
    let again = home.run(&line).json();
    assert!(is(&outcomes(&again), "already-saved"), "{again}");
    assert_eq!(files_in(&saved), before);
    // Another folder has them not, and so has a folder in which one was changed.
    let named = |to: &str| {
        let line = [
            "demo",
            "save",
            "-c",
            "3CWPF7R2N",
            "no creator.txt",
            "--to",
            to,
        ];
        home.run(&line).exits(0).says("aved no creator.txt")
    };
    named("other").says("Saved no creator.txt (");
    named("saved/../saved/").says("Already saved no creator.txt\n");
    let path = saved.join("no creator.txt");
    let length = fs::metadata(&path).unwrap().len();
    fs::write(&path, "x".repeat(usize::try_from(length).unwrap())).unwrap();
    named("saved").says("Saved no creator.txt as no creator (1).txt");
    fs::remove_file(saved.join("no creator (1).txt")).unwrap();
    named("saved").says("Saved no creator.txt as no creator (1).txt");
}

#[test]
fn a_folder_that_was_moved_has_its_files_already() {
    let home = Home::new();
    let line = ["demo", "save", "-c", "10000163", "device.log", "--to"];
    home.run(&[&line[..], &["old"]].concat()).exits(0);
    fs::rename(home.work().join("old"), home.work().join("new")).unwrap();
    let moved = home.run(&[&line[..], &["new"]].concat()).exits(0);
    moved.says("Already saved device.log\n");
    assert_eq!(files_in(&home.work().join("new")), ["device.log"]);
    // Where another file has its name, it is not that one.
    fs::create_dir(home.work().join("other")).unwrap();
    fs::write(home.work().join("other/device.log"), "mine").unwrap();
    let other = home.run(&[&line[..], &["other"]].concat()).exits(0);
    other.says("Saved device.log as device (1).log");
    // A name that is free again is taken again.
    fs::remove_file(home.work().join("new/device.log")).unwrap();
    let again = home.run(&[&line[..], &["new"]].concat()).exits(0);
    again.says("Saved device.log (");
    assert_eq!(files_in(&home.work().join("new")), ["device.log"]);
}

#[test]
fn the_switch_of_the_recent_cases_leaves_the_record_alone() {
    let home = Home::new();
    let line = [
        "demo",
        "save",
        "-c",
        "100001",
        "warranty.docx",
        "--no-recents",
    ];
    home.run(&line).exits(0);
    home.run(&line).exits(0).says("Already saved warranty.docx");
    let state = home.path().join(".local/state/attache/saved.jsonl");
    if cfg!(target_os = "linux") {
        let text = fs::read_to_string(state).unwrap();
        assert!(!text.contains("100001") && !text.contains("arn:"), "{text}");
    }
}

/// The sample case with two files called `photo.png`, into a folder with one of that name.
fn into_a_taken_name(home: &Home, on_conflict: &str) -> Value {
    let saved = home.work().join("saved");
    fs::create_dir_all(&saved).unwrap();
    fs::write(saved.join("PHOTO.png"), "mine").unwrap();
    let line = ["demo", "save", "-c", "3CWPF7R2N", "--all", "--to", "saved"];
    let line = [
        &line[..],
        &["--on-conflict", on_conflict, "--format", "json"],
    ]
    .concat();
    home.run(&line).json()
}

fn photos(folder: &Path) -> Vec<String> {
    let is_one = |name: &String| name.to_lowercase().starts_with("photo");
    files_in(folder).into_iter().filter(is_one).collect()
}

fn of_photos(json: &Value) -> Vec<(String, String)> {
    let mut all = outcomes(json);
    all.retain(|(name, _)| name.to_lowercase().starts_with("photo"));
    all
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, outcome): &(&str, &str)| ((*name).to_owned(), (*outcome).to_owned());
    all.iter().map(own).collect()
}

#[test]
fn both_are_kept_unless_somebody_says_otherwise() {
    let home = Home::new();
    let json = into_a_taken_name(&home, "rename");
    let saved = home.work().join("saved");
    assert_eq!(
        photos(&saved),
        ["PHOTO.png", "photo (1).png", "photo (2).png"]
    );
    assert_eq!(fs::read(saved.join("PHOTO.png")).unwrap(), b"mine");
    assert_eq!(
        of_photos(&json),
        pairs(&[("photo (1).png", "saved"), ("photo (2).png", "saved")])
    );
}

#[test]
fn what_was_there_before_is_skipped_and_no_more() {
    let home = Home::new();
    let json = into_a_taken_name(&home, "skip");
    let saved = home.work().join("saved");
    assert_eq!(photos(&saved), ["PHOTO.png"]);
    assert_eq!(
        of_photos(&json),
        pairs(&[("photo.png", "skipped"), ("photo.png", "skipped")])
    );
    let skipped = json["Saved"].as_array().unwrap();
    let skipped = skipped
        .iter()
        .find(|one| one["Outcome"] == "skipped")
        .unwrap();
    assert_eq!(skipped["Path"], "saved/PHOTO.png");
    assert!(skipped["Sha256"].is_null() && skipped["SavedName"].is_null());
    // In an empty folder the two do not skip each other.
    let home = Home::new();
    let variable = [("ATTACHE_ON_CONFLICT", "skip")];
    home.run_with(&["demo", "save", "-c", "3CWPF7R2N", "--all"], &variable);
    assert_eq!(photos(&home.work()), ["photo (1).png", "photo.png"]);
}

#[test]
fn one_replaces_what_was_there_and_two_of_a_run_never_each_other() {
    let home = Home::new();
    let json = into_a_taken_name(&home, "replace");
    let saved = home.work().join("saved");
    let there = photos(&saved);
    assert_eq!(there.len(), 2, "{there:?}");
    for name in &there {
        assert_ne!(fs::read(saved.join(name)).unwrap(), b"mine", "{name}");
    }
    let all = of_photos(&json);
    let words: Vec<&str> = all.iter().map(|(_, outcome)| outcome.as_str()).collect();
    assert!(
        words.contains(&"replaced") && words.contains(&"saved"),
        "{all:?}"
    );
    // A rerun replaces nothing of what it finds to be right.
    let line = ["demo", "save", "-c", "3CWPF7R2N", "--all", "--to", "saved"];
    let line = [&line[..], &["--on-conflict", "replace", "--format", "json"]].concat();
    assert!(is(&of_photos(&home.run(&line).json()), "already-saved"));
    assert_eq!(photos(&saved), there);
}

#[test]
fn a_skipped_file_is_success_and_says_where_the_other_lies() {
    let home = Home::new();
    fs::write(home.work().join("warranty.docx"), "mine").unwrap();
    let line = [
        "demo",
        "save",
        "-c",
        "100001",
        "warranty.docx",
        "--on-conflict",
        "skip",
    ];
    let ended = home.run(&line).exits(0);
    assert_eq!(
        ended.err,
        "Skipped warranty.docx: ./warranty.docx is there already\n"
    );
    assert_eq!(ended.out, "");
    let line = [
        "demo",
        "save",
        "-c",
        "100001",
        "warranty.docx",
        "--on-conflict",
        "replace",
    ];
    let ended = home
        .run(&line)
        .exits(0)
        .says("replacing the file that was there");
    assert_eq!(ended.out, "./warranty.docx\n");
    assert!(fs::read(home.work().join("warranty.docx")).unwrap() == content("warranty.docx"));
}

#[test]
fn the_rest_of_a_run_that_failed_in_parts_comes_with_the_next() {
    let home = Home::new();
    let denied =
        "{\"about\":\"x\",\"rules\":[{\"on\":\"GetAttachedFile\",\"from\":4,\"then\":\"denied\"}]}";
    fs::write(home.path().join("some.json"), denied).unwrap();
    let fault = home.path().join("some.json");
    let line = [
        "save", "-c", "10000288", "--all", "--to", "saved", "--format", "json",
    ];
    let faulty = [&["demo", "--fault", fault.to_str().unwrap()], &line[..]].concat();
    let first = home.run(&faulty).exits(3).json();
    let saved = first["Saved"].as_array().unwrap().len();
    let failed = first["Errors"].as_array().unwrap().len();
    assert!(saved > 0 && failed > 0, "{first}");
    let second = home.run(&[&["demo"], &line[..]].concat()).exits(0).json();
    let all = outcomes(&second);
    let already = all.iter().filter(|(_, one)| one == "already-saved").count();
    assert_eq!((already, all.len()), (saved, saved + failed), "{all:?}");
}

#[test]
fn two_processes_into_one_folder_damage_nothing() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let line = [
        "save",
        "-i",
        "acme-support",
        "-c",
        "10000163",
        "--all",
        "--to",
        "saved",
    ];
    let start = || {
        let mut command = home.command(&line);
        command
            .envs(serve.environment())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        command.spawn().unwrap()
    };
    for child in [start(), start()] {
        let ended = super::program::Ended::of(&line, child.wait_with_output().unwrap()).exits(0);
        assert_eq!(ended.out.lines().count(), 3, "{}", ended.told());
        for path in ended.out.lines() {
            assert!(home.work().join(path).is_file(), "{}", ended.told());
        }
    }
    let saved = home.work().join("saved");
    for name in files_in(&saved) {
        assert!(!name.contains("attache-part"), "{name}");
        let size = fs::metadata(saved.join(&name)).unwrap().len();
        if name.starts_with("flicker-20MB") {
            assert_eq!(size, 20_971_520, "{name}");
        } else if name.starts_with("device") {
            assert!(
                fs::read(saved.join(&name)).unwrap() == content("device.log"),
                "{name}"
            );
        }
    }
    let again = home.run_with(&line, &serve.environment()).exits(0);
    assert!(
        again
            .err
            .lines()
            .all(|said| said.starts_with("Already saved")),
        "{}",
        again.told()
    );
}
