//! What a file is called: its extension, as it will be on the disk.

use super::super::{SafeName, SafeText};

/// A name as the disk will have it, in lower case.
pub(super) struct Called {
    name: String,
}

impl Called {
    /// What leaves no trace on the disk, such as invisible characters and dots at the end,
    /// hides no extension here either.
    pub(super) fn new(name: &SafeText) -> Self {
        let name = SafeName::new(name.raw(), "").as_str().to_lowercase();
        Self { name }
    }

    /// The extension without its dot; nothing when there is none.
    pub(super) fn extension(&self) -> Option<&str> {
        self.split().map(|(_, extension)| extension)
    }

    /// The extension before the last one: `pdf` of `invoice.pdf .exe`.
    pub(super) fn before(&self) -> Option<&str> {
        let (stem, _) = self.split()?;
        let stem = stem.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '_'));
        let (_, before) = stem.rsplit_once('.')?;
        Some(before)
    }

    fn split(&self) -> Option<(&str, &str)> {
        let (stem, extension) = self.name.rsplit_once('.')?;
        // A name may have lost all but its extension: that is what the desktop goes by.
        let extension = extension.trim();
        (!extension.is_empty()).then_some((stem, extension))
    }
}

/// Whether the extension's text ends the name as a person sees it.
pub(super) fn shows_its_end(name: &SafeText, extension: &str) -> bool {
    name.as_str()
        .to_lowercase()
        .ends_with(&format!(".{extension}"))
}
