//! One line of the record, and the lines that are still worth reading. No disk here.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::Saved;

use super::store::Known;

/// The most lines that stay when the record is shortened; the oldest go.
pub(super) const MOST: usize = 20_000;
/// The longest line that is written or read, in bytes: no path is longer.
const LONGEST: usize = 32 * 1024;

/// One saved file as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) mark: String,
    pub(super) folder: PathBuf,
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) sha256: String,
    /// When, as RFC 3339 writes it.
    pub(super) time: String,
}

impl Line {
    /// The line for this file, in this folder by its whole path; none for what no line of
    /// text can hold.
    pub(super) fn new(mark: String, saved: &Saved, folder: &Path, time: Timestamp) -> Option<Self> {
        Some(Self {
            mark,
            folder: folder.to_str()?.into(),
            name: saved.path.file_name()?.to_str()?.to_owned(),
            size: saved.size,
            sha256: saved.sha256.clone(),
            time: time.to_string(),
        })
    }

    /// Reads one; nothing for what is broken or not ours.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let line: Self = serde_json::from_slice(text).ok()?;
        // Who could name a path here could have any file hashed.
        let mut parts = Path::new(&line.name).components();
        let is_name = matches!(
            (parts.next(), parts.next()),
            (Some(std::path::Component::Normal(_)), None)
        );
        (is_name && line.folder.is_absolute()).then_some(line)
    }

    /// The line with its line break; none when it would be too long to be read again.
    pub(super) fn written(&self) -> Option<String> {
        let text = serde_json::to_string(self).ok()?;
        (text.len() <= LONGEST).then(|| text + "\n")
    }

    /// The file, in the folder as the person named it.
    pub(super) fn known(&self, folder: &Path) -> Known {
        Known {
            saved: Saved {
                path: folder.join(&self.name),
                size: self.size,
                sha256: self.sha256.clone(),
            },
            at: self.time.parse().ok(),
        }
    }
}

/// The newest lines, in their order: at most [`MOST`], and at most so many bytes.
pub(super) fn newest(text: &[u8], bytes: usize) -> Vec<u8> {
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    let mut room = bytes;
    let mut kept: Vec<&[u8]> = Vec::new();
    for line in lines.into_iter().rev().take(MOST) {
        if line.len() > room {
            break;
        }
        room -= line.len();
        kept.push(line);
    }
    kept.reverse();
    kept.concat()
}
