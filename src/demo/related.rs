//! What is attached to cases: contacts, comments and files, of one case or of the
//! whole domain. A file is only an ARN here; its metadata is told by `files`.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::cases::listed;
use super::files::iso;
use super::input;
use super::memo::{at, place};
use super::page::Ask;
use super::refusal::{Answer, Refusal};
use super::route::Service;
use super::search::Order;
use super::service::Call;
use super::world::{Case, Content, Related};

const CASES: Service = Service::Cases;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Search {
    max_results: Option<i64>,
    next_token: Option<String>,
    filters: Option<Vec<Filter>>,
    sorts: Option<Vec<Sort>>,
}

/// One kind of related item; an item passes when any of the filters wants it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Filter {
    Contact(ContactFilter),
    Comment(Anything),
    File(FileFilter),
    Sla(Anything),
    ConnectCase(Anything),
    Custom(Anything),
}

/// The members of filters for items that this world has none of, or all alike.
#[derive(Debug, Deserialize)]
struct Anything {}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ContactFilter {
    channel: Option<Vec<String>>,
    contact_arn: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileFilter {
    file_arn: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sort {
    sort_property: Property,
    sort_order: Order,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum Property {
    AssociationTime,
    CaseId,
}

impl Filter {
    fn wants(&self, item: &Related) -> bool {
        match (self, &item.content) {
            (Self::Contact(filter), Content::Contact { arn, channel, .. }) => {
                let channels = filter.channel.as_deref().unwrap_or_default();
                (channels.is_empty() || channels.contains(channel))
                    && filter
                        .contact_arn
                        .as_ref()
                        .is_none_or(|wanted| wanted == arn)
            }
            (Self::Comment(_), Content::Comment { .. }) => true,
            (Self::File(filter), Content::File { arn }) => {
                filter.file_arn.as_ref().is_none_or(|wanted| wanted == arn)
            }
            _ => false,
        }
    }
}

impl Search {
    fn read(call: &Call) -> Answer<Self> {
        let search: Self = input::body(call)?;
        if search.filters().len() > 10 {
            return Err(Refusal::invalid(
                CASES,
                "filters must hold at most 10 filters",
            ));
        }
        let channels = |filter: &Filter| match filter {
            Filter::Contact(filter) => filter.channel.as_ref().map_or(0, Vec::len),
            _ => 0,
        };
        if search.filters().iter().any(|filter| channels(filter) > 3) {
            return Err(Refusal::invalid(
                CASES,
                "channel must hold at most 3 channels",
            ));
        }
        if search.sorts().len() > 2 {
            return Err(Refusal::invalid(CASES, "sorts must hold at most 2 sorts"));
        }
        Ok(search)
    }

    fn filters(&self) -> &[Filter] {
        self.filters.as_deref().unwrap_or_default()
    }

    fn sorts(&self) -> &[Sort] {
        self.sorts.as_deref().unwrap_or_default()
    }

    fn wants(&self, item: &Related) -> bool {
        self.filters().is_empty() || self.filters().iter().any(|filter| filter.wants(item))
    }

    fn question(&self, scope: &str) -> String {
        format!("{scope} {:?} {:?}", self.filters, self.sorts)
    }

    /// The page that is asked for, of a question that the caller knows.
    fn ask<'a>(&'a self, call: &Call) -> Answer<Ask<'a>> {
        Ok(Ask {
            service: CASES,
            question: "",
            size: input::page_size(CASES, self.max_results, 25)?,
            token: self.next_token.as_deref(),
            now: call.now,
        })
    }

    /// Where in these cases are the items that are wanted, in the order that is asked for.
    fn everywhere(&self, cases: &[Case], call: &Call) -> Vec<(u32, u32)> {
        let wanted = |(number, case): (usize, &'_ Case)| {
            let items = case.related.iter().enumerate();
            let items = items.filter(|(_, item)| self.wants(item));
            let items: Vec<_> = items.map(|(at, _)| (place(number), place(at))).collect();
            items
        };
        let mut found: Vec<(u32, u32)> = cases.iter().enumerate().flat_map(wanted).collect();
        let pair = |&(case, item): &(u32, u32)| {
            let case = at(cases, case)?;
            Some((case, at(&case.related, item)?))
        };
        let started = call.shared.started;
        found.sort_by(|one, other| {
            let (Some(one), Some(other)) = (pair(one), pair(other)) else {
                return Ordering::Equal;
            };
            self.sorts()
                .iter()
                .map(|sort| sort.compare(one, other, started))
                .find(|ordering| ordering.is_ne())
                .unwrap_or_else(|| one.1.id.cmp(&other.1.id))
        });
        found
    }
}

pub(crate) fn search_related_items(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    let search = Search::read(call)?;
    let case = input::case(call, domain)?;
    let question = search.question(&format!("SearchRelatedItems {}", case.arn));
    let ask = Ask {
        question: &question,
        ..search.ask(call)?
    };
    let pager = &call.shared.pager;
    let (found, next) = pager.sift(&case.related, |item| search.wants(item), ask)?;
    let items: Vec<Value> = found.into_iter().map(|item| told(call, item)).collect();
    Ok(listed("relatedItems", &items, next))
}

pub(crate) fn search_all_related_items(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    let search = Search::read(call)?;
    let scope = format!("SearchAllRelatedItems {}", domain.arn);
    let ask = search.ask(call)?;
    let question = search.question(&scope);
    let ask = Ask {
        question: &question,
        ..ask
    };
    let pair = |&(case, item): &(u32, u32)| {
        let case = at(&domain.cases, case)?;
        Some((case, at(&case.related, item)?))
    };
    let all = call
        .shared
        .memo
        .find(&question, || search.everywhere(&domain.cases, call));
    let (page, next) = call.shared.pager.range(all.len(), ask)?;
    let found = all.get(page).unwrap_or_default();
    let items: Vec<Value> = found
        .iter()
        .filter_map(pair)
        .map(|(case, item)| {
            let mut told = told(call, item);
            told["caseId"] = json!(case.id);
            told
        })
        .collect();
    Ok(listed("relatedItems", &items, next))
}

impl Sort {
    fn compare(
        &self,
        one: (&Case, &Related),
        other: (&Case, &Related),
        started: Timestamp,
    ) -> Ordering {
        self.sort_order.apply(match self.sort_property {
            Property::AssociationTime => one.1.at.on(started).cmp(&other.1.at.on(started)),
            Property::CaseId => one.0.id.cmp(&other.0.id),
        })
    }
}

fn told(call: &Call, item: &Related) -> Value {
    let (kind, content) = match &item.content {
        Content::Contact { arn, channel, at } => (
            "Contact",
            json!({ "contact": { "contactArn": arn, "channel": channel, "connectedToSystemTime": iso(*at) } }),
        ),
        Content::Comment { body } => (
            "Comment",
            json!({ "comment": { "body": body, "contentType": "Text/Plain" } }),
        ),
        Content::File { arn } => ("File", json!({ "file": { "fileArn": arn } })),
    };
    let mut told = json!({
        "relatedItemId": item.id,
        "type": kind,
        "associationTime": iso(item.at.on(call.shared.started)),
        "content": content,
        "tags": {},
    });
    if let Some(user) = &item.by {
        told["performedBy"] = json!({ "userArn": user });
    }
    told
}
