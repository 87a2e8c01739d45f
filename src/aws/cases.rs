//! The calls to Amazon Connect Cases. A domain is named by its ARN, because the
//! answers hold only ids and a case's ARN is built from it.

use std::collections::HashSet;

use aws_sdk_connectcases::error::BuildError;
use aws_sdk_connectcases::types::{
    CaseFilter, ContactFilter, FieldFilter, FieldIdentifier, FieldValue, FieldValueUnion,
    FileFilter, Order, RelatedItemTypeFilter, Sort,
};

use super::Aws;
use super::call::{Call, GET_CASE, LIST_DOMAINS, SEARCH_CASES, SEARCH_RELATED_ITEMS};
use super::convert_cases::{self, field};
use crate::domain::{
    Arn, Case, CaseId, CaseQuery, Contact, DomainId, Failure, FailureKind, FileId, Page, PageToken,
    SafeText,
};

/// The most that each call gives at once.
const DOMAINS_A_PAGE: i32 = 10;
pub(super) const CASES_A_PAGE: i32 = 100;
pub(super) const ITEMS_A_PAGE: i32 = 25;
/// The status of a closed case, which the service itself knows.
const CLOSED: &str = "closed";

/// What hangs on a case, as far as files are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Related {
    /// A file of the case itself.
    File(FileId),
    /// A contact, which may have files of its own.
    Contact(Contact),
    /// A file or a contact that the service gave no ARN of; the related item's id.
    Nameless(SafeText),
}

