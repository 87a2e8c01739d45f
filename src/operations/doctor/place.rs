//! Which instance and which Cases domain, and whether they may be looked up.

use super::Check;
use super::choose::{chosen, listed};
use super::examiner::{Examiner, Told};
use crate::domain::{Arn, CaseName, Contact, Failure, FailureKind, Instance, Page};
use crate::operations::instances::choose;

/// The checks of this part, in their order.
const NAMES: [&str; 5] = [
    "Instance",
    "Domain",
    "ListInstances",
    "ListIntegrationAssociations",
    "ListDomains",
];

/// Where the files are to be looked for.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Why nothing can be tried, by the name of a check.
    pub(super) obstacle: Option<&'static str>,
    pub(super) instance: Option<Instance>,
    pub(super) domain: Option<Arn>,
    /// The contact that was named.
    pub(super) contact: Option<Contact>,
}

/// Makes these checks.
pub(super) async fn place<F: FnMut(Told) + Send>(
    examiner: &mut Examiner<'_, F>,
    obstacle: Option<&'static str>,
) -> Place {
    if let Some(other) = obstacle {
        for name in NAMES {
            examiner.done(Check::behind(name, other));
        }
        return Place {
            obstacle,
            ..Place::default()
        };
    }
    let asked = *examiner.asked;
    let listed = examiner.ask("ListInstances", listed(asked.aws)).await;
    let looked = examiner
        .ask("Instance", chosen(examiner.asked, &listed))
        .await;
    let (instance, contact) = looked.clone().ok().unzip();
    let contact = contact.flatten();
    let by_association = match &instance {
        Some(instance) => {
            let asking = asked.aws.cases_domains(&instance.id);
            Some(examiner.ask("ListIntegrationAssociations", asking).await)
        }
        None => None,
    };
    let domains = examiner
        .ask("ListDomains", asked.aws.list_domains(None))
        .await;
    let given = asked.domain.cloned().or_else(|| match asked.case {
        Some(CaseName::Arn(arn)) => arn.domain(),
        _ => None,
    });
    let domain = domain(given.as_ref(), by_association.as_ref(), &domains);
    examiner.done(instance_check(&looked, &listed, asked.instance.is_some()));
    let unasked = match &by_association {
        None => Some("Instance"),
        Some(Err(_)) => Some("ListIntegrationAssociations"),
        Some(Ok(_)) => None,
    };
    let domain_check = domain_check(&domain, unasked, contact.is_some());
    let lost = domain.is_err() && domain_check.needed;
    let associations = associations_check(by_association.as_ref(), domain.is_ok());
    examiner.done(domain_check);
    examiner.done(list_check(&listed, instance.is_some()));
    examiner.done(associations);
    examiner.done(domains_check(&domains));
    Place {
        obstacle: match (&instance, lost) {
            (None, _) => Some("Instance"),
            (_, true) => Some("Domain"),
            _ => None,
        },
        instance,
        domain: domain.ok().map(|(arn, _)| arn),
        contact,
    }
}

/// The domain that was given, else the instance's, else the only one there is.
fn domain(
    given: Option<&Arn>,
    associated: Option<&Result<Vec<Arn>, Failure>>,
    all: &Result<Page<Arn>, Failure>,
) -> Result<(Arn, &'static str), Failure> {
    if let Some(given) = given {
        return Ok((given.clone(), "as it was given"));
    }
    let failure = match associated {
        Some(Ok(domains)) => {
            let what = "There are no cases to look into";
            let why = "the instance has no Cases domain";
            let hint = "Choose another instance with -i; attache instances lists them.";
            return match domains.first() {
                Some(first) => Ok((first.clone(), "the instance's")),
                None => Err(Failure::new(FailureKind::NotFound, what, why).hint(hint)),
            };
        }
        Some(Err(failure)) => failure.clone(),
        None => choose("the instance is not known".to_owned(), &[]),
    };
    match all.as_ref().map(|page| (&page.items[..], &page.next)) {
        Ok(([only], None)) => Ok((only.clone(), "the only one of this account and region")),
        _ => Err(failure),
    }
}

fn instance_check(
    looked: &Result<(Instance, Option<Contact>), Failure>,
    listed: &Result<Vec<Instance>, Failure>,
    named: bool,
) -> Check {
    const NAME: &str = "Instance";
    match (looked, listed) {
        (Ok((instance, _)), _) if named => Check::ok(NAME, instance.label().clone()).needed(),
        (Ok((instance, _)), _) => {
            Check::ok(NAME, format!("{}; -i names another", instance.label())).needed()
        }
        (Err(failure), Err(unlisted)) if failure == unlisted => {
            Check::behind(NAME, "ListInstances").hint("Or name it by its id or its ARN: -i ID.")
        }
        (Err(failure), _) => Check::failed(NAME, failure).needed(),
    }
}

fn domain_check(
    domain: &Result<(Arn, &'static str), Failure>,
    unasked: Option<&'static str>,
    contact: bool,
) -> Check {
    let check = match (domain, unasked) {
        (Ok((arn, how)), _) => Check::ok("Domain", format!("{arn}, {how}")),
        (Err(_), Some(other @ "Instance")) => Check::behind("Domain", other),
        (Err(_), Some(other)) => Check::behind("Domain", other)
            .hint("Or name the Cases domain by its ARN: --domain ARN."),
        (Err(failure), None) => Check::failed("Domain", failure),
    };
    if contact {
        return check.bearable("not needed for a contact");
    }
    check.needed()
}

fn list_check(listed: &Result<Vec<Instance>, Failure>, instance: bool) -> Check {
    const NAME: &str = "ListInstances";
    match listed {
        Ok(_) => Check::ok(NAME, "allowed"),
        Err(failure) if instance => {
            Check::failed(NAME, failure).bearable("not needed where -i names the id")
        }
        Err(failure) => Check::failed(NAME, failure).needed(),
    }
}

fn associations_check(found: Option<&Result<Vec<Arn>, Failure>>, domain: bool) -> Check {
    const NAME: &str = "ListIntegrationAssociations";
    match found {
        None => Check::behind(NAME, "Instance"),
        Some(Ok(_)) => Check::ok(NAME, "allowed"),
        Some(Err(failure)) if domain => {
            Check::failed(NAME, failure).bearable("the Cases domain is known without it")
        }
        Some(Err(failure)) => Check::failed(NAME, failure).needed(),
    }
}

fn domains_check(found: &Result<Page<Arn>, Failure>) -> Check {
    const NAME: &str = "ListDomains";
    match found {
        Ok(_) => Check::ok(NAME, "allowed"),
        Err(failure) => Check::failed(NAME, failure).bearable("only a fall-back"),
    }
}
