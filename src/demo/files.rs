//! Attached files: their metadata in batches, and one file with the link to its
//! content. The content itself is served by `bucket`.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use super::input;
use super::link::Wanted;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::service::Call;
use super::world::{Creator, File, Instance};

const CONNECT: Service = Service::Connect;

#[derive(Debug, Deserialize)]
struct Batch {
    #[serde(rename = "FileIds")]
    file_ids: Option<Vec<String>>,
}

pub(crate) fn batch_get_attached_file_metadata(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let (arn, shelf) = input::associated(call, instance)?;
    let ids = input::body::<Batch>(call)?.file_ids.unwrap_or_default();
    if !(1..=100).contains(&ids.len()) {
        return Err(Refusal::invalid(
            CONNECT,
            format!("FileIds must hold between 1 and 100 ids, not {}", ids.len()),
        ));
    }
    let (mut files, mut errors, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for id in &ids {
        input::length(CONNECT, "FileId", id, 1, 256)?;
        // An id asked twice is answered once.
        if !seen.insert(id) || shelf.silent.contains(id) {
            continue;
        }
        if let Some(file) = shelf.file(id) {
            files.push(file);
        } else {
            errors.push(error(id, shelf.errors.get(id)));
        }
    }
    // The service promises no order, so the order asked for is never what comes back.
    files.sort_by_key(|file| file.id.chars().rev().collect::<String>());
    let files: Vec<Value> = files
        .into_iter()
        .map(|file| metadata(call, file, arn))
        .collect();
    Ok(json!({ "Files": files, "Errors": errors }))
}

fn error(id: &str, known: Option<&(String, String)>) -> Value {
    let (code, message) = known.map_or(
        (
            "ResourceNotFoundException",
            "The attached file is not associated with this resource.",
        ),
        |(code, message)| (code.as_str(), message.as_str()),
    );
    json!({ "ErrorCode": code, "ErrorMessage": message, "FileId": id })
}

pub(crate) fn get_attached_file(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let id = call.word(1);
    input::length(CONNECT, "FileId", id, 1, 256)?;
    let expiry = input::number(call, CONNECT, "urlExpiryInSeconds")?.unwrap_or(300);
    if !(5..=300).contains(&expiry) {
        return Err(Refusal::invalid(
            CONNECT,
            format!("UrlExpiryInSeconds must be between 5 and 300, not {expiry}"),
        ));
    }
    let inline = match call.query("urlContentDisposition") {
        None | Some("ATTACHMENT") => false,
        Some("INLINE") => true,
        Some(other) => {
            return Err(Refusal::invalid(
                CONNECT,
                format!("UrlContentDisposition is not known: {other}"),
            ));
        }
    };
    let (arn, shelf) = input::associated(call, instance)?;
    let file = shelf
        .file(id)
        .ok_or_else(|| Refusal::not_found(format!("Attached file not found: {id}")))?;
    let mut answer = metadata(call, file, arn);
    let origin = call.shared.origin(file, call.now);
    if file.status(origin, call.now) == "APPROVED" {
        answer["DownloadUrlMetadata"] = download(call, instance, file, expiry, inline);
    }
    Ok(answer)
}

fn download(call: &Call, instance: &Instance, file: &File, expiry: i64, inline: bool) -> Value {
    let wanted = Wanted {
        key: &object_key(instance, &file.id),
        name: &file.name,
        inline,
        expiry,
        now: call.now,
        session: &call.request_id,
    };
    call.shared.fetches.made();
    let until = call
        .now
        .saturating_add(SignedDuration::from_secs(expiry))
        .unwrap_or(call.now);
    json!({ "Url": call.shared.links.make(&wanted), "UrlExpiry": iso(until) })
}

/// Where the bucket keeps a file.
pub(crate) fn object_key(instance: &Instance, file_id: &str) -> String {
    format!("connect/{}/Attachments/{file_id}", instance.alias)
}

/// A file as both operations tell it.
fn metadata(call: &Call, file: &File, associated: &str) -> Value {
    let origin = call.shared.origin(file, call.now);
    let mut told = json!({
        "FileArn": file.arn,
        "FileId": file.id,
        "CreationTime": iso(file.created.on(origin)),
        "FileStatus": file.status(origin, call.now),
        "FileName": file.name,
        "FileSizeInBytes": file.size,
        "AssociatedResourceArn": associated,
        "FileUseCaseType": file.use_case,
    });
    match &file.by {
        Some(Creator::User(arn)) => told["CreatedBy"] = json!({ "ConnectUserArn": arn }),
        Some(Creator::Identity(arn)) => told["CreatedBy"] = json!({ "AWSIdentityArn": arn }),
        Some(Creator::Unknown(union)) => told["CreatedBy"] = union.clone(),
        None => {}
    }
    if !file.tags.is_empty() {
        told["Tags"] = json!(file.tags);
    }
    if let Some(members) = told.as_object_mut() {
        // The service's model starts at 1: an empty file has no size that it could tell.
        if file.size == 0 {
            members.remove("FileSizeInBytes");
        }
        for name in &file.omit {
            members.remove(name);
        }
    }
    told
}

/// A time as Connect writes it into strings: ISO 8601 with milliseconds.
pub(crate) fn iso(time: Timestamp) -> String {
    format!("{time:.3}")
}
