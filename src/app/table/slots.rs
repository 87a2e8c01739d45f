//! In which slot each file is.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use hashbrown::HashTable;

use crate::domain::{Attachment, FileKey};

/// The slots of some files, found by what the files are known by. The keys stay in the files:
/// beside a hundred thousand of them a second copy would be megabytes.
#[derive(Clone, Default)]
pub(super) struct Slots {
    table: HashTable<u32>,
    hasher: RandomState,
}

impl Slots {
    /// Where the file of this key is among these.
    pub(super) fn of(&self, key: &FileKey, files: &[Arc<Attachment>]) -> Option<u32> {
        let is_it = |slot: &u32| {
            files
                .get(*slot as usize)
                .is_some_and(|file| file.key == *key)
        };
        self.table.find(self.hasher.hash_one(key), is_it).copied()
    }

    /// The file in this slot, which is among these, is new.
    pub(super) fn add(&mut self, slot: u32, files: &[Arc<Attachment>]) {
        let hash = |slot: &u32| {
            // Each of them is one of these.
            let file = files.get(*slot as usize);
            file.map_or(0, |file| self.hasher.hash_one(&file.key))
        };
        self.table.insert_unique(hash(&slot), slot, hash);
    }
}
