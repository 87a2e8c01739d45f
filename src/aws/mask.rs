//! Makes a sentence from outside fit to be shown: one line, not endless, and without
//! the parts of an address or a header that let somebody in.

/// The longest sentence taken over, in characters.
const LONGEST: usize = 500;

/// Words that announce a secret.
const SECRETS: [&str; 7] = [
    "x-amz-security-token",
    "x-amz-signature",
    "x-amz-credential",
    "signature=",
    "awsaccesskeyid",
    "authorization:",
    "token=",
];

/// The first line of `text`: links are cut before their query, and after a word that
/// announces a secret nothing is taken over.
pub(super) fn masked(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    let mut words = Vec::new();
    for word in line.unwrap_or_default().split_whitespace() {
        let shown = without_query(word);
        if announces_secret(&shown) {
            words.push("…".to_owned());
            break;
        }
        words.push(shown);
    }
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// An address without its user, its password and its query; other words as they are.
fn without_query(word: &str) -> String {
    let Some((scheme, rest)) = word.split_once("://") else {
        return word.to_owned();
    };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let host_end = rest[..end].find('/').unwrap_or(end);
    let start = rest[..host_end].rfind('@').map_or(0, |at| at + 1);
    let cut = if end < rest.len() { "?…" } else { "" };
    format!("{scheme}://{}{cut}", &rest[start..end])
}

fn announces_secret(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    SECRETS.iter().any(|secret| word.contains(secret))
}
