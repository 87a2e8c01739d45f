//! The users of an instance: one by id, and those of a name.

use serde::Deserialize;
use serde_json::{Value, json};

use super::connect::listed;
use super::input;
use super::page::Ask;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::service::Call;
use super::world::User;

const CONNECT: Service = Service::Connect;

pub(crate) fn describe_user(call: &Call) -> Answer {
    let instance = input::instance(call)?;
    let id = call.word(1);
    let user = instance
        .users
        .iter()
        .find(|user| user.id == id)
        .ok_or_else(|| Refusal::not_found(format!("User not found: {id}")))?;
    Ok(json!({ "User": {
        "Id": user.id,
        "Arn": user.arn,
        "Username": user.name,
        "IdentityInfo": {
            "FirstName": user.first,
            "LastName": user.last,
            "Email": format!("{}@example.com", user.name),
        },
        "PhoneConfig": { "PhoneType": "SOFT_PHONE", "AutoAccept": false, "AfterContactWorkTimeLimit": 0 },
    } }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Search {
    instance_id: Option<String>,
    max_results: Option<i64>,
    next_token: Option<String>,
    #[serde(rename = "SearchCriteria")]
    criteria: Option<Criteria>,
}

/// One condition, or several that all or some must hold.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Criteria {
    or_conditions: Option<Vec<Criteria>>,
    and_conditions: Option<Vec<Criteria>>,
    string_condition: Option<Condition>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Condition {
    field_name: Option<String>,
    value: Option<String>,
    comparison_type: Option<Comparison>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Comparison {
    StartsWith,
    Contains,
    Exact,
}

pub(crate) fn search_users(call: &Call) -> Answer {
    let asked: Search = input::body(call)?;
    let id = asked.instance_id.as_deref().unwrap_or_default();
    let instance = input::instance_of(call, id)?;
    let size = input::page_size(CONNECT, asked.max_results, 100)?;
    if let Some(criteria) = &asked.criteria {
        criteria.check()?;
    }
    let found: Vec<&User> = instance
        .users
        .iter()
        .filter(|user| {
            let criteria = asked.criteria.as_ref();
            criteria.is_none_or(|criteria| criteria.holds(user))
        })
        .collect();
    let total = found.len();
    let ask = Ask {
        service: CONNECT,
        question: &format!("SearchUsers {} {:?}", instance.id, asked.criteria),
        size,
        token: asked.next_token.as_deref(),
        now: call.now,
    };
    let (found, next) = call.shared.pager.cut(found, ask)?;
    let users: Vec<Value> = found.into_iter().map(summary).collect();
    let mut page = listed("Users", &users, next);
    page["ApproximateTotalCount"] = json!(total);
    Ok(page)
}

fn summary(user: &User) -> Value {
    json!({
        "Arn": user.arn,
        "Id": user.id,
        "Username": user.name,
        "IdentityInfo": { "FirstName": user.first, "LastName": user.last },
    })
}

impl Criteria {
    fn all(&self) -> impl Iterator<Item = &Self> {
        let lists = [&self.or_conditions, &self.and_conditions];
        lists.into_iter().flatten().flatten()
    }

    fn check(&self) -> Result<(), Refusal> {
        if let Some(condition) = &self.string_condition {
            condition.value_of(&NOBODY)?;
            if condition.comparison_type.is_none() {
                return Err(Refusal::parameter("ComparisonType is required"));
            }
        }
        self.all().try_for_each(Self::check)
    }

    fn holds(&self, user: &User) -> bool {
        let some = self.or_conditions.as_ref();
        let all = self.and_conditions.as_ref();
        some.is_none_or(|some| some.iter().any(|one| one.holds(user)))
            && all.is_none_or(|all| all.iter().all(|one| one.holds(user)))
            && self
                .string_condition
                .as_ref()
                .is_none_or(|one| one.holds(user))
    }
}

/// Only for the names of fields to be checked with.
const NOBODY: User = User {
    id: String::new(),
    arn: String::new(),
    name: String::new(),
    first: String::new(),
    last: String::new(),
};

impl Condition {
    /// The value of the field that is compared.
    fn value_of<'a>(&self, user: &'a User) -> Answer<&'a str> {
        match self.field_name.as_deref() {
            Some("Username") => Ok(&user.name),
            Some("FirstName") => Ok(&user.first),
            Some("LastName") => Ok(&user.last),
            // AWS's documents write it both ways.
            Some("ResourceId" | "resourceId") => Ok(&user.id),
            other => Err(Refusal::parameter(format!(
                "FieldName is not known: {}",
                other.unwrap_or_default()
            ))),
        }
    }

    fn holds(&self, user: &User) -> bool {
        let own = self.value_of(user).unwrap_or_default().to_lowercase();
        let wanted = self.value.as_deref().unwrap_or_default().to_lowercase();
        match self.comparison_type {
            Some(Comparison::Exact) => own == wanted,
            Some(Comparison::StartsWith) => own.starts_with(&wanted),
            Some(Comparison::Contains) => own.contains(&wanted),
            None => false,
        }
    }
}
