//! The one door for text from outside.
//!
//! A file name, a tag or an error sentence may hold escape sequences, bidi
//! overrides or invisible characters. [`SafeText`] makes them visible once, here,
//! so that nothing behind it can fool a person or drive a terminal.

use std::cmp::Ordering;
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
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SafeText {
    /// What is shown and, when that is something else, a mark and what was sent behind it: there
    /// are a dozen of these in each row of a table.
    text: Arc<str>,
}

/// Stands between what is shown and what was sent; what is shown never holds it.
const MARK: char = '\0';

impl Ord for SafeText {
    fn cmp(&self, other: &Self) -> Ordering {
        let raw = |text: &Self| text.was_cleaned().then(|| text.raw().to_owned());
        let shown = self.as_str().cmp(other.as_str());
        shown.then_with(|| raw(self).cmp(&raw(other)))
    }
}

impl PartialOrd for SafeText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl SafeText {
    /// Cleans `raw`: control, bidi, zero-width, tag and filler characters become
    /// `⟨U+202E⟩`, and everything else stays as it is.
    pub fn new(raw: &str) -> Self {
        if is_plain_ascii(raw) && raw.len() <= LONGEST {
            return Self::of(raw, "");
        }
        let shown = clean(raw);
        let raw = if shown == raw { "" } else { raw };
        Self::of(&shown, raw)
    }

    /// `raw` is empty when it is what is shown.
    fn of(shown: &str, raw: &str) -> Self {
        Self {
            text: if raw.is_empty() {
                shown.into()
            } else {
                format!("{shown}{MARK}{raw}").into()
            },
        }
    }

    /// Cleans `raw`, or gives nothing for an empty string: how the SDK reports
    /// a member that the service left out.
    pub fn given(raw: &str) -> Option<Self> {
        (!raw.is_empty()).then(|| Self::new(raw))
    }

    /// What a person sees.
    pub fn as_str(&self) -> &str {
        self.mark().map_or(&*self.text, |at| &self.text[..at])
    }

    /// What the service sent, for requests, names on disk and escaped JSON; never for a screen.
    pub fn raw(&self) -> &str {
        let after = |at| &self.text[at + MARK.len_utf8()..];
        self.mark().map_or(&*self.text, after)
    }

    /// Where the mark is. Asked whenever two names are compared.
    fn mark(&self) -> Option<usize> {
        memchr::memchr(MARK as u8, self.text.as_bytes())
    }

    /// How much of `raw` is shown without being cut, in bytes up to the end of a whole cluster.
    pub fn fitting(raw: &str) -> usize {
        if is_plain_ascii(raw) {
            return raw.len().min(LONGEST);
        }
        let mut count = 0;
        let mut end = 0;
        for grapheme in raw.graphemes(true) {
            let pieces = pieces(grapheme).into_iter();
            count += pieces.map(Piece::length).sum::<usize>();
            if count > LONGEST {
                break;
            }
            end += grapheme.len();
        }
        end
    }

    /// Whether this character can be shown as it is, wherever it stands.
    pub fn shows(c: char) -> bool {
        is_visible(c)
    }

    /// How many bytes it takes in memory, about.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.text.len()
    }

    /// Whether something in it had to be made visible.
    pub fn was_cleaned(&self) -> bool {
        self.mark().is_some()
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
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

/// Counts in characters of the output, so that cleaning the output again changes nothing.
fn clean(raw: &str) -> String {
    let mut shown = String::with_capacity(raw.len().min(8 * LONGEST));
    let mut count = 0;
    // The last place where the text may end and still leave room for the `…`.
    let mut cut = 0;
    for grapheme in raw.graphemes(true) {
        for piece in pieces(grapheme) {
            match piece {
                Piece::Kept(c) => {
                    shown.push(c);
                    count += 1;
                }
                Piece::Escaped(c) => {
                    let escape = format!("⟨U+{:04X}⟩", u32::from(c));
                    count += escape.chars().count();
                    shown.push_str(&escape);
                }
            }
            if count > LONGEST {
                shown.truncate(cut);
                shown.push('…');
                return shown;
            }
            // Not after a joiner or a selector: without what follows it has no place in the text.
            if count < LONGEST && !matches!(piece, Piece::Kept('\u{200D}' | '\u{FE0F}')) {
                cut = shown.len();
            }
        }
    }
    shown
}

/// What becomes of one character.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    /// A person sees it, or it belongs to a picture.
    Kept(char),
    /// It is invisible, acts on its neighbours, or is one mark too many.
    Escaped(char),
}

