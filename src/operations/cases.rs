//! Cases: listing a domain's, and finding the ones that a person means.

use crate::aws::Aws;
use crate::domain::{
    Arn, Case, CaseId, CaseName, CaseQuery, Failure, FailureKind, Instance, LONGEST_TERM, Page,
    PageToken, SafeText,
};

use super::agent::Agent;
use super::instances::same_region;
use super::told::Say;

const WHAT: &str = "The case could not be chosen";

/// One page of up to 100 cases, last changed first. Who asks for their own cases is
/// `agent`; nothing is looked up for the others.
pub async fn cases(
    aws: &Aws,
    agent: &Agent,
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
    let user = if query.mine {
        Some(agent.arn(aws, &instance.id).await?)
    } else {
        None
    };
    let found = aws.search_cases(domain, query, user.as_ref(), page).await;
    found.map_err(without_search)
}

/// The cases that a person means, as [`find_cases_page`] finds them, without the token.
pub async fn find_cases(
    aws: &Aws,
    domain: &Arn,
    name: &CaseName,
    say: Say<'_>,
) -> Result<Vec<Case>, Failure> {
    Ok(find_cases_page(aws, domain, name, say).await?.items)
}

/// The cases that a person means: one for an ARN, an id or an address; for words the
/// cases with exactly this reference number (as typed or in capitals), and only
/// when there is none, the first page of what the service finds by these words. No
/// case is no failure: the answer is empty. The page has a next one only when the words
/// were searched for: [`cases`] gives it for a query of these words. A case whose fields
/// may not be read is found all the same, without them.
pub async fn find_cases_page(
    aws: &Aws,
    domain: &Arn,
    name: &CaseName,
    say: Say<'_>,
) -> Result<Page<Case>, Failure> {
    let id = match name {
        CaseName::Arn(arn) => {
            same_region(aws, arn, "case").await?;
            match arn.case_id() {
                Some(id) if arn.domain().as_ref() == Some(domain) => id,
                _ => return Err(elsewhere(arn, domain)),
            }
        }
        CaseName::Id(id) | CaseName::Workspace { case: id, .. } => id.clone(),
        CaseName::Words(words) => return by_words(aws, domain, words).await,
    };
    Ok(Page {
        items: vec![by_id(aws, domain, id, say).await?],
        next: None,
    })
}

async fn by_id(aws: &Aws, domain: &Arn, id: CaseId, say: Say<'_>) -> Result<Case, Failure> {
    match aws.get_case(domain, &id).await {
        Err(failure) if failure.kind == FailureKind::Denied => {
            say("The case is taken as it was named, without its title, since cases:GetCase is not allowed.".into());
            Ok(Case::bare(domain.case(&id), id))
        }
        found => found,
    }
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
    let found = aws.cases_by_reference(domain, &spellings).await;
    let items = found.map_err(without_search)?.items;
    if !items.is_empty() {
        return Ok(Page { items, next: None });
    }
    let query = CaseQuery {
        term: Some(words.clone()),
        ..CaseQuery::default()
    };
    let found = aws.search_cases(domain, &query, None, None).await;
    found.map_err(without_search)
}

/// Who may not search can still name one case.
fn without_search(failure: Failure) -> Failure {
    if failure.kind == FailureKind::Denied {
        return failure.or("By its id or its ARN a case is found without the search.");
    }
    failure
}

fn short_enough(term: &SafeText) -> Result<(), Failure> {
    let length = term.raw().chars().count();
    if length <= LONGEST_TERM {
        return Ok(());
    }
    let why = format!("a search takes at most {LONGEST_TERM} characters, and this is {length}");
    Err(Failure::new(FailureKind::Usage, WHAT, why))
}
