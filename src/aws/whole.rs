//! The calls that read a whole domain, page after page, in orders that stay the same from
//! one run to the next. What is made of them is the business of `audit`.

use aws_sdk_connectcases::types::{
    FileFilter, Order, RelatedItemContent, RelatedItemTypeFilter, SearchAllRelatedItemsSort,
    SearchAllRelatedItemsSortProperty, Sort,
};

use super::Aws;
use super::call::{SEARCH_ALL_RELATED_ITEMS, SEARCH_CASES, SEARCH_RELATED_ITEMS};
use super::cases::{CASES_A_PAGE, ITEMS_A_PAGE, domain_id, fields, token, unmakeable};
use super::convert::file_id;
use super::convert_cases::{self, field};
use crate::domain::{Arn, Case, CaseId, Failure, FileId, Page, PageToken};

/// A file of some case of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainFile {
    /// The case that it is attached to.
    pub case: CaseId,
    /// Which file; none when the service did not say.
    pub file: Option<FileId>,
}

/// A page of cases, and how many there are in all, when the service says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The page.
    pub page: Page<Case>,
    /// All of them.
    pub total: Option<u64>,
}

impl Aws {
    /// One page of the files of all cases of a domain, case by case in the order of their
    /// ids, by `SearchAllRelatedItems`.
    pub async fn domain_files(
        &self,
        domain: &Arn,
        page: Option<PageToken>,
    ) -> Result<Page<DomainFile>, Failure> {
        let call = &SEARCH_ALL_RELATED_ITEMS;
        let id = domain_id(domain, call)?;
        let sort = SearchAllRelatedItemsSort::builder()
            .sort_property(SearchAllRelatedItemsSortProperty::CaseId)
            .sort_order(Order::Ascending)
            .build()
            .map_err(|error| unmakeable(call, &error))?;
        let answer = self
            .ask(call, |aws| {
                aws.cases
                    .search_all_related_items()
                    .domain_id(id.raw())
                    .max_results(ITEMS_A_PAGE)
                    .filters(only_files())
                    .sorts(sort.clone())
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.related_items().iter().flatten();
        let files = listed.map(|item| DomainFile {
            case: CaseId::new(item.case_id()),
            file: item.content().and_then(file_of),
        });
        Ok(Page {
            items: files.collect(),
            next: PageToken::given(answer.next_token()),
        })
    }

    /// One page of a domain's cases, the oldest first, by `SearchCases`: what is new comes
    /// last, so that a long walk is not moved under its feet.
    pub async fn cases_by_age(
        &self,
        domain: &Arn,
        page: Option<PageToken>,
    ) -> Result<Listing, Failure> {
        let call = &SEARCH_CASES;
        let id = domain_id(domain, call)?;
        let fields = fields(call)?;
        let sort = Sort::builder()
            .field_id(field::CREATED)
            .sort_order(Order::Ascending)
            .build()
            .map_err(|error| unmakeable(call, &error))?;
        let answer = self
            .ask(call, |aws| {
                aws.cases
                    .search_cases()
                    .domain_id(id.raw())
                    .max_results(CASES_A_PAGE)
                    .set_fields(Some(fields.clone()))
                    .sorts(sort.clone())
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.cases().iter().flatten();
        let cases = listed.filter_map(|item| convert_cases::case(item, domain));
        Ok(Listing {
            page: Page {
                items: cases.collect(),
                next: PageToken::given(answer.next_token()),
            },
            // Left out, it arrives as 0.
            total: u64::try_from(answer.total_count())
                .ok()
                .filter(|total| *total > 0),
        })
    }

    /// One page of the files of one case, by `SearchRelatedItems`; none stands for a file
    /// of which the service did not say which.
    pub async fn case_files(
        &self,
        domain: &Arn,
        case: &CaseId,
        page: Option<PageToken>,
    ) -> Result<Page<Option<FileId>>, Failure> {
        let id = domain_id(domain, &SEARCH_RELATED_ITEMS)?;
        let answer = self
            .ask(&SEARCH_RELATED_ITEMS, |aws| {
                aws.cases
                    .search_related_items()
                    .domain_id(id.raw())
                    .case_id(case.raw())
                    .max_results(ITEMS_A_PAGE)
                    .filters(only_files())
                    .set_next_token(token(page.as_ref()))
                    .send()
            })
            .await?;
        let listed = answer.related_items().iter().flatten();
        Ok(Page {
            items: listed
                .map(|item| item.content().and_then(file_of))
                .collect(),
            next: PageToken::given(answer.next_token()),
        })
    }
}

fn only_files() -> RelatedItemTypeFilter {
    RelatedItemTypeFilter::File(FileFilter::builder().build())
}

fn file_of(content: &RelatedItemContent) -> Option<FileId> {
    content
        .as_file()
        .ok()
        .and_then(|file| file_id(file.file_arn()))
}
