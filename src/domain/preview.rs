//! What can be seen of a file without a copy of it on the disk.

use super::SafeText;

/// The start of a file, as far as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Preview {
    /// What it is: `PNG image, 1920 × 1080`, `text, UTF-8`.
    pub kind: SafeText,
    /// Its lines, when it is a text.
    pub lines: Vec<SafeText>,
    /// Whether that is all of it.
    pub whole: bool,
}
