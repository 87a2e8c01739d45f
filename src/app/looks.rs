//! Which theme the person chose, and how many colours there are to draw it with.

/// What the screen is to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Looks {
    /// The theme that was chosen.
    pub theme: Theme,
    /// The colours that the terminal shows.
    pub depth: Depth,
    /// Whether signs may move.
    pub motion: Motion,
}

/// Whether signs may move. Nothing is said by that alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Motion {
    /// They may.
    #[default]
    Moves,
    /// All stands still: the person wants it so, or reads lines.
    Still,
}

/// A choice of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// The terminal's own sixteen colours on its own background.
    #[default]
    Auto,
    /// Light letters on a dark background of its own.
    Dark,
    /// Dark letters on a light background of its own.
    Light,
    /// Bright letters on black.
    HighContrast,
    /// Dark, with colours that do not need red told from green.
    Deuteranopia,
    /// No colour: bold, dim, underlined and reversed only.
    Mono,
}

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Depth {
    /// None, or the person wants none.
    Off,
    /// Eight, and those brighter only for letters: the plain Linux console, which is black.
    Eight,
    /// The terminal's own sixteen.
    Sixteen,
    /// A palette of 256.
    Many,
    /// Sixteen million.
    #[default]
    Full,
}

impl Looks {
    /// The same, with signs that move or not, as was wished.
    #[must_use]
    pub fn moving(self, wish: Option<bool>) -> Self {
        match wish {
            Some(false) => Self {
                motion: Motion::Still,
                ..self
            },
            Some(true) | None => self,
        }
    }

    /// The colours that are shown: none in a theme without any.
    pub fn colours(self) -> Depth {
        match self.theme {
            Theme::Mono => Depth::Off,
            _ => self.depth,
        }
    }
}

impl Theme {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Theme; 6] = [
        Theme::Auto,
        Theme::Dark,
        Theme::Light,
        Theme::HighContrast,
        Theme::Deuteranopia,
        Theme::Mono,
    ];

    /// Its name, on the command line and in the configuration file.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Dark => "dark",
            Theme::Light => "light",
            Theme::HighContrast => "high-contrast",
            Theme::Deuteranopia => "deuteranopia",
            Theme::Mono => "mono",
        }
    }

    /// The theme of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one after it; after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        let after = Self::ALL.iter().skip_while(|theme| **theme != self).nth(1);
        after.copied().unwrap_or_default()
    }

    /// What it is, for a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Theme::Auto => "the terminal's own colours",
            Theme::Dark => "light letters on dark",
            Theme::Light => "dark letters on light",
            Theme::HighContrast => "bright letters on black",
            Theme::Deuteranopia => "no need to tell red from green",
            Theme::Mono => "no colours",
        }
    }
}
