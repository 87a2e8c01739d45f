//! Words in the heads of a PDF's objects.

use memchr::memmem;

use super::super::budget::Budget;

/// A word that is searched from ever further places on: what lies between them is gone through
/// once, however many places there are.
pub(super) struct Next {
    word: &'static [u8],
    found: Option<usize>,
}

impl Next {
    pub(super) fn of(word: &'static [u8]) -> Self {
        Self { word, found: None }
    }

    /// Where it stands from a place on; the end, when it does not.
    pub(super) fn from(&mut self, bytes: &[u8], from: usize, budget: &Budget) -> usize {
        match self.found {
            Some(found) if found >= from => found,
            _ => {
                let found = budget.find(bytes, from, self.word);
                *self.found.insert(found.unwrap_or(bytes.len()))
            }
        }
    }
}

/// What stands behind this key, which is not only the start of a longer one.
pub(super) fn after<'a>(head: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let ends = memmem::find_iter(head, key).map(|at| at + key.len());
    let mut rests = ends.filter_map(|end| head.get(end..));
    let rest = rests.find(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))?;
    Some(rest.trim_ascii_start())
}

/// Whether an object is of this type: `/Type /Page`, and not `/Type /Pages`.
pub(super) fn is_of(head: &[u8], kind: &[u8]) -> bool {
    memmem::find_iter(head, b"/Type").any(|at| {
        let rest = head.get(at + 5..).unwrap_or_default().trim_ascii_start();
        let named = rest
            .strip_prefix(b"/")
            .and_then(|rest| rest.strip_prefix(kind));
        named.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    })
}

/// The number that stands behind this key.
pub(super) fn number_after(head: &[u8], key: &[u8]) -> Option<usize> {
    starts_with_number(after(head, key)?)
}

/// The number at the start.
pub(super) fn starts_with_number(source: &[u8]) -> Option<usize> {
    let digits = source.iter().take(9);
    let length = digits.take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(source.get(..length)?)
        .ok()?
        .parse()
        .ok()
}

/// Whether this stands anywhere in it.
pub(super) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    memmem::find(bytes, word).is_some()
}
