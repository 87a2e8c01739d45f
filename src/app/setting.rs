//! What the browser writes into the configuration file by itself: one setting at a time,
//! when a person changed it on the screen.

use std::collections::BTreeSet;

use super::{Effect, State, Theme, Ticket};

/// A setting, and what it is from now on. What it may say is registered in the settings, so
/// that what is kept can be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The columns of the files, in their order.
    Columns(Vec<String>),
    /// The column that sorts the files, and whether in reverse.
    Sort(String, bool),
    /// The theme.
    Theme(Theme),
    /// How the person hears of what is over.
    Notify(String),
    /// Whether the mouse is listened to.
    Mouse(bool),
}

/// What a setting is, as the configuration file writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A word.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Words in an order.
    List(Vec<String>),
}

/// How the keeping of settings goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keeping {
    /// The requests under way.
    pub tickets: BTreeSet<Ticket>,
    /// That nothing can be kept was said.
    pub failed: bool,
}

impl Setting {
    /// Where it stands in the file, table by table, and what is written there.
    pub fn entries(&self) -> Vec<(&'static [&'static str], Value)> {
        match self {
            Setting::Columns(names) => vec![(&["files", "columns"], Value::List(names.clone()))],
            Setting::Sort(column, reverse) => vec![
                (&["files", "sort"], Value::Text(column.clone())),
                (&["files", "reverse"], Value::Flag(*reverse)),
            ],
            Setting::Theme(theme) => vec![(&["theme"], Value::Text(theme.name().to_owned()))],
            Setting::Notify(name) => vec![(&["notify"], Value::Text(name.clone()))],
            Setting::Mouse(on) => vec![(&["mouse"], Value::Flag(*on))],
        }
    }
}

impl State {
    /// Keeps a setting for the next time. It holds at once, whatever becomes of the keeping.
    pub fn keep(&mut self, setting: Setting) -> Effect {
        let ticket = self.tickets.draw();
        self.keeping.tickets.insert(ticket);
        Effect::Keep(ticket, setting)
    }
}
