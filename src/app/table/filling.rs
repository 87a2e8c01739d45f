//! How files come into the table and go: a listing brings them part by part, and each is put
//! where it belongs among those that are shown.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::{Attachment, FileKey};

use super::shown::{find, merge, take_out};
use super::{Order, Sieve, Table};

impl Table {
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
    pub(super) fn insert(&mut self, slots: Vec<u32>) {
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
}
