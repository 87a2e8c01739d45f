//! What of a state is new to the person, in lines.

use std::collections::HashMap;
use std::ops::Range;

use crate::app::{Notice, State};
use crate::view::plain::{self, Open};

use super::words::offers;

/// Rows that are printed at once.
const PAGE: usize = 20;

/// Remembers what was told.
#[derive(Default)]
pub(super) struct Teller {
    place: String,
    waits: Option<&'static str>,
    notice: Option<Notice>,
    open: HashMap<Open, Vec<String>>,
    /// The rows of the page, as they were told.
    rows: Vec<String>,
    /// Where the page begins.
    from: usize,
    count: usize,
    selected: Option<String>,
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
        if self.notice != state.notice {
            lines.extend(state.notice.iter().map(|notice| notice.text.to_string()));
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
        let mut lines = Vec::new();
        self.list(state, &mut lines);
        lines
    }

    /// What can be typed now.
    pub(super) fn help(state: &State) -> Vec<String> {
        let mut lines = vec![
            "Type a row's number, or a word; some words take a number, such as: save 3.".to_owned(),
            "list: the rows again. more: the next rows. find WORDS: only rows with these. back: back. leave: the program ends.".to_owned(),
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
        let place = plain::selected(state);
        let selected = plain::row(state, place);
        if selected != self.selected && !told && selected.is_some() {
            lines.extend(
                selected
                    .iter()
                    .map(|row| format!("Selected: {}. {row}", place + 1)),
            );
        }
        self.selected = selected;
    }

    /// What has opened, or says something else now.
    fn panes(&mut self, state: &State, lines: &mut Vec<String>) {
        let open = plain::open(state);
        self.open
            .retain(|pane, _| open.iter().any(|(other, _)| other == pane));
        for (pane, says) in open {
            let before = self.open.get(&pane);
            let news: Vec<String> = match (before, pane) {
                (Some(before), _) if *before == says => continue,
                // How far transfers are is told by whoever asks for it; errors come one by one.
                (Some(before), Open::Bottom) => {
                    let new = says.iter().filter(|line| !before.contains(line));
                    new.filter(|line| !line.contains(" of ") && !line.contains('%'))
                        .cloned()
                        .collect()
                }
                _ => says.clone(),
            };
            lines.extend(news);
            if pane == Open::Dialog && before.is_none() {
                let words = offers(state)
                    .into_iter()
                    .filter(|offer| !offer.help.is_empty());
                let words: Vec<&str> = words.map(|offer| offer.word()).collect();
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
