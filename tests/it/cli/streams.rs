//! Lists in lines come page by page: who reads them waits for no later page, and what
//! nobody reads any more is not asked for.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use attache::demo::{Faults, Recipe};

use super::estate::Estate;
use super::program::Home;

fn recipe(cases: usize, files: usize) -> Recipe {
    Recipe {
        cases,
        files,
        seed: 7,
        ..Recipe::default()
    }
}

/// A fault that lets nothing but the first page of an operation come.
fn first_page_only(home: &Home, operation: &str) -> Faults {
    let path = home.path().join("fault.json");
    let rules =
        format!(r#"{{"about":"x","rules":[{{"on":"{operation}","from":2,"then":"hang"}}]}}"#);
    std::fs::write(&path, rules).unwrap();
    Faults::find(path.to_str().unwrap()).unwrap()
}

/// Runs a line of which only the first page ever comes, reads so many rows of it, and
/// interrupts what waits for the second.
fn rows_before_page_two(estate: &Estate, home: &Home, line: &[&str], rows: usize) -> Vec<String> {
    let mut command = estate.command(home, line);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap()).lines();
    let read: Vec<String> = out.take(rows).map(Result::unwrap).collect();
    let id = child.id().to_string();
    Command::new("kill").args(["-INT", &id]).status().unwrap();
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    // It had not given the second page up: it was waiting for it.
    assert!(!err.contains("could not be listed"), "{err}");
    assert_eq!(ended.status.code(), Some(130), "{err}");
    assert_eq!(read.len(), rows, "{err}");
    read
}

#[test]
fn the_rows_of_a_page_are_printed_while_the_next_is_not_here() {
    let home = Home::new();
    for (format, first) in [("ndjson", "{\""), ("csv", "caseId,caseArn,")] {
        let cases = Estate::of(&recipe(250, 0), first_page_only(&home, "SearchCases"));
        let line = ["cases", "--limit", "250", "--format", format];
        let rows = rows_before_page_two(&cases, &home, &line, 100);
        assert!(rows[0].starts_with(first), "{}", rows[0]);
    }
    let files = Estate::of(&recipe(1, 60), first_page_only(&home, "SearchRelatedItems"));
    let line = ["list", "-c", "100001", "--format", "ndjson"];
    let rows = rows_before_page_two(&files, &home, &line, 25);
    assert!(rows.iter().all(|row| row.contains("\"FileId\":")));
}

#[test]
fn what_nobody_reads_any_more_is_not_asked_for() {
    let home = Home::new();
    let estate = Estate::of(&recipe(1_000, 1_000), Faults::default());
    let line = ["cases", "--limit", "1000", "--format", "ndjson"];
    read_one(&estate, &home, &line);
    assert!(estate.calls("SearchCases") < 10);

    let estate = Estate::of(&recipe(1, 1_000), Faults::default());
    let line = ["list", "-c", "100001", "--format", "ndjson"];
    read_one(&estate, &home, &line);
    assert!(estate.calls("BatchGetAttachedFileMetadata") < 10);
}

/// Reads one row and closes the pipe, as `head -1` does; that is a quiet success.
fn read_one(estate: &Estate, home: &Home, line: &[&str]) {
    let mut command = estate.command(home, line);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut row = String::new();
    out.read_line(&mut row).unwrap();
    assert!(row.starts_with('{'), "{row}");
    drop(out);
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{err}");
    assert_eq!(err, "");
}

#[test]
fn the_lines_are_all_there_in_the_order_of_the_service() {
    let home = Home::new();
    let estate = Estate::of(&recipe(130, 60), Faults::default());
    let run = |line: &[&str]| {
        let output = estate.command(&home, line).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let cases = ["cases", "--limit", "120"];
    let ndjson = run(&[&cases[..], &["--format", "ndjson"]].concat());
    assert_eq!(ndjson.lines().count(), 120);
    let json = run(&[&cases[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    for (line, case) in ndjson.lines().zip(json["Cases"].as_array().unwrap()) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(&line, case);
    }
    let csv = run(&[&cases[..], &["--format", "csv"]].concat());
    assert_eq!(csv.lines().count(), 121);
    // None at all still has the line of names, once.
    let none = run(&["cases", "no such words at all", "--format", "csv"]);
    assert!(
        none.starts_with("caseId,") && none.lines().count() == 1,
        "{none}"
    );
}
