//! Which instance is meant. The way of a listing, but with every list at hand, so that each
//! request is a check of its own.

use super::Asked;
use crate::aws::Aws;
use crate::domain::{
    Arn, CaseName, Contact, Failure, FailureKind, Instance, InstanceName, PageToken, SafeText,
};
use crate::operations::find_contact;

/// The most pages of instances that are looked through.
const MOST_PAGES: usize = 10;

/// The instances, as far as anybody would look.
pub(super) async fn listed(aws: &Aws) -> Result<Vec<Instance>, Failure> {
    let mut all = Vec::new();
    let mut page: Option<PageToken> = None;
    for _ in 0..MOST_PAGES {
        let listed = aws.list_instances(page).await?;
        all.extend(listed.items);
        page = listed.next;
        if page.is_none() {
            break;
        }
    }
    Ok(all)
}

/// The instance that was named, or that the contact or the case lies in, or the first that
/// has a Cases domain.
pub(super) async fn chosen(
    asked: &Asked<'_>,
    listed: &Result<Vec<Instance>, Failure>,
) -> Result<(Instance, Option<Contact>), Failure> {
    if let Some(contact) = asked.contact {
        let (instance, contact) = find_contact(asked.aws, asked.instance, contact).await?;
        return Ok((instance, Some(contact)));
    }
    let alias = match (asked.instance, asked.case) {
        (Some(InstanceName::Id(id)), _) => return Ok((Instance::bare(id.clone()), None)),
        (Some(InstanceName::Arn(arn)), _) => return by_arn(asked.aws, arn).await,
        (Some(InstanceName::Alias(alias) | InstanceName::Host(alias)), _)
        | (None, Some(CaseName::Workspace { alias, .. })) => Some(alias),
        (None, _) => None,
    };
    let all = listed.as_ref().map_err(Clone::clone)?;
    match alias {
        Some(alias) => by_alias(all, alias),
        None => with_domain(asked.aws, all).await,
    }
    .map(|instance| (instance, None))
}

async fn by_arn(aws: &Aws, arn: &Arn) -> Result<(Instance, Option<Contact>), Failure> {
    let region = aws.region().await?;
    let there = arn.region();
    if !there.raw().is_empty() && *there != region {
        let why = format!("this instance is in {there}, and the requests go to {region}");
        return Err(none(why).hint(format!("Give --region {there}.")));
    }
    let id = arn
        .instance_id()
        .ok_or_else(|| none(format!("{arn} names no instance")))?;
    let instance = Instance {
        arn: arn.instance(),
        ..Instance::bare(id)
    };
    Ok((instance, None))
}

fn by_alias(all: &[Instance], alias: &SafeText) -> Result<Instance, Failure> {
    let wanted = alias.raw().to_lowercase();
    let folded = |one: &Instance| {
        one.alias
            .as_ref()
            .map_or(String::new(), |a| a.raw().to_lowercase())
    };
    let exact = all
        .iter()
        .find(|one| folded(one) == wanted || one.id.raw() == alias.raw());
    let mut starting = all.iter().filter(|one| folded(one).starts_with(&wanted));
    let found = match (exact, starting.next(), starting.next()) {
        (Some(exact), _, _) => Some(exact),
        (None, only, None) => only,
        _ => None,
    };
    found.cloned().ok_or_else(|| {
        let labels: Vec<&str> = all.iter().map(|one| one.label().as_str()).collect();
        let failure = none(format!(
            "no one instance of this account and region is \"{alias}\""
        ));
        if labels.is_empty() {
            failure.hint("Check the profile and the region.")
        } else {
            failure.hint(format!("Give -i with one of: {}.", labels.join(", ")))
        }
    })
}

async fn with_domain(aws: &Aws, all: &[Instance]) -> Result<Instance, Failure> {
    for instance in all {
        // What cannot be told of one may be told of the next, and of the first below.
        if aws
            .cases_domains(&instance.id)
            .await
            .is_ok_and(|found| !found.is_empty())
        {
            return Ok(instance.clone());
        }
    }
    let first = all.first().cloned();
    first.ok_or_else(|| {
        none("there is no instance in this account and region".to_owned())
            .hint("Check the profile and the region.")
    })
}

pub(super) fn none(why: String) -> Failure {
    Failure::new(
        FailureKind::NotFound,
        "The instance could not be chosen",
        why,
    )
}
