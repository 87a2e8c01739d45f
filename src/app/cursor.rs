//! Where a person is in a list: on a thing, not on a row number.

/// The selected thing of a list, its row, and the first row on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor<K> {
    key: Option<K>,
    index: usize,
    offset: usize,
    /// Whether the person chose the row; until then it is simply the first.
    chosen: bool,
}

/// A step through a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// Where the selected thing is in a list that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// In this row.
    At(usize),
    /// It is still there but not shown; it would stand in this row.
    Hidden(usize),
    /// It is there no more.
    Gone,
}

impl<K> Default for Cursor<K> {
    fn default() -> Self {
        Self {
            key: None,
            index: 0,
            offset: 0,
            chosen: false,
        }
    }
}

impl<K: Clone + PartialEq> Cursor<K> {
    /// The row of the selected thing; meaningless in an empty list.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The first row on the screen.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Moves in a list of `rows` rows of which `height` are on the screen.
    pub fn step(
        &mut self,
        step: Step,
        rows: usize,
        height: usize,
        key_at: impl Fn(usize) -> Option<K>,
    ) {
        let page = height.max(1);
        let last = rows.saturating_sub(1);
        let index = match step {
            Step::Up => self.index.saturating_sub(1),
            Step::Down => self.index.saturating_add(1),
            Step::PageUp => self.index.saturating_sub(page),
            Step::PageDown => self.index.saturating_add(page),
            Step::First => 0,
            Step::Last => last,
        };
        self.index = index.min(last);
        self.key = key_at(self.index);
        self.chosen = true;
        self.scroll(rows, height);
    }

    /// Goes to this thing, once the list has it.
    pub fn go_to(&mut self, key: K) {
        self.key = Some(key);
        self.chosen = true;
    }

    /// The person did something with the row: from now on the cursor stays on its thing.
    pub fn choose(&mut self) {
        self.chosen = true;
    }

    /// Finds the selected thing again after the list changed. When it is gone, the
    /// row stays and what is there now is selected.
    pub fn settle(
        &mut self,
        rows: usize,
        height: usize,
        position_of: impl FnOnce(&K) -> Option<usize>,
        key_at: impl Fn(usize) -> Option<K>,
    ) {
        let found = self.key().and_then(position_of);
        self.settle_at(rows, height, found.map_or(Found::Gone, Found::At), key_at);
    }

    /// The thing that a person chose; what was never chosen stays at the top, whatever comes
    /// in there.
    pub fn key(&self) -> Option<&K> {
        self.key.as_ref().filter(|_| self.chosen)
    }

    /// The same for a list that may hide things: one that is hidden is found again when it
    /// is shown again.
    pub fn settle_at(
        &mut self,
        rows: usize,
        height: usize,
        found: Found,
        key_at: impl Fn(usize) -> Option<K>,
    ) {
        let last = rows.saturating_sub(1);
        match found {
            Found::At(row) | Found::Hidden(row) => self.index = row.min(last),
            Found::Gone => {
                self.index = self.index.min(last);
                self.key = key_at(self.index);
            }
        }
        self.scroll(rows, height);
    }

    /// Goes to the top and forgets the thing: a new question has a new answer.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Scrolls so that the selected row is on the screen.
    pub fn keep_visible(&mut self, rows: usize, height: usize) {
        self.index = self.index.min(rows.saturating_sub(1));
        self.scroll(rows, height);
    }

    fn scroll(&mut self, rows: usize, height: usize) {
        let height = height.max(1);
        if self.index < self.offset {
            self.offset = self.index;
        } else if self.index >= self.offset + height {
            self.offset = self.index + 1 - height;
        }
        self.offset = self.offset.min(rows.saturating_sub(height));
    }
}
