//! What an answer's head says about the content it brings: its own word for it, and which
//! part it is.

use super::writer::Content;
use crate::net::Answer;

/// The longest word of a storage for a content that is kept, in bytes.
const LONGEST: usize = 256;

/// The word that the storage never gives to another content; a weak one is none.
pub(super) fn strong_etag(answer: &Answer) -> Option<String> {
    let etag = answer.header("etag")?.trim();
    is_strong(etag).then(|| etag.to_owned())
}

/// Whether a text is such a word.
pub(super) fn is_strong(etag: &str) -> bool {
    let quoted = etag.strip_prefix('"');
    let inside = quoted.and_then(|rest| rest.strip_suffix('"'));
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'"';
    let good = inside.is_some_and(|text| !text.is_empty() && text.bytes().all(plain));
    good && etag.len() <= LONGEST
}

/// Whether a partial answer brings all that comes after `from` bytes of this very content.
pub(super) fn is_rest(answer: &Answer, from: u64, content: &Content) -> bool {
    let range = answer.header("content-range").and_then(parse);
    let right = range == Some((from, content.size.saturating_sub(1), content.size));
    let length = answer.content_length();
    let fits = length.is_none_or(|length| length == content.size.saturating_sub(from));
    right && fits && strong_etag(answer).as_ref() == Some(&content.etag)
}

/// First and last byte, and the size of the whole: `bytes 5-9/10`.
fn parse(text: &str) -> Option<(u64, u64, u64)> {
    let (unit, rest) = text.trim().split_once(' ')?;
    let (range, size) = rest.trim().split_once('/')?;
    let (first, last) = range.split_once('-')?;
    unit.eq_ignore_ascii_case("bytes").then_some(())?;
    Some((first.parse().ok()?, last.parse().ok()?, size.parse().ok()?))
}
