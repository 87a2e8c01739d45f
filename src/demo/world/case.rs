//! Reads one case from the data: its fields as the service's values, and everything attached to it.

use std::collections::BTreeMap;

use super::load::{Context, WorldError, unknown};
use super::shelf::{file_arn, shelf, user_arn};
use super::{Case, Content, Domain, Instance, Moment, Related, Value, raw};
use crate::demo::sign::uuid_of;

pub(super) fn case(
    raw: &raw::Case,
    whole: &raw::Instance,
    domain: &Domain,
    instance: &Instance,
    context: &Context<'_>,
) -> Result<Case, WorldError> {
    let shelf = shelf(&raw.files, &raw.strays, instance, context)?;
    Ok(Case {
        id: raw.id.clone(),
        arn: format!("{}/case/{}", domain.arn, raw.id),
        fields: fields(raw, whole, domain, instance, context)?,
        related: related(raw, shelf.files(), instance, context)?,
        shelf,
    })
}

fn fields(
    raw: &raw::Case,
    whole: &raw::Instance,
    domain: &Domain,
    instance: &Instance,
    context: &Context<'_>,
) -> Result<BTreeMap<String, Value>, WorldError> {
    let time = |offset: &String| context.time(offset).map(|time| Value::Text(iso(time)));
    let customer = |id: &String| {
        let profile = format!("domains/{}/profiles/{id}", instance.alias);
        Value::Text(context.arn("profile", &profile))
    };
    let mut fields: BTreeMap<String, Value> = [
        ("case_id", Some(Value::Text(raw.id.clone()))),
        ("status", Some(Value::Text(raw.status.clone()))),
        ("reference_number", raw.reference.clone().map(Value::Text)),
        ("title", raw.title.clone().map(Value::Text)),
        ("case_reason", raw.reason.clone().map(Value::Text)),
        ("summary", raw.summary.clone().map(Value::Text)),
        ("customer_id", raw.customer.as_ref().map(customer)),
        ("created_datetime", Some(time(&raw.created)?)),
        ("last_updated_datetime", Some(time(&raw.updated)?)),
        // A case that was never closed has the field, but nothing in it.
        (
            "last_closed_datetime",
            Some(
                raw.closed
                    .as_ref()
                    .map(time)
                    .transpose()?
                    .unwrap_or(Value::Empty),
            ),
        ),
    ]
    .into_iter()
    .filter_map(|(id, value)| value.map(|value| (id.to_owned(), value)))
    .collect();
    if let Some(name) = &raw.user {
        let user = user_arn(name, instance)?;
        fields.insert("assigned_user".to_owned(), Value::User(user.clone()));
        fields.insert("created_by".to_owned(), Value::User(user));
    }
    if let Some(name) = &raw.queue {
        let id = whole
            .queues
            .get(name)
            .ok_or_else(|| unknown("queue", name))?;
        let arn = format!("{}/queue/{id}", instance.arn);
        fields.insert("assigned_queue".to_owned(), Value::Text(arn));
    }
    for (name, value) in &raw.custom {
        let field = domain
            .fields
            .iter()
            .find(|field| !field.system && field.name == *name);
        let field = field.ok_or_else(|| unknown("custom field", name))?;
        fields.insert(field.id.clone(), custom(value));
    }
    Ok(fields)
}

fn custom(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Bool(flag) => Value::Flag(*flag),
        serde_json::Value::Number(number) => number.as_f64().map_or(Value::Empty, Value::Number),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        _ => Value::Empty,
    }
}

fn related(
    raw: &raw::Case,
    files: &[super::File],
    instance: &Instance,
    context: &Context<'_>,
) -> Result<Vec<Related>, WorldError> {
    let item = |key: &str, at, by, content| Related {
        id: uuid_of(&[&raw.id, key]),
        at,
        by,
        content,
    };
    let mut related = Vec::new();
    for id in &raw.contacts {
        let contact = instance
            .contacts
            .get(id)
            .ok_or_else(|| unknown("contact", id))?;
        let linked = Content::Contact {
            arn: contact.arn.clone(),
            channel: contact.channel.clone(),
            at: contact.at,
        };
        related.push(item(id, Moment::At(contact.at), None, linked));
    }
    for comment in &raw.comments {
        let at = Moment::At(context.time(&comment.at)?);
        let by = Some(user_arn(&comment.by, instance)?);
        let body = comment.body.clone();
        related.push(item(&comment.body, at, by, Content::Comment { body }));
    }
    for file in files {
        let by = match &file.by {
            Some(super::Creator::User(arn)) => Some(arn.clone()),
            _ => None,
        };
        let attached = Content::File {
            arn: file.arn.clone(),
        };
        related.push(item(&file.id, file.created, by, attached));
    }
    for stray in &raw.strays {
        let at = Moment::At(context.time(&stray.at)?);
        let arn = file_arn(instance, &stray.id);
        related.push(item(&stray.id, at, None, Content::File { arn }));
    }
    Ok(related)
}

/// A time as the Cases service writes it: ISO 8601 with milliseconds.
fn iso(time: jiff::Timestamp) -> String {
    format!("{time:.3}")
}
