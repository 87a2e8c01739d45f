//! A service that is throttled, broken, out of reach, late, or not the service at all.

use std::fs;

use crate::cli::program::Home;

use super::row::{CASES, FILES, INSTANCES, LIST, Row, SAVE, SAVED, SHOW, UNREADABLE, check, row};

const AGAIN: &[&str] = &["ListInstances: throttled, again in "];
const THROTTLED: &[&str] = &[
    "ListInstances: throttled, again in ",
    "Rate exceeded, after 4 attempts (ThrottlingException)",
];
const BROKEN: &[&str] = &[
    "ListInstances: fault of the service (500), again in ",
    "Internal service error, after 4 attempts (InternalServiceException)",
];
const SKEWED: &[&str] = &[
    "this machine's clock is 60 minutes behind AWS's",
    "\n  sudo timedatectl set-ntp true",
];
const RESET: &[&str] = &[
    "127.0.0.1:",
    "could not be reached: Connection reset by peer",
];
const REFUSED: &[&str] = &["127.0.0.1:", "could not be reached: Connection refused"];
const GATEWAY: &[&str] = &["something other than 127.0.0.1:", "HTTPS_PROXY"];

pub(super) const ROWS: &[Row] = &[
    row("throttled", INSTANCES, 0).says(AGAIN).lines(3),
    row("throttled", LIST, 3).says(UNREADABLE).lines(FILES),
    row("throttled", SHOW, 0).says(AGAIN).lines(11),
    row("throttled", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("throttled-always", INSTANCES, 1).says(THROTTLED),
    row("throttled-always", LIST, 1).says(THROTTLED),
    row("500", LIST, 3).says(UNREADABLE).lines(FILES),
    row("500", SAVE, 0).says(&["Saved"]).lines(1).leaves(SAVED),
    row("500-always", LIST, 1).says(BROKEN),
    row("reset", LIST, 3).says(UNREADABLE).lines(FILES),
    row("reset", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("reset-always", LIST, 1).says(RESET),
    row("unreachable", INSTANCES, 1).says(REFUSED),
    row("unreachable", CASES, 1).says(REFUSED),
    row("unreachable", LIST, 1).says(REFUSED),
    row("unreachable", SAVE, 1).says(REFUSED),
    row("html", INSTANCES, 1).says(GATEWAY),
    row("html", LIST, 1).says(GATEWAY),
    row("html-200", LIST, 1).says(GATEWAY),
    row("html-407", LIST, 1).says(GATEWAY),
    row("html-502", LIST, 1).says(GATEWAY),
    row("clock-skew", INSTANCES, 5).says(SKEWED),
    row("clock-skew", LIST, 5).says(SKEWED),
    row("clock-skew", SAVE, 5).says(SKEWED),
];

#[test]
fn a_bad_network_is_named() {
    check(ROWS);
}

#[test]
fn a_late_answer_is_waited_for() {
    let home = Home::new();
    // What `slow` does, in a hundredth of its time.
    let rules = "{\"rules\": [{\"on\": \"*\", \"then\": {\"slow\": 20}}]}";
    fs::write(home.path().join("late.json"), rules).unwrap();
    let ended = home.run(&["demo", "--fault", "../late.json", "list", "-c", "100001"]);
    assert_eq!(ended.out.lines().count(), FILES + 1, "{}", ended.told());
    ended.exits(3);
}
