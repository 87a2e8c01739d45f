//! Cases' operations on domains and cases. How a search chooses and orders is decided
//! in `search`; what is attached to a case is told by `related`.

use serde::Deserialize;
use serde_json::{Value, json};

use super::input;
use super::memo::at;
use super::page::Ask;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::search::{self, CaseFilter, Sort};
use super::service::Call;
use super::world::{self, Case, Domain};

const CASES: Service = Service::Cases;

pub(crate) fn list_domains(call: &Call) -> Answer {
    let domains = call
        .shared
        .world
        .instances
        .iter()
        .filter_map(|own| own.domain.as_ref());
    let items = domains
        .map(
            |domain| json!({ "domainId": domain.id, "domainArn": domain.arn, "name": domain.name }),
        )
        .collect();
    let (items, next) = input::page(call, CASES, "ListDomains", 10, items)?;
    Ok(listed("domains", &items, next))
}

/// A page in Cases' shape: the list under its name, and `nextToken` when there is more.
pub(crate) fn listed(name: &str, items: &[Value], next: Option<String>) -> Value {
    let mut page = json!({ name: items });
    if let Some(next) = next {
        page["nextToken"] = json!(next);
    }
    page
}

pub(crate) fn get_domain(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    Ok(json!({
        "domainId": domain.id,
        "domainArn": domain.arn,
        "name": domain.name,
        "createdTime": domain.created.to_string(),
        "domainStatus": "Active",
    }))
}

pub(crate) fn list_fields(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    let items = domain
        .fields
        .iter()
        .map(|field| {
            json!({
                "fieldId": field.id,
                "fieldArn": format!("{}/field/{}", domain.arn, field.id),
                "name": field.name,
                "type": field.kind,
                "namespace": if field.system { "System" } else { "Custom" },
            })
        })
        .collect();
    let question = format!("ListFields {}", domain.id);
    let (items, next) = input::page(call, CASES, &question, 100, items)?;
    Ok(listed("fields", &items, next))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Search {
    max_results: Option<i64>,
    next_token: Option<String>,
    #[serde(rename = "searchTerm")]
    term: Option<String>,
    filter: Option<CaseFilter>,
    sorts: Option<Vec<Sort>>,
    fields: Option<Vec<FieldId>>,
}

#[derive(Debug, Deserialize)]
struct FieldId {
    id: String,
}

pub(crate) fn search_cases(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    let asked: Search = input::body(call)?;
    let size = input::page_size(CASES, asked.max_results, 100)?;
    let fields = fields(domain, asked.fields.as_deref().unwrap_or_default(), 25)?;
    let term = asked.term.as_deref().unwrap_or_default();
    input::length(CASES, "searchTerm", term, 0, 255)?;
    let sorts = asked.sorts.as_deref().unwrap_or_default();
    search::check(domain, asked.filter.as_ref(), sorts)?;
    let question = format!(
        "SearchCases {} {term:?} {:?} {sorts:?} {fields:?}",
        domain.id, asked.filter
    );
    let ask = Ask {
        service: CASES,
        question: &question,
        size,
        token: asked.next_token.as_deref(),
        now: call.now,
    };
    let all = call.shared.memo.find(&question, || {
        search::find(domain, term, asked.filter.as_ref(), sorts)
    });
    let total = all.len();
    let (page, next) = call.shared.pager.range(total, ask)?;
    let found = all.get(page).unwrap_or_default();
    let items: Vec<Value> = found
        .iter()
        .filter_map(|&(case, _)| at(&domain.cases, case))
        .map(|case| {
            json!({
                "caseId": case.id,
                "templateId": domain.template,
                "fields": values(case, &fields),
                "tags": {},
            })
        })
        .collect();
    let mut page = listed("cases", &items, next);
    page["totalCount"] = json!(total);
    Ok(page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Get {
    fields: Option<Vec<FieldId>>,
    next_token: Option<String>,
}

pub(crate) fn get_case(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    let asked: Get = input::body(call)?;
    let ids = asked.fields.unwrap_or_default();
    if ids.is_empty() {
        return Err(Refusal::invalid(
            CASES,
            "fields must hold between 1 and 220 fields",
        ));
    }
    let fields = fields(domain, &ids, 220)?;
    if asked.next_token.is_some_and(|token| !token.is_empty()) {
        // All of a case's fields fit one answer, so no token can be ours.
        return Err(Refusal::invalid(CASES, "The nextToken is invalid."));
    }
    let case = input::case(call, domain)?;
    Ok(json!({
        "fields": values(case, &fields),
        "templateId": domain.template,
        "tags": {},
    }))
}

/// The ids of the fields asked for, when there are not too many and each exists.
fn fields<'a>(domain: &Domain, asked: &'a [FieldId], most: usize) -> Answer<Vec<&'a str>> {
    if asked.len() > most {
        return Err(Refusal::invalid(
            CASES,
            format!(
                "fields must hold at most {most} fields, not {}",
                asked.len()
            ),
        ));
    }
    for field in asked {
        search::known(domain, &field.id)?;
    }
    Ok(asked.iter().map(|field| field.id.as_str()).collect())
}

/// The values that a case has for some fields; a field it does not have is left out.
fn values(case: &Case, fields: &[&str]) -> Vec<Value> {
    fields
        .iter()
        .filter_map(|id| case.fields.get_key_value(*id))
        .map(|(id, value)| json!({ "id": id, "value": union(value) }))
        .collect()
}

fn union(value: &world::Value) -> Value {
    match value {
        world::Value::Text(text) => json!({ "stringValue": text }),
        world::Value::Number(number) => json!({ "doubleValue": number }),
        world::Value::Flag(flag) => json!({ "booleanValue": flag }),
        world::Value::User(arn) => json!({ "userArnValue": arn }),
        world::Value::Empty => json!({ "emptyValue": {} }),
    }
}
