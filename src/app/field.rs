//! A line that a person types into.

use tui_input::{Input, InputRequest};

use super::keys::Key;

/// The most characters that a field takes: more than any ARN or address has.
const LONGEST: usize = 2_048;

/// The most characters of a list that is pasted: some hundred ARNs.
const LONGEST_LIST: usize = 65_536;

/// A text field with a cursor; what is pasted loses its line breaks, and nothing makes it
/// longer than it may be.
#[derive(Debug, Clone)]
pub struct Field {
    input: Input,
    /// The most characters that it takes.
    longest: usize,
}

impl Default for Field {
    fn default() -> Self {
        Self::holding("")
    }
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
        Self {
            input: text.into(),
            longest: LONGEST,
        }
    }

    /// The same for a list, which may be long.
    pub fn list(text: &str) -> Self {
        Self {
            longest: LONGEST_LIST,
            ..Self::holding(text)
        }
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

    /// Puts a text in the place of what stands in front of the cursor.
    pub fn complete(&mut self, text: &str) {
        let after: String = self.text().chars().skip(self.input.cursor()).collect();
        // A separator that stands behind the cursor already is not doubled.
        let doubled =
            text.ends_with(std::path::is_separator) && after.starts_with(std::path::is_separator);
        let after = if doubled { &after[1..] } else { &after };
        let before: String = text.chars().take(self.longest).collect();
        let cursor = before.chars().count();
        self.input = Input::from(before + after).with_cursor(cursor);
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        self.input.reset();
    }

    /// Puts a pasted text at the cursor; control characters in it are left out, and so is
    /// what makes it longer than any name is.
    pub fn paste(&mut self, text: &str) {
        self.insert(&one_line(text));
    }

    /// Puts a pasted list at the cursor, a blank on either side of it: its lines are things
    /// of their own, even where they are ARNs. Says how many of them found no room: a part
    /// of one would be another one.
    pub fn paste_list(&mut self, text: &str) -> usize {
        let plain: String = text
            .chars()
            .filter(|c| c.is_whitespace() || !c.is_control())
            .collect();
        let mut room = self.room().saturating_sub(1);
        let mut list = String::from(" ");
        let mut words = plain.split_whitespace();
        let mut left_out = 0;
        for word in &mut words {
            let cells = word.chars().count() + 1;
            if cells > room {
                left_out = 1;
                break;
            }
            room -= cells;
            list.push_str(word);
            list.push(' ');
        }
        self.insert(&list);
        left_out + words.count()
    }

    fn room(&self) -> usize {
        self.longest.saturating_sub(self.text().chars().count())
    }

    fn insert(&mut self, text: &str) {
        let at = self.input.cursor();
        let room = self.room();
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
            Key::Char(c) if self.room() > 0 => InputRequest::InsertChar(c),
            Key::Char(_) => return Some(false),
            Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Ctrl('a') | Key::Home => InputRequest::GoToStart,
            Key::Ctrl('e') | Key::End => InputRequest::GoToEnd,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('u') => InputRequest::DeleteFromStart,
            Key::Ctrl('k') => InputRequest::DeleteTillEnd,
            Key::Alt('b') => InputRequest::GoToPrevWord,
            Key::Alt('f') => InputRequest::GoToNextWord,
            Key::Alt('d') => InputRequest::DeleteNextWord,
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
