//! What lies beside a partial file: enough to go on from it, and to see that it is not
//! what it was. Never a link.

use serde::{Deserialize, Serialize};

use super::range::is_strong;

/// The length in bytes, whatever it says: it is written over in place, in one call.
const LENGTH: usize = 1024;

/// How far a partial file is good, and of which content it is a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sidecar {
    /// Tells the file from all others.
    pub(super) mark: String,
    /// The bytes that the whole file has.
    pub(super) size: u64,
    /// The storage's own word for the content, which it never gives to another one.
    pub(super) etag: String,
    /// The bytes that are here for sure.
    pub(super) at: u64,
    /// What they hash to.
    pub(super) sha256: String,
}

impl Sidecar {
    /// The text, filled up with spaces; nothing when there is too much to say.
    pub(super) fn text(&self) -> Option<Vec<u8>> {
        let mut text = serde_json::to_vec(self).ok()?;
        if text.len() >= LENGTH {
            return None;
        }
        text.resize(LENGTH - 1, b' ');
        text.push(b'\n');
        Some(text)
    }

    /// Reads a text, which may be cut short, of another program or a lie.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let read: Self = serde_json::from_slice(text).ok()?;
        let sound = read.at > 0 && read.at <= read.size && is_strong(&read.etag);
        sound.then_some(read)
    }

    /// The most bytes that are read of one.
    pub(super) const MOST: u64 = LENGTH as u64;
}
