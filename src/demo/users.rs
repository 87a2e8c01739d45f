//! Searching the users of an instance by the name they sign in with; Connect's other
//! criteria are refused rather than misread.

use serde::Deserialize;
use serde_json::json;

use super::input;
use super::page::Ask;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::service::Call;
use super::world::User;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Asked {
    instance_id: Option<String>,
    next_token: Option<String>,
    max_results: Option<i64>,
    search_criteria: Option<Criteria>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Criteria {
    string_condition: Option<Condition>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Condition {
    field_name: Option<String>,
    value: Option<String>,
    comparison_type: Option<String>,
}

pub(crate) fn search_users(call: &Call) -> Answer {
    let search: Asked = input::body(call)?;
    let id = search.instance_id.unwrap_or_default();
    let instance = input::instance_of(call, &id)?;
    let condition = search.search_criteria.and_then(|all| all.string_condition);
    let mut found = Vec::new();
    for user in &instance.users {
        if condition.as_ref().map_or(Ok(true), |one| one.fits(user))? {
            found.push(json!({
                "Id": user.id,
                "Arn": user.arn,
                "Username": user.name,
                "IdentityInfo": { "FirstName": user.first, "LastName": user.last },
            }));
        }
    }
    let size = input::page_size(Service::Connect, search.max_results, 500)?;
    let count = found.len();
    let ask = Ask {
        service: Service::Connect,
        question: &format!("SearchUsers {id} {condition:?}"),
        size,
        token: search.next_token.as_deref(),
        now: call.now,
    };
    let (items, next) = call.shared.pager.cut(found, ask)?;
    let mut page = super::connect::listed("Users", &items, next);
    page["ApproximateTotalCount"] = json!(count);
    Ok(page)
}

impl Condition {
    fn fits(&self, user: &User) -> Answer<bool> {
        if self.field_name.as_deref() != Some("Username") {
            let field = self.field_name.as_deref().unwrap_or_default();
            return Err(Refusal::parameter(format!(
                "FieldName is not known: {field}"
            )));
        }
        let wanted = self.value.as_deref().unwrap_or_default().to_lowercase();
        let name = user.name.to_lowercase();
        match self.comparison_type.as_deref() {
            Some("EXACT") => Ok(name == wanted),
            Some("STARTS_WITH") => Ok(name.starts_with(&wanted)),
            Some("CONTAINS") => Ok(name.contains(&wanted)),
            other => Err(Refusal::parameter(format!(
                "ComparisonType is not known: {}",
                other.unwrap_or_default()
            ))),
        }
    }
}
