//! What one look may cost. What is kept bounds the memory; this bounds the work, because a small
//! file can ask for much of it: it unpacks to a thousand times its size, or is gone through
//! again and again. Whatever is unpacked or searched is taken from one budget, and where that
//! ends the look ends with what it has. It counts bytes and knows no clock, so that a look
//! shows the same on every machine.

use std::cell::Cell;

use memchr::memmem;
use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

/// The most that everything in a file together is unpacked to, in bytes.
pub const MOST_UNPACKED: usize = 8 * 1024 * 1024;

/// The most bytes that are gone through: a file of the most that is fetched a few times.
pub const MOST_WALKED: usize = 64 * 1024 * 1024;

/// What it costs to begin to unpack something, however short it is.
const BEGINNING: usize = 1_024;

/// What one look may still cost, and what it has cost so far.
#[derive(Debug, Default)]
pub struct Budget {
    unpacked: Cell<usize>,
    walked: Cell<usize>,
    short: Cell<bool>,
}

/// How something is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// Not at all.
    Stored,
    /// As archives do it.
    Deflate,
    /// As PDFs do it, with a head.
    Zlib,
}

/// What was unpacked.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Whether that is all of it.
    pub(super) all: bool,
}

impl Budget {
    /// How many bytes were unpacked so far.
    pub fn unpacked(&self) -> usize {
        self.unpacked.get()
    }

    /// How many bytes were gone through so far.
    pub fn walked(&self) -> usize {
        self.walked.get()
    }

    /// Whether something had to be left out because it would have cost too much.
    pub fn fell_short(&self) -> bool {
        self.short.get()
    }

    /// Unpacks this, and no more of it than `most` bytes.
    pub(super) fn unpack(&self, packed: &[u8], packing: Packing, most: usize) -> Unpacked {
        let left = MOST_UNPACKED.saturating_sub(self.unpacked.get());
        if left == 0 || self.walked.get() >= MOST_WALKED {
            self.short.set(true);
            return Unpacked::default();
        }
        // Much may be packed in what comes out as nothing.
        let within = self.walk(packed);
        self.charge(BEGINNING);
        let most = most.min(left);
        let unpacked = match packing {
            Packing::Stored => Ok(within.get(..most).unwrap_or(within).to_vec()),
            Packing::Deflate => decompress_to_vec_with_limit(within, most),
            Packing::Zlib => decompress_to_vec_zlib_with_limit(within, most),
        };
        let (bytes, sound) = match unpacked {
            Ok(bytes) => (bytes, true),
            // What came before the damage, or before there was too much.
            Err(error) => (error.output, false),
        };
        self.unpacked.set(self.unpacked.get() + bytes.len());
        let cut = packing == Packing::Stored && packed.len() > most;
        if most == left && (cut || bytes.len() >= most) {
            self.short.set(true);
        }
        Unpacked {
            all: sound && !cut && within.len() == packed.len(),
            bytes,
        }
    }

    /// As much of this as may still be gone through; it counts as gone through.
    pub(super) fn walk<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        let within = self.within(bytes);
        self.charge(within.len());
        within
    }

    /// As much of this as may still be gone through. Whoever does not know how far they will go
    /// says afterwards how far they went.
    pub(super) fn within<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        let left = MOST_WALKED.saturating_sub(self.walked.get());
        let within = bytes.get(..left);
        if within.is_some() && bytes.len() > left {
            self.short.set(true);
        }
        within.unwrap_or(bytes)
    }

    /// So many bytes were gone through.
    pub(super) fn charge(&self, bytes: usize) {
        self.walked.set(self.walked.get().saturating_add(bytes));
    }

    /// Where this stands, from a place on. Only what is gone through is paid for.
    pub(super) fn find(&self, bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
        let within = self.within(bytes.get(from..)?);
        let found = memmem::find(within, word);
        self.charge(found.map_or(within.len(), |at| at + word.len()));
        found.map(|at| from + at)
    }
}
