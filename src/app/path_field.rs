//! A field in which a path is typed, and what goes on from it.

use crate::domain::SafeText;

use super::{Field, Ticket};

/// The most candidates that are listed.
pub const MOST_LISTED: usize = 8;

/// A field with a path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PathField {
    /// The path as it is typed.
    pub field: Field,
    /// The request for what goes on from the typed text.
    pub completing: Option<Ticket>,
    /// What goes on from it, as far as it was asked for.
    pub candidates: Vec<SafeText>,
}

impl PathField {
    /// The field with this path in it.
    pub fn holding(path: &str) -> Self {
        Self {
            field: Field::holding(path),
            ..Self::default()
        }
    }

    /// What goes on from another text is of no interest; the request that is not waited for
    /// any more.
    pub fn forget(&mut self) -> Option<Ticket> {
        self.candidates.clear();
        self.completing.take()
    }

    /// Takes what goes on from the typed text: the only one fills in, several are listed and
    /// what they have in common fills in.
    pub fn take(&mut self, found: &[String]) {
        self.completing = None;
        let typed = self.field.before_cursor();
        let common = common_start(found);
        // What is shorter than what was typed would take something away.
        if common.chars().count() > typed.chars().count() || found.len() == 1 {
            self.field.complete(common);
        }
        if found.len() > 1 {
            self.candidates = found.iter().map(|path| SafeText::new(path)).collect();
        }
    }
}

/// The longest start that all have in common, in whole characters.
pub fn common_start(all: &[String]) -> &str {
    let Some(first) = all.first() else {
        return "";
    };
    let end = all.iter().fold(first.len(), |end, other| {
        let pairs = first.char_indices().zip(other.chars());
        let same = pairs
            .take_while(|((at, one), two)| *at < end && one == two)
            .last();
        same.map_or(0, |((at, one), _)| at + one.len_utf8())
    });
    &first[..end]
}
