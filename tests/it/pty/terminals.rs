//! Terminals of all kinds, by what they say of themselves.

use std::process::Command;

use super::job::loaded;
use super::terminal::{ENTER, Start, Terminal};
use crate::cli::program::{Home, PROGRAM};

fn start(home: &Home, variables: &[(&str, &str)], size: (u16, u16)) -> Terminal {
    Terminal::start(&Start {
        home,
        arguments: &["demo", "-c", "100001"],
        variables,
        size,
    })
}

/// Sequences that begin with these are understood everywhere: by xterm and its kin, by screen
/// and tmux, and by the console of Linux.
fn is_understood(sequence: &str) -> bool {
    let last = sequence.chars().next_back().unwrap_or_default();
    let private = sequence.starts_with('?');
    match last {
        'h' | 'l' => private,
        'm' | 'H' | 'C' | 'G' | 'K' | 'J' | 'L' | 'M' | 'r' => !private,
        _ => false,
    }
}

#[test]
fn nothing_is_written_that_an_old_terminal_does_not_know() {
    for term in [
        "linux",
        "screen",
        "screen-256color",
        "tmux-256color",
        "xterm",
        "vt220",
    ] {
        let home = Home::new();
        let mut terminal = start(&home, &[("TERM", term)], (120, 40));
        terminal.until_text("warranty");
        for key in ["jjjjjjj", "d", "d", "?", "q", "t", "t"] {
            terminal.press(key);
        }
        terminal.press("q");
        assert_eq!(terminal.exit(), 0, "{term}");
        terminal.is_as_it_was();
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        for rest in bytes.split("\x1b[").skip(1) {
            let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
            let sequence = &rest[..=end];
            assert!(is_understood(sequence), "{term}: ESC [ {sequence}");
        }
    }
}

#[test]
fn a_window_that_changes_while_it_loads_is_filled() {
    let home = Home::new();
    let mut terminal = start(&home, &[], (120, 40));
    for size in [(60, 20), (200, 50), (40, 8), (100, 30)] {
        terminal.resize(size.0, size.1);
    }
    terminal.until("the files in the last size", |screen| {
        let last = screen.rows(0, 100).nth(29).unwrap_or_default();
        screen.contents().contains(" 17 files ") && last.contains("help")
    });
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn a_step_on_the_line_costs_what_it_may() {
    let home = Home::new();
    let terminal = start(&home, &[], (120, 40));
    loaded(&terminal);
    let mut before = terminal.settled();
    for _ in 0..10 {
        terminal.press("j");
        terminal.until_drawn(before);
        let after = terminal.settled();
        // Rows that are scanned meanwhile may change with it.
        let bytes = after - before;
        assert!(bytes <= 4_096, "{bytes} bytes");
        before = after;
    }
}

/// In the real GNU screen, where it is installed: drawn, used, and given back.
#[test]
fn in_gnu_screen_it_is_drawn_and_given_back() {
    if Command::new("screen").arg("-v").output().is_err() {
        return;
    }
    let home = Home::new();
    let sockets = tempfile::TempDir::new().unwrap();
    std::fs::set_permissions(
        sockets.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o700),
    )
    .unwrap();
    let line = format!("'{PROGRAM}' demo -c 100001; echo over and out; exec cat");
    let terminal = Terminal::start_program(
        "screen",
        &Start {
            home: &home,
            arguments: &["-U", "-c", "/dev/null", "sh", "-c", &line],
            variables: &[
                ("SCREENDIR", sockets.path().to_str().unwrap()),
                ("LANG", "C.UTF-8"),
            ],
            size: (120, 40),
        },
    );
    let shows = |text: &'static str| {
        terminal.until(text, move |screen| screen.contents().contains(text));
    };
    shows(" 17 files ");
    shows("warranty.docx");
    terminal.press("?");
    shows("everything known about the file");
    terminal.press("q");
    terminal.press("G");
    terminal.press(ENTER);
    shows("File ARN");
    terminal.press("q");
    // What its screen keeps of another one is its own setting.
    shows("over and out");
}
