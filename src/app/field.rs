//! A line that a person types into.

use tui_input::{Input, InputRequest};

use super::keys::Key;

/// The most characters that a field takes: more than any ARN or address has.
const LONGEST: usize = 2_048;

/// The most characters of a list that is pasted: some hundred ARNs.
const LONGEST_LIST: usize = 65_536;

/// A text field with a cursor; what is pasted loses its line breaks.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.input.cursor() == other.input.cursor()
    }
}

impl Eq for Field {}

impl Field {
    /// A field that already holds a text, the cursor behind it.
    pub fn holding(text: &str) -> Self {
        Self { input: text.into() }
    }

    /// What stands in the field.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What stands in the field without blanks around it.
    pub fn trimmed(&self) -> &str {
        self.text().trim()
    }

    /// The text in front of the cursor, to draw the cursor behind it.
    pub fn before_cursor(&self) -> String {
        self.text().chars().take(self.input.cursor()).collect()
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        self.input = Input::default();
    }

    /// Puts a pasted text at the cursor; control characters in it are left out, and so is
    /// what makes it longer than any name is.
    pub fn paste(&mut self, text: &str) {
        self.insert(&one_line(text), LONGEST);
    }

    /// Puts a pasted list at the cursor, a blank on either side of it: its lines are things
    /// of their own, even where they are ARNs.
    pub fn paste_list(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let words = format!(" {} ", words.join(" "));
        let plain: String = words.chars().filter(|c| !c.is_control()).collect();
        self.insert(&plain, LONGEST_LIST);
    }

    fn insert(&mut self, text: &str, longest: usize) {
        let at = self.input.cursor();
        let room = longest.saturating_sub(self.text().chars().count());
        let pasted: Vec<char> = text.chars().take(room).collect();
        let before = self.text().chars().take(at);
        let after = self.text().chars().skip(at);
        let whole: String = before.chain(pasted.iter().copied()).chain(after).collect();
        self.input = Input::from(whole).with_cursor(at + pasted.len());
    }

    /// Takes a key that edits; says whether the text changed, or nothing for a key
    /// that is not for a text field.
    pub fn edit(&mut self, key: Key) -> Option<bool> {
        let request = match key {
            Key::Char(c) if self.text().chars().count() < LONGEST => InputRequest::InsertChar(c),
            Key::Char(_) => return Some(false),
            Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Ctrl('a') => InputRequest::GoToStart,
            Key::Ctrl('e') => InputRequest::GoToEnd,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('u') => InputRequest::DeleteFromStart,
            Key::Ctrl('k') => InputRequest::DeleteTillEnd,
            _ => return None,
        };
        let before = self.text().to_owned();
        self.input.handle(request);
        Some(before != self.text())
    }
}

/// A pasted text as one line: line breaks part words, but not the pieces of an ARN or an
/// address that a narrow window has broken.
pub fn one_line(text: &str) -> String {
    let text = text.trim();
    let whole = text.starts_with("arn:") || text.starts_with("http");
    let parted = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    parted
        .filter(|c| !(c.is_control() || whole && *c == ' '))
        .collect()
}
