//! Saving at a terminal: bars while it runs, none left behind, and a question before what
//! may run is opened.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::terminal::{ENTER, Start, Terminal};
use crate::cli::program::Home;

#[test]
fn bars_show_how_far_it_is_and_are_gone_at_the_end() {
    // Most lines echo the key where the cursor is, at the right end of the bars.
    for (columns, by_key) in [
        (100, false),
        (100, true),
        (60, true),
        (24, false),
        (24, true),
    ] {
        let home = Home::new();
        let line = ["demo", "--fault", "slow-link", "save", "-c", "10000163"];
        let mut terminal = Terminal::start(&Start {
            home: &home,
            arguments: &[&line[..], &["flicker-20MB.mp4"]].concat(),
            variables: &[],
            size: (columns, 20),
        });
        terminal.until("a file and a sum", |screen| {
            let rows: Vec<String> = screen.rows(0, columns).collect();
            let starts = |words: &str| rows.iter().any(|row| row.starts_with(words));
            starts("flic") && starts("0 of 1 file")
        });
        if columns == 100 {
            terminal.until_text("of 21.0 MB");
            terminal.until("a bar", |screen| screen.contents().contains('░'));
        }
        if by_key {
            terminal.press("\u{3}");
        } else {
            terminal.signal("INT");
        }
        assert_eq!(terminal.exit(), 130);
        let text = terminal.screen().contents();
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("attache: interrupted; 0"), "{text}");
        for left in ["░", "flic", "0 of 1 file  ", "^C"] {
            assert!(!text.contains(left), "{left:?} in {text}");
        }
        terminal.is_as_it_was();
    }
}

#[test]
fn what_was_said_stands_above_the_bars_and_stays() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "save", "-c", "10000163", "--all", "--ascii"],
        variables: &[],
        size: (80, 24),
    });
    assert_eq!(terminal.exit(), 0);
    let text = terminal.screen().contents();
    for said in ["Saved device.log", "Saved flicker-20MB.mp4", "./logs.zip"] {
        assert!(text.contains(said), "{text}");
    }
    assert!(
        !text.contains("of 3 files") && !text.contains('#'),
        "{text}"
    );
    terminal.is_as_it_was();
}

#[test]
fn where_the_cursor_cannot_be_moved_there_are_no_bars() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "save", "-c", "10000163", "flicker-20MB.mp4"],
        variables: &[("TERM", "dumb")],
        size: (80, 24),
    });
    assert_eq!(terminal.exit(), 0);
    let written = String::from_utf8(terminal.bytes()).unwrap();
    assert!(written.contains("Saved flicker-20MB.mp4"), "{written}");
    assert!(!written.contains('\u{1b}'), "{written:?}");
}

#[test]
fn a_terminal_that_does_not_know_its_size_has_bars_of_the_usual_one() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "save", "-c", "10000163", "flicker-20MB.mp4"],
        variables: &[],
        size: (0, 0),
    });
    assert_eq!(terminal.exit(), 0);
    let written = String::from_utf8(terminal.bytes()).unwrap();
    assert!(written.contains("0 of 1 file "), "{written}");
}

#[test]
fn a_person_is_asked_before_what_may_run_is_opened() {
    for (answer, opened) in [("", false), ("n", false), ("y", true)] {
        let home = Home::new();
        let bin = home.path().join("bin");
        fs::create_dir(&bin).unwrap();
        let seen = home.path().join("seen");
        for name in ["xdg-open", "gio", "open", "wslview"] {
            fs::write(
                bin.join(name),
                format!("#!/bin/sh\n: > '{}'\n", seen.display()),
            )
            .unwrap();
            fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let mut terminal = Terminal::start(&Start {
            home: &home,
            arguments: &["demo", "open", "-c", "10000117", "inv⟨U+202E⟩fdp.exe"],
            variables: &[("DISPLAY", ":0"), ("PATH", &path)],
            size: (120, 20),
        });
        terminal.until_text("Open it all the same? [y/N]");
        terminal.press(answer);
        terminal.press(ENTER);
        assert_eq!(terminal.exit(), 0);
        assert_eq!(seen.exists(), opened, "{answer:?}");
    }
}
