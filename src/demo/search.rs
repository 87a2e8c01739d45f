//! Which cases a search finds and in which order: words, filters and sorts, pure over
//! a domain. Reading the request and telling the result is the business of `cases`.

use std::cmp::Ordering;

use serde::Deserialize;

use super::memo::place;
use super::refusal::Refusal;
use super::route::Service;
use super::world::{Case, Domain, Value};

/// A filter as the request writes it: an object with exactly one member.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum CaseFilter {
    Field(FieldFilter),
    Not(Box<CaseFilter>),
    AndAll(Vec<CaseFilter>),
    OrAll(Vec<CaseFilter>),
    Tag(TagFilter),
}

/// A comparison with the value of one field.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FieldFilter {
    EqualTo(Compared),
    Contains(Compared),
    GreaterThan(Compared),
    GreaterThanOrEqualTo(Compared),
    LessThan(Compared),
    LessThanOrEqualTo(Compared),
}

#[derive(Debug, Deserialize)]
pub(crate) struct Compared {
    id: String,
    value: Union,
}

/// A value as the request writes it.
#[derive(Debug, Deserialize)]
enum Union {
    #[serde(rename = "stringValue")]
    Text(String),
    #[serde(rename = "doubleValue")]
    Number(f64),
    #[serde(rename = "booleanValue")]
    Flag(bool),
    #[serde(rename = "userArnValue")]
    User(String),
    #[serde(rename = "emptyValue")]
    Empty(Nothing),
}

#[derive(Debug, Deserialize)]
struct Nothing {}

/// Cases in this world have no tags, so a tag is only ever compared with nothing.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum TagFilter {
    EqualTo(Tag),
}

#[derive(Debug, Deserialize)]
pub(crate) struct Tag {
    key: Option<String>,
}

/// One of at most two sorts.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sort {
    field_id: String,
    sort_order: Order,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) enum Order {
    Asc,
    Desc,
}

impl Order {
    pub(crate) fn apply(self, ordering: Ordering) -> Ordering {
        match self {
            Self::Asc => ordering,
            Self::Desc => ordering.reverse(),
        }
    }
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::invalid(Service::Cases, message)
}

/// Refuses a field that the domain does not have.
pub(crate) fn known(domain: &Domain, id: &str) -> Result<(), Refusal> {
    if domain.fields.iter().any(|field| field.id == id) {
        return Ok(());
    }
    Err(invalid(format!("Field {id} does not exist in the domain")))
}

/// Refuses what the service's model forbids in a filter and in sorts.
pub(crate) fn check(
    domain: &Domain,
    filter: Option<&CaseFilter>,
    sorts: &[Sort],
) -> Result<(), Refusal> {
    if sorts.len() > 2 {
        return Err(invalid(format!(
            "sorts must hold at most 2 sorts, not {}",
            sorts.len()
        )));
    }
    for sort in sorts {
        known(domain, &sort.field_id)?;
    }
    filter.map_or(Ok(()), |filter| filter.check(domain))
}

/// Where in the domain are the cases that hold every word of `term` and pass the filter, in
/// the order asked for.
pub(crate) fn find(
    domain: &Domain,
    term: &str,
    filter: Option<&CaseFilter>,
    sorts: &[Sort],
) -> Vec<(u32, u32)> {
    let words: Vec<String> = term.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<(usize, &Case)> = domain
        .cases
        .iter()
        .enumerate()
        .filter(|(_, case)| words.iter().all(|word| holds(case, word)))
        .filter(|(_, case)| filter.is_none_or(|filter| filter.passes(case)))
        .collect();
    found.sort_by(|(_, one), (_, other)| {
        sorts
            .iter()
            .map(|sort| sort.compare(one, other))
            .find(|ordering| ordering.is_ne())
            // Unsorted, AWS promises nothing; by id is as good an order as any, and never the useful one.
            .unwrap_or_else(|| one.id.cmp(&other.id))
    });
    found.iter().map(|(at, _)| (place(*at), 0)).collect()
}

fn holds(case: &Case, word: &str) -> bool {
    [
        "title",
        "summary",
        "reference_number",
        "case_reason",
        "customer_id",
    ]
    .iter()
    .filter_map(|id| case.fields.get(*id))
    .any(|value| matches!(value, Value::Text(text) if text.to_lowercase().contains(word)))
}

