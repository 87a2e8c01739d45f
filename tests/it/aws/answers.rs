//! Connect's answers, whole and broken, in the domain's words.

use attache::aws::Related;
use attache::domain::{
    Arn, Attachment, Contact, ContactChannel, Creator, FileId, FileKey, FileStatus, InstanceId,
    Problem, SafeText, Source,
};
use serde_json::{Value, json};

use super::{Answer, Canned, json as answer};

const CASE: &str = "arn:x:cases:eu-test-1:1:domain/d/case/c";

fn instance() -> InstanceId {
    InstanceId::new("i-1")
}

fn ids(ids: &[&str]) -> Vec<FileId> {
    ids.iter().map(|id| FileId::new(id)).collect()
}

async fn batch(body: Value, asked: &[&str]) -> (Vec<Attachment>, Vec<Problem>) {
    let server = Canned::always(answer(&body)).await;
    let case = Arn::parse(CASE).unwrap();
    server
        .aws()
        .metadata(&instance(), &case, &Source::Case, &ids(asked))
        .await
        .unwrap()
}

fn names(files: &[Attachment]) -> Vec<&str> {
    files.iter().map(|file| file.key.file.raw()).collect()
}

fn codes(problems: &[Problem]) -> Vec<(String, String)> {
    problems
        .iter()
        .map(|problem| match problem {
            Problem::File { key, code, .. } => (key.file.to_string(), code.to_string()),
            Problem::Request(failure) => ("request".to_owned(), failure.why.to_string()),
            Problem::Contact { .. } => panic!("no contact was asked about"),
        })
        .collect()
}

#[tokio::test]
async fn a_whole_file_keeps_everything() {
    let body = json!({ "Files": [{
        "FileId": "f1", "FileArn": "arn:x:connect:eu-test-1:1:instance/i-1/file/f1",
        "FileName": "invoice.pdf", "FileStatus": "APPROVED", "FileSizeInBytes": 1234,
        "CreationTime": "2026-05-01T02:41:00.000Z", "FileUseCaseType": "ATTACHMENT",
        "CreatedBy": { "ConnectUserArn": "arn:x:connect:eu-test-1:1:instance/i-1/agent/m.ito" },
        "Tags": { "z": "1", "a": "2" }
    }]});
    let (files, problems) = batch(body, &["f1"]).await;
    let file = &files[0];
    assert_eq!(problems, []);
    assert_eq!(file.key.resource.raw(), CASE);
    assert_eq!(file.name.as_ref().unwrap().raw(), "invoice.pdf");
    assert_eq!(file.status, FileStatus::Approved);
    assert_eq!(file.size, Some(1234));
    assert_eq!(file.created.unwrap().to_string(), "2026-05-01T02:41:00Z");
    assert_eq!(file.created_by.as_ref().unwrap().short(), "m.ito");
    assert_eq!(file.use_case.as_ref().unwrap().raw(), "ATTACHMENT");
    let tags: Vec<&str> = file.tags.iter().map(|(key, _)| key.raw()).collect();
    assert_eq!(tags, ["a", "z"]);
}

#[tokio::test]
async fn what_was_not_given_is_none_and_a_size_of_nothing_is_not_given() {
    let body = json!({ "Files": [
        { "FileId": "bare" },
        { "FileId": "empty", "FileName": "empty.txt", "FileStatus": "APPROVED", "FileSizeInBytes": 0 },
        { "FileId": "odd", "FileStatus": "PENDING_UPLOAD", "CreationTime": "yesterday",
          "FileSizeInBytes": -1, "CreatedBy": { "Robot": "r2" }, "FileUseCaseType": "NEW_USE" }
    ]});
    let (files, _) = batch(body, &["bare", "empty", "odd"]).await;
    let [bare, empty, odd] = files.as_slice() else {
        panic!("three files were sent: {files:?}");
    };
    assert_eq!((&bare.name, &bare.arn, bare.size), (&None, &None, None));
    assert_eq!(bare.status, FileStatus::from_service(""));
    assert_eq!((&bare.created_text, &bare.created_by), (&None, &None));
    assert_eq!(empty.size, None);
    assert_eq!(odd.status, FileStatus::Other("PENDING_UPLOAD".into()));
    assert_eq!(odd.created_text.as_ref().unwrap().raw(), "yesterday");
    assert_eq!((odd.created, odd.size), (None, None));
    assert_eq!(odd.created_by, Some(Creator::Unknown));
    assert_eq!(odd.use_case.as_ref().unwrap().raw(), "NEW_USE");
}

#[tokio::test]
async fn a_batch_comes_in_the_order_asked_and_loses_no_id() {
    let body = json!({
        "Files": [{ "FileId": "c" }, { "FileName": "no id" }, { "FileId": "a" }, { "FileId": "extra" }],
        "Errors": [
            { "FileId": "b", "ErrorCode": "ResourceNotFoundException", "ErrorMessage": "gone" },
            { "FileId": "d" },
            { "ErrorCode": "Lost", "ErrorMessage": "somewhere" }
        ]
    });
    let (files, problems) = batch(body, &["a", "b", "c", "d", "e"]).await;
    assert_eq!(names(&files), ["a", "c", "extra"]);
    let expected = [
        ("b", "ResourceNotFoundException"),
        ("d", "Unknown"),
        ("e", "NotReturned"),
        ("request", "the service gave details without a file id"),
        ("request", "somewhere Lost"),
    ];
    let expected = expected.map(|(id, code)| (id.to_owned(), code.to_owned()));
    assert_eq!(codes(&problems), expected);
}

