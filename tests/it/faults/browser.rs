//! Every fault of the library against the browser: which screen it leads to, what is said
//! there, which rows are there all the same, and what lies in the folder.

use attache::app::Screen::{Cases, Files, Instances};

use super::row::{FILES, LOOK, LOOK_AND_SAVE, Row, UNREADABLE, Way, browse, check};

/// By their ids, as where lists are denied.
const BY_IDS: Way = Way {
    picks: &[
        "ea3463cb-5230-4253-a39c-5b5ffdc165b6",
        "8e46d674-4fc6-4f63-a482-c26f8dc37b69",
    ],
    ..LOOK
};

const NO_LIST: &[&str] = &["The instances could not be listed", "connect:ListInstances"];
const NO_DOMAIN: &[&str] = &[
    "connect:ListIntegrationAssociations",
    "paste the ARN of this instance's Cases domain",
];
const NO_ANSWER: &[&str] =
    &["the answer (status 200, application/json) is not what the service promises"];
const GATEWAY: &[&str] = &["something other than 127.0.0.1:", "with a web page"];
pub(super) const ROWS: &[Row] = &[
    browse("denied-list-instances", LOOK, Instances).says(NO_LIST),
    browse("denied-list-instances", BY_IDS, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("denied-domain", LOOK, Instances)
        .says(NO_DOMAIN)
        .lines(3),
    browse("denied-list-domains", LOOK, Instances)
        .says(NO_DOMAIN)
        .lines(3),
    browse("denied-search-cases", LOOK, Cases).says(&[
        "The cases could not be listed",
        "By its id or its ARN a case is found without the search",
    ]),
    browse("denied-search-cases", BY_IDS, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("denied-get-case", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("denied-related-items", LOOK, Files)
        .says(&["cases:SearchRelatedItems", "+ takes their ids"])
        .prints(&["You may not list these files"]),
    browse("denied-batch", LOOK, Files)
        .says(&["one by one, since connect:BatchGetAttachedFileMetadata"])
        .lines(FILES),
    browse("denied-file", LOOK_AND_SAVE, Files)
        .says(&["could not be saved", "connect:GetAttachedFile"])
        .lines(FILES),
    browse("denied-files", LOOK, Files)
        .says(&[
            "connect:BatchGetAttachedFileMetadata",
            "connect:GetAttachedFile would do",
        ])
        .prints(&["No file could be read; the reason is below"]),
    browse("denied-contact", LOOK, Files)
        .says(&[
            "The files of email 77caf163 are missing",
            "The files of task 0e96eaf5 are missing",
        ])
        .lines(12)
        .prints(&["Errors 4"]),
    browse("denied-users", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES)
        .prints(&["email 77caf163", "task 0e96eaf5"]),
    browse("denied-scanner", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES)
        .prints(&["email 77caf163", "task 0e96eaf5"]),
    browse("denied-rules", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES)
        .prints(&["email 77caf163", "task 0e96eaf5"]),
    browse("denied-identity", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES)
        .prints(&["identity not known"]),
    browse("denied-all", LOOK, Instances).says(NO_LIST),
    browse("explicit-deny", LOOK, Instances).says(&["A service control policy denies it"]),
    browse("expired", LOOK, Instances).says(&["the credentials have expired", "aws sso login"]),
    browse("unknown-values", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES)
        .prints(&["? QUARANTINED invoice-2026-04.pdf", "fax 0e96eaf5"]),
    browse("missing-fields", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES)
        .prints(&["Approved 1f291991-bd20-414b-83a0-0c29b680a92a"]),
    browse("null-items", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("shuffled", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("duplicates", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("lost-files", LOOK, Files)
        .says(&["67b09a7a-248d-4f36-bc52-801231cfb585 (case) could not be read: NotReturned"])
        .lines(9),
    browse("elsewhere", LOOK, Instances).says(&[
        "there is no instance \"acme-support\"",
        "It was looked for in us-west-2; each instance lives in one region",
    ]),
    browse("garbage", LOOK, Instances).says(NO_ANSWER),
    browse("truncated", LOOK, Instances).says(&["broke off before its end"]),
    browse("throttled", LOOK, Files)
        .says(UNREADABLE)
        .lines(FILES),
    browse("throttled-always", LOOK, Instances).says(&["Rate exceeded, after 4 attempts"]),
    browse("500", LOOK, Files).says(UNREADABLE).lines(FILES),
    browse("500-always", LOOK, Instances).says(&["Internal service error, after 4 attempts"]),
    browse("reset", LOOK, Files).says(UNREADABLE).lines(FILES),
    browse("reset-always", LOOK, Instances).says(&["Connection reset by peer"]),
    browse("unreachable", LOOK, Instances).says(&["Nobody listens at 127.0.0.1:"]),
    browse("html", LOOK, Instances).says(GATEWAY),
    browse("html-200", LOOK, Instances).says(GATEWAY),
    browse("html-407", LOOK, Instances).says(GATEWAY),
    browse("html-502", LOOK, Instances).says(GATEWAY),
    browse("clock-skew", LOOK, Instances).says(&["clock is 60 minutes behind AWS's"]),
];

#[test]
fn the_browser_shows_what_is_there_and_says_what_is_not() {
    check(ROWS);
}
