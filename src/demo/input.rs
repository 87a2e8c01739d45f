//! The rules that many operations share: lengths, ranges, page sizes, ARNs and the
//! things they name. Each refuses in the words of the service that was asked.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::denial;
use super::page::Ask;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::service::Call;
use super::world::{Case, Contact, Domain, Instance, Shelf};

/// Refuses a value that is shorter or longer than the service's model allows.
pub(crate) fn length(
    service: Service,
    name: &str,
    value: &str,
    least: usize,
    most: usize,
) -> Result<(), Refusal> {
    let count = value.chars().count();
    if (least..=most).contains(&count) {
        return Ok(());
    }
    Err(Refusal::invalid(
        service,
        format!("{name} must have length between {least} and {most}"),
    ))
}

/// A page size from a query parameter or a body: within `1..=most`, which is also the default.
pub(crate) fn page_size(service: Service, asked: Option<i64>, most: usize) -> Answer<usize> {
    let Some(asked) = asked else {
        return Ok(most);
    };
    match usize::try_from(asked) {
        Ok(size) if (1..=most).contains(&size) => Ok(size),
        _ => Err(Refusal::invalid(
            service,
            format!("maxResults must be between 1 and {most}, not {asked}"),
        )),
    }
}

/// A whole number in the query, if it is there.
pub(crate) fn number(call: &Call, service: Service, name: &str) -> Answer<Option<i64>> {
    call.query(name)
        .map(str::parse)
        .transpose()
        .map_err(|_| Refusal::invalid(service, format!("{name} must be a whole number")))
}

/// The body as the operation's own type; an absent body is an empty object, as SDKs may leave it out.
pub(crate) fn body<T: DeserializeOwned>(call: &Call) -> Answer<T> {
    // A map first: the derived readers would take a list of the members for the object.
    let members: Map<String, Value> = if call.body.is_empty() {
        Map::new()
    } else {
        serde_json::from_slice(&call.body).map_err(|error| Refusal::unreadable(&error))?
    };
    serde_json::from_value(Value::Object(members)).map_err(|error| Refusal::unreadable(&error))
}

/// One page of a list whose size and token stand in the query.
pub(crate) fn page<T>(
    call: &Call,
    service: Service,
    question: &str,
    most: usize,
    items: Vec<T>,
) -> Answer<(Vec<T>, Option<String>)> {
    let size = page_size(service, number(call, service, "maxResults")?, most)?;
    let ask = Ask {
        service,
        question,
        size,
        token: call.query("nextToken"),
        now: call.now,
    };
    call.shared.pager.cut(items, ask)
}

/// The instance that the path names first.
pub(crate) fn instance(call: &Call) -> Answer<&Instance> {
    instance_of(call, call.word(0))
}

/// The instance of this id.
pub(crate) fn instance_of<'a>(call: &'a Call, id: &str) -> Answer<&'a Instance> {
    length(Service::Connect, "InstanceId", id, 1, 100)?;
    call.shared
        .world
        .instances
        .iter()
        .find(|instance| instance.id == id)
        .ok_or_else(|| Refusal::not_found(format!("Instance not found: {id}")))
}

/// The Cases domain that the path names first.
pub(crate) fn domain(call: &Call) -> Answer<&Domain> {
    let id = call.word(0);
    length(Service::Cases, "domainId", id, 1, 500)?;
    call.shared
        .world
        .instances
        .iter()
        .filter_map(|instance| instance.domain.as_ref())
        .find(|domain| domain.id == id)
        .ok_or_else(|| missing("Domain", id))
}

/// The case that the path names second.
pub(crate) fn case<'a>(call: &Call, domain: &'a Domain) -> Answer<&'a Case> {
    let id = call.word(1);
    length(Service::Cases, "caseId", id, 1, 500)?;
    domain.case(id).ok_or_else(|| missing("Case", id))
}

fn missing(kind: &str, id: &str) -> Refusal {
    Refusal::not_found(format!("{kind} {id} does not exist"))
        .with("resourceId", id)
        .with("resourceType", kind)
}

/// The contact of an instance by its id; one that the caller may not read is refused.
pub(crate) fn contact<'a>(call: &Call, instance: &'a Instance, id: &str) -> Answer<&'a Contact> {
    length(Service::Connect, "ContactId", id, 1, 256)?;
    let contact = instance
        .contacts
        .get(id)
        .ok_or_else(|| Refusal::not_found(format!("Contact not found: {id}")))?;
    if contact.denied {
        return Err(denial::unallowed(call));
    }
    Ok(contact)
}

/// The resource that `associatedResourceArn` names: its ARN and its files.
pub(crate) fn associated<'a>(
    call: &'a Call,
    instance: &'a Instance,
) -> Answer<(&'a str, &'a Shelf)> {
    let arn = call.query("associatedResourceArn").unwrap_or_default();
    let refuse = |why: &str| {
        Refusal::invalid(
            Service::Connect,
            format!("AssociatedResourceArn {why}: {arn}"),
        )
    };
    if arn.is_empty() {
        return Err(Refusal::invalid(
            Service::Connect,
            "AssociatedResourceArn is required",
        ));
    }
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let ["arn", partition, service, region, account, resource] = parts.as_slice() else {
        return Err(refuse("is not a valid ARN"));
    };
    let world = &call.shared.world;
    if *account != world.account {
        return Err(Refusal::denied(format!(
            "User: {} is not authorized to access the resource: {arn}",
            world.caller_arn
        )));
    }
    if *partition != world.partition || *region != world.region {
        return Err(refuse("is of another partition or region"));
    }
    let words: Vec<&str> = resource.split('/').collect();
    match (*service, words.as_slice()) {
        ("cases", ["domain", domain, "case", id]) => {
            let domain = instance.domain.as_ref().filter(|own| own.id == *domain);
            let domain = domain.ok_or_else(|| refuse("is not of a domain of this instance"))?;
            let case = domain.case(id).ok_or_else(|| {
                Refusal::not_found(format!("Associated resource not found: {arn}"))
            })?;
            Ok((case.arn.as_str(), &case.shelf))
        }
        ("connect", ["instance", owner, "contact", id]) if *owner == instance.id => {
            let contact = contact(call, instance, id)?;
            Ok((contact.arn.as_str(), &contact.shelf))
        }
        _ => Err(refuse("is not a case or contact of this instance")),
    }
}