impl Aws {
    /// One page of the Cases domains of this account and Region, by `ListDomains`.
    pub async fn list_domains(&self, page: Option<PageToken>) -> Result<Page<Arn>, Failure> {
        let answer = self
            .ask(&LIST_DOMAINS, |aws| {
                aws.cases
                    .list_domains()
                    .max_results(DOMAINS_A_PAGE)
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.domains().iter();
        Ok(Page {
            items: listed.filter_map(convert_cases::domain).collect(),
            next: PageToken::given(answer.next_token()),
        })
    }

    /// One page of a domain's cases, last changed first, by `SearchCases`. With a `user`
    /// only those that are assigned to this Connect user.
    pub async fn search_cases(
        &self,
        domain: &Arn,
        query: &CaseQuery,
        user: Option<&Arn>,
        page: Option<PageToken>,
    ) -> Result<Page<Case>, Failure> {
        let term = query.term.as_ref().map(|term| term.raw().to_owned());
        let mut filters = Vec::new();
        if query.open {
            // Open is what is not closed: customers have statuses of their own.
            let closed = FieldValueUnion::StringValue(CLOSED.to_owned());
            filters.push(CaseFilter::Not(Box::new(equal_to(field::STATUS, closed)?)));
        }
        if let Some(user) = user {
            let user = FieldValueUnion::UserArnValue(user.raw().to_owned());
            filters.push(equal_to(field::USER, user)?);
        }
        let filter = one_or(filters, CaseFilter::AndAll);
        self.search(domain, term, filter, page).await
    }

    /// The cases whose reference number is exactly one of these; numbers are not
    /// unique. One request, since the search has the scarcest quota.
    pub async fn cases_by_reference(
        &self,
        domain: &Arn,
        references: &[&str],
    ) -> Result<Page<Case>, Failure> {
        let filters = references
            .iter()
            .map(|reference| {
                let value = FieldValueUnion::StringValue((*reference).to_owned());
                equal_to(field::REFERENCE, value)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let filter = one_or(filters, CaseFilter::OrAll);
        self.search(domain, None, filter, None).await
    }

    async fn search(
        &self,
        domain: &Arn,
        term: Option<String>,
        filter: Option<CaseFilter>,
        page: Option<PageToken>,
    ) -> Result<Page<Case>, Failure> {
        let id = domain_id(domain, &SEARCH_CASES)?;
        let fields = fields(&SEARCH_CASES)?;
        let sort = Sort::builder()
            .field_id(field::UPDATED)
            .sort_order(Order::Descending)
            .build()
            .map_err(|error| unmakeable(&SEARCH_CASES, &error))?;
        let answer = self
            .ask(&SEARCH_CASES, |aws| {
                aws.cases
                    .search_cases()
                    .domain_id(id.raw())
                    .max_results(CASES_A_PAGE)
                    .set_fields(Some(fields.clone()))
                    .sorts(sort.clone())
                    .set_search_term(term.clone())
                    .set_filter(filter.clone())
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.cases().iter().flatten();
        let mut seen = HashSet::new();
        Ok(Page {
            items: listed
                .filter_map(|item| convert_cases::case(item, domain))
                // One case that comes twice is no choice between two.
                .filter(|case| seen.insert(case.id.clone()))
                .collect(),
            next: PageToken::given(answer.next_token()),
        })
    }

    /// One case by its id, by `GetCase`: the way to know that it exists.
    pub async fn get_case(&self, domain: &Arn, case: &CaseId) -> Result<Case, Failure> {
        let id = domain_id(domain, &GET_CASE)?;
        let fields = fields(&GET_CASE)?;
        let answer = self
            .ask(&GET_CASE, |aws| {
                aws.cases
                    .get_case()
                    .domain_id(id.raw())
                    .case_id(case.raw())
                    .set_fields(Some(fields.clone()))
                    .send()
            })
            .await?;
        Ok(convert_cases::with_fields(
            domain,
            case.clone(),
            answer.fields(),
        ))
    }

    /// One page of a case's files and contacts, in the service's order, by
    /// `SearchRelatedItems`, which knows no sorting.
    pub async fn related_items(
        &self,
        domain: &Arn,
        case: &CaseId,
        page: Option<PageToken>,
    ) -> Result<Page<Related>, Failure> {
        let id = domain_id(domain, &SEARCH_RELATED_ITEMS)?;
        let answer = self
            .ask(&SEARCH_RELATED_ITEMS, |aws| {
                let files = FileFilter::builder().build();
                let contacts = ContactFilter::builder().build();
                aws.cases
                    .search_related_items()
                    .domain_id(id.raw())
                    .case_id(case.raw())
                    .max_results(ITEMS_A_PAGE)
                    .filters(RelatedItemTypeFilter::File(files))
                    .filters(RelatedItemTypeFilter::Contact(contacts))
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.related_items().iter().flatten();
        Ok(Page {
            items: listed.filter_map(convert_cases::related).collect(),
            next: PageToken::given(answer.next_token()),
        })
    }
}

pub(super) fn domain_id(domain: &Arn, call: &Call) -> Result<DomainId, Failure> {
    domain.domain_id().ok_or_else(|| {
        let why = format!("{domain} is not the ARN of a Cases domain");
        Failure::new(FailureKind::Usage, call.what, why)
    })
}

pub(super) fn fields(call: &Call) -> Result<Vec<FieldIdentifier>, Failure> {
    field::SHOWN
        .iter()
        .map(|id| FieldIdentifier::builder().id(*id).build())
        .collect::<Result<_, _>>()
        .map_err(|error| unmakeable(call, &error))
}

fn equal_to(field: &str, value: FieldValueUnion) -> Result<CaseFilter, Failure> {
    let value = FieldValue::builder()
        .id(field)
        .value(value)
        .build()
        .map_err(|error| unmakeable(&SEARCH_CASES, &error))?;
    Ok(CaseFilter::Field(FieldFilter::EqualTo(value)))
}

/// No filter, the only one, or several as one.
fn one_or(
    filters: Vec<CaseFilter>,
    several: fn(Vec<CaseFilter>) -> CaseFilter,
) -> Option<CaseFilter> {
    match <[CaseFilter; 1]>::try_from(filters) {
        Ok([only]) => Some(only),
        Err(none) if none.is_empty() => None,
        Err(all) => Some(several(all)),
    }
}

/// A request that this program put together wrongly.
pub(super) fn unmakeable(call: &Call, error: &BuildError) -> Failure {
    Failure::new(FailureKind::Usage, call.what, error.to_string())
}

pub(super) fn token(page: Option<&PageToken>) -> Option<String> {
    page.map(|page| page.raw().to_owned())
}
