//! The bytes of a file: embedded in the program, or made from a seed piece by piece,
//! so that a large one is never held whole. How they travel is decided elsewhere.

use axum::body::Bytes;

use crate::demo::sign::sha256;

/// One content; several files may share it.
#[derive(Clone, Debug)]
pub(crate) struct Blob {
    source: Source,
    /// As S3 writes it, quotes included.
    pub(crate) etag: String,
    pub(crate) content_type: String,
    /// Every bit is the other one.
    inverted: bool,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Embedded(&'static [u8]),
    Generated { seed: u64, length: u64 },
}

/// How much is made at a time.
const PIECE: u64 = 64 * 1024;

impl Blob {
    pub(crate) fn embedded(bytes: &'static [u8], content_type: String) -> Self {
        Self {
            source: Source::Embedded(bytes),
            etag: etag(bytes),
            content_type,
            inverted: false,
        }
    }

    pub(crate) fn generated(seed: u64, length: u64, content_type: String) -> Self {
        Self {
            source: Source::Generated { seed, length },
            etag: etag(format!("generated {seed} {length}").as_bytes()),
            content_type,
            inverted: false,
        }
    }

    /// Another version of the same length: its tag is its own, and every byte is inverted.
    pub(crate) fn version(&self, number: u64) -> Self {
        Self {
            etag: etag(format!("{} {number}", self.etag).as_bytes()),
            inverted: true,
            ..self.clone()
        }
    }

    pub(crate) fn len(&self) -> u64 {
        match self.source {
            Source::Embedded(bytes) => bytes.len() as u64,
            Source::Generated { length, .. } => length,
        }
    }

    /// The next piece from `from` up to `end` (exclusive); empty only when nothing is left.
    pub(crate) fn piece(&self, from: u64, end: u64) -> Bytes {
        let end = end.min(self.len()).min(from.saturating_add(PIECE));
        let piece = match self.source {
            Source::Embedded(bytes) => {
                let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
                bytes
                    .get(index(from)..index(end))
                    .map_or_else(Bytes::new, Bytes::from_static)
            }
            Source::Generated { seed, .. } => noise(seed, from, end),
        };
        if self.inverted {
            return piece.iter().map(|byte| !byte).collect();
        }
        piece
    }
}

fn etag(bytes: &[u8]) -> String {
    // As long as S3's, and like those of multipart uploads no MD5 of the content.
    format!("\"{}-1\"", sha256(bytes).get(..32).unwrap_or_default())
}

/// The bytes from `from` to `end`: a function of seed and place only, so that every range agrees with the whole.
fn noise(seed: u64, from: u64, end: u64) -> Bytes {
    let skip = usize::try_from(from % 8).unwrap_or_default();
    let take = usize::try_from(end.saturating_sub(from)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(take + 16);
    for at in (from / 8)..end.div_ceil(8) {
        bytes.extend_from_slice(&word(seed, at).to_le_bytes());
    }
    bytes.truncate(skip + take);
    bytes.drain(..skip.min(bytes.len()));
    Bytes::from(bytes)
}

/// The eight bytes at one place, by the finishing steps of the `SplitMix64` generator.
fn word(seed: u64, at: u64) -> u64 {
    let mut word = seed.wrapping_add(at.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(blob: &Blob, from: u64, end: u64) -> Vec<u8> {
        let (mut at, mut bytes) = (from, Vec::new());
        loop {
            let piece = blob.piece(at, end);
            if piece.is_empty() {
                return bytes;
            }
            at += piece.len() as u64;
            bytes.extend_from_slice(&piece);
        }
    }

    #[test]
    fn every_range_agrees_with_the_whole() {
        let blob = Blob::generated(7, 200_003, String::new());
        let all = whole(&blob, 0, u64::MAX);
        assert_eq!(all.len(), 200_003);
        for (from, end) in [
            (0, 1),
            (65_535, 65_537),
            (131_071, 200_003),
            (3, 3),
            (200_003, 300_000),
        ] {
            let expected = &all[from.min(all.len())..end.min(all.len())];
            assert_eq!(
                whole(&blob, from as u64, end as u64),
                expected,
                "{from}..{end}"
            );
        }
    }
}
