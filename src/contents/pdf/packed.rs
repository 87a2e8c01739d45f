//! Objects that newer documents pack together in one stream: first their numbers and places,
//! then one behind the other.

use std::ops::Range;

use super::words::number_after;

/// Objects that were packed together.
pub(super) struct Packed {
    bytes: Vec<u8>,
    parts: Vec<(usize, Range<usize>)>,
}

impl Packed {
    /// The objects in this stream, `most` of them at most. Their places must go up, so that no
    /// byte belongs to two of them.
    pub(super) fn of(head: &[u8], bytes: Vec<u8>, most: usize) -> Self {
        let first = number_after(head, b"/First").unwrap_or(0);
        let count = number_after(head, b"/N").unwrap_or(0).min(most);
        let places = bytes.get(..first).unwrap_or_default();
        let mut numbers = places
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty())
            .map_while(|word| std::str::from_utf8(word).ok()?.parse::<usize>().ok());
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        while parts.len() < count
            && let (Some(number), Some(place)) = (numbers.next(), numbers.next())
        {
            let start = first.saturating_add(place);
            let last = parts.last_mut();
            if start > bytes.len() || last.as_ref().is_some_and(|(_, last)| start < last.start) {
                break;
            }
            if let Some((_, last)) = last {
                last.end = start;
            }
            parts.push((number, start..bytes.len()));
        }
        Self { bytes, parts }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.parts.len()
    }

    /// Each with its number.
    pub(super) fn parts(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let parts = self.parts.iter().cloned();
        parts.filter_map(|(number, range)| Some((number, self.bytes.get(range)?)))
    }
}
