//! The one door for names on the disk.
//!
//! A name is made portable on every system alike, so that what is saved here opens
//! there. What is changed and how:
//!
//! - what takes no room (zero-width, bidi and tag characters, selectors outside an emoji,
//!   marks on nothing or beyond the fourth) is left out; blanks of odd widths become a space;
//! - separators and their look-alikes, `<>:"|?*`, control characters, fillers and
//!   private-use characters become `_`;
//! - blanks of any width at either end and dots at the end go, the dots too that older
//!   programs of Windows read as one;
//! - a leading dot, dash or tilde and the names of Windows' devices get a `_` in front;
//! - what is longer than 255 bytes is cut before its extension.
//!
//! A name with nothing to change stays as it is, to the byte. 255 bytes is what file
//! systems hold; it implies the 255 UTF-16 units of Windows. Names that are decorated
//! later, by a number or as a partial file, are cut again when they are.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use super::text::{Piece, is_mark, pieces};

/// The longest name, in bytes.
const LONGEST: usize = 255;

/// The longest extension that is kept when a name is cut, in bytes, with its dot.
const LONGEST_EXTENSION: usize = 24;

/// The name of a file of which nothing else is left.
const LAST_RESORT: &str = "file";

/// A name that is safe to create in any folder on any system: one component, never
/// empty, at most 255 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeName(String);

impl SafeName {
    /// Makes a portable name of `raw`; `fallback` (a file id) names a file whose own name leaves nothing.
    pub fn new(raw: &str, fallback: &str) -> Self {
        let name = portable(raw).or_else(|| portable(fallback));
        Self(name.unwrap_or_else(|| LAST_RESORT.to_owned()))
    }

    /// The name, one component without separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `name (n).ext`, the stem cut when it would be too long. Different numbers give different names.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let (stem, extension) = split(&self.0);
        let suffix = format!(" ({number}){extension}");
        let stem = shortened(stem, LONGEST - suffix.len());
        Self(format!("{stem}{suffix}"))
    }
}

impl fmt::Display for SafeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Applies the rules until they change nothing more: cutting may leave a space at the
/// end, and taking a character out may bring two others together.
fn portable(raw: &str) -> Option<String> {
    let mut name = pass(raw)?;
    // Each round only removes or replaces by what stays, so a few are plenty.
    for _ in 0..8 {
        let next = pass(&name)?;
        if next == name {
            return Some(name);
        }
        name = next;
    }
    None
}

fn pass(raw: &str) -> Option<String> {
    let replaced = replace(raw)?;
    let trimmed = trim(&replaced);
    if trimmed.is_empty() {
        return None;
    }
    let bites = trimmed.starts_with(is_dot) || trimmed.starts_with(['-', '~']);
    let front = if bites || is_device(trimmed) { "_" } else { "" };
    Some(trim(&cut(format!("{front}{trimmed}"))).to_owned())
}

/// Without spaces at either end and without dots at the end.
fn trim(name: &str) -> &str {
    name.trim_start()
        .trim_end_matches(|c: char| is_dot(c) || c.is_whitespace())
}

/// A full stop, or what becomes one where names are squeezed into a code page.
fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{2024}' | '\u{FE52}' | '\u{FF0E}')
}

/// Takes each character through the rules; nothing when none of the text itself is left.
fn replace(raw: &str) -> Option<String> {
    let mut name = String::with_capacity(raw.len());
    let mut kept = false;
    for piece in raw.graphemes(true).flat_map(pieces) {
        match piece {
            Piece::Kept(c) if is_reserved(c) => name.push('_'),
            Piece::Kept(c) => {
                name.push(c);
                kept = true;
            }
            Piece::Escaped('\u{2000}'..='\u{200A}') => name.push(' '),
            Piece::Escaped(c) if takes_no_room(c) => {}
            Piece::Escaped(_) => name.push('_'),
        }
    }
    kept.then_some(name)
}

/// Separators and what looks like one, and what Windows reserves.
fn is_reserved(c: char) -> bool {
    matches!(
        c,
        '/' | '\\'
            | '\u{2044}'
            | '\u{2215}'
            | '\u{2216}'
            | '\u{29F5}'
            | '\u{29F8}'
            | '\u{29F9}'
            | '\u{FE68}'
            | '\u{FF0F}'
            | '\u{FF3C}'
            | '<'
            | '>'
            | ':'
            | '"'
            | '|'
            | '?'
            | '*'
    )
}

/// Without it the name looks the same: marks without a place, and invisible characters.
fn takes_no_room(c: char) -> bool {
    let blank = matches!(
        c,
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}'
    );
    let invisible = matches!(
        u32::from(c),
        0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF
            | 0xFFF9..=0xFFFB | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
    );
    !blank && (invisible || is_mark(c))
}

/// A name that Windows gives to a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or(name).trim_end();
    let base = base.to_uppercase();
    if matches!(
        &*base,
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$"
    ) {
        return true;
    }
    let port = base
        .strip_prefix("COM")
        .or_else(|| base.strip_prefix("LPT"));
    let mut digit = port.unwrap_or_default().chars();
    let numbered = matches!(digit.next(), Some('0'..='9' | '¹' | '²' | '³'));
    numbered && digit.next().is_none()
}

/// At most [`LONGEST`] bytes, taken from the end of the stem.
fn cut(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let (stem, extension) = split(&name);
    let stem = shortened(stem, LONGEST - extension.len());
    format!("{stem}{extension}")
}

/// Stem and extension with its dot: `.tar.gz` is one, ` 5 Ltd` after a dot is none.
fn split(name: &str) -> (&str, &str) {
    let Some(dot) = name.rfind('.').filter(|&dot| dot > 0) else {
        return (name, "");
    };
    let (mut stem, extension) = name.split_at(dot);
    let speaks = extension
        .chars()
        .skip(1)
        .all(|c| c.is_alphanumeric() || is_mark(c));
    if extension.len() > LONGEST_EXTENSION || extension.len() < 2 || !speaks {
        return (name, "");
    }
    if let Some((head, tar)) = stem
        .len()
        .checked_sub(4)
        .and_then(|at| stem.split_at_checked(at))
        && tar.eq_ignore_ascii_case(".tar")
        && !head.is_empty()
    {
        stem = head;
    }
    name.split_at(stem.len())
}

/// The longest start of `text` within `bytes`, in whole clusters, or in whole characters
/// when already the first cluster is longer.
fn shortened(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let end = text
        .grapheme_indices(true)
        .map(|(at, grapheme)| at + grapheme.len())
        .take_while(|&end| end <= bytes)
        .last()
        .unwrap_or_else(|| text.floor_char_boundary(bytes));
    text.split_at(end).0
}
