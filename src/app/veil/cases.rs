//! Cases and instances without names.

use std::collections::HashSet;

use crate::domain::{Arn, Case, CaseId, SafeText, Subject};

use super::super::{Cases, Finding, Instances, Pages, Remote, Search};
use super::words::Hider;

impl Hider<'_> {
    pub(super) fn case(&self, case: &Case) -> Case {
        let Case {
            arn,
            id,
            reference,
            title,
            status,
            updated,
            updated_text,
            created_text,
            assigned_user,
            assigned_queue,
        } = case;
        let hidden = |text: &Option<SafeText>| text.as_ref().map(|_| self.nothing());
        Case {
            // What a row is known by; it is drawn nowhere.
            arn: arn.clone(),
            id: CaseId::new(self.id(id.shown()).as_str()),
            reference: reference.as_ref().map(|text| self.id(text)),
            title: hidden(title),
            status: status.clone(),
            updated: *updated,
            updated_text: updated_text.clone(),
            created_text: created_text.clone(),
            assigned_user: hidden(assigned_user),
            assigned_queue: hidden(assigned_queue),
        }
    }

    pub(super) fn subject(&self, subject: &Subject) -> Subject {
        match subject {
            Subject::Case(case) => Subject::Case(Box::new(self.case(case))),
            Subject::Contact(contact) => Subject::Contact(contact.clone()),
        }
    }

    /// The picker with the very rows that it has: which of the known cases hold the typed
    /// words was decided by their names.
    pub(super) fn cases(&self, cases: &Cases) -> Cases {
        let shown: HashSet<&Arn> = cases.rows().iter().map(|row| &row.case.arn).collect();
        let Cases {
            instance,
            field,
            open,
            mine,
            all,
            recents,
            recalling,
            search,
            cursor,
        } = cases;
        let narrowed = search.is_some();
        let kept = |case: &&Case| !narrowed || shown.contains(&case.arn);
        Cases {
            instance: instance.clone(),
            field: field.clone(),
            open: *open,
            mine: *mine,
            all: self.pages(all, kept),
            recents: recents
                .iter()
                .filter(kept)
                .map(|case| self.case(case))
                .collect(),
            recalling: *recalling,
            search: search.as_ref().map(|search| self.search(search)),
            cursor: cursor.clone(),
        }
    }

    fn search(&self, search: &Search) -> Search {
        let Search {
            term: _,
            resting,
            hits,
            land,
        } = search;
        Search {
            // What remains holds them all, and hidden names hold none.
            term: "".into(),
            resting: *resting,
            hits: self.pages(hits, |_| true),
            land: *land,
        }
    }

    fn pages(
        &self,
        pages: &Remote<Pages<Case>>,
        kept: impl Fn(&&Case) -> bool,
    ) -> Remote<Pages<Case>> {
        let Remote { seen, asking } = pages;
        Remote {
            seen: seen.as_ref().map(|pages| Pages {
                items: pages
                    .items
                    .iter()
                    .filter(&kept)
                    .map(|case| self.case(case))
                    .collect(),
                next: pages.next.clone(),
            }),
            asking: self.asking(asking),
        }
    }

    /// What an instance is called is no secret of a customer's.
    pub(super) fn instances(&self, instances: &Instances) -> Instances {
        let Instances {
            field,
            list,
            finding,
            domains,
            domain_failures,
            cursor,
            types,
        } = instances;
        Instances {
            field: field.clone(),
            list: Remote {
                seen: list.seen.clone(),
                asking: self.asking(&list.asking),
            },
            finding: finding.as_ref().map(|finding| Finding {
                sought: finding.sought.clone(),
                asking: self.asking(&finding.asking),
                found: None,
            }),
            domains: domains.clone(),
            domain_failures: domain_failures
                .iter()
                .map(|failure| self.failure(failure))
                .collect(),
            cursor: cursor.clone(),
            types: *types,
        }
    }
}
