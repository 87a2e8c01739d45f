//! Reads the files of one case or contact from the data.

use super::load::{Context, WorldError, unknown};
use super::when::offset;
use super::{Creator, File, Instance, Moment, Reference, Shelf, raw};

pub(super) fn shelf(
    files: &[raw::File],
    strays: &[raw::Stray],
    instance: &Instance,
    context: &Context<'_>,
) -> Result<Shelf, WorldError> {
    let files = files.iter().map(|raw| file(raw, instance, context));
    let mut shelf = Shelf::of(files.collect::<Result<_, _>>()?);
    for stray in strays {
        match &stray.error {
            Some(error) => {
                shelf.errors.insert(stray.id.clone(), error.clone());
            }
            None => {
                shelf.silent.insert(stray.id.clone());
            }
        }
    }
    Ok(shelf)
}

/// The ARN of a file of an instance.
pub(super) fn file_arn(instance: &Instance, id: &str) -> String {
    format!("{}/file/{id}", instance.arn)
}

fn file(raw: &raw::File, instance: &Instance, context: &Context<'_>) -> Result<File, WorldError> {
    let content_size = match &raw.content {
        Some(name) => context
            .blobs
            .get(name)
            .ok_or_else(|| unknown("content", name))?
            .len(),
        None => 0,
    };
    let settles = match &raw.settles {
        Some(settles) => {
            let after =
                offset(&settles.after).ok_or_else(|| WorldError::Offset(settles.after.clone()))?;
            Some((after, settles.to.clone()))
        }
        None => None,
    };
    let created = if settles.is_some() {
        // A file that is about to be approved was uploaded a moment ago, whatever the hour.
        Moment::FromStart(offset(&raw.at).ok_or_else(|| WorldError::Offset(raw.at.clone()))?)
    } else {
        Moment::At(context.time(&raw.at)?)
    };
    Ok(File {
        id: raw.id.clone(),
        arn: file_arn(instance, &raw.id),
        name: raw.name.clone(),
        status: raw.status.clone(),
        settles,
        created,
        by: raw
            .by
            .as_ref()
            .map(|by| creator(by, instance, context))
            .transpose()?,
        content: raw.content.clone(),
        size: raw
            .size
            .unwrap_or_else(|| i64::try_from(content_size).unwrap_or(i64::MAX)),
        use_case: raw
            .use_case
            .clone()
            .unwrap_or_else(|| "ATTACHMENT".to_owned()),
        tags: raw.tags.clone(),
        reference: reference(raw.reference.as_deref())?,
        omit: raw.omit.clone(),
    })
}

fn reference(word: Option<&str>) -> Result<Reference, WorldError> {
    match word {
        None | Some("arn") => Ok(Reference::Arn),
        Some("value") => Ok(Reference::Value),
        Some("email") => Ok(Reference::Email),
        Some(other) => Err(unknown("way to refer to a file", other)),
    }
}

fn creator(
    by: &serde_json::Value,
    instance: &Instance,
    context: &Context<'_>,
) -> Result<Creator, WorldError> {
    let Some(name) = by.as_str() else {
        return Ok(Creator::Unknown(by.clone()));
    };
    if let Some(role) = name.strip_prefix("role:") {
        return Ok(Creator::Identity(context.session(role, "upload")));
    }
    user_arn(name, instance).map(Creator::User)
}

/// The ARN of a user by name.
pub(super) fn user_arn(name: &str, instance: &Instance) -> Result<String, WorldError> {
    instance
        .users
        .iter()
        .find(|user| user.name == name)
        .map(|user| user.arn.clone())
        .ok_or_else(|| unknown("user", name))
}
