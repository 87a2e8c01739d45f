//! The walk over one place: which cases and contacts there are, and their files as far as the
//! search tells them. What was found is in the journal before anything is made of it, so that
//! no page is asked for twice.

use std::collections::{HashMap, HashSet, VecDeque};

use super::engine::Run;
use super::group::{Found, Grouper, Of, Unit, mark};
use super::journal::{Record, WHAT};
use super::replay::{Next, Replay};
use super::row::Cells;
use crate::aws::{Listing, Trail};
use crate::domain::{Case, Contact, Failure, FailureKind, PageToken, SafeText};

/// How often a search that has grown old is begun again without a new page in between.
const MOST_RESTARTS: u32 = 3;

/// Said when the search does not keep to the order that it was asked for.
const OUT_OF_ORDER: &str = "The search told some cases out of their order; the files that came late stand where they came.";

/// A walk that goes on where the journal ends.
pub(super) struct Walk<'a> {
    run: &'a Run<'a>,
    by_case: bool,
    seen: HashSet<u64>,
    ready: VecDeque<Unit>,
    grouper: Grouper,
    items: Next,
    cases: Next,
    cells: HashMap<String, Cells>,
    contacts: VecDeque<Contact>,
    trail: Trail,
    /// The next token is one of an earlier process.
    resumed: bool,
    restarts: u32,
}

impl<'a> Walk<'a> {
    pub(super) fn new(run: &'a Run<'a>, replay: Replay) -> Self {
        if let Some(total) = replay.total.filter(|_| replay.by_case) {
            run.sink.progress().there_are(total);
        }
        Self {
            run,
            by_case: replay.by_case,
            seen: replay.done,
            ready: replay.ready,
            grouper: replay.grouper,
            resumed: matches!(
                (&replay.items, &replay.cases),
                (Next::Page(_), _) | (_, Next::Page(_))
            ),
            items: replay.items,
            cases: replay.cases,
            cells: replay.cells,
            contacts: run.place.contacts.clone().into(),
            trail: Trail::default(),
            restarts: 0,
        }
    }

    /// How it is walked: known only at the end.
    pub(super) fn by_case(&self) -> bool {
        self.by_case
    }

    /// What comes next, and what its case is known by.
    pub(super) async fn next(&mut self) -> Result<Option<(Unit, Option<Cells>)>, Failure> {
        loop {
            while let Some(unit) = self.ready.pop_front() {
                if let Some(unit) = self.admit(unit) {
                    return Ok(Some(self.with_cells(unit)));
                }
            }
            let by_case = self.by_case && self.cases != Next::End;
            if by_case || self.titles_are_missing() {
                self.cases_page().await?;
            } else if !self.by_case && self.items != Next::End {
                self.items_page().await?;
            } else if let Some(contact) = self.contacts.pop_front() {
                self.ready.push_back(Unit {
                    of: Of::Contact(contact),
                    found: Found::Unsearched,
                    late: 0,
                });
            } else {
                return Ok(None);
            }
        }
    }

    /// Titles stand in the rows, so they are read before the first row.
    fn titles_are_missing(&self) -> bool {
        self.run.ask.with_cases && !self.by_case && self.cases != Next::End
    }

    fn with_cells(&self, unit: Unit) -> (Unit, Option<Cells>) {
        let cells = match &unit.of {
            Of::Case(id) => self.cells.get(id.raw()).cloned(),
            Of::Contact(_) => None,
        };
        (unit, cells)
    }

    /// Each once. What a case that comes again brings is read like any other.
    fn admit(&mut self, unit: Unit) -> Option<Unit> {
        if !self.seen.insert(mark(&unit.key())) {
            return None;
        }
        if unit.late > 0 {
            (self.run.say)(OUT_OF_ORDER.into());
        } else {
            self.run.sink.progress().reached(&unit.of);
        }
        Some(unit)
    }

    async fn items_page(&mut self) -> Result<(), Failure> {
        let Run { place, sink, .. } = self.run;
        let page = self.items.token();
        let asked = self
            .run
            .patience
            .with_login(&place.aws, async || {
                place.aws.domain_files(&place.domain, page.clone()).await
            })
            .await;
        let listed = match asked {
            Ok(listed) => listed,
            Err(failure) if page.is_none() && is_not_offered(&failure) => {
                return self.fall_back(&failure);
            }
            Err(failure) => return self.begin_again(failure, page.is_some()),
        };
        let next = self.trail.follow(listed.next, WHAT)?;
        let items = listed.items.iter();
        let items = items.map(|item| {
            let file = item.file.as_ref().map(|file| file.raw().to_owned());
            (item.case.raw().to_owned(), file)
        });
        sink.record(&Record::Items {
            place: self.run.number,
            items: items.collect(),
            next: next.as_ref().map(|token| token.raw().to_owned()),
        })?;
        self.turned();
        for item in &listed.items {
            let closed = self.grouper.push(&item.case, item.file.as_ref());
            self.ready.extend(closed);
        }
        self.items = next.map_or(Next::End, Next::Page);
        if self.items == Next::End {
            self.ready.extend(self.grouper.finish());
        }
        Ok(())
    }

