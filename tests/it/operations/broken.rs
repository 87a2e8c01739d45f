//! What no sample world holds: a case of hundreds of files, pages and batches that
//! fail halfway, ids that come twice, tokens that lead to themselves.

use attache::domain::{
    Arn, Attachment, Case, Creator, FailureKind, FileQuery, InstanceId, InstanceName, Problem,
};
use attache::operations::{Found, find_instance, list_files};
use serde_json::{Value, json};

use super::silent;
use crate::aws::{Answer, Canned, Seen, json as answer};

const FILE: &str = "arn:x:connect:eu-test-1:1:instance/i/file";
const CONTACT: &str = "arn:x:connect:eu-test-1:1:instance/i/contact";

pub(super) fn case() -> Case {
    let arn = Arn::parse("arn:x:cases:eu-test-1:1:domain/d/case/c").unwrap();
    let id = arn.case_id().unwrap();
    Case::bare(arn, id)
}

pub(super) fn file(id: &str) -> Value {
    json!({ "relatedItemId": id, "type": "File", "content": { "file": { "fileArn": format!("{FILE}/{id}") } } })
}

pub(super) fn contact(id: &str, channel: &str) -> Value {
    json!({ "relatedItemId": id, "type": "Contact", "content": { "contact": {
        "contactArn": format!("{CONTACT}/{id}"), "channel": channel } } })
}

/// The page of `items` that the token asks for, 25 at a time.
pub(super) fn page(items: &[Value], seen: &Seen) -> Answer {
    let start: usize = seen.body["nextToken"]
        .as_str()
        .map_or(0, |token| token.parse().unwrap());
    let end = items.len().min(start + 25);
    let next = (end < items.len()).then(|| end.to_string());
    answer(&json!({ "relatedItems": items[start..end], "nextToken": next }))
}

/// Approves whatever a batch asks for.
pub(super) fn batch(seen: &Seen) -> Answer {
    let ids = seen.body["FileIds"].as_array().unwrap();
    let files: Vec<Value> = ids
        .iter()
        .map(|id| json!({ "FileId": id, "FileName": id, "FileStatus": "APPROVED" }))
        .collect();
    answer(&json!({ "Files": files }))
}

pub(super) fn is_walk(seen: &Seen) -> bool {
    seen.path.ends_with("/related-items-search")
}

pub(super) fn is_batch(seen: &Seen) -> bool {
    seen.method == "POST" && seen.path.starts_with("/attached-files/")
}

async fn listing(server: &Canned) -> (Vec<Vec<Attachment>>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    list_files(
        &server.aws(),
        &InstanceId::new("i"),
        &FileQuery::of_case(&case()),
        |found| match found {
            Found::Note(note) => panic!("{note}"),
            Found::Files(more) => files.push(more),
            Found::Problems(more) => problems.extend(more),
        },
    )
    .await
    .unwrap();
    (files, problems)
}

#[tokio::test]
async fn hundreds_of_files_cost_full_batches_after_a_quick_first_page() {
    let mut items: Vec<Value> = (0..230).map(|n| file(&format!("f{n}"))).collect();
    items.insert(30, contact("voice", "VOICE"));
    items.push(file("f7"));
    let server = Canned::start(move |seen| {
        if is_walk(seen) {
            page(&items, seen)
        } else {
            batch(seen)
        }
    })
    .await;
    let (files, problems) = listing(&server).await;
    let sizes: Vec<usize> = files.iter().map(Vec::len).collect();
    assert_eq!(sizes, [25, 100, 100, 5]);
    assert_eq!(problems, []);
    let seen = server.seen();
    assert_eq!(seen.iter().filter(|seen| is_walk(seen)).count(), 10);
    assert_eq!(seen.iter().filter(|seen| is_batch(seen)).count(), 4);
    assert_eq!(seen.len(), 14, "a voice contact is not asked for files");
    assert!(
        seen[..4].iter().any(is_batch),
        "rows appear after the first page"
    );
}

