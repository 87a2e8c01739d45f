//! What a person names beside the case: a contact, files, who they are.

use attache::operations::doctor::Status::{Failed, Ok, Skipped, Warning};

use super::account::{CASE, CONTACT, FILE, INSTANCE, account, without};
use super::{Named, check, checks, not_ok, works};
use crate::aws::{Answer, json};

#[tokio::test]
async fn who_names_the_files_needs_no_search() {
    let server = without(&["SearchRelatedItems"]).await;
    let named = Named {
        case: Some(CASE),
        file: Some(FILE),
        ..Named::default()
    };
    let found = checks(&server.aws(), named).await;
    assert_eq!(
        not_ok(&found),
        [
            ("SearchRelatedItems", Warning),
            ("ListContactReferences", Skipped),
            ("DescribeContact", Skipped)
        ]
    );
    assert!(works(&found));
}

#[tokio::test]
async fn a_file_that_is_named_and_not_there_is_told() {
    let server = account(|name, _| match name {
        "BatchGetAttachedFileMetadata" => {
            Some(json(&serde_json::json!({ "Files": [], "Errors": [] })))
        }
        "GetAttachedFile" => Some(Answer::refusal(
            404,
            "ResourceNotFoundException",
            "no such file",
        )),
        _ => None,
    })
    .await;
    let named = Named {
        case: Some(CASE),
        file: Some("gone"),
        ..Named::default()
    };
    let found = checks(&server.aws(), named).await;
    assert_eq!(check(&found, "GetAttachedFile").status, Failed);
    assert!(!works(&found));
}

#[tokio::test]
async fn for_a_contact_no_case_is_looked_for() {
    let arn = format!("arn:aws:connect:eu-test-1:1:instance/{INSTANCE}/contact/{CONTACT}");
    let named = || Named {
        contact: Some(&arn),
        ..Named::default()
    };
    let found = checks(&without(&[]).await.aws(), named()).await;
    assert!(works(&found));
    assert_eq!(check(&found, "DescribeContact").status, Ok);
    assert_eq!(
        check(&found, "SearchUsers").detail.raw(),
        "not needed for a contact"
    );
    let found = checks(&without(&["DescribeContact"]).await.aws(), named()).await;
    assert!(works(&found));
    assert_eq!(check(&found, "DescribeContact").status, Warning);
    // Its references are the only way to its files, unless they are named.
    let server = without(&["ListContactReferences"]).await;
    assert!(!works(&checks(&server.aws(), named()).await));
    let with_file = Named {
        file: Some(FILE),
        ..named()
    };
    assert!(works(&checks(&server.aws(), with_file).await));
}

#[tokio::test]
async fn who_mine_is_is_told() {
    let found = checks(&without(&[]).await.aws(), Named::default()).await;
    let users = check(&found, "SearchUsers");
    assert_eq!(users.detail.raw(), "allowed; you are m.ito");
    let named = |agent| Named {
        agent: Some(agent),
        ..Named::default()
    };
    let found = checks(&without(&[]).await.aws(), named("k.sato")).await;
    let users = check(&found, "SearchUsers");
    assert_eq!(users.status, Warning);
    assert!(users.hint.as_ref().unwrap().raw().contains("--agent"));
    let arn = format!("arn:aws:connect:eu-test-1:1:instance/{INSTANCE}/agent/u");
    let server = without(&["SearchUsers"]).await;
    let found = checks(&server.aws(), named(&arn)).await;
    assert_eq!(check(&found, "SearchUsers").status, Skipped);
    // Whoever is not known is no reason to fail.
    let found = checks(&without(&["Identity"]).await.aws(), Named::default()).await;
    assert_eq!(check(&found, "SearchUsers").status, Ok);
}
