//! The optional calls: who scans, what is taken, what a user is called.

use attache::domain::{
    Attachment, Breach, Failure, FailureKind, FileStatus, InstanceId, Scope, UserId,
};
use serde_json::{Value, json};

use super::{Answer, Canned, json as answer};

fn file(name: &str) -> Attachment {
    let case = crate::app::world::case("1", "one");
    crate::app::world::file(&case, name, FileStatus::Rejected, 1)
}

fn instance() -> InstanceId {
    InstanceId::new("i-1")
}

#[tokio::test]
async fn scanners_are_read_to_the_last_page_and_only_they() {
    let server = Canned::start(|seen| {
        assert_eq!(seen.path, "/instance/i-1/integration-associations");
        assert!(seen.query.contains("integrationType=FILE_SCANNER"), "{}", seen.query);
        let second = seen.query.contains("nextToken=two");
        let (name, next) = if second { ("b:live", None) } else { ("a", Some("two")) };
        answer(&json!({ "NextToken": next, "IntegrationAssociationSummaryList": [
            { "IntegrationArn": format!("arn:x:lambda:eu-test-1:123:function:{name}"), "IntegrationType": "FILE_SCANNER" },
            { "IntegrationArn": "arn:x:cases:eu-test-1:1:domain/d", "IntegrationType": "CASES_DOMAIN" },
            { "IntegrationArn": "", "IntegrationType": "FILE_SCANNER" }, { "IntegrationType": "FILE_SCANNER" },
        ] }))
    })
    .await;
    let found = server.aws().scanners(&instance()).await.unwrap();
    let names: Vec<String> = found.iter().map(|one| one.name().to_string()).collect();
    assert_eq!(names, ["a", "b:live"]);
    assert_eq!(found[0].account().unwrap().raw(), "123");
}

#[tokio::test]
async fn nobody_scans_where_nobody_is_named() {
    let server = Canned::always(answer(&json!({}))).await;
    assert_eq!(server.aws().scanners(&instance()).await.unwrap(), []);
}

async fn rules(configuration: Value) -> attache::domain::UploadRules {
    let body = json!({ "AttachedFilesConfiguration": configuration });
    let server = Canned::always(answer(&body)).await;
    let rules = server.aws().upload_rules(&instance(), Scope::Email).await;
    assert_eq!(
        server.seen()[0].path,
        "/attached-files-configurations/i-1/EMAIL"
    );
    rules.unwrap().unwrap()
}

#[tokio::test]
async fn extensions_are_compared_without_dots_and_capitals() {
    let rules = rules(json!({
        "InstanceId": "i-1", "AttachmentScope": "EMAIL", "MaximumSizeLimitInBytes": 1000,
        "ExtensionConfiguration": { "AllowedExtensions": [{ "Extension": ".PDF" }, { "Extension": "png" }, { "Extension": " " }] },
        "LastModifiedTime": 1_770_000_000,
    }))
    .await;
    assert_eq!(rules.most_bytes, Some(1000));
    let mut file = file("a.Pdf");
    for (name, size, expected) in [
        (Some("a.Pdf"), Some(1000), Vec::new()),
        (Some("a.pdf "), None, Vec::new()),
        (
            Some("a.png"),
            Some(1001),
            vec![Breach::Size {
                has: 1001,
                most: 1000,
            }],
        ),
        (
            Some("a.pdf.exe"),
            Some(1),
            vec![Breach::Extension(Some("exe".into()))],
        ),
        (Some("README"), Some(1), vec![Breach::Extension(None)]),
        (Some("dot."), Some(1), vec![Breach::Extension(None)]),
        (None, None, Vec::new()),
    ] {
        file.name = name.map(Into::into);
        file.size = size;
        assert_eq!(rules.breaches(&file), expected, "{name:?} {size:?}");
    }
}

#[tokio::test]
async fn what_is_not_given_forbids_nothing() {
    for bare in [
        json!({}),
        json!({ "MaximumSizeLimitInBytes": 0, "ExtensionConfiguration": { "AllowedExtensions": [] } }),
        json!({ "MaximumSizeLimitInBytes": -5, "ExtensionConfiguration": {} }),
        json!({ "MaximumSizeLimitInBytes": null, "ExtensionConfiguration": null }),
    ] {
        let rules = rules(bare).await;
        assert_eq!((rules.most_bytes, &rules.extensions), (None, &None));
        assert_eq!(rules.breaches(&file("a.exe")), []);
    }
}

#[tokio::test]
async fn a_scope_without_rules_has_none_and_a_refusal_stays_one() {
    let missing = Answer::refusal(404, "ResourceNotFoundException", "none");
    let server = Canned::always(missing).await;
    assert_eq!(
        server
            .aws()
            .upload_rules(&instance(), Scope::Case)
            .await
            .unwrap(),
        None
    );
    let server = Canned::always(Answer::denied("DescribeAttachedFilesConfiguration")).await;
    let failure = server
        .aws()
        .upload_rules(&instance(), Scope::Case)
        .await
        .unwrap_err();
    repaired_by(&failure, "connect:DescribeAttachedFilesConfiguration");
}

fn repaired_by(failure: &Failure, action: &str) {
    assert_eq!(failure.kind, FailureKind::Denied);
    let remedy = failure.remedy.as_ref().unwrap().raw();
    assert!(remedy.contains(action), "{remedy}");
}

async fn person(body: Value) -> Option<String> {
    let server = Canned::always(answer(&body)).await;
    let person = server.aws().person(&instance(), &UserId::new("u 1")).await;
    assert_eq!(server.seen()[0].path, "/users/i-1/u%201");
    person
        .unwrap()
        .and_then(|one| one.label())
        .map(|label| label.to_string())
}

#[tokio::test]
async fn a_person_is_called_by_what_the_service_has() {
    let user = |first: Value, last: Value, login: Value| json!({ "User": { "Username": login, "IdentityInfo": { "FirstName": first, "LastName": last } } });
    for (body, expected) in [
        (
            user(json!("Mei"), json!("Ito"), json!("m.ito")),
            Some("Mei Ito (m.ito)"),
        ),
        (
            user(json!(" "), json!("Ito"), json!("m.ito")),
            Some("Ito (m.ito)"),
        ),
        (
            user(json!(null), json!(null), json!("m.ito")),
            Some("m.ito"),
        ),
        (user(json!("Mei"), json!(""), json!("")), Some("Mei")),
        (
            user(json!("\u{1b}[2J"), json!(null), json!(null)),
            Some("⟨U+001B⟩[2J"),
        ),
        (json!({ "User": {} }), None),
        (json!({}), None),
    ] {
        assert_eq!(person(body.clone()).await.as_deref(), expected, "{body}");
    }
}

#[tokio::test]
async fn a_user_who_is_gone_has_no_name_and_a_refusal_names_the_right() {
    let missing = Answer::refusal(404, "ResourceNotFoundException", "none");
    let server = Canned::always(missing).await;
    let user = UserId::new("u");
    assert_eq!(server.aws().person(&instance(), &user).await.unwrap(), None);
    let message = "User: arn:x:sts::123:assumed-role/A/b is not authorized to perform: connect:DescribeUser on resource: arn:x:connect:eu-test-1:123:instance/i-1/agent/u";
    let refusal = Answer::refusal(403, "AccessDeniedException", message);
    let server = Canned::always(refusal).await;
    let failure = server.aws().person(&instance(), &user).await.unwrap_err();
    repaired_by(&failure, "connect:DescribeUser");
    // One user's permission would name one.
    repaired_by(&failure, "instance/i-1/agent/*");
}
