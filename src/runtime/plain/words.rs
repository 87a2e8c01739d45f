//! The words that mean something now: those of the keys that are valid.

use crate::app::State;
use crate::app::keys::{Action, Key, bindings};

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// The word for it, without blanks.
    pub(super) word: String,
    /// The key that does it.
    pub(super) key: Key,
    /// What it does.
    pub(super) help: String,
    all: Vec<Key>,
}

impl Offer {
    /// Whether it is called so: by its word, or by one of its keys.
    pub(super) fn is_called(&self, word: &str) -> bool {
        let is_key = |key: &Key| match key {
            Key::Char(c) => word.chars().eq([*c]),
            key => key.to_string().eq_ignore_ascii_case(word),
        };
        self.word.eq_ignore_ascii_case(word) || self.all.iter().any(is_key)
    }
}

/// All that can be done now.
pub(super) fn offers(state: &State) -> Vec<Offer> {
    let rows = bindings(state.mode()).filter(|row| !is_of_the_screen(row.action));
    let rows = rows.filter_map(|row| {
        let key = *row.keys.first()?;
        let named = if row.label.is_empty() {
            key.to_string()
        } else {
            row.label.to_owned()
        };
        let said = !row.help.is_empty() || !row.label.is_empty();
        said.then(|| Offer {
            word: named.replace(' ', "-"),
            key,
            help: row.help.to_owned(),
            all: row.keys.to_vec(),
        })
    });
    rows.collect()
}

/// Whether it is about cells, cursors or the way a terminal looks.
fn is_of_the_screen(action: Action) -> bool {
    matches!(
        action,
        Action::Move(_)
            | Action::NextPane
            | Action::Redraw
            | Action::Suspend
            | Action::Mouse
            | Action::Theme
            | Action::Help
            | Action::Leave
    )
}
