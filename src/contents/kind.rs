//! What bytes are that are no plain text.

use infer::MatcherType;

use crate::domain::SafeText;

/// What is looked into in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A picture that can be unpacked.
    Picture,
    /// A PDF.
    Pdf,
    /// A ZIP archive, and what is made of one.
    Zip,
    /// An e-mail.
    Mail,
    /// Anything else: a text, or nothing that can be shown.
    Other,
}

/// Which of these a content is. Only an e-mail is known by its name: it begins like any text.
pub(super) fn of(name: &SafeText, head: &[u8]) -> Kind {
    match head {
        _ if picture(head) => Kind::Picture,
        _ if head.starts_with(b"%PDF-") => Kind::Pdf,
        _ if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") => Kind::Zip,
        _ if extension(name).is_some_and(|word| word == "eml") && !head.contains(&0) => Kind::Mail,
        _ => Kind::Other,
    }
}

/// What stands behind the last dot of a name, in lower case.
pub(super) fn extension(name: &SafeText) -> Option<String> {
    let (_, extension) = name.raw().trim_end().rsplit_once('.')?;
    Some(extension.to_lowercase())
}

fn picture(head: &[u8]) -> bool {
    head.starts_with(b"\x89PNG\r\n\x1a\n")
        || head.starts_with(b"\xff\xd8\xff")
        || head.starts_with(b"GIF8")
        || (head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]))
        || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"))
}

/// What these first bytes are, in a word or two, with the size of a picture.
pub(super) fn words(head: &[u8]) -> String {
    let Some(kind) = infer::get(head) else {
        return "data of an unknown kind".to_owned();
    };
    let name = kind.extension().to_uppercase();
    let what = match kind.matcher_type() {
        MatcherType::Image => "picture",
        MatcherType::Video => "film",
        MatcherType::Audio => "sound",
        MatcherType::Archive if name == "PDF" || name == "RTF" => "document",
        MatcherType::Archive => "archive",
        MatcherType::Doc | MatcherType::Book => "document",
        MatcherType::App => "program",
        MatcherType::Font => "font",
        MatcherType::Text | MatcherType::Custom => "file",
    };
    match dimensions(head) {
        Some((width, height)) => format!("{name} {what}, {width} × {height}"),
        None => format!("{name} {what}"),
    }
}

/// Width and height of a PNG, a GIF or a JPEG, as it says itself.
fn dimensions(head: &[u8]) -> Option<(u32, u32)> {
    if head.starts_with(b"\x89PNG\r\n\x1a\n") && head.get(12..16)? == b"IHDR" {
        let number = |at: usize| {
            let bytes = head.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(bytes))
        };
        return Some((number(16)?, number(20)?));
    }
    if head.starts_with(b"GIF8") {
        let number = |at: usize| {
            let bytes = head.get(at..at + 2)?.try_into().ok()?;
            Some(u32::from(u16::from_le_bytes(bytes)))
        };
        return Some((number(6)?, number(8)?));
    }
    head.starts_with(b"\xff\xd8").then(|| jpeg(head)).flatten()
}

/// Goes from segment to segment up to the one that tells the size.
fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| {
        let bytes = head.get(at..at + 2)?.try_into().ok()?;
        Some(u16::from_be_bytes(bytes))
    };
    let mut at = 2;
    loop {
        let [0xff, marker] = *head.get(at..at + 2)? else {
            return None;
        };
        match marker {
            // Tables that have the same numbers as frames.
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => return Some((short(at + 7)?.into(), short(at + 5)?.into())),
            // The picture itself begins.
            0xda => return None,
            // A filler.
            0xff => {
                at += 1;
                continue;
            }
            _ => {}
        }
        at += 2 + usize::from(short(at + 2)?);
    }
}
