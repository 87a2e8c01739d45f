//! What a transfer comes to under each fault of its line, its links and its storage: in the
//! browser and as a command, from the same table. Afterwards the folder holds whole files
//! only, and nothing lies outside of it.

use super::transfers_run::{Content, Row, Where, check, fails, saves};
use Content::{Changed, Original};

/// The invoice is saved, of 1,480 bytes. Where the bytes that were sent are more, some came
/// again; where there are more links than one, some died.
pub(super) const ROWS: &[Row] = &[
    saves("slow-link", Original).requests(1).links(1).sent(1480),
    saves("trickle-link", Original)
        .requests(1)
        .links(1)
        .sent(1480),
    // Broken off, and gone on with.
    saves("cut-link", Original).requests(2).links(1).sent(1480),
    saves("reset-link", Original)
        .requests(3)
        .links(1)
        .sent(1480),
    fails("reset-link-always", &["127.0.0.1:"])
        .requests(3)
        .links(1),
    saves("stall-link", Original)
        .requests(2)
        .links(1)
        .sent(1480)
        .stalls(),
    saves("stall-link-always", Original)
        .requests(3)
        .links(1)
        .sent(1480)
        .stalls(),
    saves("503-link", Original).requests(2).links(1).sent(1480),
    fails("503-link-always", &["SlowDown"]).requests(5).links(1),
    // Links that die.
    saves("expired-link", Original)
        .requests(2)
        .links(2)
        .sent(1480),
    fails("expired-link-always", &["the link expired"])
        .requests(6)
        .links(6),
    saves("expired-halfway", Original)
        .requests(3)
        .links(2)
        .sent(1480),
    saves("one-request-a-link", Original)
        .requests(9)
        .links(5)
        .sent(1480),
    // Answers that do not fit what is here already: begun again.
    saves("416-link", Original).requests(3).links(1).sent(1980),
    saves("wrong-range", Original)
        .requests(3)
        .links(1)
        .sent(2960),
    saves("wrong-total", Original)
        .requests(3)
        .links(1)
        .sent(2960),
    saves("ignored-range", Original)
        .requests(2)
        .links(1)
        .sent(1980),
    saves("no-etag", Original).requests(2).links(1).sent(1980),
    saves("changed-etag", Changed)
        .requests(2)
        .links(1)
        .sent(1980),
    // The first attempt brings something; five more bring nothing further.
    fails("changing-etag", &["broke after 500 bytes"])
        .requests(6)
        .links(1)
        .keeps(),
    // Contents that are not what was promised.
    fails("longer-link", &["1,480 bytes, but 1,490 bytes came"])
        .requests(1)
        .links(1),
    fails("shorter-link", &["1,480 bytes, but 1,470 bytes came"])
        .requests(1)
        .links(1),
    fails("unsized-link", &["1,480 bytes, but at least 1,490 bytes"])
        .requests(1)
        .links(1),
    // Nothing to be had.
    fails("404-link", &["NoSuchKey"]).requests(1).links(1),
    fails(
        "denied-link",
        &["the storage denies the download", "AccessDenied"],
    )
    .requests(1)
    .links(1),
    fails("html-link", &["with a web page (status 403)"])
        .requests(1)
        .links(1),
    fails("redirect-http", &["redirected, and"])
        .requests(1)
        .links(1),
    fails("redirect-scheme", &["redirected, and"])
        .requests(1)
        .links(1),
    fails("bucket-unreachable", &["could not be reached"]).links(1),
];

#[test]
fn a_command_ends_with_a_whole_file_or_none() {
    check(ROWS, Where::Command);
}

#[test]
fn the_browser_ends_with_a_whole_file_or_none() {
    check(ROWS, Where::Browser);
}
