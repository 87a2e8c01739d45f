//! Which Cases domain an instance uses: asked of the instance, else taken from what the
//! account has. Which instance is meant is decided in `instances`.

use crate::aws::{Aws, Trail};
use crate::domain::{Arn, DomainState, Failure, FailureKind, Instance};

use super::told::Say;

const WHAT: &str = "The Cases domain could not be chosen";
/// The other way, which always works.
const TYPE_IT: &str = "Give the domain's ARN with --domain, or type it into the picker.";

/// The Cases domain of an instance, asked of the service unless it is known.
pub async fn domain_of(aws: &Aws, instance: &Instance) -> Result<DomainState, Failure> {
    if instance.domain != DomainState::Unasked {
        return Ok(instance.domain.clone());
    }
    let domains = aws.cases_domains(&instance.id).await?;
    let first = domains.into_iter().next();
    Ok(first.map_or(DomainState::None, DomainState::Domain))
}

/// The same instance with its domain. When the instance does not tell it, or may not be
/// asked, it is the only domain of the account and Region; that is said.
pub(super) async fn with_its_domain(
    aws: &Aws,
    instance: Instance,
    say: Say<'_>,
) -> Result<Instance, Failure> {
    match domain_of(aws, &instance).await {
        Ok(DomainState::Domain(domain)) => Ok(with_domain(instance, domain)),
        Ok(_) => only_domain(aws, instance, None, say).await,
        Err(failure) if failure.kind == FailureKind::Denied => {
            only_domain(aws, instance, Some(failure), say).await
        }
        Err(failure) => Err(failure),
    }
}

/// The same instance with this domain.
pub(super) fn with_domain(instance: Instance, domain: Arn) -> Instance {
    Instance {
        domain: DomainState::Domain(domain),
        ..instance
    }
}

/// The instance with the only domain that there is. `denied` is why the instance could not
/// be asked; without it, the instance named none.
pub(super) async fn only_domain(
    aws: &Aws,
    instance: Instance,
    denied: Option<Failure>,
    say: Say<'_>,
) -> Result<Instance, Failure> {
    let why_not = match &denied {
        Some(_) => "connect:ListIntegrationAssociations is not allowed".to_owned(),
        None => format!(
            "instance {} has no Cases domain of its own",
            instance.label()
        ),
    };
    let first = denied.unwrap_or_else(|| {
        let why = format!("instance {} has no Cases domain", instance.label());
        Failure::new(
            FailureKind::NotFound,
            "There are no cases to look into",
            why,
        )
        .hint("Choose another instance with --instance; attache instances lists them.")
    });
    let domains = match all_domains(aws).await {
        Ok(domains) => domains,
        // What was wrong first is what is to be repaired.
        Err(failure) if failure.kind == FailureKind::Denied => return Err(first.or(TYPE_IT)),
        // Whether there are any is not known.
        Err(failure) => return Err(failure),
    };
    match domains.as_slice() {
        [] => Err(first.or(TYPE_IT)),
        [only] => {
            say(format!(
                "Using {only}, the only Cases domain of this account and region, since {why_not}."
            )
            .into());
            Ok(with_domain(instance, only.clone()))
        }
        several => {
            let arns: Vec<&str> = several.iter().map(Arn::raw).collect();
            let why = format!("{why_not}, and this account and region have several");
            let failure = Failure {
                what: WHAT.into(),
                why: why.into(),
                ..first
            };
            Err(failure.hint(format!(
                "Give one of these with --domain, or type it into the picker: {}.",
                arns.join(", ")
            )))
        }
    }
}

async fn all_domains(aws: &Aws) -> Result<Vec<Arn>, Failure> {
    let mut domains: Vec<Arn> = Vec::new();
    let mut page = None;
    let mut trail = Trail::default();
    loop {
        let listed = aws.list_domains(page).await?;
        for domain in listed.items {
            if !domains.contains(&domain) {
                domains.push(domain);
            }
        }
        page = trail.follow(listed.next, WHAT)?;
        if page.is_none() {
            return Ok(domains);
        }
    }
}
