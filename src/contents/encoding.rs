//! Whether bytes are a text, and in which encoding: told by its mark, by being valid, or
//! guessed from what its bytes look like, as a browser would.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and how certain its encoding is.
pub(super) struct Decoded {
    /// `UTF-8`, or `perhaps Shift_JIS`.
    pub(super) encoding: String,
    pub(super) text: String,
}

/// The text that these bytes are the start of; nothing for what is no text. `whole` says that
/// there are no more bytes.
pub(super) fn decoded(head: &[u8], whole: bool) -> Option<Decoded> {
    // They are readable, and yet not meant to be read.
    if head.starts_with(b"%PDF-") || head.starts_with(b"{\\rtf") {
        return None;
    }
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return sure(encoding, head);
    }
    if let Some(encoding) = utf16_by_its_zeros(head) {
        let guess = sure(encoding, head)?;
        return Some(perhaps(guess));
    }
    if head.iter().any(|&byte| is_no_text(byte)) {
        return None;
    }
    match std::str::from_utf8(head) {
        Ok(_) => sure(UTF_8, head),
        // The last character was cut in two.
        Err(error) if !whole && error.error_len().is_none() => {
            let (valid, _) = head.split_at(error.valid_up_to());
            sure(UTF_8, valid)
        }
        Err(_) => guessed(head, whole).map(perhaps),
    }
}

/// The text in an encoding that is known. A zero in it makes it none.
fn sure(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let is_text = !text.contains('\0');
    is_text.then(|| Decoded {
        encoding: encoding.name().replace("LE", "").replace("BE", ""),
        text: text.into_owned(),
    })
}

fn perhaps(decoded: Decoded) -> Decoded {
    Decoded {
        encoding: format!("perhaps {}", decoded.encoding),
        ..decoded
    }
}

/// An encoding of old: its letters are guessed by their frequency. Bytes that are no letters
/// in it speak against a text.
fn guessed(bytes: &[u8], whole: bool) -> Option<Decoded> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, whole);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let all = text.chars().count();
    let bad = text.chars().filter(|&c| is_odd(c)).count();
    // In encodings of one byte nearly everything is a letter: most of a real text is plain.
    let plain = text.chars().filter(char::is_ascii).count();
    let plausible = if encoding.is_single_byte() && encoding == WINDOWS_1252 {
        bad * 50 <= all && plain * 3 >= all * 2
    } else {
        bad * 50 <= all && encoding != UTF_8
    };
    plausible.then(|| Decoded {
        encoding: encoding.name().to_owned(),
        text: text.into_owned(),
    })
}

/// What a wrong guess is full of.
fn is_odd(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER
        || ('\u{80}'..'\u{a0}').contains(&c)
        || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// UTF-16 without its mark: every other byte of a Latin text is zero, and no other is.
fn utf16_by_its_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let sample = head.get(..512).unwrap_or(head);
    if sample.len() < 8 {
        return None;
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let half = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 10 >= half * 9 => Some(UTF_16LE),
        (even, 0) if even * 10 >= half * 9 => Some(UTF_16BE),
        _ => None,
    }
}

/// What stands in no text: control characters but tabs, line ends, page breaks and escapes.
fn is_no_text(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)) || byte == 0x7f
}
