//! The palette: every action that is possible now, found by its words.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::{Arn, SafeText};

use super::keys::{Action, Key, Mode};
use super::{Cursor, Field, State};

/// The most actions that stand first because they were used last.
const MOST_LATELY: usize = 8;

/// The most cases that are offered.
const MOST_CASES: usize = 20;

/// What a name that fits counts more than an explanation that does.
const NAME: u32 = 10_000;

/// The palette while it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Palette {
    /// The words.
    pub field: Field,
    /// What is selected.
    pub cursor: Cursor<Goal>,
    /// What fits the words, the best first.
    pub entries: Vec<Entry>,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// An action of the screen below.
    Act(Action),
    /// To this case.
    Case(Arn),
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it leads to.
    pub goal: Goal,
    /// How it is called.
    pub name: SafeText,
    /// What it does.
    pub about: SafeText,
    /// The key that does it without the palette.
    pub key: Option<Key>,
    /// It was chosen lately.
    pub lately: bool,
}

impl Palette {
    /// What the entries lead to.
    pub fn goals(&self) -> Vec<Goal> {
        let goals = self.entries.iter().map(|entry| entry.goal.clone());
        goals.collect()
    }
}

impl State {
    /// What the open palette shows: what is possible on the screen below and fits the words,
    /// the best first, and what was chosen lately before the rest.
    pub fn palette_entries(&self, words: &str) -> Vec<Entry> {
        let mut entries = self.actions();
        entries.extend(self.cases_to_go_to());
        let words = words.trim();
        if words.is_empty() {
            // Those that were not chosen lately stay in the order of the key table.
            entries.sort_by_key(|entry| self.place_lately(&entry.goal));
            return entries;
        }
        // Of a name some letters are enough; of an explanation, which has all letters somewhere,
        // whole parts are wanted.
        let pattern = |kind| Pattern::new(words, CaseMatching::Ignore, Normalization::Smart, kind);
        let (by_letters, by_parts) = (pattern(AtomKind::Fuzzy), pattern(AtomKind::Substring));
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut score = |pattern: &Pattern, text: &str| {
            let mut letters = Vec::new();
            pattern.score(Utf32Str::new(text, &mut letters), &mut matcher)
        };
        let mut found: Vec<(u32, Entry)> = entries
            .into_iter()
            .filter_map(|entry| {
                let by_name =
                    score(&by_letters, &words_of(entry.name.as_str())).map(|score| score + NAME);
                let synonyms = match &entry.goal {
                    Goal::Act(action) => action.synonyms(),
                    Goal::Case(_) => "case go",
                };
                let text = format!("{} {} {synonyms}", entry.name, entry.about);
                Some((by_name.or_else(|| score(&by_parts, &text))?, entry))
            })
            .collect();
        found.sort_by_key(|(score, entry)| (Reverse(*score), self.place_lately(&entry.goal)));
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The actions of the screen below, each once.
    fn actions(&self) -> Vec<Entry> {
        let below = self.mode_below();
        let mut entries: Vec<Entry> = Vec::new();
        for mode in [below, Mode::CopyMenu] {
            for row in self.keymap.bindings(mode) {
                let action = row.binding.action;
                let goal = Goal::Act(action);
                let offered = match mode {
                    Mode::CopyMenu => {
                        matches!(action, Action::Copy(_) | Action::HandOver) && self.can_copy(below)
                    }
                    Mode::Audit if action == Action::Take => self.can(mode, action),
                    _ => is_offered(action) && self.can(mode, action),
                };
                let twice = entries.iter().any(|entry| entry.goal == goal);
                if !offered || twice || row.binding.help.is_empty() {
                    continue;
                }
                let key = self.keymap.key(mode, action);
                entries.push(Entry {
                    lately: self.place_lately(&goal) < MOST_LATELY,
                    goal,
                    name: called(action, row.binding.label).as_str().into(),
                    about: row.binding.help.into(),
                    key: key.filter(|_| mode == below),
                });
            }
        }
        entries
    }

    /// Whether the copy menu could be opened over this mode.
    fn can_copy(&self, below: Mode) -> bool {
        matches!(
            below,
            Mode::Files | Mode::Audit | Mode::Details | Mode::Preview
        ) && self.can(below, Action::CopyMenu)
    }

    /// The cases that are known and can be gone to without a search.
    fn cases_to_go_to(&self) -> Vec<Entry> {
        let Some(cases) = &self.cases else {
            return Vec::new();
        };
        let here = self.files.as_ref().and_then(|files| files.extent.arn());
        let shown = self.screen == super::Screen::Files;
        let rows = cases.rows().into_iter();
        rows.filter(|row| !shown || Some(&row.case.arn) != here)
            .take(MOST_CASES)
            .map(|row| {
                let goal = Goal::Case(row.case.arn.clone());
                Entry {
                    lately: self.place_lately(&goal) < MOST_LATELY,
                    goal,
                    name: format!("case {}", row.case.label()).into(),
                    about: "go to its files".into(),
                    key: None,
                }
            })
            .collect()
    }

    /// How long ago it was chosen: 0 is last.
    fn place_lately(&self, goal: &Goal) -> usize {
        let place = self.lately.iter().position(|other| other == goal);
        place.unwrap_or(MOST_LATELY)
    }

    /// Puts it first among what was chosen lately.
    pub(super) fn chose(&mut self, goal: Goal) {
        self.lately.retain(|other| *other != goal);
        self.lately.insert(0, goal);
        self.lately.truncate(MOST_LATELY);
    }
}

/// Moving is done with keys, and so is what belongs to the palette itself.
fn is_offered(action: Action) -> bool {
    !matches!(
        action,
        Action::Move(_)
            | Action::Shift(_)
            | Action::Palette
            | Action::Take
            | Action::Search
            | Action::Complete
    )
}

/// What is taken depends on where one is; the others have names.
fn called(action: Action, label: &str) -> String {
    match action {
        Action::Take => label.to_owned(),
        action => words_of(action.name()),
    }
}

/// `mark-approved` as one reads it.
fn words_of(name: &str) -> String {
    name.replace('-', " ")
}
