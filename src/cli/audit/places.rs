//! Which instances are audited, by which login and in which Region.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Value, json};

use super::args::AuditArgs;
use super::spend::Spend;
use super::wish::Also;
use crate::audit::{Place, WHAT};
use crate::aws::Aws;
use crate::cli::context::Context;
use crate::cli::file_ids;
use crate::domain::{
    Arn, Contact, ContactChannel, ContactName, Failure, FailureKind, Instance, InstanceName,
    LoginChoice, SafeText, Scope,
};
use crate::operations;

/// The sentence for contacts that cannot be read.
const CONTACTS: &str = "The contacts could not be read";

/// All places, the first one first, and how many logins they have: places of one login and
/// Region share their quotas.
pub(super) async fn places(
    context: &Context,
    args: &AuditArgs,
    spend: &Spend,
) -> Result<(Vec<Place>, usize), Failure> {
    if context.settings.case.is_some() || context.settings.contact.is_some() {
        let why = "an audit is of all cases of an instance, and one case or contact was named";
        return Err(Failure::new(FailureKind::Usage, WHAT, why)
            .hint("attache list shows the files of one; contacts go into --contacts-file."));
    }
    let (instance, domain) = context.instance().await?;
    let first = spend.watch(&context.aws).in_background();
    let mut logins: Vec<(LoginChoice, Aws)> = vec![(LoginChoice::default(), first.clone())];
    let mut places = vec![Place {
        contacts: contacts(args.contacts_file.as_deref(), &instance, &domain).await?,
        aws: first,
        instance,
        domain,
        rules: None,
    }];
    for also in &args.also {
        let place = beside(context, also, spend, &mut logins).await?;
        let same = |one: &Place| one.domain == place.domain && one.instance.id == place.instance.id;
        if places.iter().any(same) {
            let why = format!("the instance {} was named twice", place.instance.label());
            return Err(Failure::new(FailureKind::Usage, WHAT, why));
        }
        places.push(place);
    }
    for place in &mut places {
        // Optional: without them no file is called outside the rules.
        let rules = place
            .aws
            .upload_rules(&place.instance.id, Scope::Case)
            .await;
        place.rules = rules.ok().flatten();
    }
    Ok((places, logins.len()))
}

async fn beside(
    context: &Context,
    also: &Also,
    spend: &Spend,
    logins: &mut Vec<(LoginChoice, Aws)>,
) -> Result<Place, Failure> {
    let text = |text: &Option<String>| text.as_deref().map(SafeText::new);
    let choice = LoginChoice {
        profile: text(&also.profile),
        region: text(&also.region),
    };
    let known = logins.iter().find(|(known, _)| *known == choice);
    let aws = if let Some((_, aws)) = known {
        aws.clone()
    } else {
        let aws = spend.watch(&context.aws.switched(&choice)).in_background();
        logins.push((choice, aws.clone()));
        aws
    };
    let name = also
        .instance
        .as_deref()
        .map(InstanceName::parse)
        .transpose()?;
    let say = &mut |note| context.note(&note);
    let instance = operations::find_instance(&aws, name.as_ref(), None, say).await?;
    let Some(domain) = instance.domain_arn().cloned() else {
        let why = format!("instance {} has no Cases domain", instance.label());
        return Err(Failure::new(FailureKind::NotFound, WHAT, why));
    };
    Ok(Place {
        aws,
        instance,
        domain,
        contacts: Vec::new(),
        rules: None,
    })
}

/// The contacts that a file lists, each once.
async fn contacts(
    file: Option<&Path>,
    instance: &Instance,
    domain: &Arn,
) -> Result<Vec<Contact>, Failure> {
    let Some(file) = file else {
        return Ok(Vec::new());
    };
    let words = if file == Path::new("-") {
        let words = file_ids::words(&["-".to_owned()]).await;
        words.map_err(|failure| failure.while_doing(CONTACTS))?
    } else {
        let bytes = std::fs::read(file).map_err(|error| {
            let why = format!("{} could not be read: {error}", file.display());
            Failure::new(FailureKind::Local, CONTACTS, why)
        })?;
        in_file(file, &bytes)?
    };
    let home = home(instance, domain);
    let mut contacts: Vec<Contact> = Vec::new();
    let mut known = HashSet::new();
    for word in words {
        let arn = match ContactName::parse(&word)? {
            ContactName::Arn(arn) => arn,
            ContactName::Id(id) => home.contact(&id).unwrap_or_else(|| home.clone()),
        };
        if arn.instance_id().as_ref() != Some(&instance.id) {
            let why = format!(
                "the contact {arn} is not of the instance {}",
                instance.label()
            );
            return Err(Failure::new(FailureKind::Usage, WHAT, why));
        }
        if known.insert(arn.clone()) {
            contacts.push(Contact {
                arn,
                channel: ContactChannel::Unknown,
            });
        }
    }
    Ok(contacts)
}

/// The words of the file, one a line.
fn in_file(file: &Path, bytes: &[u8]) -> Result<Vec<String>, Failure> {
    let wrong = |why: &str| {
        let why = format!("{} {why}", file.display());
        Failure::new(FailureKind::Usage, CONTACTS, why)
            .hint("Write the ids or ARNs of contacts into it, one a line.")
    };
    let words = file_ids::split(bytes).map_err(|_| wrong("holds bytes that are no text"))?;
    if words.is_empty() {
        return Err(wrong("holds no contact"));
    }
    Ok(words)
}

/// The instance's ARN; one that was named by its id lies where its domain does.
fn home(instance: &Instance, domain: &Arn) -> Arn {
    let known = instance.arn.clone();
    known.unwrap_or_else(|| domain.instance_in(domain.region(), &instance.id))
}

/// The places as the journal knows them.
pub(super) fn told(places: &[Place]) -> Vec<Value> {
    let places = places.iter();
    places
        .map(|place| {
            let contacts = place.contacts.iter().map(|contact| contact.arn.raw());
            json!({
                "Instance": place.instance.id.raw(),
                "Domain": place.domain.raw(),
                "Contacts": contacts.collect::<Vec<_>>(),
            })
        })
        .collect()
}
