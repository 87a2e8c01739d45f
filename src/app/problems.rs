//! What went wrong beside the rows, each of it once: how much there is, and whether something is
//! known already, is told without looking at all of it.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use crate::domain::Problem;

/// What is known to be wrong. While the files are asked for again, what was wrong before stays
/// until it is known better.
#[derive(Clone, Default)]
pub struct Problems {
    /// What is told, each once: what was known before, and then what the listing under way has
    /// brought beside it.
    told: Vec<Arc<Problem>>,
    /// So many of them were known before.
    before: usize,
    /// For eyes only: so many more there are, which nobody looks at.
    unseen: usize,
    /// What the listing under way has brought, each once.
    brought: Vec<Arc<Problem>>,
    /// The same as is told.
    known: HashSet<Arc<Problem>>,
    /// The same as was brought.
    came: HashSet<Arc<Problem>>,
}

// The sets follow from the lists, and in their own order they would be told anew each time.
impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problems")
            .field("told", &self.told)
            .field("before", &self.before)
            .field("brought", &self.brought)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Problems {
    fn eq(&self, other: &Self) -> bool {
        (&self.told, self.before, &self.brought) == (&other.told, other.before, &other.brought)
    }
}

impl Eq for Problems {}

impl Problems {
    /// What is told, in its order.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.told.iter().map(|problem| &**problem)
    }

    /// How much is told.
    pub fn len(&self) -> usize {
        self.told.len() + self.unseen
    }

    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the listing under way has brought none.
    pub fn none_came(&self) -> bool {
        self.brought.is_empty()
    }

    /// A listing begins: what an earlier one brought that never ended is not known any more.
    pub fn begin(&mut self) {
        for news in self.told.drain(self.before..) {
            self.known.remove(&news);
        }
        self.brought.clear();
        self.came.clear();
    }

    /// The listing under way brings it; whether it was not known.
    pub fn bring(&mut self, problem: Problem) -> bool {
        let problem = Arc::new(problem);
        if self.came.insert(Arc::clone(&problem)) {
            self.brought.push(Arc::clone(&problem));
        }
        let is_news = self.known.insert(Arc::clone(&problem));
        if is_news {
            self.told.push(problem);
        }
        is_news
    }

    /// The listing came to its end: what it brought is all that is wrong.
    pub fn end(&mut self) {
        self.told = std::mem::take(&mut self.brought);
        self.known = std::mem::take(&mut self.came);
        self.before = self.told.len();
    }

    /// The listing broke off: what was known before is not known better.
    pub fn keep(&mut self) {
        self.before = self.told.len();
        self.brought.clear();
        self.came.clear();
    }

    /// It is wrong, whatever is listed.
    pub fn push(&mut self, problem: Problem) {
        self.extend([problem]);
    }

    /// These are wrong, whatever is listed.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            let problem = Arc::new(problem);
            if self.known.insert(Arc::clone(&problem)) {
                self.told.insert(self.before, problem);
                self.before += 1;
            }
        }
    }

    /// Nothing is wrong any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Only these are wrong still.
    pub fn retain(&mut self, is: impl Fn(&Problem) -> bool) {
        let stays = |problem: &&Arc<Problem>| is(problem);
        self.before = self.told[..self.before].iter().filter(stays).count();
        self.told.retain(|problem| is(problem));
        self.brought.retain(|problem| is(problem));
        self.known.retain(|problem| is(problem));
        self.came.retain(|problem| is(problem));
    }

    /// The same for a screen on which names are hidden: the first of them, as `veil` leaves each.
    /// How many there are stays.
    #[must_use]
    pub(super) fn veiled(&self, most: usize, veil: impl Fn(&Problem) -> Problem) -> Self {
        let told = self.iter().take(most).map(|one| Arc::new(veil(one)));
        let told: Vec<Arc<Problem>> = told.collect();
        Self {
            unseen: self.len() - told.len(),
            before: told.len(),
            told,
            ..Self::default()
        }
    }
}
