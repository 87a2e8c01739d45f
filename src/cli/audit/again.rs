//! The command line that goes on with an audit, as a person can paste it into a shell.

use std::env;

/// Who asks and where, as far as AWS's own variables say it.
const OF_AWS: [&str; 3] = ["AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_REGION"];

/// The command line that this process was started with, and `--resume`.
pub(super) fn command_line() -> String {
    let words = env::args_os().skip(1);
    let mut words: Vec<String> = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    if !words.iter().any(|word| word == "--resume") {
        words.push("--resume".to_owned());
    }
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    format!("{}attache {}", surroundings(), words.join(" "))
}

/// What the environment says beside the words; none of it is a secret.
fn surroundings() -> String {
    let ours = |name: &str| name.starts_with("ATTACHE_") || OF_AWS.contains(&name);
    let mut set: Vec<String> = env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
        .filter(|(name, value)| ours(name) && !value.is_empty())
        .map(|(name, value)| format!("{name}={} ", quoted(&value.to_string_lossy())))
        .collect();
    set.sort();
    set.concat()
}

/// One word of a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_word_stays_one_word() {
        assert_eq!(quoted("--output=a/b.csv"), "--output=a/b.csv");
        assert_eq!(quoted("a b$(c)'d"), r"'a b$(c)'\''d'");
        assert_eq!(quoted(""), "''");
    }
}
