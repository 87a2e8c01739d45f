//! What uploaders are called: each is asked for once, after all rows, and who may not ask has
//! the same report with their ids.

use std::collections::BTreeSet;

use attache::demo::Faults;
use serde_json::Value;

use super::{fault, recipe};
use crate::cli::estate::Estate;
use crate::cli::program::{Ended, Home};

fn run(estate: &Estate, home: &Home, line: &[&str]) -> Ended {
    Ended::of(line, estate.command(home, line).output().unwrap())
}

const LINE: [&str; 2] = ["audit", "--format"];

/// The Connect users among the uploaders of a document.
fn users(document: &Value) -> BTreeSet<String> {
    let all = document["Summary"]["Totals"]["ByUploader"].as_object();
    let all = all.unwrap().keys().filter(|arn| arn.contains("/agent/"));
    all.cloned().collect()
}

#[test]
fn each_uploader_is_asked_for_once() {
    let home = Home::new();
    let estate = Estate::of(&recipe(20, 600), Faults::default());
    let plain = run(&estate, &home, &[&LINE[..], &["json"]].concat()).exits(3);
    assert_eq!(estate.calls("DescribeUser"), 0);
    let named = run(
        &estate,
        &home,
        &[&LINE[..], &["json", "--with-names"]].concat(),
    )
    .exits(3);
    let (plain, named) = (plain.json(), named.json());
    let users = users(&named);
    assert!(!users.is_empty());
    assert_eq!(estate.calls("DescribeUser"), users.len() as u64);
    let told = named["Summary"]["UploaderNames"].as_object().unwrap();
    assert_eq!(told.keys().cloned().collect::<BTreeSet<_>>(), users);
    // The rows are as they were.
    assert_eq!(plain["Files"], named["Files"]);
    assert_eq!(plain["Errors"], named["Errors"]);
    let name = told.values().next().unwrap().as_str().unwrap();
    let page = run(
        &estate,
        &home,
        &[&LINE[..], &["html", "--with-names"]].concat(),
    )
    .exits(3);
    assert!(
        page.out.matches(name).count() > 1,
        "{name} in the sums and in the rows"
    );
    assert!(page.err.contains("attache: most by: "), "{}", page.told());
}

#[test]
fn who_may_not_ask_asks_once_and_has_the_ids() {
    let home = Home::new();
    let estate = Estate::of(
        &recipe(20, 600),
        fault(r#"{"on":"DescribeUser","then":"denied"}"#),
    );
    let plain = run(&estate, &home, &[&LINE[..], &["csv"]].concat()).exits(3);
    let line = [&LINE[..], &["csv", "--with-names"]].concat();
    let denied = run(&estate, &home, &line).exits(3);
    assert_eq!(plain.out, denied.out);
    assert_eq!(estate.calls("DescribeUser"), 1);
    denied.says("Uploaders are told by their ids");
}
