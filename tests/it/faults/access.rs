//! Partial permissions and expired credentials.

use super::row::{
    CASES, FILES, INSTANCES, LIST, Row, SAVE, SAVED, SHOW, UNREADABLE, URL, check, row,
};

/// What is missing, ready to be copied, on a line of its own.
const STATEMENT: &str = "\n  {\"Effect\":\"Allow\",\"Action\":[";
const LIST_INSTANCES: &[&str] = &[
    "The instances could not be listed",
    "is not authorized to perform: connect:ListInstances",
    "AccessDeniedException",
    STATEMENT,
];
const DOMAIN: &[&str] = &[
    "connect:ListIntegrationAssociations is not allowed, and this account and region have several",
    "or type it into the picker: arn:aws:cases:us-west-2:",
    STATEMENT,
];
const NO_DOMAIN: &[&str] = &[
    "The instance's Cases domain could not be looked up",
    "connect:ListIntegrationAssociations",
    STATEMENT,
];
const SEARCH_CASES: &[&str] = &[
    "The cases could not be listed",
    "cases:SearchCases",
    STATEMENT,
];
const RELATED: &[&str] = &[
    "The files of the case could not be listed",
    "cases:SearchRelatedItems",
    "--file-id",
    STATEMENT,
];
const ONE_BY_ONE: &[&str] = &[
    "one by one, since connect:BatchGetAttachedFileMetadata is not allowed",
    "00800581-ab22",
    "602296e2-a648",
];
const NEITHER: &[&str] = &[
    "The details of the files could not be read",
    "connect:GetAttachedFile would do as well",
    STATEMENT,
];
const LINK: &[&str] = &[
    "connect:GetAttachedFile",
    "AccessDeniedException",
    STATEMENT,
];
const CONTACTS: &[&str] = &[
    "The files of email 77caf163 are missing",
    "The files of task 0e96eaf5 are missing",
    "connect:ListContactReferences",
    STATEMENT,
];
const AS_NAMED: &[&str] = &["without its title, since cases:GetCase is not allowed"];
const EXPIRED: &[&str] = &["the credentials have expired", "aws sso login"];
const MORE: &[&str] = &["There are more cases than 3"];

pub(super) const ROWS: &[Row] = &[
    row("denied-list-instances", INSTANCES, 1).says(LIST_INSTANCES),
    row("denied-list-instances", CASES, 1).says(LIST_INSTANCES),
    row("denied-list-instances", LIST, 1).says(LIST_INSTANCES),
    row("denied-domain", LIST, 1).says(DOMAIN),
    row("denied-list-domains", LIST, 1).says(NO_DOMAIN),
    row("denied-search-cases", CASES, 1).says(SEARCH_CASES),
    row("denied-search-cases", LIST, 1).says(SEARCH_CASES),
    row("denied-get-case", LIST, 3)
        .says(UNREADABLE)
        .lines(FILES),
    row(
        "denied-get-case",
        &["list", "-c", "8e46d674-4fc6-4f63-a482-c26f8dc37b69"],
        3,
    )
    .says(AS_NAMED)
    .lines(FILES),
    row("denied-related-items", LIST, 1).says(RELATED),
    row("denied-batch", LIST, 3).says(ONE_BY_ONE).lines(FILES),
    row("denied-batch", SHOW, 0).says(&["one by one"]).lines(11),
    row("denied-batch", SAVE, 0)
        .says(&["one by one", "Saved"])
        .lines(1)
        .leaves(SAVED),
    row("denied-file", LIST, 3).says(UNREADABLE).lines(FILES),
    row("denied-file", SHOW, 0)
        .lines(11)
        .prints(&["invoice-2026-04.pdf", "Approved"]),
    row("denied-file", SAVE, 1).says(LINK),
    row("denied-file", URL, 1).says(LINK),
    row("denied-files", LIST, 1).says(NEITHER),
    row("denied-files", SAVE, 1).says(&["Some files of the case could not be read"]),
    row("denied-contact", LIST, 3).says(CONTACTS).lines(12),
    row("denied-contact", SAVE, 0)
        .says(&["Saved"])
        .lines(1)
        .leaves(SAVED),
    row("denied-users", LIST, 3).says(UNREADABLE).lines(FILES),
    row("denied-scanner", LIST, 3).says(UNREADABLE).lines(FILES),
    row("denied-rules", LIST, 3).says(UNREADABLE).lines(FILES),
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
