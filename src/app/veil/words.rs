//! What stands in the place of a name, an id and a sentence.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::domain::{FileId, SafeText};

/// The signs in which what was said is kept hidden.
pub(super) const KEPT: Veil = Veil {
    name: "●●●●●",
    cut: "…",
};

/// The longest ending of a name that tells its kind rather than a secret.
const LONGEST_ENDING: usize = 5;
/// The characters of an id that are left.
const OF_LONG: usize = 8;
const OF_SHORT: usize = 4;

/// The signs that hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Veil {
    /// In the place of a name, always as long: how long a name is tells, too.
    pub name: &'static str,
    /// In the place of what is left out of an id.
    pub cut: &'static str,
}

/// Finds the names in it.
type Finds<'a> = Box<dyn FnOnce() -> Vec<String> + 'a>;

/// Hides what is known to be a name.
pub(super) struct Hider<'a> {
    pub(super) veil: Veil,
    /// The longest first: a name may hold another one. They are looked for when the first
    /// sentence is hidden: most frames have none.
    names: LazyCell<Vec<String>, Finds<'a>>,
}

impl<'a> Hider<'a> {
    pub(super) fn new(veil: Veil, find: impl FnOnce() -> BTreeSet<String> + 'a) -> Self {
        let find = || {
            let mut names: Vec<String> = find().into_iter().collect();
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            names
        };
        Self {
            veil,
            names: LazyCell::new(Box::new(find)),
        }
    }

    /// Something of which nothing is left.
    pub(super) fn nothing(&self) -> SafeText {
        self.veil.name.into()
    }

    /// `●●●●●.pdf`.
    pub(super) fn name(&self, name: &SafeText) -> SafeText {
        let ending = name.as_str().rsplit_once('.').map(|(_, ending)| ending);
        let plain = |ending: &&str| {
            !ending.is_empty()
                && ending.len() <= LONGEST_ENDING
                && ending.chars().all(|c| c.is_ascii_alphanumeric())
        };
        match ending.filter(plain) {
            Some(ending) => format!("{}.{ending}", self.veil.name).into(),
            None => self.nothing(),
        }
    }

    /// `0f571724…`, or of a short one `…0001`.
    pub(super) fn id(&self, id: &SafeText) -> SafeText {
        let text = id.as_str();
        let letters = text.chars().count();
        let cut = self.veil.cut;
        // One that is short already, or was shortened before, stays.
        if letters <= OF_SHORT || text.contains(cut) {
            return id.clone();
        }
        if letters <= OF_LONG + OF_SHORT {
            let end: String = text.chars().skip(letters - OF_SHORT).collect();
            return format!("{cut}{end}").into();
        }
        let start: String = text.chars().take(OF_LONG).collect();
        format!("{start}{cut}").into()
    }

    pub(super) fn file_id(&self, id: &FileId) -> FileId {
        FileId::new(self.id(id.shown()).as_str())
    }

    /// A sentence without the names in it, and with short ids.
    pub(super) fn text(&self, text: &SafeText) -> SafeText {
        self.string(text.as_str()).into()
    }

    pub(super) fn string(&self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let mut text = if self.veil == KEPT {
            text.to_owned()
        } else {
            text.replace(KEPT.name, self.veil.name)
        };
        for name in self.names.iter() {
            if text.contains(name.as_str()) {
                text = text.replace(name.as_str(), self.veil.name);
            }
        }
        self.short_ids(&text)
    }

    /// UUIDs lose their end, account numbers their start.
    fn short_ids(&self, text: &str) -> String {
        let is_part = |c: char| c.is_ascii_hexdigit() || c == '-';
        let mut short = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_part) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            short.push_str(before);
            let digits = word.bytes().all(|byte| byte.is_ascii_digit());
            let groups: Vec<usize> = word.split('-').map(str::len).collect();
            if groups == [8, 4, 4, 4, 12] {
                short.push_str(&word[..OF_LONG]);
                short.push_str(self.veil.cut);
            } else if digits && word.len() == 12 {
                short.push_str(self.veil.cut);
                short.push_str(&word[word.len() - OF_SHORT..]);
            } else {
                short.push_str(word);
            }
            rest = after;
        }
        short.push_str(rest);
        short
    }
}
