//! What of a state is new to the person, in lines.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::app::keys::Mode;
use crate::app::{Bottom, Dialog, Notice, Screen, State};
use crate::domain::FileKey;
use crate::view::plain::{self, Open};

use super::words::offers;

/// Rows that are printed at once.
const PAGE: usize = 20;

/// Errors that are told by themselves at once; of more it is told how many there are.
const ERRORS: usize = 20;

/// Remembers what was told.
#[derive(Default)]
pub(super) struct Teller {
    place: String,
    waits: Option<&'static str>,
    notice: Option<Notice>,
    open: HashMap<Open, Vec<String>>,
    /// Whose words were told last.
    asked: Option<Mode>,
    /// What stands in the errors pane and was told.
    errors: HashSet<String>,
    /// The rows of the page, as they were told.
    rows: Vec<String>,
    /// Where the page begins.
    from: usize,
    count: usize,
    selected: Option<String>,
    /// The files of the page, as their numbers were told.
    numbered: Vec<FileKey>,
}

impl Teller {
    /// What is new.
    pub(super) fn news(&mut self, state: &State) -> Vec<String> {
        let mut lines = Vec::new();
        let place = plain::place(state);
        if self.place != place {
            // Another place has another list; who asks may only be known by now.
            let elsewhere = place.split(" (").next() != self.place.split(" (").next();
            if elsewhere {
                (self.from, self.count, self.selected) = (0, 0, None);
                self.rows.clear();
                self.numbered.clear();
            }
            lines.push(place.clone());
            self.place = place;
        }
        let waits = plain::waits_for(state);
        if self.waits != waits {
            lines.extend(waits.map(|what| format!("{}.", capital(what))));
            self.waits = waits;
        }
        if state.dialog.is_none() && waits.is_none() {
            self.list(state, &mut lines);
        }
        self.panes(state, &mut lines);
        self.errors(state, &mut lines);
        if self.notice != state.notice {
            // A failure is often both an error and a notice.
            let notice = state.notice.iter().map(|notice| notice.text.as_str());
            let new = notice.filter(|text| !self.errors.contains(*text));
            lines.extend(new.map(str::to_owned));
            self.notice.clone_from(&state.notice);
        }
        lines
    }

    /// The rows that may be told next: those of the first page, of this one and of the next.
    pub(super) fn places(&self) -> Range<usize> {
        0..self.from + 2 * PAGE
    }

    /// The list from its first row, or from the next one on.
    pub(super) fn page(&mut self, state: &State, on: bool) -> Vec<String> {
        let count = plain::count(state);
        let next = self.from + PAGE;
        if on && next >= count {
            return vec!["There are no further rows.".to_owned()];
        }
        self.from = if on { next } else { 0 };
        self.rows.clear();
        self.numbered.clear();
        let mut lines = Vec::new();
        self.list(state, &mut lines);
        lines
    }

    /// All that stands in a pane.
    pub(super) fn pane(state: &State, pane: Bottom) -> Vec<String> {
        let (lines, nothing) = match pane {
            Bottom::Errors => {
                let errors = plain::errors(state).into_iter();
                let lines = errors.map(|error| error.to_string()).collect();
                (lines, "There are no errors.")
            }
            Bottom::Transfers => (plain::transfers(state), "Nothing was saved or opened yet."),
        };
        if lines.is_empty() {
            return vec![nothing.to_owned()];
        }
        lines
    }

    /// Keeps which files the page has, after it was told.
    pub(super) fn keep(&mut self, state: &State) {
        if plain::grows(state).is_some() && !self.numbered.is_empty() {
            return;
        }
        let files = state
            .files
            .as_ref()
            .filter(|_| state.screen == Screen::Files);
        let rows = files.into_iter().flat_map(|files| {
            let places = self.from..self.from + self.rows.len();
            places.filter_map(|place| files.table.at(place))
        });
        self.numbered = rows.map(|file| file.key.clone()).collect();
    }

    /// Where the row stands now whose number was told: others may have come before it.
    pub(super) fn place_now(&self, state: &State, place: usize) -> usize {
        let told = place.checked_sub(self.from);
        let key = told.and_then(|at| self.numbered.get(at));
        let on_files = state.screen == Screen::Files && state.dialog.is_none();
        let files = state.files.as_ref().filter(|_| on_files);
        let now = files
            .zip(key)
            .and_then(|(files, key)| files.table.place_of(key));
        now.unwrap_or(place)
    }

