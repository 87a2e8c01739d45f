//! Saving at a terminal: bars while it runs, none left behind, and a question before what
//! may run is opened.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::terminal::{ENTER, Start, Terminal};
use crate::cli::program::Home;

#[test]
fn bars_show_how_far_it_is_and_are_gone_at_the_end() {
    for columns in [100, 60, 24] {
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
        // Not by a key: the line would echo it into the bars, at a place of its own choice.
        terminal.signal("INT");
        assert_eq!(terminal.exit(), 130);
        let text = terminal.screen().contents();
        assert!(
            !text.contains('░') && !text.contains("0 of 1 file  "),
            "{text}"
        );
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
