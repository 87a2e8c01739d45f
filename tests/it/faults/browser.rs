//! Every fault of the library against the browser: which screen it leads to, what is said
//! there, which rows are there all the same, and what lies in the folder.

use attache::app::Screen::{Cases, Files, Instances};

use super::row::{FILES, LOOK, LOOK_AND_SAVE, Row, SAVED, UNREADABLE, browse, check};

const NONE: &[&str] = &[];

pub(super) const ROWS: &[Row] = &[
    browse("denied-list-instances", LOOK, Instances).says(NONE),
    browse("denied-domain", LOOK, Files).says(NONE),
    browse("denied-list-domains", LOOK, Files).says(NONE),
    browse("denied-search-cases", LOOK, Files).says(NONE),
    browse("denied-get-case", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("denied-related-items", LOOK, Files).says(NONE),
    browse("denied-batch", LOOK, Files).says(NONE),
    browse("denied-file", LOOK_AND_SAVE, Files).says(NONE),
    browse("denied-files", LOOK, Files).says(NONE),
    browse("denied-contact", LOOK, Files).says(NONE),
    browse("denied-users", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("denied-identity", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("denied-all", LOOK, Instances).says(NONE),
    browse("explicit-deny", LOOK, Instances).says(NONE),
    browse("expired", LOOK, Instances).says(NONE),
    browse("unknown-values", LOOK, Files).says(NONE),
    browse("missing-fields", LOOK, Files).says(NONE),
    browse("null-items", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("shuffled", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("duplicates", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("lost-files", LOOK, Files).says(NONE),
    browse("elsewhere", LOOK, Instances).says(NONE),
    browse("garbage", LOOK, Instances).says(NONE),
    browse("truncated", LOOK, Instances).says(NONE),
    browse("throttled", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("throttled-always", LOOK, Instances).says(NONE),
    browse("500", LOOK, Files).says(UNREADABLE).lines(FILES),
    browse("500-always", LOOK, Instances).says(NONE),
    browse("reset", LOOK, Files).says(UNREADABLE).lines(FILES),
    browse("reset-always", LOOK, Instances).says(NONE),
    browse("unreachable", LOOK, Instances).says(NONE),
    browse("html", LOOK, Instances).says(NONE),
    browse("html-200", LOOK, Instances).says(NONE),
    browse("html-407", LOOK, Instances).says(NONE),
    browse("html-502", LOOK, Instances).says(NONE),
    browse("clock-skew", LOOK, Instances).says(NONE),
    browse("denied-link", LOOK_AND_SAVE, Files).says(NONE),
    browse("expired-link", LOOK_AND_SAVE, Files).says(NONE),
    browse("expired-link-always", LOOK_AND_SAVE, Files).says(NONE),
    browse("503-link", LOOK_AND_SAVE, Files).says(NONE),
    browse("slow-link", LOOK_AND_SAVE, Files)
        .says(NONE)
        .leaves(SAVED),
    browse("cut-link", LOOK_AND_SAVE, Files).says(NONE),
    browse("html-link", LOOK_AND_SAVE, Files).says(NONE),
    browse("bucket-unreachable", LOOK_AND_SAVE, Files).says(NONE),
];

#[test]
fn the_browser_shows_what_is_there_and_says_what_is_not() {
    let _ = Cases;
    check(ROWS);
}
