//! What became of a text that was to be copied.

/// How a text went to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Copied {
    /// The desktop's clipboard holds it.
    Clipboard,
    /// It was sent to the terminal, which may or may not have put it there; what that
    /// depends on, in a sentence, when it is known.
    Sent(Option<&'static str>),
}
