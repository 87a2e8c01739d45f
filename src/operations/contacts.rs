//! Contacts that a person names instead of a case. No Cases domain is needed for them.

use crate::aws::{Aws, Trail};
use crate::domain::{
    Arn, Contact, ContactChannel, ContactName, Failure, FailureKind, Instance, InstanceId,
    InstanceName,
};

use super::instances::{choose, named, same_region, without_list};

const WHAT: &str = "The contact could not be chosen";
const NEEDS_INSTANCE: &str = "A contact's id needs its instance; a contact's ARN names it.";

/// The contact of this name and its instance. An ARN names both; an id needs the
/// instance, which is the one that is named, or the only one. The service is asked for
/// the contact's channel as well; when it does not tell, the channel is unknown.
pub async fn find_contact(
    aws: &Aws,
    instance: Option<&InstanceName>,
    name: &ContactName,
) -> Result<(Instance, Contact), Failure> {
    let (instance, arn) = match name {
        ContactName::Arn(arn) => (of_arn(aws, instance, arn).await?, arn.clone()),
        ContactName::Id(id) => {
            let found = match instance {
                Some(name) => named(aws, name).await?,
                None => only_instance(aws).await?,
            };
            let home = match &found.arn {
                Some(arn) => arn.clone(),
                None => arn_of(aws, &found.id).await?,
            };
            let Some(arn) = home.contact(id) else {
                let why = format!("{home} is not the ARN of an instance");
                return Err(Failure::new(FailureKind::Service, WHAT, why));
            };
            let found = Instance {
                arn: Some(home),
                ..found
            };
            (found, arn)
        }
    };
    let channel = match arn.contact_id() {
        Some(id) => aws.contact_channel(&instance.id, &id).await,
        None => Ok(ContactChannel::Unknown),
    };
    let channel = match channel {
        Ok(channel) => channel,
        // Whatever is asked next would only wait for the same.
        Err(failure) if failure.kind.is_everywhere() => return Err(failure),
        Err(_) => ContactChannel::Unknown,
    };
    Ok((instance, Contact { arn, channel }))
}

/// The instance in a contact's ARN. Another one that was named by id or ARN is a mistake;
/// an alias is not looked up for that.
async fn of_arn(
    aws: &Aws,
    named: Option<&InstanceName>,
    contact: &Arn,
) -> Result<Instance, Failure> {
    same_region(aws, contact, "contact").await?;
    let (Some(id), Some(arn)) = (contact.instance_id(), contact.instance()) else {
        let why = format!("{contact} is not the ARN of a contact");
        return Err(Failure::new(FailureKind::Usage, WHAT, why));
    };
    let other = match named {
        Some(InstanceName::Id(other)) => Some(other.clone()),
        Some(InstanceName::Arn(other)) => other.instance_id(),
        _ => None,
    };
    if let Some(other) = other.filter(|other| *other != id) {
        let why = format!("the contact {contact} is not of the instance {other}");
        return Err(Failure::new(FailureKind::Usage, WHAT, why)
            .hint("Leave --instance out: the contact's ARN names its own."));
    }
    Ok(Instance {
        arn: Some(arn),
        ..Instance::bare(id)
    })
}

async fn only_instance(aws: &Aws) -> Result<Instance, Failure> {
    let all = all_instances(aws).await.map_err(without_list)?;
    match all.as_slice() {
        [only] => Ok(only.clone()),
        several => {
            let why = format!(
                "a contact's id needs its instance, and this account and region have {}",
                several.len()
            );
            Err(choose(why, &several.iter().collect::<Vec<_>>()))
        }
    }
}

/// The ARN of an instance of which only the id was typed: from the list, else from what
/// the instance is associated with, else from who is asking. The partition and the
/// account always come from the service.
async fn arn_of(aws: &Aws, id: &InstanceId) -> Result<Arn, Failure> {
    match all_instances(aws).await {
        Ok(all) => {
            let found = all.into_iter().find(|instance| instance.id == *id);
            return found.and_then(|instance| instance.arn).ok_or_else(|| {
                let why = format!("there is no instance {id} in this account and region");
                Failure::new(FailureKind::NotFound, WHAT, why)
                    .hint("Check the instance's id, the profile and the region.")
            });
        }
        Err(failure) if failure.kind != FailureKind::Denied => return Err(failure),
        Err(_) => {}
    }
    let region = aws.region().await?;
    if let Ok(domains) = aws.cases_domains(id).await
        && let Some(domain) = domains.first()
    {
        return Ok(domain.instance_in(&region, id));
    }
    let caller = aws.identity().await;
    let caller = caller.map_err(|failure| failure.or(NEEDS_INSTANCE))?;
    let Ok(arn) = Arn::parse(caller.arn.raw()) else {
        let why = "the service did not say of which account the instance is";
        return Err(Failure::new(FailureKind::Service, WHAT, why).hint(NEEDS_INSTANCE));
    };
    Ok(arn.instance_in(&region, id))
}

async fn all_instances(aws: &Aws) -> Result<Vec<Instance>, Failure> {
    let mut all: Vec<Instance> = Vec::new();
    let mut page = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.list_instances(page).await?;
        for instance in listed.items {
            if !all.iter().any(|known| known.id == instance.id) {
                all.push(instance);
            }
        }
        page = trail.follow(listed.next, WHAT)?;
        if page.is_none() {
            return Ok(all);
        }
    }
}
