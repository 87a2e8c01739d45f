//! The picker of cases: all of a domain's, or those that the service finds.

use std::collections::HashSet;

use crate::domain::{Arn, Case, CaseQuery, Instance, SafeText};

use super::{Asking, Cursor, Field, Pages, Remote, Ticket};

/// The most recent cases that stand first.
const MOST_RECENTS: usize = 5;

/// The cases of an instance's domain, and the field that searches them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cases {
    /// The instance that was picked.
    pub instance: Instance,
    /// What the person types.
    pub field: Field,
    /// Only those that are not closed.
    pub open: bool,
    /// Only those that are assigned to the person who asks.
    pub mine: bool,
    /// All cases, last updated first.
    pub all: Remote<Pages<Case>>,
    /// Those that were looked into lately, the latest first; little is known of them.
    pub recents: Vec<Case>,
    /// The request for them.
    pub recalling: Option<Ticket>,
    /// What the service finds for the field's text; none while the field is empty.
    pub search: Option<Search>,
    /// Which case is selected.
    pub cursor: Cursor<Arn>,
}

/// A search that the service does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// What is searched for.
    pub term: SafeText,
    /// The timer that waits for the fingers to rest; no request before.
    pub resting: Option<Ticket>,
    /// What the service found.
    pub hits: Remote<Pages<Case>>,
    /// A single hit is opened at once: the text was pasted, or Enter asked for it.
    pub land: bool,
}

/// A row of the picker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// The case, as far as it is known.
    pub case: &'a Case,
    /// It was looked into lately.
    pub recent: bool,
    /// The service named it; one that is remembered only does not count.
    pub listed: bool,
}

impl Cases {
    /// The picker before anything was asked.
    pub fn of(instance: Instance) -> Self {
        Self {
            instance,
            field: Field::default(),
            open: false,
            mine: false,
            all: Remote::default(),
            recents: Vec::new(),
            recalling: None,
            search: None,
            cursor: Cursor::default(),
        }
    }

    /// What the service is asked for, with these words.
    pub fn query(&self, term: Option<SafeText>) -> CaseQuery {
        CaseQuery {
            term,
            open: self.open,
            mine: self.mine,
        }
    }

    /// The pages that are shown: those of the search, else those of the list.
    pub fn pages(&self) -> &Remote<Pages<Case>> {
        match &self.search {
            Some(search) => &search.hits,
            None => &self.all,
        }
    }

    /// The same, to ask for more of them.
    pub fn pages_mut(&mut self) -> &mut Remote<Pages<Case>> {
        match &mut self.search {
            Some(search) => &mut search.hits,
            None => &mut self.all,
        }
    }

    /// What the picker shows: the recent cases and the others; of a search the service's
    /// hits, and until it has answered, the known cases that hold the typed words, so that
    /// something moves at once.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let Some(search) = &self.search else {
            return self.recent_first(self.all.items().iter().collect(), |_| true);
        };
        let hits = search.hits.items();
        if search.hits.asking == Asking::Idle && search.hits.seen.is_some() {
            let row = |case| Row {
                case,
                recent: self.is_recent(case),
                listed: true,
            };
            return hits.iter().map(row).collect();
        }
        let known: HashSet<&Arn> = hits.iter().map(|hit| &hit.arn).collect();
        let words = search.term.as_str().to_lowercase();
        let loaded = self.all.items().iter();
        let local = loaded.filter(|case| !known.contains(&case.arn) && holds(case, &words));
        let listed = hits.iter().chain(local).collect();
        self.recent_first(listed, |recent| holds(recent, &words))
    }

    /// The recent cases in front of the others. One that the service named stands with all
    /// that is known of it, and only once; what is narrowed shows no other.
    fn recent_first<'a>(
        &'a self,
        listed: Vec<&'a Case>,
        fits: impl Fn(&Case) -> bool,
    ) -> Vec<Row<'a>> {
        let narrowed = self.open || self.mine;
        let lately = self.recents.iter().take(MOST_RECENTS);
        let mut rows: Vec<Row<'a>> = lately
            .filter_map(|recent| {
                let known = listed.iter().find(|case| case.arn == recent.arn);
                let shown = known.is_some() || (!narrowed && fits(recent));
                shown.then_some(Row {
                    case: known.copied().unwrap_or(recent),
                    recent: true,
                    listed: known.is_some(),
                })
            })
            .collect();
        let first: HashSet<&Arn> = rows.iter().map(|row| &row.case.arn).collect();
        let others = listed
            .into_iter()
            .filter(|case| !first.contains(&case.arn))
            .map(|case| Row {
                case,
                recent: self.is_recent(case),
                listed: true,
            });
        let others: Vec<Row<'a>> = others.collect();
        rows.extend(others);
        rows
    }

    fn is_recent(&self, case: &Case) -> bool {
        self.recents.iter().any(|recent| recent.arn == case.arn)
    }

    /// Puts a case first among the recent ones.
    pub fn add_recent(&mut self, case: Case) {
        self.recents.retain(|other| other.arn != case.arn);
        self.recents.insert(0, case);
    }

    /// Whether there is a row to take, or a text to search for or to go to that is not on its
    /// way already.
    pub fn can_take(&self) -> bool {
        let lands = |search: &Search| search.land && search.hits.asking.ticket().is_some();
        let is_under_way = self.search.as_ref().is_some_and(lands);
        self.selected().is_some() || (!self.field.trimmed().is_empty() && !is_under_way)
    }

    /// The case under the cursor.
    pub fn selected(&self) -> Option<&Case> {
        self.rows().get(self.cursor.index()).map(|row| row.case)
    }

    /// Finds the selected case again after rows came, went or moved.
    pub fn settle(&mut self, height: usize) {
        let keys: Vec<Arn> = self.rows().iter().map(|row| row.case.arn.clone()).collect();
        self.cursor.settle(
            keys.len(),
            height,
            |key| keys.iter().position(|other| other == key),
            |index| keys.get(index).cloned(),
        );
    }
}

fn holds(case: &Case, words: &str) -> bool {
    let fields = [
        case.reference.as_ref(),
        case.title.as_ref(),
        case.status.as_ref(),
        Some(case.id.shown()),
    ];
    words.split_whitespace().all(|word| {
        fields
            .into_iter()
            .flatten()
            .any(|text| text.as_str().to_lowercase().contains(word))
    })
}
