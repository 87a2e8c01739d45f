//! Nothing that lets somebody in reaches a failure, or the Debug of anything.

use attache::domain::{FailureKind, InstanceId};

use super::canned::settings_at;
use super::{Answer, Canned};

const SECRETS: [&str; 6] = [
    "s3cr3t-sig",
    "s3cr3t-token",
    "s3cr3t-pass",
    "s3cr3t-body",
    "SECRETEXAMPLE",
    "AKIDEXAMPLE",
];

fn assert_clean(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn no_failure_holds_a_link_a_token_or_a_body() {
    let messages = [
        "see https://u:s3cr3t-pass@bucket.example/a?X-Amz-Signature=s3cr3t-sig&x=1 for more",
        "The canonical string should have been\nx-amz-security-token:s3cr3t-token\n",
        "x-amz-security-token: s3cr3t-token was sent",
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE Signature=s3cr3t-sig",
    ];
    for message in messages {
        for code in [
            "InvalidRequestException",
            "InvalidSignatureException",
            "AccessDenied",
        ] {
            let server = Canned::always(Answer::refusal(400, code, message)).await;
            let failure = server.aws().list_instances(None).await.unwrap_err();
            assert_clean(&format!("{failure} {failure:?}"));
        }
    }
    let bodies = [
        r#"{"DownloadUrlMetadata":{"Url":"https://b/x?s=s3cr3t-body"},"NextToken":7}"#,
        "s3cr3t-body",
    ];
    for body in bodies {
        for status in [200, 400] {
            let server = Canned::always(Answer::new(status, body)).await;
            let id = InstanceId::new("i");
            let failure = server.aws().cases_domains(&id).await.unwrap_err();
            let kinds = [(200, FailureKind::Service), (400, FailureKind::Usage)];
            assert!(kinds.contains(&(status, failure.kind)), "{failure}");
            assert_clean(&format!("{failure} {failure:?}"));
        }
    }
}

#[tokio::test]
async fn a_good_sentence_passes_whole_and_an_endless_one_is_cut() {
    let good =
        "User: arn:x:sts::1:assumed-role/A/b is not authorized (see https://docs.example/iam)";
    let server = Canned::always(Answer::refusal(403, "AccessDenied", good)).await;
    let failure = server.aws().list_instances(None).await.unwrap_err();
    assert_eq!(failure.why.raw(), good);
    let endless = "word ".repeat(10_000);
    let server = Canned::always(Answer::refusal(403, "AccessDenied", &endless)).await;
    let failure = server.aws().list_instances(None).await.unwrap_err();
    assert!(failure.why.raw().chars().count() <= 501);
}

#[tokio::test]
async fn debug_of_the_handle_hides_the_keys() {
    let server = Canned::always(Answer::new(200, "{}")).await;
    assert_clean(&format!("{:?}", server.aws()));
    assert!(server.host().starts_with("127.0.0.1"));
}

#[test]
fn debug_of_the_settings_hides_the_password_of_an_endpoint() {
    let settings = settings_at("https://somebody:s3cr3t-endpoint@proxy.example:8443/x");
    let told = format!("{settings:?}");
    assert!(!told.contains("s3cr3t"), "{told}");
    assert!(told.contains("proxy.example:8443"), "{told}");
}

#[tokio::test]
async fn a_password_in_an_address_is_hidden_wherever_it_stands() {
    for address in [
        "http://me:s3cr3t@proxy.example:8080/path",
        "http://me:s3cr3t/s3cr3t@proxy.example:8080",
        "http://first.example,http://me:s3cr3t@proxy.example",
    ] {
        let message = format!("no way through {address} today");
        let refusal = Answer::refusal(400, "InvalidRequestException", &message);
        let server = Canned::always(refusal).await;
        let failure = server.aws().list_instances(None).await.unwrap_err();
        let why = failure.why.raw();
        assert!(!why.contains("s3cr3t"), "{why}");
        assert!(
            why.contains("proxy.example") && why.ends_with("today"),
            "{why}"
        );
    }
}
