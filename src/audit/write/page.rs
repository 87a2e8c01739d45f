//! The fixed parts of the report's page: how it looks, and the little program that sorts and
//! filters its table. The page loads nothing, and its own policy lets no other program run.

use sha2::{Digest, Sha256};

/// How the page looks, on a bright and on a dark screen, and on paper.
pub(super) const STYLE: &str = include_str!("report.css");

/// Sorts by a column when its title is pressed, and shows the rows that hold some words. The
/// address can say both: `#sort=FileSizeInBytes&find=invoice`, or `#sort=-FileName`.
pub(super) const SCRIPT: &str = include_str!("report.js");

/// What the page may do: run exactly that program, look as it looks, and load nothing.
pub(super) fn policy() -> String {
    let hash = base64(&Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            if at > three.len() {
                text.push('=');
                continue;
            }
            let six = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or_default();
            text.push(char::from(LETTERS[six]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_vectors_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
