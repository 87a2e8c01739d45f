//! Every way to be refused, and the sentence that a person reads.

use attache::aws::LinkWish;
use attache::domain::{Arn, Failure, FailureKind, FileId, FileKey, InstanceId, Source};
use serde_json::json;

use super::canned::aws_at;
use super::{Answer, Canned, json as answer};

async fn refused(answer: Answer) -> Failure {
    let server = Canned::always(answer).await;
    let case = Arn::parse("arn:x:cases:eu-test-1:1:domain/d/case/c").unwrap();
    server
        .aws()
        .metadata(
            &InstanceId::new("i"),
            &case,
            &Source::Case,
            &[FileId::new("f")],
        )
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_code_decides_the_kind_and_the_hint() {
    use FailureKind::{Credentials, Denied, NotFound, Usage};
    let action = "connect:BatchGetAttachedFileMetadata";
    let table = [
        (403, "AccessDeniedException", Denied, action),
        (
            403,
            "AccessDeniedException:http://internal.amazon.com/",
            Denied,
            action,
        ),
        (404, "ResourceNotFoundException", NotFound, "a minute"),
        (400, "InvalidRequestException", Usage, ""),
        (400, "ValidationException", Usage, ""),
        (403, "ExpiredTokenException", Credentials, "aws sso login"),
        (
            403,
            "UnrecognizedClientException",
            Credentials,
            "access key",
        ),
        (403, "InvalidSignatureException", Credentials, "access key"),
        (400, "SomethingNewException", Usage, ""),
        (409, "ConflictException", Usage, ""),
        (400, "InvalidTokenException", Usage, "from the start"),
        (404, "UnknownOperationException", Usage, "region"),
    ];
    for (status, code, kind, hint) in table {
        let failure = refused(Answer::refusal(status, code, "a sentence")).await;
        assert_eq!(failure.kind, kind, "{code}");
        assert_eq!(
            failure.what.raw(),
            "The details of the files could not be read"
        );
        let short = code.split(':').next().unwrap();
        assert_eq!(failure.code.as_ref().unwrap().raw(), short);
        assert_eq!(failure.request_id.as_ref().unwrap().raw(), "request-1");
        let said = failure.hint.as_ref().map_or("", |hint| hint.raw());
        assert!(said.contains(hint), "{code}: {said}");
        let own_words = kind == Credentials
            || code.starts_with("InvalidToken")
            || code.starts_with("UnknownOperation");
        assert_eq!(failure.why.raw() == "a sentence", !own_words, "{code}");
    }
}

#[tokio::test]
async fn throttling_and_faults_are_tried_four_times_before_they_are_told() {
    let table = [
        (429, "ThrottlingException", FailureKind::Throttled),
        (500, "InternalServiceException", FailureKind::Service),
    ];
    for (status, code, kind) in table {
        let server = Canned::always(Answer::refusal(status, code, "busy")).await;
        let failure = server.aws().list_instances(None).await.unwrap_err();
        assert_eq!(failure.kind, kind);
        assert_eq!(server.seen().len(), 4);
        assert!(
            failure.why.raw().ends_with(", after 4 attempts"),
            "{failure}"
        );
    }
}

#[tokio::test]
async fn a_wrong_clock_is_told_as_such() {
    let message = "Signature expired: 20260501T000000Z is now earlier than 20260501T010000Z";
    let failure = refused(Answer::refusal(403, "InvalidSignatureException", message)).await;
    assert_eq!(failure.kind, FailureKind::Credentials);
    assert!(failure.hint.unwrap().raw().contains("clock"));
}

#[tokio::test]
async fn a_refusal_without_a_readable_body_is_known_by_header_or_status() {
    let denied = Answer::new(403, "").header("x-amzn-errortype", "AccessDeniedException");
    assert_eq!(refused(denied).await.kind, FailureKind::Denied);
    let denied = Answer::new(403, "{garbage").header("x-amzn-errortype", "AccessDenied");
    assert_eq!(refused(denied).await.kind, FailureKind::Denied);
    assert_eq!(
        refused(Answer::new(403, "")).await.kind,
        FailureKind::Denied
    );
    // Nothing that AWS said: an address without an API behind it.
    assert_eq!(refused(Answer::new(404, "")).await.kind, FailureKind::Usage);
    assert_eq!(
        refused(Answer::new(407, "")).await.kind,
        FailureKind::Network
    );
}

#[tokio::test]
async fn a_proxys_page_is_no_answer_of_aws() {
    for status in [200, 403] {
        let page = "<html><body>Sign in, secret-page-content</body></html>";
        let page = Answer::new(status, page).header("content-type", "text/html; charset=utf-8");
        let failure = refused(page).await;
        assert_eq!(failure.kind, FailureKind::Network, "{failure}");
        assert!(failure.to_string().contains("HTTPS_PROXY"), "{failure}");
        assert!(!format!("{failure:?}").contains("secret-page-content"));
    }
}

#[tokio::test]
async fn nonsense_is_the_services_fault() {
    for body in [
        "nonsense",
        "[1,2]",
        r#"{"Files": 7}"#,
        r#"{"Files":[null]}"#,
    ] {
        let failure = refused(Answer::new(200, body)).await;
        assert_eq!(failure.kind, FailureKind::Service, "{body}");
        assert!(
            failure.why.raw().contains("not what the service promises"),
            "{failure}"
        );
    }
}

#[tokio::test]
async fn a_dead_endpoint_is_named() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    drop(listener);
    let failure = aws_at(&format!("http://{host}"))
        .list_instances(None)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Network);
    assert!(failure.why.raw().contains(&host), "{failure}");
}

