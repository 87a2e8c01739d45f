//! What must hold of every name and text from outside, said without the code's own tables
//! and rules. The tests and the fuzz targets share this file; each function panics when
//! something does not hold.

use attache::domain::{SafeName, SafeText};
use unicode_segmentation::UnicodeSegmentation as _;

/// Characters that a person cannot see or that act on others, as Unicode lists them:
/// categories Cc, Cf, Zl, Zp, Co, noncharacters, and `Default_Ignorable_Code_Point`.
const HIDDEN: [(u32, u32); 39] = [
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x600, 0x605),
    (0x61C, 0x61C),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x890, 0x891),
    (0x8E2, 0x8E2),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xE000, 0xF8FF),
    (0xFDD0, 0xFDEF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0x1FFFE, 0x1FFFF),
    (0x2FFFE, 0x2FFFF),
    (0x3FFFE, 0x3FFFF),
    (0x4FFFE, 0x4FFFF),
    (0x9FFFE, 0x9FFFF),
    (0xDFFFE, 0xDFFFF),
    (0xE0000, 0xE0FFF),
    (0xF0000, 0xFFFFF),
    (0x10_0000, 0x10_FFFF),
];

/// Blanks of odd widths, which no honest keyboard makes.
const ODD_BLANKS: [char; 14] = [
    '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}',
    '\u{2007}', '\u{2008}', '\u{2009}', '\u{200A}', '\u{2028}', '\u{205F}',
];

/// What separates folders somewhere or looks like it, and what Windows reserves.
const FORBIDDEN: &str = r#"/\<>:"|?*⁄∕∖⧵⧸⧹﹨／＼"#;

/// What a full stop is somewhere: Windows' older programs read the others as the first.
const DOTS: [char; 4] = ['.', '\u{2024}', '\u{FE52}', '\u{FF0E}'];

/// Whether a person cannot see this character, or it acts on others.
pub fn is_hidden(c: char) -> bool {
    let c = u32::from(c);
    HIDDEN.iter().any(|&(from, to)| (from..=to).contains(&c))
}

/// Marks of the blocks for nothing but marks: what Zalgo text is made of.
fn is_mark(c: char) -> bool {
    matches!(
        u32::from(c),
        0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1ACE | 0x1DC0..=0x1DFF | 0x20D0..=0x20F0 | 0xFE20..=0xFE2F
    )
}

/// A joiner or selector is at home in a cluster of pictures: no letter in it, something
/// before it, and after a joiner something as well.
fn joins_a_picture(grapheme: &str, at: usize, c: char) -> bool {
    let (before, after) = (&grapheme[..at], &grapheme[at + c.len_utf8()..]);
    let picture = matches!(c, '\u{200D}' | '\u{FE0F}');
    let joined = c == '\u{FE0F}' || !after.is_empty();
    let doubled = before.ends_with(c) || after.starts_with(c);
    picture
        && !before.is_empty()
        && joined
        && !doubled
        && !grapheme.chars().any(char::is_alphabetic)
}

/// The first thing in a text that nobody may be shown.
pub fn invisible(text: &str) -> Option<String> {
    for grapheme in text.graphemes(true) {
        for (at, c) in grapheme.char_indices() {
            if is_hidden(c) && !joins_a_picture(grapheme, at, c) {
                return Some(format!("it holds {c:?}"));
            }
        }
        // A keycap and its like are marks, too.
        if grapheme.chars().filter(|&c| is_mark(c)).count() > 5 || grapheme.starts_with(is_mark) {
            return Some(format!("marks in {grapheme:?}"));
        }
    }
    None
}

/// Whether Windows gives this name to a device.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default();
    let base = base.trim_end().to_uppercase();
    let ports = ["COM", "LPT"]
        .iter()
        .flat_map(|port| "0123456789¹²³".chars().map(move |n| format!("{port}{n}")));
    let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].map(String::from);
    ports.chain(devices).any(|device| device == base)
}

/// What must not be true of a name on the disk.
pub fn fault(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > 255 || name.encode_utf16().count() > 255 {
        return Some(format!("{} bytes", name.len()));
    }
    if let Some(c) = name
        .chars()
        .find(|&c| FORBIDDEN.contains(c) || ODD_BLANKS.contains(&c))
    {
        return Some(format!("it holds {c:?}"));
    }
    if name.starts_with(['-', '~'])
        || name.starts_with(DOTS)
        || name.starts_with(char::is_whitespace)
    {
        return Some("its start".to_owned());
    }
    if name.ends_with(DOTS) || name.ends_with(char::is_whitespace) {
        return Some("its end".to_owned());
    }
    if is_device(name) {
        return Some("a device".to_owned());
    }
    invisible(name)
}

/// What stands in the names of people's files all over the world, and on its own.
fn is_ordinary(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || " .-_()".contains(c)
        || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ž' | 'Α'..='Ω' | 'а'..='я' | 'א'..='ת')
        || matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龥' | '가'..='힣')
}

/// What a name must keep: the extension of a raw one that ends in letters and a usual one.
fn extension(raw: &str) -> Option<&str> {
    let known = [".tar.gz", ".pdf", ".xlsx"];
    let found = known.into_iter().find(|known| raw.ends_with(known))?;
    let stem = raw.strip_suffix(found)?;
    stem.ends_with(|c: char| c.is_ascii_alphanumeric())
        .then_some(found)
}

/// Holds of the name that is made of any two texts; gives the name.
pub fn name(raw: &str, fallback: &str) -> SafeName {
    let name = SafeName::new(raw, fallback);
    assert_eq!(fault(name.as_str()), None, "{raw:?} gave {name:?}");
    let again = SafeName::new(name.as_str(), "id");
    assert_eq!(again, name, "{raw:?}, made twice");
    if let Some(extension) = extension(raw) {
        assert!(name.as_str().ends_with(extension), "{raw:?} gave {name:?}");
    }
    if fault(raw).is_none() && raw.chars().all(is_ordinary) {
        assert_eq!(name.as_str(), raw, "there was nothing to change");
    }
    let numbers = [1, u32::MAX].map(|n| name.numbered(n));
    for (at, numbered) in numbers.iter().enumerate() {
        assert_eq!(fault(numbered.as_str()), None, "{raw:?} gave {numbered:?}");
        let again = SafeName::new(numbered.as_str(), "id");
        assert_eq!(again, *numbered, "{raw:?}, numbered and made twice");
        // It may be the name itself: a full one that ends in this number already.
        assert!(!numbers[..at].contains(numbered), "{raw:?}");
    }
    name
}

/// Holds of any text.
pub fn text(raw: &str) {
    let text = SafeText::new(raw);
    let shown = text.as_str();
    assert_eq!(invisible(shown), None, "{raw:?} gave {shown:?}");
    assert!(shown.chars().count() <= 4_096);
    assert_eq!(shown.is_empty(), raw.is_empty());
    assert_eq!(text.raw(), raw);
    assert_eq!(text.was_cleaned(), shown != raw);
    let again = SafeText::new(shown);
    assert_eq!(again.as_str(), shown, "{raw:?}, cleaned twice");
    assert!(!again.was_cleaned());
}
