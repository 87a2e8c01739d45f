//! Good answers made odd: words that nobody knows, members and items that are missing,
//! doubled, null or out of order. Pure over an answer's JSON, and the same every time.

use serde_json::{Map, Value, json};

use super::super::route::Operation;
use super::super::sign::sha256;
use super::rule::Then;

/// Does to an answer what the fault says, when it is one that changes answers.
pub(super) fn distort(then: &Then, operation: Operation, answer: &mut Value) {
    match then {
        Then::Unknown => unknown(operation, answer),
        Then::Omit(names) => omit(names, answer),
        Then::Null => null(answer),
        Then::Shuffle => lists(answer, |list| {
            list.sort_by_cached_key(|item| sha256(item.to_string().as_bytes()));
        }),
        Then::Duplicate => lists(answer, |list| {
            *list = list
                .drain(..)
                .flat_map(|item| [item.clone(), item])
                .collect();
        }),
        Then::Lost => lists(answer, |list| {
            let mut at = 0_usize;
            list.retain(|_| {
                at += 1;
                at % 2 == 1
            });
        }),
        _ => {}
    }
}

/// Changes the lists that the answer is about, not those inside of their items.
fn lists(answer: &mut Value, mut change: impl FnMut(&mut Vec<Value>)) {
    let members = answer.as_object_mut().into_iter().flat_map(Map::values_mut);
    for list in members.filter_map(Value::as_array_mut) {
        change(list);
    }
}

/// Calls `visit` with every object of the answer.
fn objects(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|item| objects(item, visit)),
        Value::Object(members) => {
            visit(members);
            members
                .values_mut()
                .for_each(|member| objects(member, visit));
        }
        _ => {}
    }
}

fn omit(names: &[String], answer: &mut Value) {
    objects(answer, &mut |members| {
        members.retain(|name, _| !names.contains(name));
    });
}

/// Where the service's model allows nulls: among cases, related items, and tags of Cases.
fn null(answer: &mut Value) {
    for name in ["cases", "relatedItems"] {
        if let Some(Value::Array(list)) = answer.get_mut(name) {
            list.insert(0, Value::Null);
            list.push(Value::Null);
        }
    }
    objects(answer, &mut |members| {
        if let Some(Value::Object(tags)) = members.get_mut("tags") {
            tags.insert("empty".to_owned(), Value::Null);
        }
    });
}

/// Words of the service's enumerations, and what a later version of it may say.
const WORDS: [(&str, &str); 5] = [
    ("FileStatus", "QUARANTINED"),
    ("FileUseCaseType", "SCREEN_RECORDING"),
    ("InstanceStatus", "HIBERNATING"),
    ("Channel", "FAX"),
    ("channel", "Fax"),
];

fn unknown(operation: Operation, answer: &mut Value) {
    objects(answer, &mut |members| {
        // Every other file, so that both kinds are there; by its id, so that all operations agree.
        let id = members.get("FileId").and_then(Value::as_str);
        if id.is_some_and(|id| {
            sha256(id.as_bytes())
                .as_bytes()
                .first()
                .is_some_and(|b| b % 2 == 0)
        }) {
            return;
        }
        for (name, word) in WORDS {
            if let Some(member) = members.get_mut(name) {
                *member = json!(word);
            }
        }
        if let Some(creator) = members.get_mut("CreatedBy") {
            *creator = json!({ "AutomationArn": "arn:aws:connect:us-west-2:482100000000:rule/1f" });
        }
    });
    if let Some((list, item)) = stranger(operation)
        && let Some(Value::Array(items)) = answer.get_mut(list)
    {
        items.insert(0, item);
    }
}

/// An item of a kind that nobody knows, and the list that it comes in.
fn stranger(operation: Operation) -> Option<(&'static str, Value)> {
    Some(match operation {
        Operation::ListIntegrationAssociations => (
            "IntegrationAssociationSummaryList",
            json!({
                "IntegrationAssociationId": "00000000-0000-4000-8000-000000000000",
                "IntegrationType": "TELEPATHY_CONNECTOR",
                "IntegrationArn": "arn:aws:telepathy:us-west-2:482100000000:mind/1f",
            }),
        ),
        Operation::SearchRelatedItems | Operation::SearchAllRelatedItems => (
            "relatedItems",
            json!({
                "relatedItemId": "00000000-0000-4000-8000-000000000001",
                "type": "Hologram",
                "associationTime": "2026-05-01T00:00:00.000Z",
                "content": { "hologram": { "hologramArn": "arn:aws:hologram:us-west-2:482100000000:beam/1f" } },
                "tags": {},
            }),
        ),
        Operation::ListContactReferences => (
            "ReferenceSummaryList",
            json!({ "Hologram": { "Name": "hologram", "Value": "1f" } }),
        ),
        Operation::GetCase => (
            "fields",
            json!({ "id": "hologram", "value": { "hologramValue": "1f" } }),
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distorted(then: &Then, mut answer: Value) -> Value {
        distort(then, Operation::BatchGetAttachedFileMetadata, &mut answer);
        answer
    }

    #[test]
    fn lists_are_changed_as_the_words_say() {
        let list = json!({ "Files": [1, 2, 3], "Errors": [], "NextToken": "t" });
        let files = |then: &Then| distorted(then, list.clone())["Files"].clone();
        assert_eq!(files(&Then::Duplicate), json!([1, 1, 2, 2, 3, 3]));
        assert_eq!(files(&Then::Lost), json!([1, 3]));
        let shuffled = files(&Then::Shuffle);
        assert_ne!(shuffled, json!([1, 2, 3]));
        assert_eq!(files(&Then::Shuffle), shuffled, "every time the same");
        assert_eq!(
            files(&Then::Denied),
            json!([1, 2, 3]),
            "this changes no answers"
        );
    }

    #[test]
    fn nulls_come_only_where_the_model_allows_them() {
        let answer = json!({ "cases": [{ "tags": {} }], "Files": [{ "Tags": {} }] });
        assert_eq!(
            distorted(&Then::Null, answer),
            json!({ "cases": [null, { "tags": { "empty": null } }, null], "Files": [{ "Tags": {} }] })
        );
    }

    #[test]
    fn members_are_left_out_wherever_they_stand() {
        let answer = json!({ "a": 1, "b": [{ "a": 2, "c": { "a": 3, "d": 4 } }] });
        let omit = Then::Omit(vec!["a".to_owned()]);
        assert_eq!(
            distorted(&omit, answer),
            json!({ "b": [{ "c": { "d": 4 } }] })
        );
    }

    #[test]
    fn some_files_become_strange_and_some_stay() {
        let file = |id: usize| json!({ "FileId": id.to_string(), "FileStatus": "APPROVED" });
        let files: Vec<Value> = (0..20).map(file).collect();
        let told = distorted(&Then::Unknown, json!({ "Files": files })).to_string();
        assert!(
            told.contains("QUARANTINED") && told.contains("APPROVED"),
            "{told}"
        );
    }
}
