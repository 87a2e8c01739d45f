//! Whether bytes are a text, and which.

/// The text that these bytes are the start of, and the name of its encoding; nothing for
/// what is no text. `whole` says that there are no more bytes.
pub(super) fn decoded(head: &[u8], whole: bool) -> Option<(&'static str, String)> {
    match head {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        // They are readable, and yet not meant to be read.
        _ if head.starts_with(b"%PDF-") || head.starts_with(b"{\\rtf") => return None,
        _ => {}
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if head.iter().any(|&byte| is_no_text(byte)) {
        return None;
    }
    match std::str::from_utf8(head) {
        Ok(text) => Some(("UTF-8", text.to_owned())),
        // The last character was cut in two.
        Err(error) if !whole && error.error_len().is_none() => {
            let (valid, _) = head.split_at(error.valid_up_to());
            let text = String::from_utf8_lossy(valid).into_owned();
            Some(("UTF-8", text))
        }
        Err(_) => latin1(head),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<(&'static str, String)> {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0,
    });
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    let is_text = !text.contains('\0');
    is_text.then_some(("UTF-16", text))
}

/// A guess: every byte is a letter in it, so it counts only where most of them are plain.
fn latin1(bytes: &[u8]) -> Option<(&'static str, String)> {
    let odd = bytes.iter().filter(|&&byte| byte >= 0x80).count();
    let controls = bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
    let plausible = odd * 3 <= bytes.len() && !controls;
    plausible.then(|| {
        let text = bytes.iter().map(|&byte| char::from(byte)).collect();
        ("perhaps Latin-1", text)
    })
}

/// What stands in no text: control characters but tabs, line ends and page breaks.
fn is_no_text(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)) || byte == 0x7f
}
