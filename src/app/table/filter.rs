//! Which files are shown: those that hold all of the typed words, and have one of the statuses.

use std::collections::BTreeSet;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::{Attachment, FileStatus};

use super::{Column, Lens};

/// What files must be like to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// All of these words must be found, each in any of the cells: fuzzily; `'word` as it
    /// is, `^word` and `word$` at the ends of a cell, `!word` nowhere. A capital letter in a
    /// word makes its case matter.
    pub words: String,
    /// Any of these statuses; all of them when none is chosen.
    pub statuses: BTreeSet<FileStatus>,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_off(&self) -> bool {
        self.words.trim().is_empty() && self.statuses.is_empty()
    }

    /// Whether it surely lets nothing through that `other` held back.
    pub fn narrows(&self, other: &Self) -> bool {
        if other.is_off() {
            return true;
        }
        // A sign may turn the meaning of what was typed before.
        let plain = !self.words.contains(['!', '$', '^', '\'', '\\']);
        let fewer = other.statuses.is_empty()
            || (!self.statuses.is_empty() && self.statuses.is_subset(&other.statuses));
        plain && fewer && self.words.starts_with(&other.words)
    }
}

/// A filter at work.
pub struct Sieve<'a> {
    filter: &'a Filter,
    atoms: Vec<Atom>,
    matcher: Matcher,
    letters: Vec<char>,
}

impl<'a> Sieve<'a> {
    /// Makes the filter ready.
    pub fn new(filter: &'a Filter) -> Self {
        let pattern = Pattern::parse(&filter.words, CaseMatching::Smart, Normalization::Smart);
        Self {
            filter,
            atoms: pattern.atoms,
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    /// Whether this file is shown in a table of these columns.
    pub fn passes(&mut self, file: &Attachment, columns: &[Column], lens: &Lens) -> bool {
        let statuses = &self.filter.statuses;
        if !statuses.is_empty() && !statuses.contains(&file.status) {
            return false;
        }
        let Self {
            atoms,
            matcher,
            letters,
            ..
        } = self;
        atoms.iter().all(|atom| {
            let mut fits = columns.iter().map(|column| {
                let text = column.text(file, lens);
                atom.score(haystack(atom, &text, letters), matcher)
                    .is_some()
            });
            // Of a word that must not be there "fits" says that it is not there.
            if atom.negative {
                fits.all(|fits| fits)
            } else {
                fits.any(|fits| fits)
            }
        })
    }

    /// Which graphemes of a cell the words were found in, in their order.
    pub fn hits(&mut self, text: &str) -> Vec<usize> {
        let mut all = Vec::new();
        for atom in self.atoms.iter().filter(|atom| !atom.negative) {
            let mut hits = Vec::new();
            let text = haystack(atom, text, &mut self.letters);
            if atom.indices(text, &mut self.matcher, &mut hits).is_some() {
                all.extend(hits.into_iter().map(|hit| hit as usize));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether any words are sought at all.
    pub fn seeks(&self) -> bool {
        self.atoms.iter().any(|atom| !atom.negative)
    }
}

/// A cell's text as it is searched for this word. At the ends of an ASCII text the matcher
/// finds no capital letters, which it does in the same text as letters of any script.
fn haystack<'a>(atom: &Atom, text: &'a str, letters: &'a mut Vec<char>) -> Utf32Str<'a> {
    if matches!(atom.kind, AtomKind::Prefix | AtomKind::Postfix) && text.is_ascii() {
        letters.clear();
        letters.extend(text.chars());
        return Utf32Str::Unicode(letters);
    }
    Utf32Str::new(text, letters)
}
