//! What goes wrong with the content behind a link: nothing half-done stays on disk.

use super::row::{Row, SAVE, SAVED, SHOW, URL, check, row};

pub(super) const ROWS: &[Row] = &[
    row("denied-link", SHOW, 0).lines(11),
    row("denied-link", URL, 0)
        .says(&["Whoever has this link"])
        .lines(1)
        .prints(&["X-Amz-Signature="]),
    row("denied-link", SAVE, 1).says(&["the storage denies the download", "AccessDenied"]),
    row("expired-link", SAVE, 1).says(&["the link expired"]),
    row("expired-link-always", SAVE, 1).says(&["the link expired"]),
    row("503-link", SAVE, 1).says(&["the storage asks to come back later", "SlowDown"]),
    row("slow-link", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("cut-link", SAVE, 1).says(&["broke after 1,000 bytes of 1,480 bytes"]),
    row("html-link", SAVE, 1).says(&[
        "something other than 127.0.0.1:",
        "with a web page (status 403)",
    ]),
    row("bucket-unreachable", SAVE, 1).says(&["127.0.0.1:", "could not be reached"]),
    row("bucket-unreachable", SHOW, 0).lines(11),
];

#[test]
fn a_download_that_fails_leaves_nothing() {
    check(ROWS);
}
