//! Attached files in the API's own shape and names. What the service did not give is left out.

use serde_json::{Map, Value, json};

use super::{Attachment, Creator, SafeText};

/// The members of a file in their order, as a csv has them.
pub const FILE_MEMBERS: [&str; 10] = [
    "FileId",
    "FileName",
    "FileStatus",
    "FileSizeInBytes",
    "CreationTime",
    "CreatedBy",
    "FileUseCaseType",
    "AssociatedResourceArn",
    "FileArn",
    "Tags",
];

/// One file, as `BatchGetAttachedFileMetadata` writes it.
pub fn attachment_json(file: &Attachment) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<SafeText>| text.as_ref().map(|text| json!(text.raw()));
    put("FileId", Some(json!(file.key.file.raw())));
    put("FileName", text(&file.name));
    let status = file.status.is_given();
    put(
        "FileStatus",
        status.then(|| json!(file.status.service_word())),
    );
    put("FileSizeInBytes", file.size.map(|size| json!(size)));
    put("CreationTime", text(&file.creation_time()));
    put("CreatedBy", file.created_by.as_ref().map(created_by));
    put("FileUseCaseType", text(&file.use_case));
    put(
        "AssociatedResourceArn",
        Some(json!(file.key.resource.raw())),
    );
    put("FileArn", file.arn.as_ref().map(|arn| json!(arn.raw())));
    if !file.tags.is_empty() {
        let tags = file.tags.iter();
        let tags: Map<_, _> = tags
            .map(|(key, value)| (key.raw().to_owned(), json!(value.raw())))
            .collect();
        put("Tags", Some(Value::Object(tags)));
    }
    Value::Object(object)
}

fn created_by(creator: &Creator) -> Value {
    match creator {
        Creator::ConnectUser(arn) => json!({ "ConnectUserArn": arn.raw() }),
        Creator::AwsIdentity(arn) => json!({ "AWSIdentityArn": arn.raw() }),
        Creator::Unknown => json!({ "SDK_UNKNOWN_MEMBER": {} }),
    }
}
