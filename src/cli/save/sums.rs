//! `SHA256SUMS`, as `sha256sum -c` reads it. A safe name needs no escapes in it.

use std::fmt::Write as _;

/// The lines of these hashes and names.
pub(super) fn written<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    files.fold(String::new(), |mut text, (hash, name)| {
        // Writing into memory cannot fail.
        let _ = writeln!(text, "{hash}  {name}");
        text
    })
}

/// The names in a text of such lines; nothing for any other text.
pub(super) fn names(text: &str) -> Option<Vec<&str>> {
    text.lines()
        .map(|line| {
            let (hash, name) = line.split_once("  ")?;
            let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hash.then_some(name)
        })
        .collect()
}
