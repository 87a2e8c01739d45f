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
