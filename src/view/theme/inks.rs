//! What a theme is made of.

use ratatui::style::Color;

/// A colour, and what takes its place where only the terminal's own sixteen are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    pub full: Color,
    pub basic: Color,
}

/// The colours of a theme by what they mean, each to be read on the paper, and the paper on
/// each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inks {
    /// What everything stands on.
    pub paper: Ink,
    /// What has no other meaning.
    pub text: Ink,
    /// What matters less.
    pub faint: Ink,
    /// Whether what matters less is dim rather than of another colour. How dim is the
    /// terminal's choice, so only themes do that which leave all colours to it.
    pub dims: bool,
    /// Frames of panes that have not the keys.
    pub frame: Ink,
    /// The program's name, keys, the pane that has the keys.
    pub accent: Ink,
    /// Good news, and approved files.
    pub good: Ink,
    /// What is waited for, and files that are processed.
    pub waiting: Ink,
    /// Bad news, and rejected files.
    pub bad: Ink,
    /// Files that failed, and those that nothing will move.
    pub failed: Ink,
    /// Files that are drafted.
    pub drafting: Ink,
    /// What a filter found.
    pub matched: Ink,
}

/// Red, green and blue as `0xrrggbb`, and the stand-in of the sixteen.
pub(super) const fn ink(rgb: u32, basic: Color) -> Ink {
    let full = Color::from_u32(rgb);
    Ink { full, basic }
}

/// One of the terminal's own colours, whatever else it knows.
pub(super) const fn own(basic: Color) -> Ink {
    Ink { full: basic, basic }
}
