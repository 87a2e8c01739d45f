//! What a typed line means.

use crate::app::keys::{Action, Mode};
use crate::app::{Bottom, Dialog, Message, State};
use crate::domain::OnConflict;
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
    /// This happens, if it must, and then all that stands in this pane is printed.
    Read(Bottom, Option<Message>),
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
        let take = picks.then_some(Message::Do(Action::Take));
        return Said::Do([Some(select), take].into_iter().flatten().collect());
    }
    match word.to_lowercase().as_str() {
        "" => return Said::Do(Vec::new()),
        "help" | "?" => return Said::Help,
        "list" if state.dialog.is_none() => return Said::List,
        "more" if state.dialog.is_none() => return Said::More,
        "back" => return Said::Do(vec![Message::Do(way_out(mode))]),
        "quit" if picks => return Said::Do(vec![Message::Do(Action::Leave)]),
        "leave" => return Said::Do(vec![Message::Do(Action::Leave)]),
        "errors" if rest.is_empty() => return pane(state, Bottom::Errors),
        "find" | "filter" => return sought(mode, rest),
        _ => {}
    }
    if let Some(action) = called(state, word) {
        match action {
            Action::Errors => return pane(state, Bottom::Errors),
            Action::Transfers => return pane(state, Bottom::Transfers),
            _ => {}
        }
        let on = number(rest).map(Message::Select);
        if on.is_some() || rest.is_empty() {
            return Said::Do(on.into_iter().chain([Message::Do(action)]).collect());
        }
    }
    // A picker takes what names a thing, be it in no list.
    if picks {
        return Said::Do(vec![
            Message::Paste(line.to_owned()),
            Message::Do(Action::Take),
        ]);
    }
    Said::Unknown
}

/// A pane is read as often as it is asked for. It has the keys from then on, if the screen
/// has such a pane, so that what can be done there can be; `back` closes it.
fn pane(state: &State, pane: Bottom) -> Said {
    let (mode, action) = match pane {
        Bottom::Errors => (Mode::Errors, Action::Errors),
        Bottom::Transfers => (Mode::Transfers, Action::Transfers),
    };
    let opens = state.mode() != mode;
    Said::Read(pane, opens.then_some(Message::Do(action)))
}

/// Whether it is about what is waited for.
pub(super) fn calls_off(line: &str) -> bool {
    matches!(line.trim(), "back" | "quit" | "leave")
}

/// A line for a field: a number is a row of the choice beside it, the empty line takes what is
/// there, and everything else takes its place.
fn typed(state: &State, line: &str) -> Said {
    let mode = state.mode();
    let take = Message::Do(Action::Take);
    let at_region = matches!(&state.dialog, Some(Dialog::Login(chooser)) if chooser.at_region);
    match line {
        "back" => return Said::Do(vec![Message::Do(way_out(mode))]),
        "" => return Said::Do(vec![take]),
        "help" => return Said::Help,
        _ => {}
    }
    if mode != Mode::Login {
        return Said::Do(vec![Message::Fill(line.to_owned()), take]);
    }
    // Beside the profiles stands the Region; a profile is what is taken.
    let other = |there: bool| (at_region != there).then_some(Message::Do(Action::NextPane));
    if let Some(number) = number(line) {
        let messages = other(false).into_iter();
        return Said::Do(messages.chain([Message::Select(number), take]).collect());
    }
    let (there, text) = match line.split_once(' ') {
        Some(("region", region)) => (true, region.trim()),
        _ => (false, line),
    };
    let mut messages: Vec<Message> = other(there).into_iter().collect();
    messages.push(Message::Fill(text.to_owned()));
    messages.push(if there {
        Message::Do(Action::NextPane)
    } else {
        take
    });
    Said::Do(messages)
}

/// What leads out of here, and does nothing else.
fn way_out(mode: Mode) -> Action {
    match mode {
        Mode::Conflict => Action::Settle(OnConflict::Skip),
        Mode::Doubt | Mode::Elsewhere | Mode::Question => Action::No,
        _ => Action::Back,
    }
}

/// Words that narrow the list; without any all of it is shown again.
fn sought(mode: Mode, words: &str) -> Said {
    let words = Message::Fill(words.to_owned());
    Said::Do(match mode {
        Mode::Picker | Mode::CasePicker => vec![words],
        Mode::Files | Mode::Audit => {
            vec![
                Message::Do(Action::Filter),
                words,
                Message::Do(Action::Take),
            ]
        }
        _ => return Said::Unknown,
    })
}

/// A row's number as people count, as a place.
fn number(word: &str) -> Option<usize> {
    word.parse::<usize>().ok()?.checked_sub(1)
}