    async fn cases_page(&mut self) -> Result<(), Failure> {
        let Run { place, sink, .. } = self.run;
        let page = self.cases.token();
        let asked = self
            .run
            .patience
            .with_login(&place.aws, async || {
                place.aws.cases_by_age(&place.domain, page.clone()).await
            })
            .await;
        let Listing {
            page: listed,
            total,
        } = match asked {
            Ok(listing) => listing,
            Err(failure) => return self.begin_again(failure, page.is_some()),
        };
        let next: Option<PageToken> = self.trail.follow(listed.next, WHAT)?;
        sink.record(&Record::Cases {
            place: self.run.number,
            cases: listed.items.iter().map(told).collect(),
            next: next.as_ref().map(|token| token.raw().to_owned()),
            total,
        })?;
        self.turned();
        if let Some(total) = total.filter(|_| self.by_case) {
            sink.progress().there_are(total);
        }
        for case in listed.items {
            if self.run.ask.with_cases {
                let cells = cells(&case);
                self.cells.insert(case.id.raw().to_owned(), cells);
            }
            if self.by_case {
                self.ready.push_back(Unit {
                    of: Of::Case(case.id),
                    found: Found::Unsearched,
                    late: 0,
                });
            }
        }
        self.cases = next.map_or(Next::End, Next::Page);
        Ok(())
    }

    /// A page came: the walk is on its own feet.
    fn turned(&mut self) {
        self.resumed = false;
        self.restarts = 0;
    }

    /// Case by case, since the whole domain may not be searched.
    fn fall_back(&mut self, failure: &Failure) -> Result<(), Failure> {
        let place = self.run.number;
        self.run.sink.record(&Record::ByCase { place })?;
        self.by_case = true;
        // The pages of titles, if there are any, are pages of the cases as well.
        self.cases = Next::First;
        self.trail = Trail::default();
        let why = match failure.kind {
            FailureKind::Denied => "cases:SearchAllRelatedItems is not allowed",
            _ => "SearchAllRelatedItems is not offered here",
        };
        let note = format!("Asking case by case, since {why}; that takes more requests.");
        (self.run.say)(SafeText::new(&note));
        Ok(())
    }

    /// A token lives for a day: then the search begins again, and what is done is skipped.
    fn begin_again(&mut self, failure: Failure, with_token: bool) -> Result<(), Failure> {
        let code = failure.code.as_ref().map_or("", |code| code.raw());
        let old =
            code.contains("InvalidToken") || (self.resumed && failure.kind == FailureKind::Usage);
        if !with_token || !old || self.restarts >= MOST_RESTARTS {
            return Err(failure);
        }
        self.restarts += 1;
        let place = self.run.number;
        self.run.sink.record(&Record::Afresh { place })?;
        self.resumed = false;
        self.grouper = Grouper::default();
        self.trail = Trail::default();
        self.ready.clear();
        self.items = Next::First;
        if self.by_case || self.titles_are_missing() {
            self.cases = Next::First;
        }
        let note = "The search has grown old and begins again; cases that are done are skipped.";
        (self.run.say)(note.into());
        Ok(())
    }
}

fn is_not_offered(failure: &Failure) -> bool {
    let code = failure.code.as_ref().map_or("", |code| code.raw());
    failure.kind == FailureKind::Denied || code.contains("UnknownOperation")
}

/// A case as the journal keeps it.
fn told(case: &Case) -> [Option<String>; 4] {
    let text = |text: &Option<SafeText>| text.as_ref().map(|text| text.raw().to_owned());
    [
        Some(case.id.raw().to_owned()),
        text(&case.reference),
        text(&case.title),
        text(&case.status),
    ]
}

fn cells(case: &Case) -> Cells {
    let text = |text: &Option<SafeText>| text.as_ref().map(|text| text.raw().into());
    Cells {
        reference: text(&case.reference),
        title: text(&case.title),
        status: text(&case.status),
    }
}
