//! The one door for text from outside.
//!
//! A file name, a tag or an error sentence may hold escape sequences, bidi
//! overrides or invisible characters. [`SafeText`] makes them visible once, here,
//! so that nothing behind it can fool a person or drive a terminal.

use std::fmt;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The longest text shown, in characters; what is longer ends with `…`.
const LONGEST: usize = 4_096;

/// Combining marks shown on one base character; more are drawn over the neighbours.
const MOST_MARKS: usize = 4;

/// Text from outside, safe to draw and to print: nothing in it is invisible or
/// moves a cursor. What the service really sent is kept beside it for machines.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeText {
    shown: Arc<str>,
    /// Only when it differs from `shown`.
    raw: Option<Arc<str>>,
}

impl SafeText {
    /// Cleans `raw`: control, bidi, zero-width, tag and filler characters become
    /// `⟨U+202E⟩`, and everything else stays as it is.
    pub fn new(raw: &str) -> Self {
        if is_plain_ascii(raw) && raw.len() <= LONGEST {
            return Self {
                shown: raw.into(),
                raw: None,
            };
        }
        let shown = clean(raw);
        if shown == raw {
            Self {
                shown: shown.into(),
                raw: None,
            }
        } else {
            Self {
                shown: shown.into(),
                raw: Some(raw.into()),
            }
        }
    }

    /// Cleans `raw`, or gives nothing for an empty string: how the SDK reports
    /// a member that the service left out.
    pub fn given(raw: &str) -> Option<Self> {
        (!raw.is_empty()).then(|| Self::new(raw))
    }

    /// What a person sees.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// What the service sent, for requests, names on disk and escaped JSON; never for a screen.
    pub fn raw(&self) -> &str {
        self.raw.as_deref().unwrap_or(&self.shown)
    }

    /// Whether something in it had to be made visible.
    pub fn was_cleaned(&self) -> bool {
        self.raw.is_some()
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.shown)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.shown, f)
    }
}

impl From<&str> for SafeText {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for SafeText {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn clean(raw: &str) -> String {
    let mut shown = String::with_capacity(raw.len());
    let mut count = 0;
    for grapheme in raw.graphemes(true) {
        let emoji = is_emoji_cluster(grapheme);
        let mut marks = 0;
        for (position, c) in grapheme.chars().enumerate() {
            if count >= LONGEST {
                shown.push('…');
                return shown;
            }
            count += 1;
            let joins_emoji = emoji && position > 0 && matches!(c, '\u{200D}' | '\u{FE0F}');
            if is_mark(c) && !joins_emoji {
                marks += 1;
            }
            if joins_emoji || (is_visible(c) && marks <= MOST_MARKS) {
                shown.push(c);
            } else {
                shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
            }
        }
    }
    shown
}

/// A cluster of pictographs, in which a joiner or a variation selector is part of the picture.
fn is_emoji_cluster(grapheme: &str) -> bool {
    let mut pictographs = 0;
    for c in grapheme.chars() {
        match u32::from(c) {
            0x200D | 0xFE0F | 0x20E3 | 0x1F3FB..=0x1F3FF => {}
            0x2190..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0x1F000..=0x1FAFF => {
                pictographs += 1;
            }
            0x23 | 0x2A | 0x30..=0x39 | 0xA9 | 0xAE => {}
            _ => return false,
        }
    }
    pictographs > 0 || grapheme.ends_with('\u{20E3}')
}

/// A character that takes no column of its own and sits on the one before it.
fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

fn is_visible(c: char) -> bool {
    if c.is_control() {
        return false;
    }
    !matches!(
        u32::from(c),
        0x00AD                  // soft hyphen
        | 0x034F                // combining grapheme joiner
        | 0x0600..=0x0605 | 0x061C | 0x06DD | 0x070F | 0x08E2 | 0x0890..=0x0891
        | 0x115F..=0x1160       // Hangul fillers
        | 0x17B4..=0x17B5
        | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F
        | 0x2000..=0x200A       // blanks of odd widths
        | 0x2800                // braille blank
        | 0x3164 | 0xFFA0       // Hangul fillers
        | 0xFE00..=0xFE0F       // variation selectors outside a pictograph
        | 0xFEFF
        | 0xFFF0..=0xFFFF       // specials, among them annotation anchors
        | 0xFDD0..=0xFDEF       // noncharacters
        | 0xE000..=0xF8FF       // private use: no two fonts agree
        | 0x110BD | 0x110CD | 0x13430..=0x1345F | 0x1BCA0..=0x1BCA3
        | 0x1D173..=0x1D17A
        | 0xE0000..=0xE0FFF     // tags, further variation selectors
        | 0xF0000..=0x10_FFFF   // private use planes
    ) && u32::from(c) & 0xFFFE != 0xFFFE
}
