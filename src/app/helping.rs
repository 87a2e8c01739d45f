//! The help while it is open.

use super::Field;
use super::keys::Mode;

/// The keys of a screen, narrowed by words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helping {
    /// The screen that it explains.
    pub mode: Mode,
    /// The first line on the screen.
    pub offset: usize,
    /// The words that narrow it.
    pub field: Field,
    /// Whether the field has the keys.
    pub types: bool,
}

impl Helping {
    /// The help for the keys of `mode`, from its start.
    pub fn of(mode: Mode) -> Self {
        Self {
            mode,
            offset: 0,
            field: Field::default(),
            types: false,
        }
    }

    /// Whether its field is shown: it has the keys, or words in it.
    pub fn is_narrowed(&self) -> bool {
        self.types || !self.field.text().is_empty()
    }
}
