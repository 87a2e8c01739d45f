//! Partial permissions and expired credentials.

use super::row::{
    CASES, FILES, INSTANCES, LIST, Row, SAVE, SAVED, SHOW, UNREADABLE, URL, check, row,
};

const LIST_INSTANCES: &[&str] = &[
    "The instances could not be listed",
    "is not authorized to perform: connect:ListInstances",
    "AccessDeniedException",
];
const DOMAIN: &[&str] = &[
    "The instance's Cases domain could not be looked up",
    "connect:ListIntegrationAssociations",
];
const SEARCH_CASES: &[&str] = &["The cases could not be listed", "cases:SearchCases"];
const RELATED: &[&str] = &[
    "The files of the case could not be listed",
    "cases:SearchRelatedItems",
];
const BATCH: &[&str] = &[
    "The details of 14 files could not be read",
    "connect:BatchGetAttachedFileMetadata",
    "The files of email 77caf163 are missing",
    "The files of task 0e96eaf5 are missing",
];
const LINK: &[&str] = &["connect:GetAttachedFile", "AccessDeniedException"];
const NO_SUCH: &[&str] = &["Some files of the case could not be read; it may be one of them"];
const EXPIRED: &[&str] = &["the credentials have expired", "aws sso login"];
const MORE: &[&str] = &["There are more cases than 3"];

pub(super) const ROWS: &[Row] = &[
    row("denied-list-instances", INSTANCES, 1).says(LIST_INSTANCES),
    row("denied-list-instances", CASES, 1).says(LIST_INSTANCES),
    row("denied-list-instances", LIST, 1).says(LIST_INSTANCES),
    row("denied-domain", LIST, 1).says(DOMAIN),
    row("denied-list-domains", LIST, 1).says(DOMAIN),
    row("denied-search-cases", CASES, 1).says(SEARCH_CASES),
    row("denied-search-cases", LIST, 1).says(SEARCH_CASES),
    row("denied-get-case", LIST, 3)
        .says(UNREADABLE)
        .lines(FILES),
    row(
        "denied-get-case",
        &["list", "-c", "8e46d674-4fc6-4f63-a482-c26f8dc37b69"],
        1,
    )
    .says(&["cases:GetCase"]),
    row("denied-related-items", LIST, 1).says(RELATED),
    row("denied-batch", LIST, 1).says(BATCH),
    row("denied-batch", SHOW, 1).says(NO_SUCH),
    row("denied-batch", SAVE, 1).says(NO_SUCH),
    row("denied-file", LIST, 3).says(UNREADABLE).lines(FILES),
    row("denied-file", SHOW, 0)
        .lines(11)
        .prints(&["invoice-2026-04.pdf", "Approved"]),
    row("denied-file", SAVE, 1).says(LINK),
    row("denied-file", URL, 1).says(LINK),
    row("denied-files", LIST, 1).says(BATCH),
    row("denied-files", SAVE, 1).says(NO_SUCH),
    row("denied-contact", LIST, 3)
        .says(&[
            "The files of email 77caf163 are missing",
            "The files of task 0e96eaf5 are missing",
            "connect:ListContactReferences",
        ])
        .lines(12),
    row("denied-contact", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("denied-users", LIST, 3).says(UNREADABLE).lines(FILES),
    row("denied-identity", LIST, 3)
        .says(UNREADABLE)
        .lines(FILES),
    row("denied-identity", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("denied-all", INSTANCES, 1).says(LIST_INSTANCES),
    row("denied-all", CASES, 1).says(LIST_INSTANCES),
    row("denied-all", LIST, 1).says(LIST_INSTANCES),
    row("denied-all", SAVE, 1).says(LIST_INSTANCES),
    row("explicit-deny", LIST, 1).says(&["with an explicit deny in a service control policy"]),
    row("denied-link", CASES, 0).says(MORE).lines(3),
    row("expired", INSTANCES, 5).says(EXPIRED),
    row("expired", CASES, 5).says(EXPIRED),
    row("expired", LIST, 5).says(EXPIRED),
    row("expired", SHOW, 5).says(EXPIRED),
    row("expired", SAVE, 5).says(EXPIRED),
];

#[test]
fn partial_permissions_are_normal() {
    check(ROWS);
}
