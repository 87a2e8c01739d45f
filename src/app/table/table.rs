//! The table: all rows, those that are shown, the cursor and the marks.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::{Attachment, FileKey};

use super::super::cursor::Found;
use super::super::{Cursor, Effect, Step, Ticket, Tickets};
use super::shown::{find, merge, take_out};
use super::standing::Standing;
use super::{Arrangement, Marks, Order, Rows, Sieve};

/// So many rows are arranged at once; more of them beside the machine, so that it can be
/// used meanwhile.
const AT_ONCE: usize = 2_000;

/// A table of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    rows: Rows,
    /// The rows that are shown, in their order.
    shown: Arc<Vec<u32>>,
    /// How the shown ones stand.
    stands: Order,
    /// How they are to stand; it differs only while they are arranged.
    wanted: Order,
    standing: Option<Standing>,
    cursor: Cursor<FileKey>,
    marks: Marks,
    /// How many of the marked are not shown.
    hidden_marks: usize,
    at_once: usize,
}

impl Table {
    /// An empty table in which rows will stand like this.
    pub fn new(order: Order) -> Self {
        Self {
            rows: Rows::default(),
            shown: Arc::default(),
            stands: order.clone(),
            wanted: order,
            standing: None,
            cursor: Cursor::default(),
            marks: Marks::default(),
            hidden_marks: 0,
            at_once: AT_ONCE,
        }
    }

    /// The same, where more rows than these are arranged beside the machine.
    #[must_use]
    pub fn arranging_at_once(self, rows: usize) -> Self {
        Self {
            at_once: rows,
            ..self
        }
    }

