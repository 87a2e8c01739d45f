//! Telling what is found: a listing's parts in their promised order though the requests
//! run side by side, and the notes of how something was done when not as usual.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::{Attachment, Problem, SafeText};

/// Who is told how something was done, when that was not as usual; each note once.
pub type Say<'a> = &'a mut (dyn FnMut(SafeText) + Send);

/// A part of the answer, as it arrives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// How it is done, when that is not as usual: said once.
    Note(SafeText),
    /// Files, in the order of the service's list.
    Files(Vec<Attachment>),
    /// What is missing, and why.
    Problems(Vec<Problem>),
}

/// Whose files a part holds: the subject's own are told first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    /// The subject's own.
    Own,
    /// Those of its linked contacts.
    Linked,
}

/// Tells the parts to whoever asked.
pub(super) struct Teller<F> {
    inner: Mutex<Inner<F>>,
}

struct Inner<F> {
    on: F,
    own_is_told: bool,
    held: Vec<Found>,
}

impl<F: FnMut(Found) + Send> Teller<F> {
    pub(super) fn new(on: F) -> Self {
        Self {
            inner: Mutex::new(Inner {
                on,
                own_is_told: false,
                held: Vec::new(),
            }),
        }
    }

    /// Says at once how it is done.
    pub(super) fn note(&self, note: &str) {
        let mut inner = self.lock();
        (inner.on)(Found::Note(note.into()));
    }

    /// Tells files and problems; those of contacts wait until all of the subject's own are
    /// told.
    pub(super) fn tell(&self, lane: Lane, files: Vec<Attachment>, problems: Vec<Problem>) {
        let parts = [
            (!files.is_empty()).then_some(Found::Files(files)),
            (!problems.is_empty()).then_some(Found::Problems(problems)),
        ];
        let mut inner = self.lock();
        for part in parts.into_iter().flatten() {
            if lane == Lane::Linked && !inner.own_is_told {
                inner.held.push(part);
            } else {
                (inner.on)(part);
            }
        }
    }

    /// The subject's own files are told: now come the others.
    pub(super) fn own_is_told(&self) {
        let mut inner = self.lock();
        inner.own_is_told = true;
        for part in std::mem::take(&mut inner.held) {
            (inner.on)(part);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner<F>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
