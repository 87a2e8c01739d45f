//! What a typed line means.

use crate::app::Message;
use crate::app::State;
use crate::app::keys::{Action, Key, Mode};

use crate::view::plain;

use super::words::called;

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// These happen, one after the other.
    Do(Vec<Message>),
    /// The list is printed again, from its start.
    List,
    /// Its next rows are.
    More,
    /// What can be typed is printed.
    Help,
    /// The program ends.
    Leave,
    /// Nobody knows what it means.
    Unknown,
}

/// Reads a line.
pub(super) fn read(state: &State, line: &str) -> Said {
    let line = line.trim();
    let mode = state.mode();
    // The pickers take words of their own.
    let picks = matches!(mode, Mode::Picker | Mode::CasePicker);
    if mode.types() && !picks {
        return typed(state, line);
    }
    let (word, rest) = line
        .split_once(' ')
        .map_or((line, ""), |(word, rest)| (word, rest.trim()));
    // A reference number is a number too, but of no row.
    let row = number(word).filter(|row| !picks || (rest.is_empty() && *row < plain::count(state)));
    if let Some(number) = row {
        let select = Message::Select(number);
        // In a picker what is selected is taken.
        let take = picks.then_some(Message::Key(Key::Enter));
        return Said::Do([Some(select), take].into_iter().flatten().collect());
    }
    match word.to_lowercase().as_str() {
        "" => return Said::Do(Vec::new()),
        "help" | "?" => return Said::Help,
        "list" if state.dialog.is_none() => return Said::List,
        "more" if state.dialog.is_none() => return Said::More,
        "back" => return Said::Do(vec![Message::Key(Key::Esc)]),
        "quit" if picks => return Said::Do(vec![Message::Do(Action::Leave)]),
        "leave" => return Said::Leave,
        "find" | "filter" => return sought(mode, rest),
        _ => {}
    }
    if let Some(action) = called(state, word) {
        let on = number(rest).map(Message::Select);
        if on.is_some() || rest.is_empty() {
            return Said::Do(on.into_iter().chain([Message::Do(action)]).collect());
        }
    }
    // A picker takes what names a thing, be it in no list.
    if picks {
        return Said::Do(vec![
            Message::Paste(line.to_owned()),
            Message::Key(Key::Enter),
        ]);
    }
    Said::Unknown
}

/// Whether it is about what is waited for.
pub(super) fn calls_off(line: &str) -> bool {
    matches!(line.trim(), "back" | "quit" | "leave")
}

/// A line for a field: a number is a row of the choice beside it, the empty line takes what is
/// there, and everything else takes its place.
fn typed(state: &State, line: &str) -> Said {
    let enter = Message::Key(Key::Enter);
    match line {
        "back" => Said::Do(vec![Message::Key(Key::Esc)]),
        "" => Said::Do(vec![enter]),
        "help" => Said::Help,
        _ => match number(line).filter(|_| state.mode() == Mode::Login) {
            Some(number) => Said::Do(vec![Message::Select(number), enter]),
            None => Said::Do(vec![
                Message::Key(Key::End),
                Message::Key(Key::Ctrl('u')),
                Message::Paste(line.to_owned()),
                enter,
            ]),
        },
    }
}

/// Words that narrow the list; without any all of it is shown again.
fn sought(mode: Mode, words: &str) -> Said {
    let clear = Message::Key(Key::Ctrl('u'));
    let words = Message::Paste(words.to_owned());
    Said::Do(match mode {
        Mode::Picker | Mode::CasePicker => vec![Message::Key(Key::End), clear, words],
        Mode::Files | Mode::Audit => vec![
            Message::Do(Action::Filter),
            Message::Key(Key::End),
            clear,
            words,
            Message::Key(Key::Enter),
        ],
        _ => return Said::Unknown,
    })
}

/// A row's number as people count, as a place.
fn number(word: &str) -> Option<usize> {
    word.parse::<usize>().ok()?.checked_sub(1)
}
