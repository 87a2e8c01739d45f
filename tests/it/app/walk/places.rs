//! From place to place: the pickers, the files, the audit, another profile.

use attache::app::keys::{Key, Mode};
use attache::app::{Dialog, Message, Screen};

use super::{Beside, Walk, at_a_case, begun, finds};
use crate::app::world::*;

#[test]
fn picking_breaks_no_promise() {
    let (screens, states) = Walk {
        first: begun(),
        beside: Beside::Nothing,
        depth: 8,
        goes_on: |state| state.screen != Screen::Files,
        keys: |key| {
            let apart = matches!(key, Key::F(1..=4 | 6..=10) | Key::Alt(_));
            !apart && !matches!(key, Key::Ctrl('c' | 'p'))
        },
    }
    .walk();
    for screen in [Screen::Instances, Screen::Cases, Screen::Files] {
        assert!(
            screens.iter().any(|(seen, _)| *seen == screen),
            "never at {screen:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

#[test]
fn looking_at_files_breaks_no_promise() {
    let (screens, states) = Walk {
        first: at_a_case(),
        beside: Beside::Nothing,
        depth: 6,
        goes_on: |state| state.screen == Screen::Files && state.dialog.is_none(),
        keys: |key| {
            let elsewhere = matches!(key, Key::Char('s' | 'o' | 'x' | 'P' | 'L' | '+'));
            let walked_apart = matches!(
                key,
                Key::Char(' ' | 'a' | 'A' | 'u' | 'p' | 'y' | 'S' | 'w' | 'N')
            );
            let walked_apart = walked_apart || finds(key);
            let elsewhere = elsewhere || walked_apart;
            !elsewhere && !matches!(key, Key::End | Key::Ctrl('c'))
        },
    }
    .walk();
    for mode in [Mode::Files, Mode::Errors, Mode::Transfers, Mode::Help] {
        assert!(
            screens.contains(&(Screen::Files, mode)),
            "never in {mode:?}"
        );
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

#[test]
fn an_audit_breaks_no_promise() {
    let mut first = on_audit();
    first.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    let (screens, states) = Walk {
        first,
        beside: Beside::Nothing,
        depth: 4,
        goes_on: |state| {
            let ends = matches!(
                state.dialog,
                Some(Dialog::EndAudit | Dialog::Export(_) | Dialog::Totals(_))
            );
            state.dialog.is_none() || ends
        },
        keys: |key| {
            matches!(
                key,
                Key::Enter
                    | Key::Esc
                    | Key::Down
                    | Key::F(10)
                    | Key::Char('!' | 'Z' | 'x' | 'E' | '#' | 'r' | 'c' | 'n' | 'y' | 'q')
            )
        },
    }
    .walk();
    for seen in [
        (Screen::Files, Mode::Audit),
        (Screen::Files, Mode::Files),
        (Screen::Files, Mode::Export),
        (Screen::Cases, Mode::CasePicker),
        (Screen::Files, Mode::Question),
    ] {
        assert!(screens.contains(&seen), "never at {seen:?}");
    }
    eprintln!("{states}");
    assert!(states > 100, "only {states} states");
}

/// Remembered cases, cases narrowed, and all forgotten.
#[test]
fn recent_and_narrowed_cases_break_no_promise() {
    let mut first = on_cases_with_recents();
    first.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    let (screens, states) = Walk {
        first,
        beside: Beside::Nothing,
        depth: 4,
        goes_on: |state| state.screen != Screen::Instances,
        keys: |key| {
            let files = matches!(key, Key::Char('r' | 'n' | 'y' | 'a'));
            files
                || matches!(
                    key,
                    Key::F(3 | 4 | 5 | 7) | Key::Enter | Key::Esc | Key::Down
                )
        },
    }
    .walk();
    for seen in [
        (Screen::Cases, Mode::Question),
        (Screen::Files, Mode::Files),
    ] {
        assert!(screens.contains(&seen), "never at {seen:?}");
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

/// The chooser and the switch, with all kinds of work under way.
#[test]
fn switching_breaks_no_promise() {
    let mut first = on_cases_with_recents();
    first.send(Message::Resize {
        columns: 100,
        rows: 16,
    });
    first.key(Key::Enter);
    let (screens, states) = Walk {
        first,
        beside: Beside::Nothing,
        depth: 4,
        goes_on: |state| state.caller.is_some(),
        keys: |key| {
            let letters = matches!(key, Key::Char('P' | 'L' | '+' | 's' | 'y' | 'n'));
            letters
                || matches!(
                    key,
                    Key::F(2) | Key::Enter | Key::Esc | Key::Tab | Key::Down
                )
        },
    }
    .walk();
    let wanted = [
        (Screen::Files, Mode::Login),
        (Screen::Files, Mode::Log),
        (Screen::Files, Mode::FileIds),
        (Screen::Files, Mode::Question),
        (Screen::Instances, Mode::Picker),
    ];
    for seen in wanted {
        assert!(screens.contains(&seen), "never at {seen:?}");
    }
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}

#[test]
fn all_of_it_together_breaks_no_promise_for_a_while() {
    let (_, states) = Walk {
        first: begun(),
        beside: Beside::Nothing,
        depth: 6,
        goes_on: |_| true,
        keys: |key| {
            let elsewhere = matches!(key, Key::F(2..=4 | 7 | 8) | Key::Ctrl('p'));
            let letters = matches!(key, Key::Char('P' | 'L' | '+' | ':'));
            !elsewhere && !letters && !finds(key)
        },
    }
    .walk();
    eprintln!("{states}");
    assert!(states > 200, "only {states} states");
}