    /// What can be typed now.
    pub(super) fn help(state: &State) -> Vec<String> {
        let mut lines = vec![
            "Type a row's number, or a word; some words take a number, such as: save 3.".to_owned(),
            "list: the rows again. more: the next rows. find WORDS: only rows with these. errors: what went wrong. back: back. leave: the program ends; it asks when something is under way.".to_owned(),
        ];
        let offers = offers(state)
            .into_iter()
            .filter(|offer| !offer.help.is_empty());
        lines.extend(offers.map(|offer| format!("{}: {}.", offer.word(), offer.help)));
        lines
    }

    /// The page when it was not told yet, else the rows of it that have changed, and the
    /// selected one when that is another.
    fn list(&mut self, state: &State, lines: &mut Vec<String>) {
        let count = plain::count(state);
        // A list that grows is told once, and then how far it is, ever more seldom.
        if let Some(so_far) = plain::grows(state).filter(|_| !self.rows.is_empty()) {
            if count >= self.count * 2 {
                self.count = count;
                lines.push(so_far);
            }
            return self.selected(state, lines);
        }
        if self.from >= count {
            self.from = 0;
        }
        let to = (self.from + PAGE).min(count);
        let rows: Vec<String> = (self.from..to)
            .filter_map(|place| plain::row(state, place))
            .collect();
        let afresh = self.rows.is_empty() || self.count != count || self.rows.len() != rows.len();
        let news = rows
            .iter()
            .enumerate()
            .filter(|(at, row)| afresh || self.rows[*at] != **row);
        let news: Vec<String> = news
            .map(|(at, row)| format!("{}. {row}", self.from + at + 1))
            .collect();
        if afresh && count > 0 {
            let further = if to < count { "; more tells on" } else { "" };
            lines.push(format!(
                "Rows {} to {to} of {count}{further}.",
                self.from + 1
            ));
        } else if afresh && self.count > 0 {
            lines.push("No rows.".to_owned());
        }
        let told = !news.is_empty();
        lines.extend(news);
        (self.rows, self.count) = (rows, count);
        if told {
            self.selected = plain::row(state, plain::selected(state));
        } else {
            self.selected(state, lines);
        }
    }

    /// The selected row, when it is another one.
    fn selected(&mut self, state: &State, lines: &mut Vec<String>) {
        let place = plain::selected(state);
        let selected = plain::row(state, place);
        if selected != self.selected {
            let row = selected.iter();
            lines.extend(row.map(|row| format!("Selected: {}. {row}", place + 1)));
        }
        self.selected = selected;
    }

    /// Errors that were not told yet, whether or not their pane is open.
    fn errors(&mut self, state: &State, lines: &mut Vec<String>) {
        let errors = plain::errors(state);
        let is_new = |error: &&plain::Told| !self.errors.contains(&error.sentence);
        let mut new = errors.iter().filter(is_new);
        lines.extend(new.by_ref().take(ERRORS).map(ToString::to_string));
        let more = new.count();
        if more > 0 {
            lines.push(format!("There are {more} more errors; errors tells all."));
        }
        // One that is gone and comes again is told again.
        self.errors = errors.into_iter().map(|error| error.sentence).collect();
    }

    /// What has opened, or says something else now.
    fn panes(&mut self, state: &State, lines: &mut Vec<String>) {
        let open = plain::open(state);
        if open.iter().all(|(pane, _)| *pane != Open::Dialog) {
            self.asked = None;
        }
        self.open
            .retain(|pane, _| open.iter().any(|(other, _)| other == pane));
        for (pane, says) in open {
            let before = self.open.get(&pane);
            if before.is_some_and(|before| *before == says) {
                continue;
            }
            // What goes on in them is told to whoever opens them again.
            let goes_on = matches!(state.dialog, Some(Dialog::Totals(_) | Dialog::Log(_)));
            if pane == Open::Dialog && self.asked == Some(state.mode()) && goes_on {
                continue;
            }
            lines.extend(says.iter().cloned());
            // Another dialog takes other words.
            if pane == Open::Dialog && self.asked != Some(state.mode()) {
                let offers = offers(state).into_iter();
                let offers = offers.filter(|offer| !offer.help.is_empty());
                let mut words: Vec<&str> = offers.map(|offer| offer.word()).collect();
                if state.mode() == Mode::Login {
                    words.insert(0, "a number, the name of a profile, region NAME");
                }
                self.asked = Some(state.mode());
                lines.push(format!("Type one of: {}.", words.join(", ")));
            }
            self.open.insert(pane, says);
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
