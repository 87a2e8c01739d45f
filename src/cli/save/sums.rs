//! `SHA256SUMS`, as `sha256sum -c` reads it. A safe name needs no escapes in it.

/// The lines of these hashes and names.
pub(super) fn written<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    files
        .map(|(hash, name)| format!("{hash}  {name}\n"))
        .collect()
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
