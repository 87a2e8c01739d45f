//! The key table as it holds in this run: the program's own keys, and what the person put in
//! their place. Input, footer, help and palette read this one.

use std::fmt;

use super::action::Action;
use super::key::Key;
use super::mode::Mode;
use super::table::{Binding, TABLE};

/// The keys of every mode. Two are equal when the same keys do the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Keymap {
    /// The rows of each mode, in the order of [`Mode::ALL`].
    modes: Vec<(Mode, Vec<Bound>)>,
    /// How many actions have other keys than the table says.
    changes: usize,
}

/// A row of the table with the keys that it has in one mode.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// What it does and how that is called.
    pub binding: &'static Binding,
    /// Its keys; none when the person took them away.
    pub keys: &'a [Key],
}

#[derive(Clone)]
pub(super) struct Bound {
    pub(super) binding: &'static Binding,
    pub(super) keys: Vec<Key>,
}

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        (self.binding.action, &self.keys) == (other.binding.action, &other.keys)
    }
}

impl Eq for Bound {}

impl Default for Keymap {
    fn default() -> Self {
        let bound = |mode: Mode| {
            let rows = TABLE.iter().filter(|row| row.modes.contains(&mode));
            let bound = |binding: &'static Binding| Bound {
                binding,
                keys: binding.keys.to_vec(),
            };
            (mode, rows.map(bound).collect())
        };
        Self {
            modes: Mode::ALL.iter().copied().map(bound).collect(),
            changes: 0,
        }
    }
}

/// A state is printed and compared as a whole; the table would drown it.
impl fmt::Debug for Keymap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keymap({} changes)", self.changes)
    }
}

impl Keymap {
    fn rows(&self, mode: Mode) -> &[Bound] {
        let mut modes = self.modes.iter();
        let found = modes.find(|(other, _)| *other == mode);
        found.map_or(&[], |(_, rows)| rows.as_slice())
    }

    /// The rows of the table that hold in `mode`; first come the ones that the footer shows
    /// first.
    pub fn bindings(&self, mode: Mode) -> impl Iterator<Item = Row<'_>> {
        let rows = self.rows(mode).iter();
        rows.map(|bound| Row {
            binding: bound.binding,
            keys: &bound.keys,
        })
    }

    /// What this key does when `mode` has the keys.
    pub fn action_for(&self, mode: Mode, key: Key) -> Option<Action> {
        let mut rows = self.rows(mode).iter();
        rows.find(|bound| bound.keys.contains(&key))
            .map(|bound| bound.binding.action)
    }

    /// The key that is shown for an action in `mode`.
    pub fn key(&self, mode: Mode, action: Action) -> Option<Key> {
        let rows = self.rows(mode).iter();
        let mut keys = rows
            .filter(|bound| bound.binding.action == action)
            .flat_map(|bound| &bound.keys);
        keys.next().copied()
    }

    /// A sentence in which `{refresh}` stands for the key of the action of that name. An
    /// action that has no key is called by the palette.
    pub fn spell(&self, mode: Mode, sentence: &str) -> String {
        let mut spelt = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            spelt.push_str(before);
            let key = Action::named(name).and_then(|action| self.key(mode, action));
            if let Some(key) = key {
                spelt.push_str(&key.to_string());
            } else {
                spelt.push(':');
                spelt.push_str(name);
            }
            rest = after;
        }
        spelt.push_str(rest);
        spelt
    }

    pub(super) fn rows_mut(&mut self, mode: Mode) -> Option<&mut Vec<Bound>> {
        let mut modes = self.modes.iter_mut();
        modes
            .find(|(other, _)| *other == mode)
            .map(|(_, rows)| rows)
    }

    pub(super) fn changed(&mut self) {
        self.changes += 1;
    }
}
