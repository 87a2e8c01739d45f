//! Instances: listing them, and finding the one that a person means.

use futures_util::stream::{self, StreamExt};

use crate::aws::{Aws, Trail};
use crate::domain::{
    Arn, DomainState, Failure, FailureKind, Instance, InstanceName, Page, PageToken, SafeText,
};

const WHAT: &str = "The instance could not be chosen";
const LIST: &str = "Some instances could not be listed";

/// How many instances are asked for their domain at a time.
const AT_A_TIME: usize = 4;

/// One page of the instances; their domains are not asked for.
pub async fn instances(aws: &Aws, page: Option<PageToken>) -> Result<Page<Instance>, Failure> {
    aws.list_instances(page).await
}

/// The Cases domain of an instance, asked of the service unless it is known.
pub async fn domain_of(aws: &Aws, instance: &Instance) -> Result<DomainState, Failure> {
    if instance.domain != DomainState::Unasked {
        return Ok(instance.domain.clone());
    }
    let domains = aws.cases_domains(&instance.id).await?;
    let first = domains.into_iter().next();
    Ok(first.map_or(DomainState::None, DomainState::Domain))
}

/// The instance that a person means, its domain asked for.
///
/// Named by id or ARN it needs no list. Named by alias it is the one with exactly
/// this alias, else the only one whose alias starts so, ignoring case. Not named, it
/// is the one whose domain is `domain`, else the only one that has a domain. When
/// that is not one instance, the failure lists the aliases to choose from.
pub async fn find_instance(
    aws: &Aws,
    name: Option<&InstanceName>,
    domain: Option<&Arn>,
) -> Result<Instance, Failure> {
    let found = match name {
        Some(InstanceName::Id(id)) => Instance::bare(id.clone()),
        Some(InstanceName::Arn(arn)) => by_arn(aws, arn).await?,
        Some(InstanceName::Alias(alias)) => by_alias(aws, alias).await?,
        None => {
            if let Some(domain) = domain {
                same_region(aws, domain, "Cases domain").await?;
            }
            return by_domain(aws, domain).await;
        }
    };
    let state = domain_of(aws, &found).await?;
    if let (Some(typed), DomainState::Domain(given)) = (&found.arn, &state) {
        same_account(typed, given)?;
    }
    Ok(Instance {
        domain: state,
        ..found
    })
}

async fn by_arn(aws: &Aws, arn: &Arn) -> Result<Instance, Failure> {
    same_region(aws, arn, "instance").await?;
    let Some(id) = arn.instance_id() else {
        let why = format!("{arn} is not the ARN of an instance");
        return Err(Failure::new(FailureKind::Usage, WHAT, why));
    };
    Ok(Instance {
        arn: arn.instance(),
        ..Instance::bare(id)
    })
}

/// An ARN of another Region would only be "not found" here.
async fn same_region(aws: &Aws, arn: &Arn, thing: &str) -> Result<(), Failure> {
    let region = aws.region().await?;
    if arn.region().raw().is_empty() || *arn.region() == region {
        return Ok(());
    }
    let there = arn.region();
    let why = format!("this {thing} is in {there}, and the requests go to {region}");
    let failure = Failure::new(FailureKind::Usage, WHAT, why);
    Err(failure.hint(format!("Give --region {there}.")))
}

/// Only the id of a typed ARN is sent, so the service answers for the caller's account
/// whatever the ARN says.
fn same_account(typed: &Arn, given: &Arn) -> Result<(), Failure> {
    if typed.account().raw().is_empty() || typed.account() == given.account() {
        return Ok(());
    }
    let why = format!(
        "this instance is named as one of the account {}, and the credentials are of the account {}",
        typed.account(),
        given.account()
    );
    Err(Failure::new(FailureKind::Usage, WHAT, why)
        .hint("Check the ARN, or give a --profile of its account."))
}

