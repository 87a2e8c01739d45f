//! The policy that the project offers allows what the program asks for, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// The actions of AWS's services that the sources of `src/aws` name.
fn named() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/aws");
    let mut named = BTreeSet::new();
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.is_file()) {
        let text = fs::read_to_string(path).unwrap();
        let code = text.lines().filter(|line| !line.trim().starts_with("//"));
        for word in code.flat_map(|line| line.split(|c: char| c != ':' && !c.is_alphanumeric())) {
            let service = word.split_once(':');
            let Some(("connect" | "cases" | "ds" | "s3", action)) = service else {
                continue;
            };
            if action.starts_with(|c: char| c.is_ascii_uppercase()) {
                named.insert(word.to_owned());
            }
        }
    }
    named
}

fn allowed() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/iam-policy.json");
    let policy: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut allowed = BTreeSet::new();
    for statement in policy["Statement"].as_array().unwrap() {
        assert_eq!(statement["Effect"], "Allow");
        let actions = match &statement["Action"] {
            Value::Array(actions) => actions.clone(),
            one => vec![one.clone()],
        };
        for action in actions {
            let new = allowed.insert(action.as_str().unwrap().to_owned());
            assert!(new, "{action} twice");
        }
    }
    allowed
}

#[test]
fn the_policy_is_what_the_program_needs() {
    let (named, allowed) = (named(), allowed());
    assert!(named.len() > 10, "the sources were not found: {named:?}");
    let missing: Vec<_> = named.difference(&allowed).collect();
    assert!(missing.is_empty(), "not in the policy: {missing:?}");
    let more: Vec<_> = allowed.difference(&named).collect();
    assert!(more.is_empty(), "only in the policy: {more:?}");
}

#[test]
fn every_call_has_a_name_that_a_quota_can_be_set_for() {
    let operations = attache::aws::operations();
    for action in named() {
        let (_, name) = action.split_once(':').unwrap();
        // Those that a call needs beside its own are of no operation that is asked.
        let beside = ["DescribeDirectories", "DescribeInstance"].contains(&name);
        assert!(
            beside || operations.contains(&name),
            "{name} in {operations:?}"
        );
    }
}
