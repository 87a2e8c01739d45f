//! That nothing is left out: every command, in every format that it has, and every exit code.

use std::collections::BTreeSet;

use attache::cli::Args;
use clap::CommandFactory;

use super::script::words;
use super::{names, read, typed};

/// The formats of each command, as interface.md promises them.
const FORMATS: &[(&str, &[&str])] = &[
    ("instances", &["table", "json", "ndjson", "csv"]),
    ("cases", &["table", "json", "ndjson", "csv"]),
    ("list", &["table", "json", "ndjson", "csv"]),
    ("show", &["table", "json", "ndjson", "csv"]),
    ("watch", &["table", "json", "ndjson", "csv"]),
    ("audit", &["table", "json", "ndjson", "csv", "html"]),
    ("diff", &["table", "json", "ndjson", "csv"]),
    ("save", &["table", "json"]),
    ("url", &["table", "json"]),
    ("open", &["table", "json"]),
    ("doctor", &["table", "json"]),
    ("recents", &["table", "json"]),
    ("config", &["table", "json"]),
];

/// Every line that is typed in any of them, word by word.
fn lines() -> Vec<Vec<String>> {
    let lines = names().into_iter().flat_map(|name| typed(&name));
    lines.map(|line| words(&line)).collect()
}

fn has(line: &[String], word: &str) -> bool {
    line.iter().any(|one| one == word)
}

#[test]
fn every_command_is_there() {
    let lines = lines();
    let all = Args::command();
    for command in all.get_subcommands() {
        let name = command.get_name();
        // The browser is no transcript: tests with a terminal show it.
        if name == "browse" {
            continue;
        }
        assert!(lines.iter().any(|line| has(line, name)), "{name}");
        for inner in command.get_subcommands().filter(|_| name == "config") {
            let inner = inner.get_name();
            let there = lines.iter().any(|line| has(line, name) && has(line, inner));
            assert!(there, "{name} {inner}");
        }
    }
}

#[test]
fn every_format_of_a_command_is_there() {
    let lines = lines();
    for (command, formats) in FORMATS {
        for format in *formats {
            let there = lines.iter().any(|line| {
                let ends = |word: &String| {
                    let path = std::path::Path::new(word);
                    path.extension().is_some_and(|end| end == *format)
                };
                let named = has(line, format) || (*command == "audit" && line.iter().any(ends));
                let plain = *format == "table" && !has(line, "--format");
                has(line, command) && (named || plain)
            });
            assert!(there, "{command} --format {format}");
        }
    }
}

#[test]
fn every_exit_code_is_there() {
    let mut codes = BTreeSet::new();
    for name in names() {
        let text = read(&name);
        let ends = text.lines().filter_map(|line| line.strip_prefix("exit "));
        codes.extend(ends.map(|code| code.parse::<u8>().unwrap()));
    }
    assert_eq!(codes, BTreeSet::from([0, 1, 2, 3, 4, 5, 130]));
}
