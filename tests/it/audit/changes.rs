//! `attache diff`: what changed from one report to the next, in every format.

use std::fs;

use crate::cli::program::Home;

fn report(home: &Home, name: &str, seed: &str) {
    let line = [
        "demo",
        "--cases",
        "12",
        "--files",
        "80",
        "--seed",
        seed,
        "--max-rps",
        "1000",
        "audit",
        "--output",
        name,
    ];
    let ended = home.run(&line);
    assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.told());
}

#[test]
fn reports_are_compared_whatever_their_formats() {
    let home = Home::new();
    for name in ["a.ndjson", "a.csv", "a.json"] {
        report(&home, name, "1");
    }
    for new in ["a.ndjson", "a.csv", "a.json"] {
        let ended = home
            .run(&["diff", "a.ndjson", new, "--format", "json"])
            .exits(0);
        let none = serde_json::json!({ "New": [], "Gone": [], "Changed": [] });
        assert_eq!(ended.json(), none);
    }
    let text = fs::read_to_string(home.work().join("a.ndjson")).unwrap();
    let mut lines: Vec<String> = text
        .lines()
        .filter(|line| line.contains("\"APPROVED\""))
        .map(str::to_owned)
        .collect();
    let gone = lines.remove(0);
    lines[0] = lines[0].replace("\"APPROVED\"", "\"REJECTED\"");
    let old = lines.remove(1);
    fs::write(
        home.work().join("old.ndjson"),
        format!("{gone}\n{}\n", text_of(&lines)),
    )
    .unwrap();
    lines[0] = lines[0].replace("\"REJECTED\"", "\"APPROVED\"");
    fs::write(
        home.work().join("new.ndjson"),
        format!("{old}\n{}\n", text_of(&lines)),
    )
    .unwrap();
    let ended = home
        .run(&["diff", "old.ndjson", "new.ndjson", "--format", "json"])
        .exits(4);
    let found = ended.json();
    for (name, count) in [("New", 1), ("Gone", 1), ("Changed", 1)] {
        assert_eq!(found[name].as_array().unwrap().len(), count, "{found}");
    }
    assert_eq!(found["Changed"][0]["Was"]["FileStatus"], "REJECTED");
    let table = home.run(&["diff", "old.ndjson", "new.ndjson"]).exits(4);
    assert!(
        table.out.contains("REJECTED > APPROVED"),
        "{}",
        table.told()
    );
    let csv = home
        .run(&["diff", "old.ndjson", "new.ndjson", "--format", "csv"])
        .exits(4);
    let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
    let changes: Vec<String> = reader
        .records()
        .map(|line| line.unwrap()[0].to_owned())
        .collect();
    assert_eq!(changes, ["new", "gone", "changed"]);
}

fn text_of(lines: &[String]) -> String {
    lines.join("\n")
}

#[test]
fn what_is_no_report_is_told() {
    let home = Home::new();
    report(&home, "a.html", "1");
    fs::write(home.work().join("b.csv"), "name,size\nx,1\n").unwrap();
    fs::write(home.work().join("c.ndjson"), "{}\nnonsense\n").unwrap();
    for (name, why) in [
        ("a.html", "a page for browsers"),
        ("b.csv", "no row of an audit"),
        ("c.ndjson", "no row of an audit"),
        ("missing", "could not be read"),
    ] {
        home.run(&["diff", name, name]).exits(1).says(why);
    }
}

#[test]
fn only_what_differs_is_told_from_one_format_to_another() {
    let home = Home::new();
    for name in ["a.csv", "b.ndjson"] {
        report(&home, name, "1");
    }
    let path = home.work().join("b.ndjson");
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen("\"APPROVED\"", "\"REJECTED\"", 1);
    fs::write(&path, changed).unwrap();
    let found = home.run(&["diff", "a.csv", "b.ndjson", "--format", "json"]);
    let was = found.exits(4).json()["Changed"][0]["Was"].clone();
    assert_eq!(was, serde_json::json!({ "FileStatus": "APPROVED" }));
    let table = home.run(&["diff", "a.csv", "b.ndjson"]).exits(4);
    let row = table.out.lines().nth(1).unwrap();
    assert_eq!(row.matches(" > ").count(), 1, "{}", table.told());
}

#[test]
fn an_audit_that_was_cut_off_is_not_compared() {
    let home = Home::new();
    report(&home, "a.ndjson", "1");
    report(&home, "b.ndjson", "1");
    let journal = home.work().join("b.ndjson.attache-journal");
    let text = fs::read_to_string(&journal).unwrap();
    let begun = text.lines().next().unwrap();
    fs::write(&journal, format!("{begun}\n")).unwrap();
    for line in [
        ["diff", "a.ndjson", "b.ndjson"],
        ["diff", "b.ndjson", "a.ndjson"],
    ] {
        let ended = home.run(&line).exits(2);
        assert_eq!(ended.out, "");
        ended
            .says("b.ndjson did not come to its end")
            .says("--resume");
    }
}

/// What a shell's `<(…)` gives is read as a file is, though it comes once.
#[cfg(unix)]
#[test]
fn a_report_may_come_through_a_pipe() {
    use std::io::Write;
    use std::process::Stdio;

    let home = Home::new();
    report(&home, "a.ndjson", "1");
    let text = fs::read_to_string(home.work().join("a.ndjson")).unwrap();
    let mut command = home.command(&["diff", "/dev/stdin", "a.ndjson"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let half: Vec<&str> = text.lines().skip(2).collect();
    let mut input = child.stdin.take().unwrap();
    input.write_all(half.join("\n").as_bytes()).unwrap();
    drop(input);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(4));
    let out = String::from_utf8(ended.stdout).unwrap();
    assert_eq!(out.matches("\nnew").count(), 2, "{out}");
    home.run(&["diff", "/dev/null", "a.ndjson"])
        .exits(1)
        .says("no file");
}
