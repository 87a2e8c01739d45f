//! What is attached to cases: contacts, comments and files, of one case or of the
//! whole domain. A file is only an ARN here; its metadata is told by `files`.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::cases::listed;
use super::files::iso;
use super::input;
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

    /// One page of what was found, told by `tell`.
    fn answer<T>(
        &self,
        call: &Call,
        scope: &str,
        found: Vec<T>,
        tell: impl Fn(T) -> Value,
    ) -> Answer {
        let ask = Ask {
            service: CASES,
            question: &format!("{scope} {:?} {:?}", self.filters, self.sorts),
            size: input::page_size(CASES, self.max_results, 25)?,
            token: self.next_token.as_deref(),
            now: call.now,
        };
        let (found, next) = call.shared.pager.cut(found, ask)?;
        let items: Vec<Value> = found.into_iter().map(tell).collect();
        Ok(listed("relatedItems", &items, next))
    }
}

pub(crate) fn search_related_items(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    let search = Search::read(call)?;
    let case = input::case(call, domain)?;
    let found = case
        .related
        .iter()
        .filter(|item| search.wants(item))
        .collect();
    let scope = format!("SearchRelatedItems {}", case.arn);
    search.answer(call, &scope, found, |item| told(call, item))
}

pub(crate) fn search_all_related_items(call: &Call) -> Answer {
    let domain = input::domain(call)?;
    let search = Search::read(call)?;
    let mut found: Vec<(&Case, &Related)> = domain
        .cases
        .iter()
        .flat_map(|case| case.related.iter().map(move |item| (case, item)))
        .filter(|(_, item)| search.wants(item))
        .collect();
    let started = call.shared.started;
    found.sort_by(|one, other| {
        search
            .sorts()
            .iter()
            .map(|sort| sort.compare(*one, *other, started))
            .find(|ordering| ordering.is_ne())
            .unwrap_or_else(|| one.1.id.cmp(&other.1.id))
    });
    let scope = format!("SearchAllRelatedItems {}", domain.arn);
    search.answer(call, &scope, found, |(case, item)| {
        let mut told = told(call, item);
        told["caseId"] = json!(case.id);
        told
    })
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
