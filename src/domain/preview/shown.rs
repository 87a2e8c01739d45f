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
    /// What in it contradicts the file's name, in a sentence.
    pub doubt: Option<SafeText>,
    /// What is known of it, each with its name.
    pub facts: Vec<(&'static str, SafeText)>,
    /// What can be shown of the content.
    pub body: Body,
    /// Whether that is all of it.
    pub whole: bool,
    /// Why it is not, when there is more to say than that.
    pub note: Option<SafeText>,
}

/// What can be shown of a content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Body {
    /// Nothing.
    Nothing,
    /// Its lines.
    Text(Vec<SafeText>),
}

impl Preview {
    /// A content of this kind of which nothing can be shown.
    pub fn bare(kind: impl Into<SafeText>, whole: bool) -> Self {
        Self {
            kind: kind.into(),
            doubt: None,
            facts: Vec::new(),
            body: Body::Nothing,
            whole,
            note: None,
        }
    }

    /// What the first bytes of a file show; `whole` says that there are no more.
    pub fn of(head: &[u8], whole: bool) -> Self {
        if head.is_empty() {
            return Self::bare("empty", whole);
        }
        let Some((encoding, text)) = decoded(head, whole) else {
            return Self::bare(kind(head), whole);
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
            body: Body::Text(lines.collect()),
            ..Self::bare(format!("{what}, {encoding}"), whole && all <= MOST_LINES)
        }
    }

    /// The lines, when it is a text.
    pub fn lines(&self) -> &[SafeText] {
        match &self.body {
            Body::Text(lines) => lines,
            Body::Nothing => &[],
        }
    }

    /// How many bytes it takes in memory, about.
    pub fn bytes(&self) -> usize {
        let facts = self.facts.iter().map(|(_, text)| text.bytes());
        let lines = self.lines().iter().map(SafeText::bytes);
        size_of::<Self>() + facts.chain(lines).sum::<usize>()
    }
}
