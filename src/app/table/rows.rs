//! All rows, as they came: where each is, and their sums, which are known without counting.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::domain::{Attachment, FileKey, FileStatus, Pool};

use super::slots::Slots;

/// All rows. A row's slot stays its own until rows go.
#[derive(Clone, Default)]
pub struct Rows {
    files: Arc<Vec<Arc<Attachment>>>,
    /// Where each file is; follows from the files.
    slots: Slots,
    /// Which rows the listing under way has brought.
    brought: Vec<bool>,
    brought_count: usize,
    counts: BTreeMap<FileStatus, u64>,
    bytes: u128,
    /// What the files share.
    pool: Pool,
    /// For eyes only: what is seen in the place of the files, which are not here.
    seen: Option<Seen>,
}

/// What is seen of some rows.
#[derive(Clone, PartialEq, Eq)]
struct Seen {
    /// How many rows there are.
    count: usize,
    /// Those that are looked at, in their slots; and by what each is known, which is never drawn.
    files: BTreeMap<u32, (FileKey, Arc<Attachment>)>,
}

// Where each file is follows from the files, and in its own order it would be told anew each time.
impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("files", &self.files)
            .field("brought", &self.brought)
            .field("seen", &self.seen.as_ref().map(|seen| &seen.files))
            .finish_non_exhaustive()
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.files == other.files && self.brought == other.brought && self.seen == other.seen
    }
}

impl Eq for Rows {}

impl Rows {
    /// All files, in their slots.
    pub fn files(&self) -> &[Arc<Attachment>] {
        &self.files
    }

    /// The same, to be looked at elsewhere.
    pub(super) fn shared(&self) -> Arc<Vec<Arc<Attachment>>> {
        Arc::clone(&self.files)
    }

    /// The file in this slot.
    pub(super) fn get(&self, slot: u32) -> Option<&Arc<Attachment>> {
        match &self.seen {
            Some(seen) => seen.files.get(&slot).map(|(_, file)| file),
            None => self.files.get(slot as usize),
        }
    }

    /// By what the file in this slot is known, even where its own key is hidden.
    pub(super) fn key(&self, slot: u32) -> Option<&FileKey> {
        match &self.seen {
            Some(seen) => seen.files.get(&slot).map(|(key, _)| key),
            None => self.files.get(slot as usize).map(|file| &file.key),
        }
    }

    /// The file of this key.
    pub fn of(&self, key: &FileKey) -> Option<&Attachment> {
        self.slot(key)
            .and_then(|slot| self.get(slot))
            .map(|file| &**file)
    }

    /// Where this file is.
    pub(super) fn slot(&self, key: &FileKey) -> Option<u32> {
        self.slots.of(key, &self.files)
    }

    /// The same number of rows with the same sums, for eyes only: these slots hold what `veil`
    /// leaves of their files, and no other file is in it. It costs as much as is looked at.
    pub(super) fn seen(
        &self,
        slots: impl IntoIterator<Item = u32>,
        veil: impl Fn(&Attachment) -> Attachment,
    ) -> Self {
        let file = |slot: u32| {
            let file = self.get(slot)?;
            Some((slot, (file.key.clone(), Arc::new(veil(file)))))
        };
        Self {
            counts: self.counts.clone(),
            bytes: self.bytes,
            brought_count: self.brought_count,
            seen: Some(Seen {
                count: self.len(),
                files: slots.into_iter().filter_map(file).collect(),
            }),
            ..Self::default()
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        let seen = self.seen.as_ref().map(|seen| seen.count);
        seen.unwrap_or(self.files.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many have each status, in the order of the statuses.
    pub fn counts(&self) -> &BTreeMap<FileStatus, u64> {
        &self.counts
    }

    /// The sum of the sizes that are known, in bytes.
    pub fn bytes(&self) -> u64 {
        u64::try_from(self.bytes).unwrap_or(u64::MAX)
    }

    /// A listing begins: it has brought nothing yet.
    pub(super) fn begin(&mut self) {
        self.brought.clear();
        self.brought_count = 0;
    }

    /// How many rows the listing has brought.
    pub fn brought(&self) -> usize {
        self.brought_count
    }

    /// The listing has brought this row.
    pub(super) fn bring(&mut self, slot: u32) {
        let slot = slot as usize;
        if self.brought.len() <= slot {
            self.brought.resize(slot + 1, false);
        }
        if !self.brought[slot] {
            self.brought[slot] = true;
            self.brought_count += 1;
        }
    }

    /// Puts a file into its slot, or into a new one, which it tells.
    pub(super) fn put(&mut self, mut file: Attachment) -> u32 {
        self.pool.share(&mut file);
        let slot = self.slot(&file.key);
        self.count(&file);
        let files = Arc::make_mut(&mut self.files);
        if let Some(slot) = slot {
            let old = std::mem::replace(&mut files[slot as usize], Arc::new(file));
            self.forget(&old);
            return slot;
        }
        // More rows than that fit into no memory.
        let slot = u32::try_from(files.len()).unwrap_or(u32::MAX);
        files.push(Arc::new(file));
        self.slots.add(slot, files);
        slot
    }

    fn count(&mut self, file: &Attachment) {
        *self.counts.entry(file.status.clone()).or_insert(0) += 1;
        self.bytes += u128::from(file.size.unwrap_or(0));
    }

    fn forget(&mut self, file: &Attachment) {
        self.bytes -= u128::from(file.size.unwrap_or(0));
        if let Some(count) = self.counts.get_mut(&file.status) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&file.status);
            }
        }
    }

    /// Lets all rows go that the listing has not brought; the new places of all, when any went.
    pub(super) fn keep_brought(&mut self) -> Option<Vec<Option<u32>>> {
        let brought = std::mem::take(&mut self.brought);
        let count = std::mem::take(&mut self.brought_count);
        if count == self.files.len() {
            return None;
        }
        let pool = std::mem::take(&mut self.pool);
        let old = std::mem::replace(
            self,
            Self {
                pool,
                ..Self::default()
            },
        );
        let mut places = Vec::with_capacity(old.len());
        for (slot, file) in old.files.iter().enumerate() {
            let kept = brought.get(slot).copied().unwrap_or_default();
            places.push(kept.then(|| self.put_shared(Arc::clone(file))));
        }
        Some(places)
    }

    fn put_shared(&mut self, file: Arc<Attachment>) -> u32 {
        self.count(&file);
        let files = Arc::make_mut(&mut self.files);
        let slot = u32::try_from(files.len()).unwrap_or(u32::MAX);
        files.push(file);
        self.slots.add(slot, files);
        slot
    }
}
