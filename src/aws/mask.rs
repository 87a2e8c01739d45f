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
        words.push(without_keys(&shown));
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
    // A password may hold a slash, and a second address may follow: the last one counts.
    let start = rest[..end].rfind('@').map_or(0, |at| at + 1);
    let cut = if end < rest.len() { "?…" } else { "" };
    format!("{scheme}://{}{cut}", &rest[start..end])
}

fn announces_secret(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    SECRETS.iter().any(|secret| word.contains(secret))
}

/// A secret key has forty characters, and a session token many more.
const LONG: usize = 40;
/// How the ids of access keys begin, and how long they are at least.
const KEY_IDS: [&str; 2] = ["AKIA", "ASIA"];
const KEY_ID: usize = 16;

/// The word with `…` for what looks like a key: an access key's id, and a long run of
/// characters of base64 that no name has. An ARN is made of names and stays.
fn without_keys(word: &str) -> String {
    if word.contains("arn:") {
        return word.to_owned();
    }
    let in_key = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let mut shown = String::with_capacity(word.len());
    let mut rest = word;
    while !rest.is_empty() {
        let end = rest.find(|c| !in_key(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        shown.push_str(if is_key(run) { "…" } else { run });
        let next = after.find(in_key).unwrap_or(after.len());
        shown.push_str(&after[..next]);
        rest = &after[next..];
    }
    shown
}

fn is_key(run: &str) -> bool {
    let id = run.len() >= KEY_ID && KEY_IDS.iter().any(|id| run.starts_with(id));
    let has = |kind: fn(&char) -> bool| run.chars().any(|c| kind(&c));
    let mixed =
        has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit);
    id || (run.len() >= LONG && mixed)
}