#[tokio::test]
async fn a_failed_batch_or_page_is_a_problem_and_the_rest_goes_on() {
    let mut items: Vec<Value> = (0..60).map(|n| file(&format!("f{n}"))).collect();
    items.insert(0, contact("mail", "EMAIL"));
    let server = Canned::start(move |seen| {
        if seen.path.starts_with("/contact/references/") {
            return answer(&json!({ "ReferenceSummaryList": [
                { "Attachment": { "Value": "a/one" } }, { "Attachment": { "Value": "b/one" } } ] }));
        }
        if is_walk(seen) && seen.body["nextToken"] == "50" {
            return Answer::refusal(400, "ValidationException", "the token is stale");
        }
        if is_walk(seen) {
            return page(&items, seen);
        }
        if seen.body["FileIds"][0] == "f0" {
            return Answer::refusal(400, "InvalidRequestException", "no");
        }
        batch(seen)
    })
    .await;
    let (files, problems) = listing(&server).await;
    let sizes: Vec<usize> = files.iter().map(Vec::len).collect();
    assert_eq!(sizes, [25, 1], "the second page and the contact");
    let [Problem::Request(one), Problem::Request(other)] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    // They run side by side.
    let is_page = one.why.raw() == "the token is stale";
    let (batch, page) = if is_page { (other, one) } else { (one, other) };
    assert_eq!(batch.kind, FailureKind::Usage);
    assert!(batch.what.raw().contains("24 files"), "{batch}");
    assert_eq!(page.why.raw(), "the token is stale");
    assert_eq!(
        page.what.raw(),
        "What follows the first 50 items of the case could not be listed"
    );
}

#[tokio::test]
async fn a_failed_first_page_is_the_failure() {
    let server = Canned::always(Answer::refusal(403, "AccessDeniedException", "no")).await;
    let told = |_: Found| panic!("nothing was listed");
    let failure = list_files(
        &server.aws(),
        &InstanceId::new("i"),
        &FileQuery::of_case(&case()),
        told,
    )
    .await
    .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    let hint = failure.hint.unwrap();
    assert!(hint.raw().contains("cases:SearchRelatedItems"), "{hint}");
    assert!(hint.raw().contains("--file-id"), "{hint}");
}

#[tokio::test]
async fn an_item_without_a_file_is_a_problem_and_a_circular_token_ends() {
    let server = Canned::start(|seen| {
        if is_walk(seen) {
            let nameless = json!({ "relatedItemId": "item-9", "type": "File" });
            return answer(&json!({ "relatedItems": [file("a"), nameless], "nextToken": "25" }));
        }
        batch(seen)
    })
    .await;
    let (files, problems) = listing(&server).await;
    assert_eq!(files.concat().len(), 1);
    let told = problems.iter().any(|problem| {
        matches!(problem, Problem::Request(failure)
            if failure.what.raw() == "What follows the first 4 items of the case could not be listed"
                && failure.why.raw().contains("repeated a page token"))
    });
    assert!(told, "{problems:?}");
    assert_eq!(server.seen().iter().filter(|seen| is_walk(seen)).count(), 2);
    assert!(
        matches!(&problems[0], Problem::Request(failure) if failure.why.raw().contains("item-9"))
    );
}

#[tokio::test]
async fn tokens_that_go_in_a_circle_end_and_are_told_everywhere() {
    let server = Canned::start(|seen| {
        let asked = |name: &str| seen.query.contains(&format!("nextToken={name}"));
        let next = if asked("a") { "b" } else { "a" };
        if seen.path.contains("integration-associations") {
            return answer(&json!({ "NextToken": next, "IntegrationAssociationSummaryList": [] }));
        }
        if seen.path.starts_with("/contact/references/") {
            return answer(&json!({ "NextToken": next, "ReferenceSummaryList": [
                { "Attachment": { "Value": "a/one" } } ] }));
        }
        if is_walk(seen) {
            return answer(&json!({ "relatedItems": [contact("mail", "EMAIL")] }));
        }
        if is_batch(seen) {
            return batch(seen);
        }
        answer(&json!({ "NextToken": next, "InstanceSummaryList": [] }))
    })
    .await;
    let (files, problems) = listing(&server).await;
    assert_eq!(files.concat().len(), 1);
    assert!(
        matches!(problems.as_slice(), [Problem::Contact { failure, .. }]
            if failure.why.raw().contains("repeated a page token")),
        "{problems:?}"
    );
    let aws = server.aws();
    for name in ["some alias", "ea3463cb-5230-4253-a39c-5b5ffdc165b6", ""] {
        let name = InstanceName::parse(name).ok();
        let failure = find_instance(&aws, name.as_ref(), None, &mut silent)
            .await
            .unwrap_err();
        let why = failure.why.raw();
        assert!(why.contains("repeated a page token"), "{name:?}: {why}");
    }
}

