//! How far a transfer is, and what came of it.

use std::path::PathBuf;

/// How far a transfer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Progress {
    /// Bytes received so far.
    pub received: u64,
    /// Bytes in all, when anybody said.
    pub total: Option<u64>,
}

/// A file that is whole, verified and synced.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Saved {
    /// Where it lies, under the name it really got.
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
    /// The SHA-256 of its content, in lower-case hexadecimal digits.
    pub sha256: String,
}
