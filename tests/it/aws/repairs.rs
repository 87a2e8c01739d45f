//! Refusals that repair: the policy statement, the clock, what stands in the way.

use attache::aws::Aws;
use attache::domain::{Arn, CaseId, Failure, FailureKind, FileId, InstanceId, Source};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::canned::aws_at;
use super::line::{Fate, Line, ok};
use super::{Answer, Canned};

const USER: &str = "User: arn:x:sts::123:assumed-role/A/b is not authorized to perform:";

fn domain() -> Arn {
    Arn::parse("arn:x:cases:eu-test-1:123:domain/d").unwrap()
}

async fn metadata(aws: &Aws) -> Failure {
    let case = domain().case(&CaseId::new("c"));
    let (instance, files) = (InstanceId::new("i"), [FileId::new("f")]);
    let answer = aws.metadata(&instance, &case, &Source::Case, &files).await;
    answer.unwrap_err()
}

async fn denied(message: &str) -> Canned {
    Canned::always(Answer::refusal(403, "AccessDeniedException", message)).await
}

/// The statement's actions and resources.
fn statement(failure: &Failure) -> (Value, Value) {
    assert_eq!(failure.kind, FailureKind::Denied);
    let remedy = failure.remedy.as_ref().expect("a statement").raw();
    assert!(!remedy.contains('\n'), "{remedy}");
    let statement: Value = serde_json::from_str(remedy).unwrap();
    assert_eq!(statement["Effect"], "Allow");
    (statement["Action"].clone(), statement["Resource"].clone())
}

#[tokio::test]
async fn the_statement_names_the_resource_that_aws_named() {
    let action = "connect:BatchGetAttachedFileMetadata";
    let instance = "arn:x:connect:eu-test-1:123:instance/i";
    for named in [
        format!("{instance}/file/0f571724"),
        format!("{instance}/file/*"),
    ] {
        let message = format!(
            "{USER} {action} on resource: {named} because no identity-based policy allows it"
        );
        let failure = metadata(&denied(&message).await.aws()).await;
        let (actions, resources) = statement(&failure);
        assert_eq!(actions, json!([action]));
        // One file's permission would repair one row.
        assert_eq!(resources, json!([format!("{instance}/file/*")]));
        assert!(failure.hint.unwrap().raw().contains(action));
    }
}

#[tokio::test]
async fn a_domains_statement_covers_the_domain_and_what_is_in_it() {
    let message =
        format!("{USER} cases:GetCase on resource: arn:x:cases:eu-test-1:123:domain/d/case/c");
    let server = denied(&message).await;
    let case = CaseId::new("c");
    let failure = server.aws().get_case(&domain(), &case).await.unwrap_err();
    let (actions, resources) = statement(&failure);
    assert_eq!(actions, json!(["cases:GetCase"]));
    let arn = "arn:x:cases:eu-test-1:123:domain/d";
    assert_eq!(resources, json!([arn, format!("{arn}/*")]));
}

#[tokio::test]
async fn without_a_resource_it_is_built_from_who_asked_and_where() {
    let server = denied(&format!("{USER} connect:BatchGetAttachedFileMetadata")).await;
    let (_, resources) = statement(&metadata(&server.aws()).await);
    let built = "arn:x:connect:eu-test-1:123:instance/*/file/*";
    assert_eq!(resources, json!([built]));
    // Nobody is named: nothing is known, and no partition is made up.
    let server = denied("no").await;
    let (_, resources) = statement(&metadata(&server.aws()).await);
    assert_eq!(resources, json!(["*"]));
}

#[tokio::test]
async fn all_actions_of_a_call_are_named_and_another_ones_is_the_only_one() {
    let message =
        format!("{USER} connect:ListInstances on resource: arn:x:connect:eu-test-1:1:instance/*");
    let failure = denied(&message).await.aws().list_instances(None).await;
    let (actions, resources) = statement(&failure.unwrap_err());
    assert_eq!(
        actions,
        json!(["connect:ListInstances", "ds:DescribeDirectories"])
    );
    assert_eq!(resources, json!(["*"]));
    let key = "arn:x:kms:eu-test-1:123:key/k";
    let message = format!("{USER} kms:Decrypt on resource: {key}.");
    let (actions, resources) = statement(&metadata(&denied(&message).await.aws()).await);
    assert_eq!((actions, resources), (json!(["kms:Decrypt"]), json!([key])));
}

