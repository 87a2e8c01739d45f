//! A key as the machine knows it, free of any terminal library.

use std::fmt;

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A printable character, as typed: Shift is already in it.
    Char(char),
    /// A letter with Ctrl, in lower case.
    Ctrl(char),
    /// A character with Alt. Terminals send it as Escape and the character.
    Alt(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Cursor up with Shift.
    ShiftUp,
    /// Cursor down with Shift.
    ShiftDown,
    /// Cursor left with Shift.
    ShiftLeft,
    /// Cursor right with Shift.
    ShiftRight,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// A function key, by its number.
    F(u8),
}

/// The keys that are called by a word, each by its first one in what is shown of it.
const NAMED: [(&str, Key); 24] = [
    ("enter", Key::Enter),
    ("return", Key::Enter),
    ("esc", Key::Esc),
    ("escape", Key::Esc),
    ("tab", Key::Tab),
    ("space", Key::Char(' ')),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("shift-up", Key::ShiftUp),
    ("shift-down", Key::ShiftDown),
    ("shift-left", Key::ShiftLeft),
    ("shift-right", Key::ShiftRight),
    ("page-up", Key::PageUp),
    ("pgup", Key::PageUp),
    ("page-down", Key::PageDown),
    ("pgdn", Key::PageDown),
    ("home", Key::Home),
    ("end", Key::End),
    ("plus", Key::Char('+')),
    ("comma", Key::Char(',')),
];

/// What terminals send as another key when Ctrl is held.
const SAME: [(char, &str); 3] = [('i', "tab"), ('m', "enter"), ('j', "enter")];

impl Key {
    /// The key of this name, as the configuration file writes it: `s`, `S`, `ctrl-s`, `alt-s`,
    /// `f5`, `enter`, `page-up`; or why it is none.
    pub fn parse(name: &str) -> Result<Self, String> {
        let mut letters = name.chars();
        if let (Some(only), None) = (letters.next(), letters.next()) {
            return match only {
                ' ' => Ok(Key::Char(' ')),
                _ if only.is_control() || only.is_whitespace() => Err(unknown(name)),
                _ => Ok(Key::Char(only)),
            };
        }
        let low = name.to_lowercase();
        if let Some((_, key)) = NAMED.iter().find(|(word, _)| *word == low) {
            return Ok(*key);
        }
        if let Some(letter) = low.strip_prefix("ctrl-") {
            return ctrl(letter, name);
        }
        if let Some(rest) = low.strip_prefix("alt-") {
            // Shift is in the character itself.
            let rest = &name[name.len() - rest.len()..];
            return match Key::parse(rest) {
                Ok(Key::Char(c)) => Ok(Key::Alt(c)),
                _ => Err(unknown(name)),
            };
        }
        let number = low.strip_prefix('f').and_then(|number| number.parse().ok());
        match number {
            Some(number @ 1..=24) => Ok(Key::F(number)),
            _ => Err(unknown(name)),
        }
    }

    /// Whether it types or edits where a field has the keys.
    pub fn is_for_text(self) -> bool {
        match self {
            Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right => true,
            Key::Ctrl(c) => "aehkuw".contains(c),
            Key::Alt(c) => "bdf".contains(c),
            _ => false,
        }
    }

    /// The arrow without its Shift; nothing for other keys, which have it in them.
    pub fn without_shift(self) -> Option<Self> {
        match self {
            Key::ShiftUp => Some(Key::Up),
            Key::ShiftDown => Some(Key::Down),
            Key::ShiftLeft => Some(Key::Left),
            Key::ShiftRight => Some(Key::Right),
            _ => None,
        }
    }

    /// The name of it in the configuration file.
    pub fn name(self) -> String {
        match self {
            Key::Char(c) if c != ' ' => c.to_string(),
            Key::Ctrl(c) => format!("ctrl-{c}"),
            Key::Alt(' ') => "alt-space".to_owned(),
            Key::Alt(c) => format!("alt-{c}"),
            Key::F(number) => format!("f{number}"),
            other => {
                let mut named = NAMED.iter().filter(|(_, key)| *key == other);
                named.next().map_or("", |(word, _)| word).to_owned()
            }
        }
    }
}

fn ctrl(letter: &str, name: &str) -> Result<Key, String> {
    let mut letters = letter.chars();
    let (Some(c), None) = (letters.next(), letters.next()) else {
        return Err(unknown(name));
    };
    if let Some((_, other)) = SAME.iter().find(|(same, _)| *same == c) {
        return Err(format!(
            "terminals send `{name}` as `{other}`, so it cannot be told from it"
        ));
    }
    if c.is_ascii_lowercase() {
        return Ok(Key::Ctrl(c));
    }
    Err(format!(
        "`{name}` is no key that terminals tell apart; Ctrl goes with a letter from a to z"
    ))
}

fn unknown(name: &str) -> String {
    format!(
        "`{name}` is no key; keys read like `s`, `S`, `ctrl-s`, `alt-s`, `f5`, `enter`, `page-up`"
    )
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(c) => write!(f, "{c}"),
            Key::Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Key::Alt(' ') => f.write_str("Alt-Space"),
            Key::Alt(c) => write!(f, "Alt-{c}"),
            Key::Enter => f.write_str("Enter"),
            Key::Esc => f.write_str("Esc"),
            Key::Tab => f.write_str("Tab"),
            Key::Backspace => f.write_str("Backspace"),
            Key::Delete => f.write_str("Delete"),
            Key::Up => f.write_str("↑"),
            Key::Down => f.write_str("↓"),
            Key::Left => f.write_str("←"),
            Key::Right => f.write_str("→"),
            Key::ShiftUp => f.write_str("Shift-↑"),
            Key::ShiftDown => f.write_str("Shift-↓"),
            Key::ShiftLeft => f.write_str("Shift-←"),
            Key::ShiftRight => f.write_str("Shift-→"),
            Key::PageUp => f.write_str("PgUp"),
            Key::PageDown => f.write_str("PgDn"),
            Key::Home => f.write_str("Home"),
            Key::End => f.write_str("End"),
            Key::F(number) => write!(f, "F{number}"),
        }
    }
}