#[tokio::test]
async fn an_empty_answer_leaves_every_id_not_returned() {
    for body in ["{}", "", r#"{"Files":null,"Errors":null}"#] {
        let server = Canned::always(Answer::new(200, body)).await;
        let case = Arn::parse(CASE).unwrap();
        let (files, problems) = server
            .aws()
            .metadata(&instance(), &case, &Source::Case, &ids(&["a", "b"]))
            .await
            .unwrap();
        assert_eq!((files.len(), codes(&problems).len()), (0, 2), "{body}");
    }
}

#[tokio::test]
async fn metadata_of_one_file_comes_without_its_link() {
    let server = Canned::always(answer(&json!({
        "FileName": "a.txt", "FileStatus": "APPROVED", "FileSizeInBytes": 3,
        "DownloadUrlMetadata": { "Url": "https://bucket/a?X-Amz-Signature=deadbeef" }
    })))
    .await;
    let key = FileKey {
        resource: Arn::parse(CASE).unwrap(),
        file: FileId::new("asked"),
    };
    let file = server
        .aws()
        .attached_file(&instance(), &key, &Source::Case)
        .await
        .unwrap();
    assert_eq!(file.key, key);
    assert_eq!(file.size, Some(3));
    assert!(!format!("{file:?}").contains("deadbeef"));
    assert!(server.seen()[0].query.contains("urlExpiryInSeconds=5"));
}

#[tokio::test]
async fn instances_without_an_id_take_it_from_the_arn_or_are_left_out() {
    let server = Canned::always(answer(&json!({ "InstanceSummaryList": [
        { "Id": "i-1", "Arn": "arn:x:connect:eu-test-1:1:instance/i-1",
          "InstanceAlias": "acme", "InstanceStatus": "ACTIVE" },
        { "Arn": "arn:x:connect:eu-test-1:1:instance/i-2", "InstanceAlias": "" },
        { "InstanceAlias": "nobody" },
        { "Id": "i-3", "Arn": "nonsense", "InstanceStatus": "MELTED" }
    ], "NextToken": "" })))
    .await;
    let page = server.aws().list_instances(None).await.unwrap();
    let shown: Vec<(&str, Option<&str>, bool)> = page
        .items
        .iter()
        .map(|i| {
            (
                i.label().raw(),
                i.status.as_ref().map(SafeText::raw),
                i.arn.is_some(),
            )
        })
        .collect();
    let expected = [
        ("acme", Some("ACTIVE"), true),
        ("i-2", None, true),
        ("i-3", Some("MELTED"), false),
    ];
    assert_eq!(shown, expected);
    assert_eq!(page.next, None);
}

#[tokio::test]
async fn a_contacts_file_id_is_found_wherever_the_service_put_it() {
    let server = Canned::always(answer(&json!({ "ReferenceSummaryList": [
        { "Attachment": { "Name": "n", "Value": "v/x", "Arn": "arn:x:connect:r:1:instance/i/file/in-arn" } },
        { "Attachment": { "Name": "n", "Value": "some/path/in-value", "Arn": "bad" } },
        { "Attachment": { "Name": "in-name", "Value": "" } },
        { "EmailMessage": { "Name": "message" } },
        { "EmailMessageRedacted": { "Arn": "arn:x:connect:r:1:instance/i/file/redacted" } },
        { "Attachment": { "Arn": "arn:x:connect:r:1:instance/i/file/two words" } },
        { "Attachment": {} },
        { "Url": { "Name": "site", "Value": "https://example.com" } },
        { "Hologram": { "Name": "new" } }
    ]})))
    .await;
    let page = server
        .aws()
        .contact_references(&instance(), &email(), None)
        .await
        .unwrap();
    let expected = ids(&[
        "in-arn",
        "in-value",
        "in-name",
        "message",
        "redacted",
        "two words",
    ]);
    assert_eq!(page.items, expected);
}

pub(super) fn email() -> Contact {
    Contact {
        arn: Arn::parse("arn:x:connect:eu-test-1:1:instance/i-1/contact/k-1").unwrap(),
        channel: ContactChannel::Email,
    }
}

#[tokio::test]
async fn related_items_of_every_shape() {
    let contact = "arn:x:connect:eu-test-1:1:instance/i-1/contact/k-1";
    let server = Canned::always(answer(&json!({ "relatedItems": [
        { "relatedItemId": "1", "type": "File", "associationTime": "2026-05-01T02:41:00Z",
          "content": { "file": { "fileArn": "arn:x:connect:eu-test-1:1:instance/i-1/file/f/1" } } },
        { "relatedItemId": "1b", "type": "File",
          "content": { "file": { "fileArn": "arn:x:connect:eu-test-1:1:instance/i-1/file/my file" } } },
        null,
        { "relatedItemId": "2", "type": "Contact", "content": { "contact": {
            "contactArn": contact, "channel": "EMAIL", "connectedToSystemTime": "2026-05-01T02:41:00Z" } } },
        { "relatedItemId": "3", "type": "File", "content": { "file": {} } },
        { "relatedItemId": "4", "type": "Contact" },
        { "relatedItemId": "5", "type": "Comment", "content": { "comment": { "body": "b", "contentType": "Text/Plain" } } },
        { "relatedItemId": "6", "type": "Hologram", "content": { "hologram": { "x": 1 } } }
    ], "nextToken": "more" })))
    .await;
    let domain = Arn::parse(CASE).unwrap().domain().unwrap();
    let case = Arn::parse(CASE).unwrap().case_id().unwrap();
    let page = server
        .aws()
        .related_items(&domain, &case, None)
        .await
        .unwrap();
    let expected = [
        Related::File(FileId::new("f/1")),
        Related::File(FileId::new("my file")),
        Related::Contact(email()),
        Related::Nameless("3".into()),
        Related::Nameless("4".into()),
    ];
    assert_eq!(page.items, expected);
    assert_eq!(page.next.unwrap().raw(), "more");
}
