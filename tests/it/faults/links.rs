//! What goes wrong with the content behind a link is none of the commands' business that
//! do not fetch it.

use super::row::{Row, SHOW, URL, check, row};

pub(super) const ROWS: &[Row] = &[
    row("denied-link", SHOW, 0).lines(11),
    row("denied-link", URL, 0)
        .says(&["Whoever has this link"])
        .lines(1)
        .prints(&["X-Amz-Signature="]),
    row("bucket-unreachable", SHOW, 0).lines(11),
];

#[test]
fn who_fetches_nothing_is_told_nothing() {
    check(ROWS);
}
