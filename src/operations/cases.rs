//! Cases: listing a domain's, and finding the ones that a person means.

use crate::aws::Aws;
use crate::domain::{
    Arn, Case, CaseName, CaseQuery, Failure, FailureKind, Instance, LONGEST_TERM, Page, PageToken,
    SafeText,
};

const WHAT: &str = "The case could not be chosen";

/// One page of up to 100 cases, last changed first.
pub async fn cases(
    aws: &Aws,
    instance: &Instance,
    query: &CaseQuery,
    page: Option<PageToken>,
) -> Result<Page<Case>, Failure> {
    let Some(domain) = instance.domain_arn() else {
        let why = format!("instance {} has no Cases domain", instance.label());
        return Err(Failure::new(FailureKind::NotFound, WHAT, why));
    };
    if let Some(term) = &query.term {
        short_enough(term)?;
    }
    aws.search_cases(domain, query, page).await
}

/// The cases that a person means, as [`find_cases_page`] finds them, without the token.
pub async fn find_cases(aws: &Aws, domain: &Arn, name: &CaseName) -> Result<Vec<Case>, Failure> {
    Ok(find_cases_page(aws, domain, name).await?.items)
}

/// The cases that a person means: one for an ARN, an id or an address; for words the
/// cases with exactly this reference number (as typed or in capitals), and only
/// when there is none, the first page of what the service finds by these words. No
/// case is no failure: the answer is empty. The page has a next one only when the words
/// were searched for: [`cases`] gives it for a query of these words.
pub async fn find_cases_page(
    aws: &Aws,
    domain: &Arn,
    name: &CaseName,
) -> Result<Page<Case>, Failure> {
    let id = match name {
        CaseName::Arn(arn) => match arn.case_id() {
            Some(id) if arn.domain().as_ref() == Some(domain) => id,
            _ => return Err(elsewhere(arn, domain)),
        },
        CaseName::Id(id) | CaseName::Workspace { case: id, .. } => id.clone(),
        CaseName::Words(words) => return by_words(aws, domain, words).await,
    };
    Ok(Page {
        items: vec![aws.get_case(domain, &id).await?],
        next: None,
    })
}

fn elsewhere(case: &Arn, domain: &Arn) -> Failure {
    let why = format!("the case {case} is not in this instance's Cases domain, {domain}");
    Failure::new(FailureKind::Usage, WHAT, why)
        .hint("Leave --instance out to find the case's own, and check the region.")
}

async fn by_words(aws: &Aws, domain: &Arn, words: &SafeText) -> Result<Page<Case>, Failure> {
    short_enough(words)?;
    let typed = words.raw();
    let capitals = typed.to_uppercase();
    let mut spellings = vec![typed];
    if capitals != typed {
        spellings.push(&capitals);
    }
    let items = aws.cases_by_reference(domain, &spellings).await?.items;
    if !items.is_empty() {
        return Ok(Page { items, next: None });
    }
    let query = CaseQuery {
        term: Some(words.clone()),
        ..CaseQuery::default()
    };
    aws.search_cases(domain, &query, None).await
}

fn short_enough(term: &SafeText) -> Result<(), Failure> {
    let length = term.raw().chars().count();
    if length <= LONGEST_TERM {
        return Ok(());
    }
    let why = format!("a search takes at most {LONGEST_TERM} characters, and this is {length}");
    Err(Failure::new(FailureKind::Usage, WHAT, why))
}
