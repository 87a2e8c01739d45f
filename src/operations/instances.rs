//! Instances: listing them, and finding the one that a person means. What is known of
//! their Cases domains is the business of `domains`.

use std::collections::HashSet;

use futures_util::stream::{self, StreamExt};

use crate::aws::{Aws, Trail};
use crate::domain::{
    Arn, DomainState, Failure, FailureKind, Instance, InstanceName, Page, PageToken, SafeText,
};

use super::domains::{domain_of, only_domain, with_domain, with_its_domain};
use super::told::Say;

const WHAT: &str = "The instance could not be chosen";
const LIST: &str = "Some instances could not be listed";

/// How many instances are asked for their domain at a time.
const AT_A_TIME: usize = 4;

/// One page of the instances; their domains are not asked for.
pub async fn instances(aws: &Aws, page: Option<PageToken>) -> Result<Page<Instance>, Failure> {
    aws.list_instances(page).await
}

/// The instance that a person means, with its domain.
///
/// Named by id or ARN it needs no list. Named by alias it is the one with exactly
/// this alias, else the only one whose alias starts so, ignoring case; named by its
/// workspace's address the alias must be whole. Not named, it is the one whose domain is
/// `domain`, else the only one that has a domain. When that is not one instance, the
/// failure lists the aliases to choose from. A `domain` that is given with a name is
/// taken as it is: the service need not be asked, so the caller need not be allowed to.
pub async fn find_instance(
    aws: &Aws,
    name: Option<&InstanceName>,
    domain: Option<&Arn>,
    say: Say<'_>,
) -> Result<Instance, Failure> {
    if let Some(domain) = domain {
        same_region(aws, domain, "Cases domain").await?;
    }
    let Some(name) = name else {
        return by_domain(aws, domain, say).await;
    };
    let named = named(aws, name).await?;
    let found = match domain {
        Some(domain) => with_domain(named, domain.clone()),
        None => with_its_domain(aws, named, say).await?,
    };
    if let (Some(arn), Some(domain)) = (&found.arn, found.domain_arn()) {
        same_account(arn, domain)?;
    }
    Ok(found)
}

/// The instance of this name; its domain is not asked for.
pub(super) async fn named(aws: &Aws, name: &InstanceName) -> Result<Instance, Failure> {
    match name {
        InstanceName::Id(id) => Ok(Instance::bare(id.clone())),
        InstanceName::Arn(arn) => by_arn(aws, arn).await,
        InstanceName::Alias(alias) => by_alias(aws, alias, Match::Start).await,
        InstanceName::Host(alias) => by_alias(aws, alias, Match::Whole).await,
    }
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
pub(super) async fn same_region(aws: &Aws, arn: &Arn, thing: &str) -> Result<(), Failure> {
    let region = aws.region().await?;
    if arn.region().raw().is_empty() || *arn.region() == region {
        return Ok(());
    }
    let there = arn.region();
    let why = format!("this {thing} is in {there}, and the requests go to {region}");
    let what = format!("The {thing} could not be chosen");
    let failure = Failure::new(FailureKind::Usage, what, why);
    Err(failure.hint(format!("Give --region {there}.")))
}

/// Only the id of a typed ARN is sent, so the service answers for the caller's account
/// whatever the ARN says: the domain's ARN tells.
fn same_account(instance: &Arn, domain: &Arn) -> Result<(), Failure> {
    let (here, there) = (instance.account(), domain.account());
    if here.raw().is_empty() || there.raw().is_empty() || here == there {
        return Ok(());
    }
    let why = format!(
        "this instance is named as one of the account {here}, and its Cases domain is of the account {there}",
    );
    Err(Failure::new(FailureKind::Usage, WHAT, why)
        .hint("Check the ARN, or give a --profile of its account."))
}

/// How much of an alias must be given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    Start,
    Whole,
}

async fn by_alias(aws: &Aws, alias: &SafeText, wanted: Match) -> Result<Instance, Failure> {
    let mut seen = Vec::new();
    let mut page = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.list_instances(page).await.map_err(without_list)?;
        // An alias is unique, so the rest of the list can tell nothing new.
        if let Some(exact) = exactly(&listed.items, alias) {
            return Ok(exact.clone());
        }
        for instance in listed.items {
            if !seen.iter().any(|known: &Instance| known.id == instance.id) {
                seen.push(instance);
            }
        }
        // Without the rest nobody knows whether a beginning is clear.
        page = trail.follow(listed.next, LIST)?;
        if page.is_none() {
            break;
        }
    }
    among(&seen, alias, wanted, &aws.region().await?)
}

/// The instance of this alias in the whole list of a Region.
pub(super) fn among(
    all: &[Instance],
    alias: &SafeText,
    wanted: Match,
    region: &SafeText,
) -> Result<Instance, Failure> {
    if let Some(exact) = exactly(all, alias) {
        return Ok(exact.clone());
    }
    let start = alias.raw().to_lowercase();
    let starts =
        |instance: &&Instance| wanted == Match::Start && folded(instance).starts_with(&start);
    let mut hits: Vec<&Instance> = all.iter().filter(starts).collect();
    match (hits.pop(), hits.is_empty()) {
        (Some(only), true) => Ok(only.clone()),
        (Some(last), false) => {
            hits.push(last);
            let why = format!("several instances' aliases start with \"{alias}\"");
            Err(choose(why, &hits))
        }
        (None, _) => {
            let why = format!("there is no instance \"{alias}\" in this account and region");
            let asked =
                format!("It was looked for in {region}; each instance lives in one region.");
            Err(choose(why, &all.iter().collect::<Vec<_>>()).or(&asked))
        }
    }
}

