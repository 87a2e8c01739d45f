//! Which instance is meant. The way of a listing, but with every list at hand, so that each
//! request is a check of its own.

use super::Asked;
use crate::aws::Aws;
use crate::domain::{CaseName, Contact, Failure, Instance, InstanceName, PageToken};
use crate::operations::find_contact;
use crate::operations::instances::{Match, among, choose, named};

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
    let region = asked.aws.region().await?;
    let all = || listed.as_ref().map_err(Clone::clone);
    let found = match (asked.instance, asked.case) {
        (Some(name @ (InstanceName::Id(_) | InstanceName::Arn(_))), _) => {
            named(asked.aws, name).await
        }
        (Some(InstanceName::Alias(alias)), _) => among(all()?, alias, Match::Start, &region),
        (Some(InstanceName::Host(alias)), _) | (None, Some(CaseName::Workspace { alias, .. })) => {
            among(all()?, alias, Match::Whole, &region)
        }
        (None, _) => with_domain(asked.aws, all()?).await,
    };
    found.map(|instance| (instance, None))
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
    let none = || {
        choose(
            "there is no instance in this account and region".to_owned(),
            &[],
        )
    };
    all.first().cloned().ok_or_else(none)
}
