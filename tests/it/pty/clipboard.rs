//! Copying where the desktop's clipboard is dead: it is not waited for, and nothing but the
//! terminal's own is claimed.

use std::net::TcpListener;

use super::terminal::{Start, Terminal};
use crate::cli::program::Home;

/// Copies a file's name in this desktop; what came of it is on the screen.
fn copied(variables: &[(&str, &str)]) {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "-i", "acme-support", "-c", "100001"],
        variables,
        size: (120, 40),
    });
    terminal.until_text("17 files");
    terminal.select("call notes.txt");
    terminal.press("y");
    terminal.until_text("whoever has it");
    terminal.press("n");
    terminal.until_text("Sent the name to the terminal");
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(bytes.contains("\x1b]52;c;Y2FsbCBub3Rlcy50eHQ=\x07"));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn a_display_that_nobody_serves_is_no_clipboard() {
    copied(&[("DISPLAY", ":4711")]);
}

#[test]
fn a_desktop_that_is_not_x11s_is_no_clipboard_of_ours() {
    copied(&[("WAYLAND_DISPLAY", "wayland-0")]);
}

#[test]
fn a_display_that_never_answers_is_not_waited_for() {
    // It takes the connection and says nothing.
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let number = server.local_addr().unwrap().port() - 6000;
    copied(&[("DISPLAY", &format!("127.0.0.1:{number}"))]);
}
