//! Strings as a PDF writes them.

use encoding_rs::{UTF_8, UTF_16BE, WINDOWS_1252};

use super::words::after;

/// The longest string that is read, in bytes.
const LONGEST: usize = 16 * 1024;

/// The text that stands behind this key in an object's head.
pub(super) fn value_of(head: &[u8], key: &[u8]) -> Option<String> {
    let rest = after(head, key)?;
    let bytes = match rest.first()? {
        b'(' => literal(rest).0,
        b'<' if rest.get(1) != Some(&b'<') => hex(rest).0,
        _ => return None,
    };
    let marked = [(b"\xfe\xff".as_slice(), UTF_16BE), (b"\xef\xbb\xbf", UTF_8)];
    let marked = marked.into_iter().find_map(|(mark, encoding)| {
        let rest = bytes.strip_prefix(mark)?;
        Some(encoding.decode_without_bom_handling(rest).0.into_owned())
    });
    Some(marked.unwrap_or_else(|| letters(&bytes)))
}

/// Bytes in the encoding that most fonts have.
pub(super) fn letters(bytes: &[u8]) -> String {
    WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

/// The bytes of `(…)`, and how many bytes it takes in the file.
pub(super) fn literal(source: &[u8]) -> (Vec<u8>, usize) {
    let mut bytes = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = source.get(at).filter(|_| bytes.len() < LONGEST) {
        at += 1;
        match byte {
            b'(' => {
                depth += 1;
                if depth == 1 {
                    continue;
                }
            }
            b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            b'\\' => {
                at += escaped(source.get(at..).unwrap_or_default(), &mut bytes);
                continue;
            }
            _ => {}
        }
        bytes.push(byte);
    }
    (bytes, at)
}

/// What a backslash makes of the bytes behind it, and how many of them.
fn escaped(source: &[u8], bytes: &mut Vec<u8>) -> usize {
    let Some(&byte) = source.first() else {
        return 0;
    };
    match byte {
        b'n' | b'r' => bytes.push(b'\n'),
        b't' => bytes.push(b'\t'),
        // A line end that is none.
        b'\r' if source.get(1) == Some(&b'\n') => return 2,
        b'\r' | b'\n' | b'b' | b'f' => {}
        b'0'..=b'7' => {
            let digits = source
                .iter()
                .take(3)
                .take_while(|byte| (b'0'..=b'7').contains(byte));
            let (mut value, mut count) = (0_u32, 0);
            for digit in digits {
                value = value * 8 + u32::from(digit - b'0');
                count += 1;
            }
            bytes.push(u8::try_from(value & 0xff).unwrap_or(b'?'));
            return count;
        }
        byte => bytes.push(byte),
    }
    1
}

/// The bytes of `<…>`, and how many bytes it takes in the file.
pub(super) fn hex(source: &[u8]) -> (Vec<u8>, usize) {
    let end = source
        .iter()
        .take(2 * LONGEST)
        .position(|&byte| byte == b'>');
    let end = end.unwrap_or(source.len().min(2 * LONGEST));
    let inside = source.get(1..end).unwrap_or_default();
    let digits: Vec<u32> = inside
        .iter()
        .filter_map(|&byte| char::from(byte).to_digit(16))
        .collect();
    let bytes = digits.chunks(2).map(|pair| {
        let low = pair.get(1).copied().unwrap_or(0);
        u8::try_from(pair[0] * 16 + low).unwrap_or(b'?')
    });
    (bytes.collect(), end + 1)
}
