//! Contacts that cases are linked to: what they are and which files they refer to.

use serde_json::{Value, json};

use super::connect::listed;
use super::input;
use super::page::Ask;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::service::Call;
use super::world::{File, Reference};

const CONNECT: Service = Service::Connect;

/// The model names no page size for references; a small one makes clients turn pages.
const PAGE: usize = 10;

const TYPES: [&str; 11] = [
    "URL",
    "ATTACHMENT",
    "CONTACT_ANALYSIS",
    "NUMBER",
    "STRING",
    "DATE",
    "EMAIL",
    "EMAIL_MESSAGE",
    "EMAIL_MESSAGE_PLAIN_TEXT",
    "EMAIL_MESSAGE_PLAIN_TEXT_REDACTED",
    "EMAIL_MESSAGE_REDACTED",
];

pub(crate) fn list_contact_references(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let types: Vec<&str> = call.queries("referenceTypes").collect();
    if !(1..=6).contains(&types.len()) {
        return Err(Refusal::invalid(
            CONNECT,
            format!(
                "ReferenceTypes must hold between 1 and 6 types, not {}",
                types.len()
            ),
        ));
    }
    if let Some(unknown) = types.iter().find(|asked| !TYPES.contains(asked)) {
        return Err(Refusal::invalid(
            CONNECT,
            format!("ReferenceType is not known: {unknown}"),
        ));
    }
    let contact = input::contact(call, instance, call.word(1))?;
    let ask = Ask {
        service: CONNECT,
        question: &format!("ListContactReferences {} {types:?}", contact.arn),
        size: PAGE,
        token: call.query("nextToken"),
        now: call.now,
    };
    let files = contact.shelf.files();
    let pager = &call.shared.pager;
    let (files, next) = pager.sift(files, |file| types.contains(&kind(file)), ask)?;
    let items: Vec<Value> = files
        .into_iter()
        .map(|file| reference(call, file))
        .collect();
    Ok(listed("ReferenceSummaryList", &items, next))
}

fn kind(file: &File) -> &'static str {
    match file.reference {
        Reference::Arn | Reference::Value => "ATTACHMENT",
        Reference::Email => "EMAIL_MESSAGE",
    }
}

fn reference(call: &Call, file: &File) -> Value {
    let status = file.status(call.shared.origin(file, call.now), call.now);
    match file.reference {
        Reference::Arn => json!({ "Attachment": {
            "Name": file.name, "Value": file.id, "Status": status, "Arn": file.arn,
        } }),
        Reference::Value => json!({ "Attachment": {
            "Name": file.name, "Value": format!("attached-files/{}", file.id), "Status": status,
        } }),
        Reference::Email => json!({ "EmailMessage": { "Name": file.id, "Arn": file.arn } }),
    }
}

pub(crate) fn describe_contact(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let contact = input::contact(call, instance, call.word(1))?;
    let second = contact.at.as_second();
    Ok(json!({ "Contact": {
        "Arn": contact.arn,
        "Id": contact.id,
        "InitiationMethod": if contact.channel == "EMAIL" { "INBOUND" } else { "API" },
        "Name": contact.name,
        "Channel": contact.channel,
        "InitiationTimestamp": second,
        "LastUpdateTimestamp": second,
    } }))
}
