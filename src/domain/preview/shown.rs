//! The start of a file, as far as it can be shown.

use super::super::SafeText;
use super::decode::decoded;
use super::json::pretty;
use super::kind::kind;

/// The most lines that are kept; each is cut where every text from outside is.
const MOST_LINES: usize = 2_000;

/// The start of a file, as far as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Preview {
    /// What it is: `PNG picture, 1920 × 1080`, `text, UTF-8`.
    pub kind: SafeText,
    /// Its lines, when it is a text.
    pub lines: Vec<SafeText>,
    /// Whether that is all of it.
    pub whole: bool,
}

impl Preview {
    /// What the first bytes of a file show; `whole` says that there are no more.
    pub fn of(head: &[u8], whole: bool) -> Self {
        if head.is_empty() {
            return Self {
                kind: "empty".into(),
                lines: Vec::new(),
                whole,
            };
        }
        let Some((encoding, text)) = decoded(head, whole) else {
            return Self {
                kind: kind(head).into(),
                lines: Vec::new(),
                whole,
            };
        };
        let json = whole.then(|| pretty(&text)).flatten();
        let (what, text) = match json {
            Some(json) => ("JSON", json),
            None => ("text", text),
        };
        let all = text.lines().count();
        // A tab is as wide as a person expects it, and no escape.
        let lines = text
            .lines()
            .take(MOST_LINES)
            .map(|line| SafeText::new(&line.replace('\t', "    ")));
        Self {
            kind: format!("{what}, {encoding}").into(),
            lines: lines.collect(),
            whole: whole && all <= MOST_LINES,
        }
    }
}
