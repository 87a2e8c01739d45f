//! Keyed hashes: AWS's Signature Version 4 for links, and the marks in page tokens
//! and request ids. What is signed, and what a wrong signature gets, is decided elsewhere.

use std::fmt::Write as _;
use std::io;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A secret; its Debug output never shows it.
#[derive(Clone)]
pub(crate) struct Key(Vec<u8>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A key that nobody can guess.
    pub(crate) fn random() -> io::Result<Self> {
        let mut bytes = vec![0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// A key that is the same in every run, from a word.
    pub(crate) fn fixed(word: &str) -> Self {
        Self(word.as_bytes().to_vec())
    }

    /// The HMAC-SHA-256 of `message` under this key.
    pub(crate) fn mac(&self, message: &[u8]) -> Vec<u8> {
        // HMAC takes keys of every length, so the error side is never reached.
        Hmac::<Sha256>::new_from_slice(&self.0).map_or_else(
            |_| Vec::new(),
            |mac| mac.chain_update(message).finalize().into_bytes().to_vec(),
        )
    }

    /// Whether `signature` (in hexadecimal) is this key's over `message`.
    pub(crate) fn matches(&self, message: &[u8], signature: &str) -> bool {
        let expected = hex(&self.mac(message));
        // Every byte is looked at, however early they differ.
        expected.len() == signature.len()
            && expected
                .bytes()
                .zip(signature.bytes())
                .fold(0, |seen, (a, b)| seen | (a ^ b))
                == 0
    }

    /// Signature Version 4's key for one day, region and service.
    pub(crate) fn scoped(&self, day: &str, region: &str, service: &str) -> Self {
        let mut first = b"AWS4".to_vec();
        first.extend_from_slice(&self.0);
        [day, region, service, "aws4_request"]
            .iter()
            .fold(Self(first), |key, word| Self(key.mac(word.as_bytes())))
    }
}

/// An identifier in a UUID's shape, the same for the same `parts`.
pub(crate) fn uuid_of(parts: &[&str]) -> String {
    let digits = sha256(parts.join("\u{0}").as_bytes());
    uuid_shape(&digits)
}

/// The first 32 of at least 32 hexadecimal digits, with a version 4 UUID's dashes and marks.
pub(crate) fn uuid_shape(digits: &str) -> String {
    let part = |from, to| digits.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-4{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scoped_key_is_awss() {
        // The example of AWS's own documentation of Signature Version 4.
        let key = Key::fixed("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").scoped(
            "20120215",
            "us-east-1",
            "iam",
        );
        assert_eq!(
            hex(&key.0),
            "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d"
        );
    }

    #[test]
    fn a_signature_matches_only_its_message_and_key() {
        let key = Key::random().unwrap();
        let signature = hex(&key.mac(b"one"));
        assert!(key.matches(b"one", &signature));
        assert!(!key.matches(b"two", &signature));
        assert!(!key.matches(b"one", &signature[1..]));
        assert!(!Key::random().unwrap().matches(b"one", &signature));
    }
}
