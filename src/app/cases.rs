//! The picker of cases: all of a domain's, or those that the service finds.

use std::collections::HashSet;

use crate::domain::{Arn, Case, Instance, SafeText};

use super::{Asking, Cursor, Field, Pages, Remote, Ticket};

/// The cases of an instance's domain, and the field that searches them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cases {
    /// The instance that was picked.
    pub instance: Instance,
    /// What the person types.
    pub field: Field,
    /// All cases, last updated first.
    pub all: Remote<Pages<Case>>,
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

impl Cases {
    /// The picker before anything was asked.
    pub fn of(instance: Instance) -> Self {
        Self {
            instance,
            field: Field::default(),
            all: Remote::default(),
            search: None,
            cursor: Cursor::default(),
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

    /// What the picker shows: the service's hits; until it has answered, the loaded cases
    /// that hold the typed words, so that something moves at once.
    pub fn rows(&self) -> Vec<&Case> {
        let Some(search) = &self.search else {
            return self.all.items().iter().collect();
        };
        let hits = search.hits.items();
        if search.hits.asking == Asking::Idle && search.hits.seen.is_some() {
            return hits.iter().collect();
        }
        let known: HashSet<&Arn> = hits.iter().map(|hit| &hit.arn).collect();
        let words = search.term.as_str().to_lowercase();
        let loaded = self.all.items().iter();
        let local = loaded.filter(|case| !known.contains(&case.arn) && holds(case, &words));
        hits.iter().chain(local).collect()
    }

    /// The case under the cursor.
    pub fn selected(&self) -> Option<&Case> {
        self.rows().get(self.cursor.index()).copied()
    }

    /// Finds the selected case again after rows came, went or moved.
    pub fn settle(&mut self, height: usize) {
        let keys: Vec<Arn> = self.rows().iter().map(|row| row.arn.clone()).collect();
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