#[tokio::test]
async fn instances_are_read_to_the_last_page_and_one_that_may_not_be_asked_is_told() {
    let server = Canned::start(|seen| {
        if seen.path.contains("integration-associations") {
            if seen.path.contains("i-2") {
                return Answer::refusal(403, "AccessDeniedException", "not this one");
            }
            return answer(&json!({ "IntegrationAssociationSummaryList": [
                { "IntegrationArn": "arn:x:cases:eu-test-1:1:domain/d" } ] }));
        }
        let second = seen.query.contains("nextToken");
        let (id, next) = if second {
            ("i-2", None)
        } else {
            ("i-1", Some("t"))
        };
        answer(&json!({ "NextToken": next, "InstanceSummaryList": [
            { "Id": id, "InstanceAlias": format!("alias-{id}") } ] }))
    })
    .await;
    let aws = server.aws();
    let name = InstanceName::Alias("alias-i-2".into());
    let failure = find_instance(&aws, Some(&name), None, &mut silent)
        .await
        .unwrap_err();
    assert_eq!(failure.kind, FailureKind::Denied);
    let failure = find_instance(&aws, None, None, &mut silent)
        .await
        .unwrap_err();
    assert_eq!(
        failure.why.raw(),
        "not this one",
        "i-2 may have a domain too"
    );
    let domain = Arn::parse("arn:x:cases:eu-test-1:1:domain/d").unwrap();
    let found = find_instance(&aws, None, Some(&domain), &mut silent)
        .await
        .unwrap();
    assert_eq!(found.label().raw(), "alias-i-1");
}

#[tokio::test]
async fn what_is_odd_is_shown_for_what_it_is() {
    let server = Canned::start(|seen| {
        if is_walk(seen) {
            let unknown = json!({ "relatedItemId": "z", "type": "Hologram", "content": { "hologram": {} } });
            return answer(&json!({ "relatedItems": [
                file("a"), null, unknown, file("b"), file("a"), file("c"), file("d"), file("silent") ] }));
        }
        let ids = seen.body["FileIds"].as_array().unwrap();
        assert_eq!(ids.len(), 5, "each once: {ids:?}");
        // Not in the order asked for, one twice, one that nobody asked for.
        answer(&json!({
            "Files": [
                { "FileId": "c" },
                { "FileId": "b", "FileName": "b", "FileStatus": "QUANTUM", "FileSizeInBytes": 7,
                  "CreatedBy": { "Robot": "x" }, "FileUseCaseType": "HOLOGRAM" },
                { "FileId": "b", "FileName": "another" },
                { "FileId": "stranger", "FileName": "stranger", "FileStatus": "APPROVED" },
                { "FileId": "a", "FileName": "a", "FileStatus": "APPROVED" },
            ],
            "Errors": [{ "FileId": "d", "ErrorCode": "Odd" }, { "ErrorCode": "Nameless" }],
            "Surprise": [1, 2],
        }))
    })
    .await;
    let (files, problems) = listing(&server).await;
    let files = files.concat();
    let shown: Vec<_> = files
        .iter()
        .map(|file| {
            let name = file.name.as_ref().map_or("", |name| name.raw());
            (file.key.file.raw(), name, file.status.service_word())
        })
        .collect();
    let expected = [
        ("a", "a", "APPROVED"),
        ("b", "b", "QUANTUM"),
        ("c", "", "(none given)"),
        ("stranger", "stranger", "APPROVED"),
    ];
    assert_eq!(shown, expected);
    assert_eq!(files[1].use_case.as_ref().unwrap().raw(), "HOLOGRAM");
    assert_eq!(files[1].created_by, Some(Creator::Unknown));
    assert_eq!((&files[2].size, &files[2].created), (&None, &None));
    let codes: Vec<&str> = problems
        .iter()
        .map(|problem| match problem {
            Problem::File { code, .. } => code.raw(),
            Problem::Request(failure) => failure.why.raw(),
            Problem::Contact { .. } => panic!("{problem:?}"),
        })
        .collect();
    assert_eq!(codes, ["Odd", "NotReturned", "Nameless"]);
}

#[tokio::test]
async fn a_login_that_ends_on_the_way_is_not_tried_on_every_contact() {
    let items: Vec<Value> = (0..40)
        .map(|n| contact(&format!("c{n}"), "EMAIL"))
        .collect();
    let server = Canned::start(move |seen| {
        if is_walk(seen) {
            page(&items, seen)
        } else {
            Answer::refusal(403, "ExpiredTokenException", "expired")
        }
    })
    .await;
    let (_, problems) = listing(&server).await;
    assert_eq!(problems.len(), 40, "each contact has its line");
    let expired = |problem: &Problem| matches!(problem, Problem::Contact { failure, .. } if failure.kind == FailureKind::Credentials);
    assert!(problems.iter().all(expired), "{problems:?}");
    let asked = server.seen();
    let asked = asked.iter().filter(|seen| !is_walk(seen)).count();
    assert!(asked <= 4, "those that were under way: {asked}");
}