async fn by_alias(aws: &Aws, alias: &SafeText) -> Result<Instance, Failure> {
    let wanted = alias.raw().to_lowercase();
    let mut seen = Vec::new();
    let mut page = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.list_instances(page).await?;
        for instance in listed.items {
            // An alias is unique, so the rest of the list can tell nothing new.
            if instance.id.raw() == alias.raw() || folded(&instance) == wanted {
                return Ok(instance);
            }
            seen.push(instance);
        }
        // Without the rest nobody knows whether a beginning is clear.
        page = trail.follow(listed.next, LIST)?;
        if page.is_none() {
            break;
        }
    }
    let starts = |instance: &&Instance| folded(instance).starts_with(&wanted);
    let mut hits: Vec<&Instance> = seen.iter().filter(starts).collect();
    match (hits.pop(), hits.is_empty()) {
        (Some(only), true) => Ok(only.clone()),
        (Some(last), false) => {
            hits.push(last);
            let why = format!("several instances' aliases start with \"{alias}\"");
            Err(choose(why, &hits))
        }
        (None, _) => {
            let why = format!("there is no instance \"{alias}\" in this account and region");
            Err(choose(why, &seen.iter().collect::<Vec<_>>()))
        }
    }
}

fn folded(instance: &Instance) -> String {
    let alias = instance.alias.as_ref().map_or("", SafeText::raw);
    alias.to_lowercase()
}

/// The instance of this domain, or without one the only instance that has a domain.
async fn by_domain(aws: &Aws, domain: Option<&Arn>) -> Result<Instance, Failure> {
    let mut with_domain: Vec<Instance> = Vec::new();
    let mut unknown = None;
    let mut page = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.list_instances(page).await?;
        let mut answers = stream::iter(listed.items)
            .map(|instance| async move {
                let state = domain_of(aws, &instance).await;
                (instance, state)
            })
            .buffered(AT_A_TIME);
        while let Some((instance, state)) = answers.next().await {
            match state {
                Ok(DomainState::Domain(arn)) => {
                    let hit = domain.is_some_and(|domain| *domain == arn);
                    let state = DomainState::Domain(arn);
                    let instance = Instance {
                        domain: state,
                        ..instance
                    };
                    if hit {
                        return Ok(instance);
                    }
                    with_domain.push(instance);
                }
                Ok(_) => {}
                // The others may still hold the answer.
                Err(failure) => unknown = Some(failure),
            }
        }
        page = trail.follow(listed.next, LIST)?;
        if page.is_none() {
            break;
        }
    }
    only(domain, with_domain, unknown)
}

fn only(
    domain: Option<&Arn>,
    mut hits: Vec<Instance>,
    unknown: Option<Failure>,
) -> Result<Instance, Failure> {
    if let Some(domain) = domain {
        let why = format!("no instance of this account and region uses the Cases domain {domain}");
        return Err(unknown.unwrap_or_else(|| choose(why, &hits.iter().collect::<Vec<_>>())));
    }
    match (hits.pop(), hits.is_empty(), unknown) {
        // One of those that could not be asked may have a domain too.
        (_, _, Some(failure)) => Err(failure),
        (Some(only), true, None) => Ok(only),
        (Some(last), false, None) => {
            hits.push(last);
            let why = "several instances have a Cases domain".to_owned();
            Err(choose(why, &hits.iter().collect::<Vec<_>>()))
        }
        (None, _, None) => {
            let why = "no instance of this account and region has a Cases domain".to_owned();
            Err(choose(why, &[]))
        }
    }
}

fn choose(why: String, among: &[&Instance]) -> Failure {
    let labels: Vec<&str> = among
        .iter()
        .map(|instance| instance.label().as_str())
        .collect();
    let hint = if labels.is_empty() {
        "Check the profile and the region.".to_owned()
    } else {
        format!("Give --instance with one of: {}.", labels.join(", "))
    };
    Failure::new(FailureKind::NotFound, WHAT, why).hint(hint)
}
