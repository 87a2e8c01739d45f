//! What can be seen of a file.

use super::super::SafeText;
use super::{Picture, Sheet};

/// What can be seen of a file.
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
    /// What there is to say of it, such as why no more is shown.
    pub note: Option<SafeText>,
}

/// What can be shown of a content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Body {
    /// Nothing.
    Nothing,
    /// Its lines.
    Text(Vec<SafeText>),
    /// A table.
    Sheet(Box<Sheet>),
    /// A picture.
    Picture(Picture),
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

    /// The lines, when it is a text.
    pub fn lines(&self) -> &[SafeText] {
        match &self.body {
            Body::Text(lines) => lines,
            Body::Nothing | Body::Sheet(_) | Body::Picture(_) => &[],
        }
    }

    /// The picture, when it is one.
    pub fn picture(&self) -> Option<&Picture> {
        match &self.body {
            Body::Picture(picture) => Some(picture),
            Body::Nothing | Body::Text(_) | Body::Sheet(_) => None,
        }
    }

    /// How many bytes it takes in memory, about.
    pub fn bytes(&self) -> usize {
        let facts: usize = self.facts.iter().map(|(_, text)| text.bytes()).sum();
        let body = match &self.body {
            Body::Nothing => 0,
            Body::Text(lines) => lines.iter().map(SafeText::bytes).sum(),
            Body::Sheet(sheet) => sheet.bytes(),
            Body::Picture(picture) => picture.bytes(),
        };
        size_of::<Self>() + facts + body
    }
}