impl Piece {
    /// How many characters are shown for it.
    fn length(self) -> usize {
        match self {
            Piece::Kept(_) => 1,
            // Two brackets, `U+` and four digits at least.
            Piece::Escaped(c) => 4 + format!("{:04X}", u32::from(c)).len(),
        }
    }
}

/// Decides on each character of one cluster; of an endless one, on as many as are ever shown.
pub(super) fn pieces(grapheme: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut emoji = is_emoji_cluster(grapheme);
    // Whether the last character can carry a mark, and how many it carries.
    let mut based = false;
    let mut marks = 0;
    let mut before = None;
    let mut rest = grapheme.chars().take(LONGEST + 1).peekable();
    while let Some(c) = rest.next() {
        let kept = if matches!(c, '\u{200D}' | '\u{FE0F}') {
            emoji && joins(before, c, rest.peek().copied())
        } else if is_mark(c) {
            marks += 1;
            is_visible(c) && based && marks <= MOST_MARKS
        } else {
            marks = 0;
            is_visible(c)
        };
        based = kept;
        if kept {
            pieces.push(Piece::Kept(c));
        } else {
            // What was one picture is none any more; and no mark may sit on the escape.
            emoji = false;
            pieces.push(Piece::Escaped(c));
        }
        before = Some(c);
    }
    pieces
}

/// Whether a joiner or a variation selector has its place here in an emoji: a joiner
/// between two pictures, a selector once and right after a picture, or inside a keycap.
fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    let Some(before) = before else {
        return false;
    };
    if c == '\u{FE0F}' {
        // Without its cap a digit with a selector is a digit with something invisible.
        return is_picture(before) || (is_keycap_base(before) && after == Some('\u{20E3}'));
    }
    let joinable = is_picture(before) || is_skin_tone(before) || before == '\u{FE0F}';
    joinable && after.is_some_and(is_picture)
}

/// A cluster of pictographs, in which a joiner or a variation selector is part of the picture.
fn is_emoji_cluster(grapheme: &str) -> bool {
    let mut pictures = 0;
    for c in grapheme.chars() {
        match c {
            '\u{200D}' | '\u{FE0F}' | '\u{20E3}' => {}
            _ if is_skin_tone(c) || is_keycap_base(c) => {}
            _ if is_picture(c) => pictures += 1,
            _ => return false,
        }
    }
    pictures > 0 || grapheme.ends_with('\u{20E3}')
}

fn is_picture(c: char) -> bool {
    !is_skin_tone(c)
        && matches!(
            u32::from(c),
            0xA9 | 0xAE | 0x203C | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x2BFF
                | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0x1F000..=0x1FAFF
        )
        // A blank, not a picture.
        && c != '\u{2800}'
}

fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

fn is_keycap_base(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9')
}

/// A character that takes no column of its own and sits on the one before it.
pub(super) fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// Whether a character leaves a trace of its own that a person can see, and acts on nothing else.
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
        // Blanks of odd widths. Not U+202F: French sets it before a colon, and macOS before
        // the AM of its screenshots, so it is in many honest names.
        | 0x1680 | 0x2000..=0x200A | 0x205F
        | 0x2800                // braille blank
        | 0x3164 | 0xFFA0       // Hangul fillers
        | 0xFE00..=0xFE0F       // variation selectors outside a pictograph
        | 0xFEFF
        | 0xFFF0..=0xFFFC       // specials, among them annotation anchors; not the visible U+FFFD
        | 0xFDD0..=0xFDEF       // noncharacters
        | 0xE000..=0xF8FF       // private use: no two fonts agree
        | 0x110BD | 0x110CD | 0x13430..=0x1345F | 0x16FE4 | 0x1BCA0..=0x1BCA3
        | 0x1D159               // a musical symbol without ink
        | 0x1D173..=0x1D17A
        | 0xE0000..=0xE0FFF     // tags, further variation selectors
        | 0xF0000..=0x10_FFFF   // private use planes
    ) && u32::from(c) & 0xFFFE != 0xFFFE
}
