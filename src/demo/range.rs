//! Which part of a content is asked for: `Range`, `If-Range`, `If-Match` and
//! `If-None-Match`, as S3 reads them. Pure over the headers and the content's length and tag.

use std::ops::Range;

use axum::http::{HeaderMap, HeaderName, header};

/// What to send.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// 200 with everything.
    Whole,
    /// 206 with these bytes.
    Bytes(Range<u64>),
    /// 304: the client has it.
    Unchanged,
    /// 412: it is not what the client thinks.
    Failed,
    /// 416: there are no such bytes.
    Unsatisfiable,
}

/// The part of a content of `length` bytes, known by `etag` and `modified`, that the headers ask for.
pub(crate) fn part(headers: &HeaderMap, length: u64, etag: &str, modified: &str) -> Part {
    let text = |name: HeaderName| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    let names = |list: &str| {
        list.split(',')
            .any(|one| matches!(one.trim(), "*") || one.trim() == etag)
    };
    if text(header::IF_MATCH).is_some_and(|list| !names(list)) {
        return Part::Failed;
    }
    if text(header::IF_NONE_MATCH).is_some_and(names) {
        return Part::Unchanged;
    }
    if text(header::IF_RANGE).is_some_and(|validator| validator != etag && validator != modified) {
        return Part::Whole;
    }
    text(header::RANGE)
        .and_then(|range| range.strip_prefix("bytes="))
        .and_then(|range| bytes(range.trim(), length))
        .unwrap_or(Part::Whole)
}

/// One range; what cannot be read, or names several ranges, S3 ignores.
fn bytes(range: &str, length: u64) -> Option<Part> {
    let (first, last) = range.split_once('-')?;
    let number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse::<u64>().ok())
            .flatten()
    };
    let found = match (first, last) {
        ("", suffix) => length.saturating_sub(number(suffix)?)..length,
        (first, "") => number(first)?..length,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(length)
        }
    };
    Some(if found.start < found.end {
        Part::Bytes(found)
    } else {
        Part::Unsatisfiable
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn asked(pairs: &[(HeaderName, &'static str)], length: u64) -> Part {
        let headers = pairs
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect();
        part(&headers, length, "\"tag\"", "Mon, 04 May 2026 00:00:00 GMT")
    }

    #[test]
    fn ranges_are_read_as_s3_does() {
        for (range, length, expected) in [
            ("bytes=0-0", 10, Part::Bytes(0..1)),
            ("bytes=4-", 10, Part::Bytes(4..10)),
            ("bytes=-4", 10, Part::Bytes(6..10)),
            ("bytes=-40", 10, Part::Bytes(0..10)),
            ("bytes=8-99", 10, Part::Bytes(8..10)),
            ("bytes=10-", 10, Part::Unsatisfiable),
            ("bytes=0-", 0, Part::Unsatisfiable),
            ("bytes=-0", 10, Part::Unsatisfiable),
            ("bytes=18446744073709551615-", 10, Part::Unsatisfiable),
            ("bytes=0-18446744073709551615", 10, Part::Bytes(0..10)),
            ("bytes=5-4", 10, Part::Whole),
            ("bytes=0-1,4-5", 10, Part::Whole),
            ("bytes=+1-2", 10, Part::Whole),
            ("bytes=-", 10, Part::Whole),
            ("pages=1-2", 10, Part::Whole),
        ] {
            assert_eq!(
                asked(&[(header::RANGE, range)], length),
                expected,
                "{range}"
            );
        }
    }

    #[test]
    fn conditions_come_before_ranges() {
        let range = (header::RANGE, "bytes=1-2");
        let with = |name, value| asked(&[range.clone(), (name, value)], 10);
        assert_eq!(with(header::IF_RANGE, "\"tag\""), Part::Bytes(1..3));
        assert_eq!(
            with(header::IF_RANGE, "Mon, 04 May 2026 00:00:00 GMT"),
            Part::Bytes(1..3)
        );
        assert_eq!(with(header::IF_RANGE, "\"old\""), Part::Whole);
        assert_eq!(with(header::IF_MATCH, "\"old\""), Part::Failed);
        assert_eq!(
            with(header::IF_MATCH, "\"old\", \"tag\""),
            Part::Bytes(1..3)
        );
        assert_eq!(with(header::IF_NONE_MATCH, "\"tag\""), Part::Unchanged);
    }
}
