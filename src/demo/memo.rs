//! What searches have found: which places of a list, for each question. The world never
//! changes, so a question that is asked page after page is worked out once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many questions are remembered; then all are forgotten.
const MOST: usize = 16;

/// The places that a search found, in the order of its answer.
pub(crate) type Found = Arc<Vec<(u32, u32)>>;

/// The answers to the last questions.
#[derive(Debug, Default)]
pub(crate) struct Memo(Mutex<HashMap<String, Found>>);

impl Memo {
    /// What was found for this question, or else what `search` finds now.
    pub(crate) fn find(&self, question: &str, search: impl FnOnce() -> Vec<(u32, u32)>) -> Found {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(question) {
            return Arc::clone(found);
        }
        if known.len() >= MOST {
            known.clear();
        }
        let found = Arc::new(search());
        known.insert(question.to_owned(), Arc::clone(&found));
        found
    }
}

/// A place in a list; no world has more.
pub(crate) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The item at a place of a list.
pub(crate) fn at<T>(list: &[T], place: u32) -> Option<&T> {
    usize::try_from(place).ok().and_then(|at| list.get(at))
}
