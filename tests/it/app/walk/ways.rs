//! Other ways in than keys and answers: the mouse, words, the number of a row, a stop and going
//! on, and the sign that turns. And other places to begin: the first run, a private screen.

use attache::app::hit::hit;
use attache::app::keys::{Action, Key, Mode};
use attache::app::{Act, Message, Mouse, Screen, State};
use attache::domain::Lack;
use ratatui::layout::Rect;

use super::{Beside, Walk, with_two_approved};
use crate::app::transitions::guide::first_run;
use crate::app::world::*;

/// All of them that mean something here.
pub(super) fn beside(state: &State) -> Vec<Message> {
    let mut messages = vec![
        Message::Select(0),
        Message::Select(1),
        Message::Select(700),
        Message::WentOn {
            columns: 100,
            rows: 16,
        },
        Message::Stayed,
        Message::Turn,
    ];
    messages.extend(mouse(state));
    let rows = state.keymap.bindings(state.mode());
    let words = rows.map(|row| row.binding.action).filter(|action| {
        // What only grows or only looks different is walked with keys, or has its own test.
        !matches!(
            action,
            Action::Theme
                | Action::Audit
                | Action::Notify
                | Action::Mouse
                | Action::Move(_)
                | Action::Save
                | Action::SaveAs
                | Action::Open
                | Action::Copy(_)
                | Action::CopyMenu
                | Action::Login
                | Action::SortBy(_)
                | Action::Reverse
                | Action::Columns
        )
    });
    messages.extend(words.map(Message::Do));
    messages
}

/// What a mouse does at places where different things lie.
fn mouse(state: &State) -> Vec<Message> {
    let regions = state.regions();
    let middle = |area: Rect| (area.x + area.width / 2, area.y + area.height / 2);
    let table = regions.table();
    let mut places = vec![
        (table.x + 5, table.y),
        (table.x + 5, table.y + 1),
        (table.x + 5, table.y + 2),
        (regions.summary.x + 5, regions.summary.y),
        middle(regions.whole),
    ];
    let panes = [regions.details, regions.preview, regions.bottom];
    places.extend(panes.into_iter().flatten().map(middle));
    let mut seen = Vec::new();
    places.retain(|&(column, row)| {
        let lies = hit(state, column, row);
        let is_new = lies.is_some() && !seen.contains(&lies);
        seen.push(lies);
        is_new
    });
    let acts = [Act::Press, Act::Again, Act::WheelUp, Act::WheelDown];
    let at = |(column, row)| acts.map(|act| Message::Mouse(Mouse { column, row, act }));
    places.into_iter().flat_map(at).collect()
}

fn small(mut machine: Machine) -> Machine {
    machine.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    machine
}

#[test]
fn the_first_run_breaks_no_promise() {
    for lack in [Lack::Credentials, Lack::Region] {
        let (screens, states) = Walk {
            first: small(first_run(lack)),
            beside: Beside::Everything,
            depth: 4,
            goes_on: |state| state.screen == Screen::Instances,
            keys: |key| {
                let letters = matches!(key, Key::Char('p' | 'r' | 't' | 'L' | '?' | ':' | 'a'));
                letters || matches!(key, Key::Enter | Key::Esc | Key::Down | Key::Tab)
            },
        }
        .walk();
        for mode in [Mode::Guide, Mode::Picker, Mode::Login, Mode::Help] {
            assert!(
                screens.contains(&(Screen::Instances, mode)),
                "never in {mode:?}"
            );
        }
        eprintln!("{states}");
        assert!(states > 100, "only {states} states");
    }
}

#[test]
fn a_private_screen_breaks_no_promise() {
    let mut first = with_two_approved();
    first.key(Key::Char('H'));
    let (screens, states) = Walk {
        first,
        beside: Beside::Everything,
        depth: 3,
        goes_on: |state| state.screen == Screen::Files && state.transfers.list.len() < 2,
        keys: |key| {
            let letters = matches!(
                key,
                Key::Char('H' | 'd' | 'p' | 'w' | 's' | 'e' | 't' | '/')
            );
            letters || matches!(key, Key::Enter | Key::Esc | Key::Down)
        },
    }
    .walk();
    for mode in [Mode::Files, Mode::Details, Mode::Preview, Mode::Why] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

#[test]
fn mouse_and_words_break_no_promise() {
    let (screens, states) = Walk {
        first: with_two_approved(),
        beside: Beside::Everything,
        depth: 3,
        goes_on: |state| state.transfers.list.len() < 2,
        keys: |key| {
            let letters = matches!(key, Key::Char('e' | 't' | 'p' | 'd' | 'f' | ' '));
            letters || matches!(key, Key::Enter | Key::Esc)
        },
    }
    .walk();
    for mode in [Mode::Files, Mode::Preview, Mode::Statuses, Mode::Palette] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

#[test]
fn an_audit_by_mouse_and_words_breaks_no_promise() {
    let (screens, states) = Walk {
        first: small(on_audit()),
        beside: Beside::Everything,
        depth: 3,
        goes_on: |state| state.dialog.is_none() && state.transfers.list.is_empty(),
        keys: |key| {
            let letters = matches!(key, Key::Char('!' | 'Z' | 'E' | 'd'));
            letters || matches!(key, Key::Enter | Key::Esc | Key::Down | Key::F(10))
        },
    }
    .walk();
    for seen in [
        (Screen::Files, Mode::Audit),
        (Screen::Cases, Mode::CasePicker),
    ] {
        assert!(screens.contains(&seen), "never at {seen:?}");
    }
    eprintln!("{states}");
    assert!(states > 100, "only {states} states");
}
