//! The sources keep the one direction of travel that `src/lib.rs` draws.

use std::fs;
use std::path::{Path, PathBuf};

/// Which folders each folder may name; what is not listed here may be named by nobody but itself.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("app", &["domain"]),
    ("view", &["domain", "app"]),
    ("net", &["domain"]),
    // Whom to trust is asked before the first request.
    ("aws", &["domain", "net"]),
    ("transfer", &["domain", "net"]),
    ("desktop", &["domain"]),
    ("ledger", &["domain"]),
    ("contents", &["domain"]),
    (
        "operations",
        &[
            "domain", "net", "aws", "transfer", "desktop", "ledger", "contents",
        ],
    ),
    ("recents", &["domain", "aws"]),
    ("settings", &["domain", "app", "aws"]),
    ("audit", &["domain", "aws", "operations"]),
    (
        "runtime",
        &[
            "audit",
            "recents",
            "settings",
            "domain",
            "app",
            "view",
            "net",
            "aws",
            "transfer",
            "desktop",
            "ledger",
            "operations",
        ],
    ),
    ("demo", &[]),
];

/// Words that only these folders (or files of `src/`) may hold.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("aws_sdk_", &["aws"]),
    ("aws_config", &["aws"]),
    ("aws_smithy_http_client", &["net"]),
    ("axum", &["demo"]),
    // Settings read the configuration file, cli writes the log.
    (
        "std::fs",
        &[
            "transfer", "demo", "recents", "ledger", "settings", "cli", "audit",
        ],
    ),
    ("tokio::fs", &["transfer", "demo", "recents"]),
    // The ledger writes down when a file was saved. In transfer how long a link still lives,
    // by the expiry that it came with.
    (
        "Timestamp::now",
        &["cli", "demo", "aws", "net", "ledger", "transfer"],
    ),
    ("SystemTime", &["demo", "aws"]),
    // In aws the gates and the attempts: how long a request waits and takes. In transfer
    // the rate. In cli how fast an audit goes.
    ("Instant::now", &["demo", "aws", "transfer", "cli"]),
    ("crossterm", &["runtime", "cli"]),
    ("println!", &[]),
    ("eprintln!", &[]),
    ("print!", &[]),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                // Comments may name anything.
                let code: Vec<&str> = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                found.push((path, code.join("\n")));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found
}

fn folder(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let inside = path.strip_prefix(root).unwrap();
    let first = inside.components().next().unwrap();
    first.as_os_str().to_string_lossy().into_owned()
}

#[test]
fn every_folder_names_only_what_lies_further_in() {
    let names: Vec<&str> = MAY_NAME
        .iter()
        .map(|(name, _)| *name)
        .chain(["cli"])
        .collect();
    let mut looked_at = 0;
    for (path, code) in sources() {
        let here = folder(&path);
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == here) else {
            continue;
        };
        looked_at += 1;
        for name in &names {
            if *name == here || allowed.contains(name) {
                continue;
            }
            let used = code.contains(&format!("crate::{name}::"));
            assert!(!used, "{} names {name}", path.display());
        }
        // A folder is named by its path, so that the rule above sees it.
        assert!(
            !code.contains("use crate::{"),
            "{} hides what it names",
            path.display()
        );
    }
    assert!(looked_at > 50, "the sources were not found");
}

#[test]
fn words_stay_where_they_belong() {
    for (path, code) in sources() {
        let here = folder(&path);
        for (word, allowed) in ONLY_IN {
            let holds = code.match_indices(word).any(|(at, _)| {
                // `print!` is the end of `println!`'s cousins, `crossterm` of ratatui's backend.
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            assert!(
                !holds || allowed.contains(&here.as_str()),
                "{} holds {word}",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_asks_whether_this_is_the_demo() {
    for (path, code) in sources() {
        let here = folder(&path);
        if here == "demo" || here == "lib.rs" {
            continue;
        }
        let named = code.contains("crate::demo");
        let allowed = path.ends_with("cli/demo.rs");
        assert!(!named || allowed, "{} knows the demo", path.display());
        assert!(
            !code.to_lowercase().contains("is_demo"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    for (path, code) in sources() {
        let product = code.split("#[cfg(test)]").next().unwrap();
        for word in [
            ".unwrap()",
            ".expect(",
            "panic!(",
            "todo!(",
            "unimplemented!(",
            "#[allow(",
        ] {
            assert!(!product.contains(word), "{} holds {word}", path.display());
        }
    }
}
