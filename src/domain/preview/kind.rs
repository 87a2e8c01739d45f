//! What bytes are that are no text.

use infer::MatcherType;

/// What these first bytes are, in a word or two, with the size of a picture.
pub(super) fn kind(head: &[u8]) -> String {
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

/// Width and height of a PNG, a GIF or a JPEG.
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