#[tokio::test]
async fn where_no_statement_helps_it_is_said_who_does() {
    let action = "connect:BatchGetAttachedFileMetadata";
    let table = [
        (
            "with an explicit deny in a service control policy",
            "AWS Organizations",
            false,
        ),
        (
            "with an explicit deny in an identity-based policy",
            "explicitly",
            false,
        ),
        (
            "because no service control policy allows the action",
            "AWS Organizations",
            false,
        ),
        (
            "because no permissions boundary allows the action",
            "boundary",
            true,
        ),
        (
            "because no session policy allows the action",
            "session",
            true,
        ),
        (
            "because no VPC endpoint policy allows the action",
            "VPC endpoint",
            false,
        ),
        (
            "because no identity-based policy allows the action",
            action,
            true,
        ),
    ];
    for (because, hint, helps) in table {
        let server = denied(&format!("{USER} {action} on resource: * {because}")).await;
        let failure = metadata(&server.aws()).await;
        let said = failure.hint.as_ref().unwrap().raw();
        assert!(said.contains(hint) && said.contains(action), "{said}");
        assert_eq!(failure.remedy.is_some(), helps, "{because}");
    }
}

/// `Sat, 21 Nov 2026 21:54:00 GMT`
fn date(apart: SignedDuration) -> String {
    let time = Timestamp::now() + apart;
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[tokio::test]
async fn a_wrong_clock_is_measured_by_the_servers() {
    let table = [
        (SignedDuration::from_mins(7), "7 minutes behind AWS's"),
        (SignedDuration::from_mins(-9), "9 minutes ahead of AWS's"),
        (SignedDuration::from_hours(5), "5 hours behind AWS's"),
        (SignedDuration::from_hours(-72), "3 days ahead of AWS's"),
    ];
    for (apart, words) in table {
        let refused = Answer::refusal(403, "InvalidSignatureException", "Signature expired: x");
        let server = Canned::always(refused.header("date", &date(apart))).await;
        let failure = server.aws().list_instances(None).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Credentials);
        assert!(failure.why.raw().contains(words), "{failure}");
        let hint = failure.hint.as_ref().unwrap().raw();
        assert_eq!(hint.matches(" UTC").count(), 2, "{hint}");
        let command = failure.remedy.as_ref().unwrap().raw();
        assert!(hint.contains(command), "{hint}");
    }
    // A right clock is not blamed for a wrong key.
    let refused = Answer::refusal(403, "InvalidSignatureException", "wrong");
    let right = refused.header("date", &date(SignedDuration::from_secs(100)));
    let server = Canned::always(right).await;
    let failure = server.aws().list_instances(None).await.unwrap_err();
    assert!(!failure.why.raw().contains("clock"), "{failure}");
}

#[tokio::test]
async fn garbage_is_told_with_what_it_looked_like() {
    let plain = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nserver: squid/5.7\r\ncontent-length: 7\r\n\r\nnothing";
    let line = Line::start(vec![Fate::Says(plain.to_owned())]).await;
    let failure = aws_at(&line.url).list_instances(None).await.unwrap_err();
    let why = failure.why.raw();
    assert!(
        why.contains("text/plain") && why.contains("squid/5.7"),
        "{failure}"
    );
    assert!(
        why.contains("is not what the service promises"),
        "{failure}"
    );
    assert!(failure.hint.unwrap().raw().contains("HTTPS_PROXY"));
    let line = Line::start(vec![ok("{\"InstanceSummaryList\":[{\"Id\":\"s3cr3t-bo")]).await;
    let failure = aws_at(&line.url).list_instances(None).await.unwrap_err();
    assert!(failure.why.raw().contains("broke off"), "{failure}");
    assert!(!format!("{failure:?}").contains("s3cr3t-bo"));
}

#[tokio::test]
async fn an_address_without_an_api_and_a_thing_elsewhere_say_where_to_look() {
    let server = Canned::always(Answer::new(404, "")).await;
    let failure = server.aws().list_instances(None).await.unwrap_err();
    assert!(failure.why.raw().contains(server.host()), "{failure}");
    assert!(failure.hint.unwrap().raw().contains("--endpoint-url"));
    let missing = Answer::refusal(404, "ResourceNotFoundException", "no such instance");
    let server = Canned::always(missing).await;
    let id = InstanceId::new("i");
    let failure = server.aws().cases_domains(&id).await.unwrap_err();
    assert!(failure.hint.unwrap().raw().contains("asked in eu-test-1"));
    let busy = Answer::refusal(429, "ThrottlingException", "Rate exceeded");
    let server = Canned::always(busy).await;
    let failure = server.aws().list_instances(None).await.unwrap_err();
    assert!(failure.hint.unwrap().raw().contains("--max-rps"));
}

#[tokio::test]
async fn several_permissions_are_several() {
    let message = format!("{USER} connect:ListInstances on resource: *");
    let failure = denied(&message).await.aws().list_instances(None).await;
    let hint = failure.unwrap_err().hint.unwrap();
    let words = "The permissions connect:ListInstances and ds:DescribeDirectories are needed.";
    assert_eq!(hint.raw(), words);
}
