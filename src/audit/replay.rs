//! What a journal says of one place: how far the walk had come, what was found and not done
//! yet, and the marks of what is done.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io;

use super::group::{Found, Grouper, Of, Unit, counts, mark};
use super::journal::{Journal, Record};
use super::row::Cells;
use super::totals::Totals;
use crate::domain::{CaseId, FileId, PageToken};

/// Which page is asked for next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Next {
    #[default]
    First,
    Page(PageToken),
    End,
}

impl Next {
    pub(super) fn of(token: Option<&str>) -> Self {
        PageToken::given(token).map_or(Self::End, Self::Page)
    }

    pub(super) fn token(&self) -> Option<PageToken> {
        match self {
            Self::Page(token) => Some(token.clone()),
            Self::First | Self::End => None,
        }
    }
}

/// How far one place had come.
#[derive(Debug, Default)]
pub(super) struct Replay {
    pub(super) done: HashSet<u64>,
    pub(super) ended: bool,
    pub(super) by_case: bool,
    /// Found, and not done.
    pub(super) ready: VecDeque<Unit>,
    pub(super) grouper: Grouper,
    pub(super) items: Next,
    pub(super) cases: Next,
    pub(super) total: Option<u64>,
    pub(super) cells: HashMap<String, Cells>,
}

/// Reads what the journal says of so many places, and adds its rows to the sums.
pub(super) fn replay(
    journal: &mut Journal,
    places: usize,
    (by_case, with_cases): (bool, bool),
    totals: &mut Totals,
) -> io::Result<Vec<Replay>> {
    let new = || Replay {
        by_case,
        ..Replay::default()
    };
    let mut all: Vec<Replay> = (0..places).map(|_| new()).collect();
    // First what is done: only then is it known which of the files that were found are not.
    journal.each(|record| {
        match record {
            Record::Unit {
                place,
                key,
                rows,
                left_out,
            } => {
                for row in &rows {
                    totals.add(row);
                }
                totals.units += u64::from(counts(&key));
                totals.left_out += left_out;
                if let Some(own) = all.get_mut(place) {
                    own.done.insert(mark(&key));
                }
            }
            Record::Ended { place } => {
                if let Some(own) = all.get_mut(place) {
                    own.ended = true;
                }
            }
            Record::ByCase { place } => {
                if let Some(own) = all.get_mut(place) {
                    own.by_case = true;
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    journal.each(|record| {
        match record {
            Record::Items { place, items, next } => {
                if let Some(own) = all.get_mut(place) {
                    own.found(&items, next.as_deref());
                }
            }
            Record::Cases {
                place,
                cases,
                next,
                total,
            } => {
                if let Some(own) = all.get_mut(place) {
                    own.listed(cases, next.as_deref(), with_cases);
                    own.total = total.or(own.total);
                }
            }
            Record::Afresh { place } => {
                if let Some(own) = all.get_mut(place) {
                    own.begin_again();
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(all)
}

impl Replay {
    fn found(&mut self, items: &[(String, Option<String>)], next: Option<&str>) {
        for (case, file) in items {
            let file = file.as_deref().map(FileId::new);
            let closed = self.grouper.push(&CaseId::new(case), file.as_ref());
            self.keep(closed);
        }
        self.items = Next::of(next);
        if self.items == Next::End {
            let last = self.grouper.finish();
            self.keep(last);
        }
    }

    fn keep(&mut self, unit: Option<Unit>) {
        if let Some(unit) = unit.filter(|unit| !self.done.contains(&mark(&unit.key()))) {
            self.ready.push_back(unit);
        }
    }

    fn listed(&mut self, cases: Vec<[Option<String>; 4]>, next: Option<&str>, with_cases: bool) {
        self.cases = Next::of(next);
        for [id, reference, title, status] in cases {
            let Some(id) = id else {
                continue;
            };
            if self.by_case {
                self.keep(Some(Unit {
                    of: Of::Case(CaseId::new(&id)),
                    found: Found::Unsearched,
                    late: 0,
                }));
            }
            if with_cases {
                let cells = Cells {
                    reference: reference.map(Into::into),
                    title: title.map(Into::into),
                    status: status.map(Into::into),
                };
                self.cells.insert(id, cells);
            }
        }
    }

    fn begin_again(&mut self) {
        self.grouper = Grouper::default();
        self.ready.clear();
        self.items = Next::First;
        if self.by_case {
            self.cases = Next::First;
        }
    }
}
