//! What is done with files: finding, marking, saving, opening, waiting for them.

use attache::app::keys::{Key, Mode};
use attache::app::{Answer, Effect, Screen};
use attache::domain::FileStatus;

use super::{Beside, Walk, at_a_case, with_two_approved};
use crate::app::world::*;

#[test]
fn transfers_and_leaving_break_no_promise() {
    let mut first = at_a_case();
    let ticket = first.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let Effect::ListFiles(_, _, query) = first.pending[0].clone() else {
        panic!("files were asked for");
    };
    let case = query.subject.case().unwrap();
    let files = vec![
        file(case, "a.pdf", FileStatus::Approved, 1),
        file(case, "b.pdf", FileStatus::Rejected, 1),
    ];
    first.answer(ticket, Answer::Files(files));
    first.answer(ticket, Answer::Listed(Ok(())));
    let (screens, states) = Walk {
        first,
        beside: Beside::Nothing,
        depth: 5,
        goes_on: |state| state.screen == Screen::Files && state.transfers.list.len() < 2,
        keys: |key| {
            let wanted = matches!(
                key,
                Key::Char('s' | 'o' | 't' | 'x' | 'r' | 'q' | 'y' | 'n')
            );
            wanted || matches!(key, Key::Down | Key::Enter | Key::Esc | Key::Ctrl('c'))
        },
    }
    .walk();
    for mode in [Mode::Files, Mode::Transfers, Mode::Question] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    assert!(states > 100, "only {states} states");
}

/// Files that are being scanned, why, who, and how one hears of it.
#[test]
fn what_changes_by_itself_breaks_no_promise() {
    let mut first = at_a_case();
    let ticket = first.waiting(|effect| matches!(effect, Effect::ListFiles(..)));
    let case = first.case();
    let files = vec![
        scanned(&case, "a.pdf", FileStatus::Processing),
        file(&case, "b.pdf", FileStatus::Rejected, 1),
    ];
    first.answer(ticket, Answer::Files(files));
    first.answer(ticket, Answer::Listed(Ok(())));
    for keys in [
        (|key| {
            matches!(
                key,
                Key::Char('w' | 'r' | 'c' | 'y' | 'm') | Key::Down | Key::Esc
            )
        }) as fn(Key) -> bool,
        |key| {
            matches!(
                key,
                Key::Char('N' | 'r' | 'P' | 'L' | '?') | Key::Enter | Key::Esc
            )
        },
    ] {
        let (screens, states) = Walk {
            first: first.clone(),
            beside: Beside::Nothing,
            depth: 4,
            goes_on: |state| {
                let notices = state.alerting.len() + state.keeping.tickets.len();
                state.screen != Screen::Instances && notices < 3 && state.copying.len() < 2
            },
            keys,
        }
        .walk();
        let menu = [Mode::Why, Mode::Log];
        assert!(
            menu.iter()
                .any(|mode| screens.contains(&(Screen::Files, *mode)))
        );
        eprintln!("{states}");
        assert!(states > 200, "only {states} states");
    }
}

/// The filter, the statuses, the sort and the columns, with marks and a refresh beside them.
#[test]
fn finding_files_breaks_no_promise() {
    for keys in [
        (|key| {
            let marks = matches!(
                key,
                Key::Char(' ' | 'a' | 'A' | 'b' | 'r' | '1' | '3' | '0' | 'f' | '/')
            );
            marks || matches!(key, Key::Down | Key::Enter | Key::Esc)
        }) as fn(Key) -> bool,
        |key| {
            let columns = matches!(
                key,
                Key::Char('C' | ' ' | 'J' | '+' | '2' | '>' | 'R' | '/' | 'b')
            );
            columns || matches!(key, Key::Down | Key::Enter | Key::Esc)
        },
    ] {
        let (screens, states) = Walk {
            first: with_two_approved(),
            beside: Beside::Nothing,
            depth: 5,
            goes_on: |state| state.screen == Screen::Files && state.keeping.tickets.len() < 2,
            keys,
        }
        .walk();
        assert!(screens.contains(&(Screen::Files, Mode::Filter)));
        let menu = [Mode::Statuses, Mode::Columns];
        assert!(
            menu.iter()
                .any(|mode| screens.contains(&(Screen::Files, *mode)))
        );
        eprintln!("{states}");
        assert!(states > 200, "only {states} states");
    }
}

/// Two that were begun together: conflicts and their answers for one and for all.
#[test]
fn what_a_bulk_meets_breaks_no_promise() {
    let mut first = with_two_approved();
    first.key(Key::Char('A'));
    first.key(Key::Char('s'));
    let (screens, states) = Walk {
        first,
        beside: Beside::Nothing,
        depth: 4,
        goes_on: |state| state.screen == Screen::Files,
        keys: |key| {
            let letters = matches!(
                key,
                Key::Char('K' | 'R' | 'S' | 'r' | 's' | 't' | 'x' | 'X')
            );
            letters || matches!(key, Key::Enter | Key::Ctrl('c'))
        },
    }
    .walk();
    for mode in [Mode::Conflict, Mode::Transfers, Mode::Question] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

/// Marks, and the dialogs that a file has, with a desktop and without.
#[test]
fn marks_and_menus_break_no_promise() {
    for no_desktop in [None, Some("this is an SSH session".into())] {
        let mut first = with_two_approved();
        first.key(Key::Down);
        first.state.no_desktop = no_desktop.clone();
        let (screens, states) = Walk {
            first,
            beside: Beside::Nothing,
            depth: 4,
            goes_on: |state| state.screen == Screen::Files,
            keys: |key| {
                let marks = matches!(key, Key::Char(' ' | 'a' | 'A' | 'u'));
                let menus = matches!(key, Key::Char('p' | 'y' | 'S' | 'o' | 'm' | 'n' | 'l'));
                marks || menus || matches!(key, Key::Tab | Key::Enter | Key::Esc)
            },
        }
        .walk();
        let open = if no_desktop.is_some() {
            Mode::Elsewhere
        } else {
            Mode::Doubt
        };
        for mode in [
            Mode::SaveAs,
            Mode::Preview,
            Mode::CopyMenu,
            Mode::HandingOver,
            open,
        ] {
            assert!(
                screens.contains(&(Screen::Files, mode)),
                "never in {mode:?}"
            );
        }
        eprintln!("{states}");
        assert!(states > 200, "only {states} states");
    }
}

/// The help narrowed and widened, and every action by its words.
#[test]
fn palette_and_help_break_no_promise() {
    let (screens, states) = Walk {
        first: with_two_approved(),
        beside: Beside::Nothing,
        depth: 5,
        goes_on: |state| state.screen == Screen::Files && state.lately.len() < 2,
        keys: |key| {
            let letters = matches!(key, Key::Char(':' | '?' | '/'));
            letters || matches!(key, Key::Down | Key::End | Key::Enter | Key::Esc)
        },
    }
    .walk();
    for mode in [Mode::Palette, Mode::Help, Mode::HelpSearch] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 100, "only {states} states");
}
