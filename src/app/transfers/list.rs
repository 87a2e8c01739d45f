//! All transfers since the start, in the order in which a person sees them.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::domain::{Arn, Failure, FileKey};

use super::super::{Cursor, Ticket, Totals};
use super::books::Books;
use super::sum::Sum;
use super::{Errand, HowFar, Stage, Transfer};

/// All transfers since the start.
#[derive(Clone, Default)]
pub struct Transfers {
    /// What runs or asks, then what waits, both as they were begun; then what failed, and last
    /// what ended otherwise, both the newest first.
    pub list: List,
    /// Which one is selected.
    pub cursor: Cursor<Ticket>,
    by_id: HashMap<Ticket, Arc<Transfer>>,
    /// Whose request each ticket numbers.
    requests: HashMap<Ticket, Ticket>,
    /// Those that were not begun yet, because enough of them are.
    waiting: BTreeSet<Ticket>,
    books: Arc<Books>,
}

/// Transfers in their order. They are changed by [`Transfers::change`] alone, which keeps what is
/// known of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List(Vec<Arc<Transfer>>);

impl Deref for List {
    type Target = [Arc<Transfer>];

    fn deref(&self) -> &[Arc<Transfer>] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a List {
    type Item = &'a Arc<Transfer>;
    type IntoIter = std::slice::Iter<'a, Arc<Transfer>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

// All else follows from the list.
impl fmt::Debug for Transfers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfers")
            .field("list", &self.list)
            .field("cursor", &self.cursor)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Transfers {
    fn eq(&self, other: &Self) -> bool {
        (&self.list, &self.cursor) == (&other.list, &other.cursor)
    }
}

impl Eq for Transfers {}

impl Transfers {
    /// Adds what was begun.
    pub fn begin(&mut self, begun: Vec<Transfer>) {
        for one in begun {
            let books = Arc::make_mut(&mut self.books);
            for old in books.supersedes(&one) {
                let Some(old) = self.by_id.get(&old).filter(|old| old.is_like(&one)) else {
                    continue;
                };
                books.strike_out(old);
                books.superseded.insert(old.id);
                books.enter(old);
            }
            books.begin(&one);
            let one = Arc::new(one);
            self.requests.insert(one.ticket, one.id);
            self.by_id.insert(one.id, Arc::clone(&one));
            self.list.0.push(one);
        }
        self.list.0.sort_by_key(|one| one.place());
    }

    /// Changes the one that is known by this, and puts it into its place; nothing when there is
    /// none.
    pub fn change<T>(&mut self, id: Ticket, change: impl FnOnce(&mut Transfer) -> T) -> Option<T> {
        let mut one = self.by_id.remove(&id)?;
        let books = Arc::make_mut(&mut self.books);
        books.strike_out(&one);
        let found = self.found(&one);
        if let Ok(place) = found {
            self.list.0.remove(place);
        }
        // Nobody else has it, unless the whole list was cloned.
        let changed = change(Arc::make_mut(&mut one));
        if one.stage != Stage::Queued {
            self.waiting.remove(&id);
        }
        let books = Arc::make_mut(&mut self.books);
        books.enter(&one);
        self.requests.insert(one.ticket, one.id);
        let (Ok(place) | Err(place)) = self.found(&one);
        self.list.0.insert(place, Arc::clone(&one));
        self.by_id.insert(id, one);
        Some(changed)
    }

    /// It is begun when its turn comes: each that is begun costs a task, and there may be as many
    /// as there are rows.
    pub fn wait(&mut self, id: Ticket) {
        self.waiting.insert(id);
    }

    /// Those whose turn has come, so that so many are under way.
    pub fn take_turns(&mut self, most: usize) -> Vec<&Transfer> {
        let begun = self.running().saturating_sub(self.waiting.len());
        let turns = most.saturating_sub(begun);
        let ids: Vec<Ticket> = std::iter::from_fn(|| self.waiting.pop_first())
            .take(turns)
            .collect();
        ids.into_iter().filter_map(|id| self.get(id)).collect()
    }

    /// Where it stands, or would.
    fn found(&self, one: &Transfer) -> Result<usize, usize> {
        let place = one.place();
        self.list
            .0
            .binary_search_by(|other| other.place().cmp(&place))
    }

    /// How many are still on their way.
    pub fn running(&self) -> usize {
        self.books.all.on_the_way()
    }

    /// How many wait for a person's word.
    pub fn asking(&self) -> usize {
        self.books.all.asking()
    }

    /// How many have not come to an end yet.
    pub fn open(&self) -> usize {
        self.books.all.open()
    }

    /// The one that this ticket numbers, while it is on its way.
    pub fn on_its_way(&self, ticket: Ticket) -> Option<&Transfer> {
        let one = self.get(*self.requests.get(&ticket)?)?;
        (one.ticket == ticket && one.stage.is_running()).then_some(one)
    }

    /// The one that is known by this.
    pub fn get(&self, id: Ticket) -> Option<&Transfer> {
        self.by_id.get(&id).map(|one| &**one)
    }

    /// Whether the same is on its way already, or waits for a word.
    pub fn is_open(&self, errand: &Errand) -> bool {
        let ids = self.books.of_file.get(&errand.file().key);
        let mut all = ids.into_iter().flatten().filter_map(|id| self.get(*id));
        all.any(|one| one.stage.is_open() && one.errand.is_like(errand))
    }

    /// Those that have not come to an end yet.
    pub fn open_ones(&self) -> impl Iterator<Item = &Transfer> {
        self.list.iter().map(|one| &**one).take(self.open())
    }

    /// The one that has waited longest for a person's word.
    pub fn next_to_ask(&self) -> Option<&Transfer> {
        self.get(*self.books.asking.first()?)
    }

    /// How many of this bulk wait because another file has their name.
    pub fn in_conflict(&self, bulk: Ticket) -> usize {
        self.books.bulk(bulk).in_conflict
    }

    /// How many of this bulk have not come to an end yet.
    pub fn open_in(&self, bulk: Ticket) -> usize {
        self.books.bulk(bulk).open()
    }

    /// What a bulk is together.
    pub(in super::super) fn bulk(&self, bulk: Ticket) -> Sum {
        self.books.bulk(bulk)
    }

    /// How far the newest transfer of this file is.
    pub fn how_far(&self, key: &FileKey) -> Option<HowFar> {
        self.books.how_far.get(key).copied()
    }

    /// The sums of all.
    pub fn totals(&self) -> Totals {
        let (all, together) = (&self.books.all, self.books.begun_together());
        let bytes = |sum: u128| u64::try_from(sum).unwrap_or(u64::MAX);
        let known = all.on_the_way() > 0 && together.unknown == 0;
        Totals {
            running: all.running,
            waiting: all.waiting,
            asking: all.asking(),
            failed: all.failed,
            received: bytes(together.received),
            total: known.then(|| bytes(together.total)),
            rate: (all.rated > 0).then(|| bytes(all.rate)),
        }
    }

    /// Why files did not arrive that this screen asked for, the newest first; of what it asked for
    /// again only the last word.
    pub fn failed(&self, subject: &Arn) -> impl Iterator<Item = &Failure> {
        let failed = self.failed_places(subject);
        failed.filter_map(|place| match &self.list.get(place)?.stage {
            Stage::Failed(failure) => Some(failure),
            _ => None,
        })
    }

    /// The transfers behind them, so many at most.
    pub(in super::super) fn failed_ones(
        &self,
        subject: &Arn,
        most: usize,
    ) -> impl Iterator<Item = &Transfer> {
        let places = self.failed_places(subject).take(most);
        places.filter_map(|place| self.list.get(place).map(|one| &**one))
    }

    fn failed_places(&self, subject: &Arn) -> impl Iterator<Item = usize> {
        let first = self.open();
        let failed = first..first + self.books.all.failed;
        failed.filter(move |place| {
            let one = self.list.get(*place);
            one.is_some_and(|one| {
                one.subject == *subject && !self.books.superseded.contains(&one.id)
            })
        })
    }

    /// How many of them there are.
    pub fn failed_count(&self, subject: &Arn) -> usize {
        self.books.failed_of.get(subject).copied().unwrap_or(0)
    }

    /// The one under the cursor.
    pub fn selected(&self) -> Option<&Transfer> {
        self.list.get(self.cursor.index()).map(|one| &**one)
    }

    /// Finds the selected one again.
    pub fn settle(&mut self, height: usize) {
        let (list, by_id) = (&self.list.0, &self.by_id);
        let place = |id: &Ticket| {
            let place = by_id.get(id)?.place();
            list.binary_search_by(|other| other.place().cmp(&place))
                .ok()
        };
        let key_at = |index: usize| list.get(index).map(|one| one.id);
        self.cursor.settle(list.len(), height, place, key_at);
    }

    /// The same for a screen on which names are hidden: these places, the first failures of this
    /// screen and the one that is asked about, each as `veil` leaves it. In the place of all
    /// others, which nobody sees, stands one of them without anything to tell.
    #[must_use]
    pub(in super::super) fn veiled(
        &self,
        places: Range<usize>,
        (subject, most): (Option<&Arn>, usize),
        asked: Option<Ticket>,
        veil: impl Fn(&Transfer) -> Transfer,
    ) -> Self {
        let Some(first) = self.list.first() else {
            return Self::default();
        };
        let blank = Transfer {
            stage: Stage::Cancelled,
            ..veil(first)
        };
        let blank = Arc::new(blank);
        let mut list = vec![blank; self.list.len()];
        let mut by_id = HashMap::new();
        let failed = subject.into_iter().flat_map(|arn| self.failed_places(arn));
        let asked = asked.and_then(|id| self.found(self.get(id)?).ok());
        for place in places.chain(failed.take(most)).chain(asked) {
            if let (Some(slot), Some(one)) = (list.get_mut(place), self.list.get(place)) {
                let one = Arc::new(veil(one));
                by_id.insert(one.id, Arc::clone(&one));
                *slot = one;
            }
        }
        Self {
            list: List(list),
            cursor: self.cursor.clone(),
            by_id,
            requests: HashMap::new(),
            waiting: BTreeSet::new(),
            books: Arc::clone(&self.books),
        }
    }
}