/// The one with exactly this alias; its id does as well.
fn exactly<'a>(all: &'a [Instance], alias: &SafeText) -> Option<&'a Instance> {
    let wanted = alias.raw().to_lowercase();
    all.iter()
        .find(|instance| instance.id.raw() == alias.raw() || folded(instance) == wanted)
}

fn folded(instance: &Instance) -> String {
    let alias = instance.alias.as_ref().map_or("", SafeText::raw);
    alias.to_lowercase()
}

/// An alias is nothing without the list; an id is.
pub(super) fn without_list(failure: Failure) -> Failure {
    if failure.kind == FailureKind::Denied {
        return failure.or("By its id or its ARN an instance is found without the list.");
    }
    failure
}

/// The instance of this domain, or without one the only instance that has a domain.
async fn by_domain(aws: &Aws, domain: Option<&Arn>, say: Say<'_>) -> Result<Instance, Failure> {
    let mut all = Candidates::default();
    let mut known = HashSet::new();
    let mut page = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.list_instances(page).await.map_err(without_list)?;
        let new = listed.items.into_iter();
        let new = new.filter(|instance| known.insert(instance.id.clone()));
        let mut answers = stream::iter(new)
            .map(|instance| async move {
                let state = domain_of(aws, &instance).await;
                (instance, state)
            })
            .buffered(AT_A_TIME);
        while let Some((instance, state)) = answers.next().await {
            match state {
                Ok(DomainState::Domain(arn)) => {
                    let hit = domain.is_some_and(|domain| *domain == arn);
                    let instance = with_domain(instance, arn);
                    if hit {
                        return Ok(instance);
                    }
                    all.with_domain.push(instance);
                }
                Ok(_) => all.without.push(instance),
                // The others may still hold the answer.
                Err(failure) => all.unknown.push((instance, failure)),
            }
        }
        page = trail.follow(listed.next, LIST)?;
        if page.is_none() {
            break;
        }
    }
    match domain {
        Some(domain) => all.of(domain, say),
        None => all.only(aws, say).await,
    }
}

/// The instances of the account and Region, by what is known of their domains.
#[derive(Default)]
struct Candidates {
    with_domain: Vec<Instance>,
    without: Vec<Instance>,
    /// Those that could not be asked.
    unknown: Vec<(Instance, Failure)>,
}

impl Candidates {
    /// None of those that told their domain has this one.
    fn of(mut self, domain: &Arn, say: Say<'_>) -> Result<Instance, Failure> {
        let foreign = |arn: &Arn| same_account(arn, domain).is_err();
        self.unknown
            .retain(|(instance, _)| !instance.arn.as_ref().is_some_and(foreign));
        match (self.unknown.pop(), self.unknown.is_empty()) {
            (None, _) => {
                let why = format!(
                    "no instance of this account and region uses the Cases domain {domain}"
                );
                Err(choose(why, &self.with_domain.iter().collect::<Vec<_>>()))
            }
            (Some((only, failure)), true) if failure.kind == FailureKind::Denied => {
                say(format!(
                    "Using the instance {}, the only one that may have this Cases domain, since connect:ListIntegrationAssociations is not allowed.",
                    only.label()
                )
                .into());
                Ok(with_domain(only, domain.clone()))
            }
            (Some(last), _) => {
                self.unknown.push(last);
                Err(self.unasked())
            }
        }
    }

    /// The only one that has a domain, or the only one at all.
    async fn only(self, aws: &Aws, say: Say<'_>) -> Result<Instance, Failure> {
        match (
            self.with_domain.as_slice(),
            self.without.as_slice(),
            self.unknown.as_slice(),
        ) {
            ([only], _, []) => Ok(only.clone()),
            ([], [only], []) => only_domain(aws, only.clone(), None, say).await,
            ([], [], [(only, failure)]) if failure.kind == FailureKind::Denied => {
                let (only, failure) = (only.clone(), failure.clone());
                only_domain(aws, only, Some(failure), say).await
            }
            ([], _, []) => {
                let why = "no instance of this account and region has a Cases domain";
                Err(choose(why.to_owned(), &[]))
            }
            (several, _, []) => {
                let why = "several instances have a Cases domain".to_owned();
                Err(choose(why, &several.iter().collect::<Vec<_>>()))
            }
            // One of those that could not be asked may have a domain too.
            (_, _, [..]) => Err(self.unasked()),
        }
    }

    /// It cannot be told which one: why not, and which ones there are to choose from.
    fn unasked(mut self) -> Failure {
        let Some((last, failure)) = self.unknown.pop() else {
            return choose("no instance was found".to_owned(), &[]);
        };
        if failure.kind != FailureKind::Denied {
            return failure;
        }
        let unknown = self.unknown.into_iter().map(|(instance, _)| instance);
        let all: Vec<Instance> = self
            .with_domain
            .into_iter()
            .chain(unknown)
            .chain([last])
            .collect();
        failure.or(&give_one_of(&all.iter().collect::<Vec<_>>()))
    }
}

pub(super) fn choose(why: String, among: &[&Instance]) -> Failure {
    let hint = if among.is_empty() {
        "Check --profile and --region.".to_owned()
    } else {
        give_one_of(among)
    };
    Failure::new(FailureKind::NotFound, WHAT, why).hint(hint)
}

fn give_one_of(among: &[&Instance]) -> String {
    let labels: Vec<&str> = among
        .iter()
        .map(|instance| instance.label().as_str())
        .collect();
    format!("Give --instance with one of: {}.", labels.join(", "))
}
