//! The hand that writes a partial file: on a blocking thread, one block behind the network.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};

use sha2::{Digest, Sha256};

use super::folder::{Folder, write_first};
use super::place::Gone;
use super::sidecar::Sidecar;

/// Bytes that are collected before they go to the disk; two such blocks are in memory.
pub(super) const BLOCK: usize = 256 * 1024;

/// Of which content the bytes are a part, as far as that is known for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    /// The bytes that it has.
    pub(super) size: u64,
    /// The storage's own word for it, never a weak one.
    pub(super) etag: String,
}

pub(super) struct Writer {
    pub(super) file: File,
    hash: Sha256,
    /// Bytes in the file.
    pub(super) size: u64,
    note: Option<File>,
    /// The block before, emptied for the next.
    spare: Vec<u8>,
}

/// Where a sidecar lies, and what it always says.
#[derive(Debug, Clone)]
pub(super) struct Noted {
    pub(super) folder: Folder,
    pub(super) name: String,
    pub(super) gone: Gone,
    pub(super) mark: String,
    pub(super) content: Content,
}

impl Writer {
    /// Begins with an empty file.
    pub(super) fn begin(mut file: File) -> io::Result<Self> {
        file.set_len(0)?;
        file.rewind()?;
        Ok(Self {
            file,
            hash: Sha256::new(),
            size: 0,
            note: None,
            spare: Vec::new(),
        })
    }

    /// Goes on where the sidecar says that an earlier one stopped, at the last byte at the
    /// latest, so that there is one left to ask for. Begins when the bytes are not those.
    pub(super) fn go_on(mut file: File, note: File, noted: &Sidecar) -> io::Result<Self> {
        let stop = noted.at.min(noted.size.saturating_sub(1));
        let mut hash = Sha256::new();
        let good = hash_more(&mut file, &mut hash, stop)? && {
            let mut all = hash.clone();
            hash_more(&mut file, &mut all, noted.at - stop)? && hex(&all.finalize()) == noted.sha256
        };
        if !good {
            return Self::begin(file);
        }
        file.set_len(stop)?;
        file.seek(SeekFrom::Start(stop))?;
        Ok(Self {
            file,
            hash,
            size: stop,
            note: Some(note),
            spare: Vec::new(),
        })
    }

    /// An empty buffer.
    pub(super) fn spare(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.spare)
    }

    /// Writes a block, and when something can be noted, that it is here.
    pub(super) fn write(mut self, mut block: Vec<u8>, noted: Option<&Noted>) -> io::Result<Self> {
        // What another program does to it must not end under the final name.
        if !self.is_whole() {
            return Err(io::Error::other("another program changed the partial file"));
        }
        if !block.is_empty() {
            self.file.write_all(&block)?;
            self.hash.update(&block);
            self.size += block.len() as u64;
            if let Some(noted) = noted {
                self.note(noted);
            }
        }
        block.clear();
        self.spare = block;
        Ok(self)
    }

    /// Whether the file is as long as what was written: nobody else cut it or wrote to it.
    pub(super) fn is_whole(&self) -> bool {
        self.file.metadata().is_ok_and(|now| now.len() == self.size)
    }

    /// What the file hashes to.
    pub(super) fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    /// A transfer without a sidecar is a transfer all the same.
    fn note(&mut self, noted: &Noted) {
        let sidecar = Sidecar {
            mark: noted.mark.clone(),
            size: noted.content.size,
            etag: noted.content.etag.clone(),
            at: self.size,
            sha256: self.sha256(),
        };
        let Some(text) = sidecar.text() else { return };
        if self.note.is_none() {
            self.note = noted.gone.unless(|| {
                // Whatever has the name belongs to no partial file that anybody has.
                let _ = noted.folder.remove(&noted.name);
                noted.folder.make(&noted.name).ok()
            });
        }
        if let Some(file) = &self.note
            && let Err(error) = write_first(file, &text)
        {
            tracing::debug!(%error, "no sidecar");
        }
    }
}

/// Hashes the next `count` bytes; false when there are fewer.
fn hash_more(file: &mut File, hash: &mut Sha256, count: u64) -> io::Result<bool> {
    let mut block = Vec::with_capacity(BLOCK);
    let mut left = count;
    while left > 0 {
        block.clear();
        let most = left.min(BLOCK as u64);
        let read = (&mut *file).take(most).read_to_end(&mut block)?;
        if read == 0 {
            return Ok(false);
        }
        hash.update(&block);
        left -= read as u64;
    }
    Ok(true)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
