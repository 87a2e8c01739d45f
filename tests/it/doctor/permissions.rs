//! Partial permissions: what they cost, and what does their work.

use attache::operations::doctor::Status::{Failed, Skipped, Warning};

use super::account::{CASE, INSTANCE, SECRET, account, without};
use super::{Named, check, checks, not_ok, works};
use crate::aws::Answer;

#[tokio::test]
async fn with_all_permissions_all_is_well_and_little_is_asked() {
    let server = without(&[]).await;
    let found = checks(&server.aws(), Named::default()).await;
    assert_eq!(not_ok(&found), []);
    assert!(works(&found));
    // Each is asked once, but who looks for an instance with a domain asks for it too.
    assert_eq!(server.seen().len(), 18, "{:#?}", server.seen());
    assert!(!format!("{found:?}").contains(SECRET));
}

/// What is denied; what of it is told otherwise than well; whether the main job works.
type Row = (
    &'static [&'static str],
    &'static [(&'static str, attache::operations::doctor::Status)],
    bool,
);

const TABLE: [Row; 19] = [
    (&["Identity"], &[("Identity", Warning)], true),
    (&["ListDomains"], &[("ListDomains", Warning)], true),
    (
        &["ListIntegrationAssociations"],
        &[("ListIntegrationAssociations", Warning)],
        true,
    ),
    (&["SearchCases"], &[("SearchCases", Warning)], true),
    (&["GetCase"], &[("GetCase", Warning)], true),
    (
        &["SearchCases", "GetCase"],
        &[("SearchCases", Failed), ("GetCase", Failed)],
        false,
    ),
    (
        &["SearchRelatedItems"],
        &[
            ("SearchRelatedItems", Failed),
            ("ListContactReferences", Skipped),
            ("DescribeContact", Skipped),
        ],
        false,
    ),
    (
        &["ListContactReferences"],
        &[("ListContactReferences", Warning)],
        true,
    ),
    (&["SearchUsers"], &[("SearchUsers", Warning)], true),
    (&["DescribeContact"], &[("DescribeContact", Warning)], true),
    (&["DescribeUser"], &[("DescribeUser", Warning)], true),
    (
        &["DescribeAttachedFilesConfiguration"],
        &[("DescribeAttachedFilesConfiguration", Warning)],
        true,
    ),
    (
        &["BatchGetAttachedFileMetadata"],
        &[("BatchGetAttachedFileMetadata", Warning)],
        true,
    ),
    (
        &["GetAttachedFile"],
        &[("GetAttachedFile", Failed), ("Bucket", Skipped)],
        false,
    ),
    (
        &["BatchGetAttachedFileMetadata", "GetAttachedFile"],
        &[
            ("BatchGetAttachedFileMetadata", Failed),
            ("GetAttachedFile", Failed),
            ("Bucket", Skipped),
        ],
        false,
    ),
    (&["Bucket"], &[("Bucket", Failed)], false),
    (
        &["ListInstances", "ListDomains"],
        &[("Instance", Skipped), ("ListInstances", Failed)],
        false,
    ),
    (
        &["ListIntegrationAssociations", "ListDomains"],
        &[("Domain", Skipped)],
        false,
    ),
    (
        &["ListInstances"],
        &[("Instance", Skipped), ("SearchCases", Skipped)],
        false,
    ),
];

#[tokio::test]
async fn what_does_the_work_of_another_is_no_fault_of_the_whole() {
    for (names, expected, main_job) in TABLE {
        let server = without(names).await;
        let found = checks(&server.aws(), Named::default()).await;
        let told = not_ok(&found);
        assert_eq!(works(&found), main_job, "{names:?}: {found:#?}");
        if main_job {
            assert_eq!(told, expected, "{names:?}");
        } else {
            for one in expected {
                assert!(told.contains(one), "{names:?}: {told:?}");
            }
        }
        for check in &found {
            let repaired = check.hint.is_some() || check.remedy.is_some();
            assert!(check.status != Failed || repaired, "{check:?}");
        }
    }
}

#[tokio::test]
async fn who_names_the_instance_needs_no_list() {
    let server = without(&["ListInstances"]).await;
    for name in [
        INSTANCE,
        &format!("arn:aws:connect:eu-test-1:1:instance/{INSTANCE}"),
    ] {
        let named = Named {
            instance: Some(name),
            ..Named::default()
        };
        let found = checks(&server.aws(), named).await;
        assert_eq!(not_ok(&found), [("ListInstances", Warning)]);
        assert!(works(&found));
    }
    let named = Named {
        instance: Some("desk"),
        ..Named::default()
    };
    let found = checks(&server.aws(), named).await;
    let hint = check(&found, "Instance").hint.clone().unwrap();
    assert!(hint.raw().contains("-i ID"), "{hint}");
}

#[tokio::test]
async fn along_a_case_that_is_named_its_way_is_checked() {
    let id = |case| Named {
        case: Some(case),
        ..Named::default()
    };
    // By its id it is read, not searched for.
    let found = checks(&without(&["SearchCases"]).await.aws(), id(CASE)).await;
    assert!(works(&found));
    let found = checks(&without(&["GetCase"]).await.aws(), id(CASE)).await;
    assert_eq!(check(&found, "GetCase").status, Failed);
    assert!(!works(&found));
    // By its number it is searched for.
    let found = checks(&without(&["SearchCases"]).await.aws(), id("100001")).await;
    assert!(!works(&found));
    let found = checks(&without(&["GetCase"]).await.aws(), id("100001")).await;
    assert!(works(&found));
}

#[tokio::test]
async fn a_case_that_is_not_there_is_told() {
    let server = account(|name, _| {
        let missing = Answer::refusal(404, "ResourceNotFoundException", "Case not found");
        matches!(name, "GetCase" | "SearchRelatedItems").then_some(missing)
    })
    .await;
    let named = Named {
        case: Some(CASE),
        ..Named::default()
    };
    let found = checks(&server.aws(), named).await;
    assert_eq!(check(&found, "GetCase").status, Failed);
    assert!(!works(&found));
}

#[tokio::test]
async fn without_any_case_made_up_ids_show_what_is_allowed() {
    let empty = |name: &'static str| match name {
        "SearchCases" => Some(crate::aws::json(&serde_json::json!({ "cases": [] }))),
        "BatchGetAttachedFileMetadata" => {
            let none = serde_json::json!({ "Files": [], "Errors": [] });
            Some(crate::aws::json(&none))
        }
        "GetCase" | "SearchRelatedItems" | "GetAttachedFile" => Some(Answer::refusal(
            404,
            "ResourceNotFoundException",
            "not found",
        )),
        _ => None,
    };
    let server = account(move |name, _| empty(name)).await;
    let found = checks(&server.aws(), Named::default()).await;
    assert_eq!(
        not_ok(&found),
        [
            ("ListContactReferences", Skipped),
            ("DescribeContact", Skipped),
            ("Bucket", Skipped)
        ]
    );
    assert!(works(&found));
    // And what is not: who may not ask is not told that there is no such thing.
    let denies = account(move |name, _| match name {
        "SearchRelatedItems" => Some(super::account::denied(name)),
        _ => empty(name),
    });
    let found = checks(&denies.await.aws(), Named::default()).await;
    assert_eq!(check(&found, "SearchRelatedItems").status, Failed);
    assert!(!works(&found));
}