    /// All rows, shown or not.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The rows that are shown, in their order.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Attachment> {
        let files = self.rows.files();
        self.shown.iter().map(|&slot| &*files[slot as usize])
    }

    /// The row at this place among those that are shown.
    pub fn at(&self, place: usize) -> Option<&Attachment> {
        let slot = self.shown.get(place)?;
        self.rows.get(*slot).map(|file| &**file)
    }

    /// The slot of the row at this place among those that are shown.
    pub(super) fn slot_at(&self, place: usize) -> Option<u32> {
        self.shown.get(place).copied()
    }

    /// Puts another file into each of these slots, which is found by no key any more.
    pub(super) fn replace_each(
        &mut self,
        slots: impl IntoIterator<Item = u32>,
        with: impl Fn(&Attachment) -> Attachment,
    ) {
        self.rows.replace_each(slots, with);
    }

    /// How the rows are to stand.
    pub fn order(&self) -> &Order {
        &self.wanted
    }

    /// How the rows that are shown stand.
    pub fn stands(&self) -> &Order {
        &self.stands
    }

    /// The arrangement that is waited for.
    pub fn arranging(&self) -> Option<Ticket> {
        self.standing.as_ref().map(|standing| standing.ticket)
    }

    /// Where the cursor is.
    pub fn cursor(&self) -> &Cursor<FileKey> {
        &self.cursor
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&Attachment> {
        self.at(self.cursor.index())
    }

    /// The marked rows: how many, and their sizes.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// How many marked rows are not shown.
    pub fn hidden_marks(&self) -> usize {
        self.hidden_marks
    }

    /// Whether the row at this place among those that are shown is marked.
    pub fn is_marked(&self, place: usize) -> bool {
        let slot = self.shown.get(place);
        slot.is_some_and(|&slot| self.marks.has(slot))
    }

    /// The marked files: those that are shown in their order, and then those that are not.
    pub fn marked(&self) -> impl Iterator<Item = &Attachment> {
        let shown = self.shown.iter().copied();
        let shown: Vec<u32> = if self.marks.is_empty() {
            Vec::new()
        } else {
            shown.filter(|&slot| self.marks.has(slot)).collect()
        };
        let mut hidden: Vec<u32> = Vec::new();
        if self.hidden_marks > 0 {
            let known: HashSet<u32> = shown.iter().copied().collect();
            hidden.extend(self.marks.slots().filter(|slot| !known.contains(slot)));
        }
        let files = self.rows.files();
        let all = shown.into_iter().chain(hidden);
        all.map(|slot| &*files[slot as usize])
    }

    /// Marks the row under the cursor, or takes its mark away.
    pub fn toggle_mark(&mut self) {
        if let Some(&slot) = self.shown.get(self.cursor.index()) {
            let on = !self.marks.has(slot);
            self.marks.set(slot, &self.rows.files()[slot as usize], on);
        }
    }

    /// Marks all shown rows of which `is` says yes.
    pub fn mark(&mut self, is: impl Fn(&Attachment) -> bool) {
        for &slot in self.shown.iter() {
            let file = &self.rows.files()[slot as usize];
            if is(file) {
                self.marks.set(slot, file, true);
            }
        }
    }

    /// Takes all marks away.
    pub fn unmark(&mut self) {
        self.marks.clear();
        self.hidden_marks = 0;
    }

    /// Moves the cursor; so many rows are on the screen.
    pub fn step(&mut self, step: Step, height: usize) {
        let (rows, shown) = (&self.rows, &self.shown);
        let key_at = |place: usize| {
            let slot = shown.get(place)?;
            rows.get(*slot).map(|file| file.key.clone())
        };
        self.cursor.step(step, shown.len(), height, key_at);
    }

    /// Puts the cursor on the row at this place; so many rows are on the screen.
    pub fn go_to(&mut self, place: usize, height: usize) {
        if let Some(key) = self.at(place).map(|file| file.key.clone()) {
            self.cursor.go_to(key);
            self.settle(height);
        }
    }

    /// Puts the cursor on this file, which is among the rows.
    pub fn seek(&mut self, key: FileKey) {
        self.cursor.go_to(key);
    }

    /// The person did something with the selected row: the cursor stays on it.
    pub fn choose(&mut self) {
        match self.selected().map(|file| file.key.clone()) {
            Some(key) => self.cursor.go_to(key),
            None => self.cursor.choose(),
        }
    }

    /// The selected row stays on the screen, of which so many rows are.
    pub fn keep_visible(&mut self, height: usize) {
        self.cursor.keep_visible(self.shown.len(), height);
    }

    /// Finds the selected file again after rows came, went or moved. While it is not shown
    /// what stands where it would is selected.
    pub fn settle(&mut self, height: usize) {
        let (rows, shown, order) = (&self.rows, &self.shown, &self.stands);
        let found = self.cursor.key().map(|key| {
            let Some(file) = rows.slot(key).and_then(|slot| rows.get(slot)) else {
                return Found::Gone;
            };
            let compare = |slot: u32| {
                let other = &rows.files()[slot as usize];
                order.sort.compare(other, file, &order.lens)
            };
            match find(shown, compare) {
                Ok(place) => Found::At(place),
                Err(place) => Found::Hidden(place),
            }
        });
        let key_at = |place: usize| {
            let slot = shown.get(place)?;
            rows.get(*slot).map(|file| file.key.clone())
        };
        let found = found.unwrap_or(Found::Gone);
        self.cursor.settle_at(shown.len(), height, found, key_at);
    }

    /// A listing begins: what it does not bring may go when it ends.
    pub fn begin(&mut self) {
        self.rows.begin();
    }

    /// Takes files that a listing brought; one that is there already is replaced.
    pub fn bring(&mut self, files: Vec<Attachment>) {
        let keys: Vec<FileKey> = files.iter().map(|file| file.key.clone()).collect();
        self.put(files);
        for slot in keys
            .iter()
            .filter_map(|key| self.rows.slot(key))
            .collect::<Vec<_>>()
        {
            self.rows.bring(slot);
        }
    }

    /// Takes files that are known anew.
    pub fn put(&mut self, files: Vec<Attachment>) {
        let mut told = HashSet::new();
        // Of a file that is told of twice the last word counts.
        let last = files
            .into_iter()
            .rev()
            .filter(|file| told.insert(file.key.clone()));
        let news: Vec<Attachment> = last.filter(|file| self.is_news(file)).collect();
        if news.is_empty() {
            return;
        }
        // Where they stand is found by what they were.
        let places = news
            .iter()
            .filter_map(|file| self.place_of(&file.key))
            .collect();
        take_out(Arc::make_mut(&mut self.shown), places);
        let mut slots: Vec<u32> = Vec::with_capacity(news.len());
        for file in news {
            if let Some(slot) = self.rows.slot(&file.key) {
                self.marks
                    .replaced(slot, &self.rows.files()[slot as usize], &file);
            }
            slots.push(self.rows.put(file));
        }
        slots.sort_unstable();
        slots.dedup();
        if let Some(standing) = &mut self.standing {
            standing.touched.extend(&slots);
        }
        self.insert(slots);
    }

    fn is_news(&self, file: &Attachment) -> bool {
        let known = self
            .rows
            .slot(&file.key)
            .and_then(|slot| self.rows.get(slot));
        known.is_none_or(|known| **known != *file)
    }

    /// Where this file stands among those that are shown.
    pub fn place_of(&self, key: &FileKey) -> Option<usize> {
        let slot = self.rows.slot(key)?;
        let file = self.rows.get(slot)?;
        let order = &self.stands;
        let compare = |slot: u32| {
            let other = &self.rows.files()[slot as usize];
            order.sort.compare(other, file, &order.lens)
        };
        find(&self.shown, compare).ok()
    }

    /// Puts rows that are not shown yet where they belong, if they are to be shown.
    fn insert(&mut self, slots: Vec<u32>) {
        let files = self.rows.files();
        let Order {
            sort,
            filter,
            columns,
            lens,
        } = &self.stands;
        let mut new = slots;
        if !filter.is_off() {
            let mut sieve = Sieve::new(filter);
            new.retain(|&slot| sieve.passes(&files[slot as usize], columns, lens));
        }
        let compare = |a: u32, b: u32| sort.compare(&files[a as usize], &files[b as usize], lens);
        new.sort_by(|&a, &b| compare(a, b));
        merge(Arc::make_mut(&mut self.shown), &new, compare);
        self.count_hidden_marks();
    }

    fn count_hidden_marks(&mut self) {
        let marks = &self.marks;
        self.hidden_marks = if marks.is_empty() || self.shown.len() == self.rows.len() {
            0
        } else {
            let shown = self.shown.iter().filter(|&&slot| marks.has(slot)).count();
            marks.len() - shown
        };
    }

    /// The listing ended: what it did not bring is gone.
    pub fn keep_brought(&mut self) {
        let Some(places) = self.rows.keep_brought() else {
            return;
        };
        self.marks.moved(&places, self.rows.files());
        let shown = self.shown.iter();
        let shown = shown.filter_map(|&slot| places.get(slot as usize).copied().flatten());
        self.shown = Arc::new(shown.collect());
        if let Some(standing) = &mut self.standing {
            standing.stale = true;
            standing.touched.clear();
        }
        self.count_hidden_marks();
    }

    /// The rows are to stand like this; the work that it takes, when it is not done at once.
    /// An arrangement that is under way for another order is called off.
    pub fn arrange(&mut self, order: Order, tickets: &mut Tickets) -> Vec<Effect> {
        if self.wanted == order {
            return Vec::new();
        }
        self.wanted = order;
        let called_off = self.standing.take().map(|old| Effect::Cancel(old.ticket));
        let mut effects: Vec<Effect> = called_off.into_iter().collect();
        if self.wanted.stands_like(&self.stands) {
            self.stands = self.wanted.clone();
        } else {
            effects.extend(self.work(tickets));
        }
        effects
    }

    fn work(&mut self, tickets: &mut Tickets) -> Option<Effect> {
        let work = self.arrangement();
        if self.rows.len() <= self.at_once {
            let shown = work.work(|| false);
            self.stand(shown);
            return None;
        }
        let ticket = tickets.draw();
        self.standing = Some(Standing {
            ticket,
            touched: Vec::new(),
            stale: false,
        });
        Some(Effect::Arrange(ticket, Box::new(work)))
    }

    fn arrangement(&self) -> Arrangement {
        let (now, then) = (&self.wanted, &self.stands);
        let same_cells = now.seeks_like(then);
        let same_files = now.filter == then.filter && same_cells;
        let fewer =
            same_files || (same_cells_narrow(now, then) && now.filter.narrows(&then.filter));
        let sees_like = now.sees_like(then, &[now.sort.column]);
        Arrangement {
            files: self.rows.shared(),
            order: now.clone(),
            among: fewer.then(|| Arc::clone(&self.shown)),
            sift: !same_files && !now.filter.is_off(),
            sort: !fewer || now.sort != then.sort || !sees_like,
        }
    }

    fn stand(&mut self, shown: Vec<u32>) {
        self.shown = Arc::new(shown);
        self.stands = self.wanted.clone();
        self.count_hidden_marks();
    }

    /// The arrangement is done; whether anybody waited for it, and the work that is left:
    /// rows that went meanwhile make it worthless.
    pub fn arranged(
        &mut self,
        ticket: Ticket,
        shown: Vec<u32>,
        tickets: &mut Tickets,
    ) -> Option<Vec<Effect>> {
        let standing = self
            .standing
            .take_if(|standing| standing.ticket == ticket)?;
        if standing.stale {
            return Some(self.work(tickets).into_iter().collect());
        }
        self.stand(shown);
        let mut touched = standing.touched;
        if !touched.is_empty() {
            touched.sort_unstable();
            touched.dedup();
            let shown = Arc::make_mut(&mut self.shown);
            shown.retain(|slot| touched.binary_search(slot).is_err());
            self.insert(touched);
        }
        Some(Vec::new())
    }

    /// The arrangement will not come: the rows stay as they stand.
    pub fn not_arranged(&mut self, ticket: Ticket) {
        if self.arranging() == Some(ticket) {
            self.standing = None;
            self.wanted = self.stands.clone();
        }
    }
}

/// Whether words are sought in the same cells, whichever words.
fn same_cells_narrow(now: &Order, then: &Order) -> bool {
    let blind = then.filter.words.trim().is_empty();
    blind || (now.columns == then.columns && now.sees_like(then, &now.columns))
}
