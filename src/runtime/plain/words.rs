//! The words that mean something now: the names of what can be done, and its keys.

use crate::app::State;
use crate::app::keys::{Action, Key};

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) action: Action,
    /// What it does.
    pub(super) help: String,
    keys: Vec<Key>,
}

impl Offer {
    /// The word for it.
    pub(super) fn word(&self) -> &'static str {
        self.action.name()
    }

    /// Whether it is called so: by its word, or by one of its keys.
    fn is_called(&self, word: &str) -> bool {
        let is_key = |key: &Key| match key {
            Key::Char(c) => word.chars().eq([*c]),
            key => key.name().eq_ignore_ascii_case(word),
        };
        self.word().eq_ignore_ascii_case(word) || self.keys.iter().any(is_key)
    }
}

/// All that can be done now, each once.
pub(super) fn offers(state: &State) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for row in state.keymap.bindings(state.mode()) {
        let action = row.binding.action;
        if is_of_the_screen(action) || offers.iter().any(|offer| offer.action == action) {
            continue;
        }
        offers.push(Offer {
            action,
            help: state.keymap.spell(state.mode(), row.binding.help),
            keys: row.keys.to_vec(),
        });
    }
    offers
}

/// What is called so.
pub(super) fn called(state: &State, word: &str) -> Option<Action> {
    let mut offers = offers(state).into_iter();
    let found = offers.find(|offer| offer.is_called(word));
    found.map(|offer| offer.action)
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
            | Action::Palette
            | Action::Leave
    )
}