#[tokio::test]
async fn a_file_that_is_not_approved_has_no_link() {
    let url = json!({ "Url": "https://bucket/a?sig=1" });
    let table = [
        (
            json!({ "FileStatus": "PROCESSING" }),
            FailureKind::NotApproved,
            "scanned",
        ),
        (
            json!({ "FileStatus": "REJECTED", "DownloadUrlMetadata": url }),
            FailureKind::NotApproved,
            "rejected",
        ),
        (
            json!({ "DownloadUrlMetadata": url }),
            FailureKind::NotApproved,
            "status",
        ),
        (
            json!({ "FileStatus": "APPROVED" }),
            FailureKind::Service,
            "no link",
        ),
        (
            json!({ "FileStatus": "APPROVED", "DownloadUrlMetadata": { "Url": "ftp://x/y" } }),
            FailureKind::Service,
            "no link",
        ),
    ];
    for (body, kind, why) in table {
        let server = Canned::always(answer(&body)).await;
        let key = FileKey {
            resource: Arn::parse("arn:x:cases:eu-test-1:1:domain/d/case/c").unwrap(),
            file: FileId::new("f"),
        };
        let wish = LinkWish {
            expires: 300,
            inline: false,
        };
        let failure = server
            .aws()
            .link(&InstanceId::new("i"), &key, &Source::Case, wish)
            .await
            .unwrap_err();
        assert_eq!(failure.kind, kind, "{body}");
        assert!(failure.why.raw().contains(why), "{failure}");
    }
}

#[tokio::test]
async fn an_empty_id_is_refused_before_it_is_sent() {
    let server = Canned::always(answer(&json!({}))).await;
    let failure = server
        .aws()
        .cases_domains(&InstanceId::new(""))
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Usage, "{failure}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn an_old_list_and_an_operation_that_is_not_offered_have_sentences() {
    let table = [
        ("InvalidTokenException", "the list has grown old"),
        (
            "UnknownOperationException",
            "this endpoint or region does not offer the operation",
        ),
    ];
    for (code, why) in table {
        let failure = refused(Answer::refusal(400, code, "a sentence")).await;
        assert_eq!(failure.why.raw(), why);
        assert!(!failure.to_string().contains("ry again"), "{failure}");
    }
}
