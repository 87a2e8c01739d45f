//! The table: all rows, those that are shown, the cursor and the marks.

use std::sync::Arc;

use crate::domain::{Attachment, FileKey};

use super::super::cursor::Found;
use super::super::{Cursor, Step, Ticket};
use super::shown::find;
use super::standing::Standing;
use super::{Marks, Order, Rows};

/// So many rows are arranged at once; more of them beside the machine, so that it can be
/// used meanwhile.
const AT_ONCE: usize = 2_000;

/// A table of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub(super) rows: Rows,
    /// The rows that are shown, in their order.
    pub(super) shown: Arc<Vec<u32>>,
    /// How the shown ones stand.
    pub(super) stands: Order,
    /// How they are to stand; it differs only while they are arranged.
    pub(super) wanted: Order,
    pub(super) standing: Option<Standing>,
    pub(super) cursor: Cursor<FileKey>,
    pub(super) marks: Marks,
    /// How many of the marked are not shown.
    pub(super) hidden_marks: usize,
    pub(super) at_once: usize,
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
    pub fn shown(&self) -> impl Iterator<Item = &Attachment> {
        let slots = self.shown.iter();
        slots.filter_map(|&slot| self.rows.get(slot).map(|file| &**file))
    }

    /// The same from this place on.
    pub fn shown_from(&self, place: usize) -> impl Iterator<Item = &Attachment> {
        let slots = self.shown.get(place..).unwrap_or_default().iter();
        slots.filter_map(|&slot| self.rows.get(slot).map(|file| &**file))
    }

    /// How many rows are shown.
    pub fn shown_count(&self) -> usize {
        self.shown.len()
    }

    /// The row at this place among those that are shown.
    pub fn at(&self, place: usize) -> Option<&Attachment> {
        let slot = self.shown.get(place)?;
        self.rows.get(*slot).map(|file| &**file)
    }

    /// By what the row at this place among those that are shown is known, even where names are
    /// hidden: to look something up, and never to be drawn.
    pub fn key_at(&self, place: usize) -> Option<&FileKey> {
        self.rows.key(*self.shown.get(place)?)
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
        if let Some(key) = self.selected().map(|file| file.key.clone()) {
            self.cursor.go_to(key);
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
}
