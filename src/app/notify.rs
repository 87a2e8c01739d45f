//! How a person hears of what happened while they look elsewhere.

use crate::domain::SafeText;

/// How a person hears of it. Only when asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Notify {
    /// Not at all: the screen says it.
    #[default]
    Off,
    /// By the terminal's bell.
    Bell,
    /// By a notification of the desktop, where the terminal hands them on; else by its bell.
    Desktop,
}

impl Notify {
    /// All of them, in the order of the key that goes through them.
    pub const ALL: [Notify; 3] = [Notify::Off, Notify::Bell, Notify::Desktop];

    /// Its name on the command line and in the configuration file.
    pub fn name(self) -> &'static str {
        match self {
            Notify::Off => "off",
            Notify::Bell => "bell",
            Notify::Desktop => "desktop",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Notify::Off => Notify::Bell,
            Notify::Bell => Notify::Desktop,
            Notify::Desktop => Notify::Off,
        }
    }
}

/// What a person is to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// How.
    pub how: Notify,
    /// What happened.
    pub text: SafeText,
}
