//! How pictures are shown.

/// How a terminal shows pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Graphics {
    /// By kitty's protocol.
    Kitty,
    /// By iTerm2's.
    Iterm2,
    /// As sixels.
    Sixel,
    /// As coloured half-blocks, or as shades where there are no colours.
    Blocks,
    /// Not at all: what they are is said.
    None,
}

impl Graphics {
    /// Whether the terminal draws pixels itself.
    pub fn is_sharp(self) -> bool {
        matches!(self, Graphics::Kitty | Graphics::Iterm2 | Graphics::Sixel)
    }
}

/// How pictures are to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum GraphicsWish {
    /// As the terminal can.
    #[default]
    Auto,
    /// So, whatever the terminal says of itself.
    Like(Graphics),
}

impl GraphicsWish {
    /// All of them, each with its name on the command line and in the configuration file.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("auto", Self::Auto),
        ("kitty", Self::Like(Graphics::Kitty)),
        ("iterm2", Self::Like(Graphics::Iterm2)),
        ("sixel", Self::Like(Graphics::Sixel)),
        ("blocks", Self::Like(Graphics::Blocks)),
        ("none", Self::Like(Graphics::None)),
    ];

    /// Its name on the command line and in the configuration file.
    pub fn name(self) -> &'static str {
        let mut named = Self::NAMED.into_iter();
        let found = named.find(|(_, wish)| *wish == self);
        found.map_or("auto", |(name, _)| name)
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::NAMED.into_iter();
        all.find(|(one, _)| *one == name).map(|(_, wish)| wish)
    }
}
