//! Good answers that are unlike what one expects: nothing is lost, and nothing breaks.

use super::row::{
    CASES, FILES, INSTANCES, LIST, Row, SAVE, SAVED, SHOW, UNREADABLE, URL, check, row,
};

const MORE: &[&str] = &["There are more cases than 3"];
const NO_ANSWER: &[&str] =
    &["the answer (status 200, application/json) is not what the service promises"];
const HALF: &[&str] = &["the answer (status 200, application/json) broke off before its end"];
const NO_INSTANCE: &[&str] = &[
    "there is no instance \"acme-support\" in this account and region",
    "It was looked for in us-west-2; each instance lives in one region",
];

pub(super) const ROWS: &[Row] = &[
    row("unknown-values", INSTANCES, 0).lines(3),
    row("unknown-values", LIST, 3)
        .says(UNREADABLE)
        .lines(FILES)
        .prints(&["QUARANTINED", "Approved", "fax 0e96eaf5"]),
    row("unknown-values", SAVE, 1).says(&["its status is QUARANTINED"]),
    row("missing-fields", INSTANCES, 0)
        .lines(3)
        .prints(&["acme-support"]),
    row("missing-fields", CASES, 0).says(MORE).lines(3),
    row("missing-fields", LIST, 3).says(UNREADABLE).lines(FILES),
    row("null-items", INSTANCES, 0).lines(3),
    row("null-items", CASES, 0).says(MORE).lines(3),
    row("null-items", LIST, 3).says(UNREADABLE).lines(FILES),
    row("null-items", SHOW, 0).lines(11),
    row("null-items", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("shuffled", INSTANCES, 0).lines(3),
    row("shuffled", CASES, 0).says(MORE).lines(3),
    row("shuffled", LIST, 3).says(UNREADABLE).lines(FILES),
    row("shuffled", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("duplicates", LIST, 3).says(UNREADABLE).lines(FILES),
    row("lost-files", LIST, 3)
        .says(&["602296e2-a648", "NotReturned"])
        .lines(9),
    row("lost-files", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("elsewhere", INSTANCES, 0).says(&["there is no instance in this account and us-west-2"]),
    row("elsewhere", CASES, 1).says(NO_INSTANCE),
    row("elsewhere", LIST, 1).says(NO_INSTANCE),
    row("garbage", INSTANCES, 1).says(NO_ANSWER),
    row("garbage", LIST, 1).says(NO_ANSWER),
    row("garbage", URL, 1).says(NO_ANSWER),
    row("truncated", LIST, 1).says(HALF),
    row("truncated", SAVE, 1).says(HALF),
];

#[test]
fn strange_answers_are_shown_for_what_they_are() {
    check(ROWS);
}