impl Sort {
    fn compare(&self, one: &Case, other: &Case) -> Ordering {
        let one = one.fields.get(&self.field_id).unwrap_or(&Value::Empty);
        let other = other.fields.get(&self.field_id).unwrap_or(&Value::Empty);
        self.sort_order.apply(order(one, other))
    }
}

/// Values in order: within a kind by the kind, nothing before something.
fn order(one: &Value, other: &Value) -> Ordering {
    let rank = |value: &Value| match value {
        Value::Empty => 0,
        Value::Flag(_) => 1,
        Value::Number(_) => 2,
        Value::Text(_) | Value::User(_) => 3,
    };
    match (one, other) {
        (Value::Text(a) | Value::User(a), Value::Text(b) | Value::User(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Flag(a), Value::Flag(b)) => a.cmp(b),
        _ => rank(one).cmp(&rank(other)),
    }
}

impl CaseFilter {
    fn check(&self, domain: &Domain) -> Result<(), Refusal> {
        match self {
            Self::Field(field) => {
                known(domain, &field.compared().id)?;
                field.check()
            }
            Self::Not(inner) => inner.check(domain),
            Self::AndAll(all) | Self::OrAll(all) if all.len() > 10 => Err(invalid(format!(
                "andAll and orAll must hold at most 10 filters, not {}",
                all.len()
            ))),
            Self::AndAll(all) | Self::OrAll(all) => {
                all.iter().try_for_each(|inner| inner.check(domain))
            }
            Self::Tag(TagFilter::EqualTo(tag)) if tag.key.is_none() => {
                Err(invalid("tag.equalTo.key is required"))
            }
            Self::Tag(_) => Ok(()),
        }
    }

    fn passes(&self, case: &Case) -> bool {
        match self {
            Self::Field(field) => field.passes(case),
            Self::Not(inner) => !inner.passes(case),
            Self::AndAll(all) => all.iter().all(|inner| inner.passes(case)),
            Self::OrAll(all) => all.iter().any(|inner| inner.passes(case)),
            Self::Tag(_) => false,
        }
    }
}

impl FieldFilter {
    fn compared(&self) -> &Compared {
        match self {
            Self::EqualTo(compared)
            | Self::Contains(compared)
            | Self::GreaterThan(compared)
            | Self::GreaterThanOrEqualTo(compared)
            | Self::LessThan(compared)
            | Self::LessThanOrEqualTo(compared) => compared,
        }
    }

    fn check(&self) -> Result<(), Refusal> {
        match (self, &self.compared().value) {
            (Self::Contains(_), Union::Text(_)) | (Self::EqualTo(_), _) => Ok(()),
            (Self::Contains(_), _) => Err(invalid("contains needs a stringValue")),
            (_, Union::Text(_) | Union::Number(_)) => Ok(()),
            _ => Err(invalid("Only strings and numbers can be compared by size")),
        }
    }

    fn passes(&self, case: &Case) -> bool {
        let compared = self.compared();
        let wanted = compared.value.value();
        let own = case.fields.get(&compared.id).unwrap_or(&Value::Empty);
        let ordering = || (*own != Value::Empty).then(|| order(own, &wanted));
        match self {
            // A user may be named as a user or as text.
            Self::EqualTo(_) => order(own, &wanted).is_eq(),
            Self::Contains(_) => match (own, &wanted) {
                (Value::Text(own), Value::Text(part)) => {
                    own.to_lowercase().contains(&part.to_lowercase())
                }
                _ => false,
            },
            Self::GreaterThan(_) => ordering().is_some_and(Ordering::is_gt),
            Self::GreaterThanOrEqualTo(_) => ordering().is_some_and(Ordering::is_ge),
            Self::LessThan(_) => ordering().is_some_and(Ordering::is_lt),
            Self::LessThanOrEqualTo(_) => ordering().is_some_and(Ordering::is_le),
        }
    }
}

impl Union {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) => Value::Text(text.clone()),
            Self::Number(number) => Value::Number(*number),
            Self::Flag(flag) => Value::Flag(*flag),
            Self::User(arn) => Value::User(arn.clone()),
            Self::Empty(Nothing {}) => Value::Empty,
        }
    }
}
