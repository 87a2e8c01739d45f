//! Takes addresses out of texts written by lower layers.

/// The text with every word that could be a part of a link replaced by `(hidden)`.
///
/// Whoever holds a signed link can read the file, and lower layers like to quote
/// addresses in their errors.
pub fn without_addresses(text: &str) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| if is_address(word) { "(hidden)" } else { word })
        .collect();
    words.join(" ")
}

/// An address, or a piece of one: what has a scheme, a query or a parameter of a signature.
fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.contains("://")
        || lower.contains("x-amz-")
        || lower.contains("%2f")
        || (word.contains('=') && (word.contains('?') || word.contains('&')))
}
