//! A link for the person's own machine, from the far end of a line: shown outside the
//! browser's screen, and wiped.

use std::time::Duration;

use super::terminal::{CTRL_C, ENTER, Start, Terminal};
use crate::cli::program::Home;

const FAR: &[(&str, &str)] = &[("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22")];

/// The browser at a case of the sample world, with the far end's question open.
fn asked(home: &Home) -> Terminal {
    let terminal = Terminal::start(&Start {
        home,
        arguments: &["demo", "-i", "acme-support", "-c", "100001"],
        variables: FAR,
        size: (120, 50),
    });
    terminal.until_text("17 files");
    terminal.select("call notes.txt");
    terminal.press("o");
    terminal.until_text("my machine");
    terminal
}

#[test]
fn a_link_is_shown_outside_the_screen_and_wiped() {
    let home = Home::new();
    let mut terminal = asked(&home);
    terminal.press("m");
    terminal.until_text("any other key goes back");
    let screen = terminal.screen();
    assert!(!screen.alternate_screen());
    assert!(screen.contents().contains("curl -o 'call notes.txt' -f"));
    terminal.press("c");
    terminal.until_text("The link was sent to the terminal");
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(bytes.contains("\x1b]52;c;aHR0c"), "base64 of http");
    terminal.press(ENTER);
    terminal.until("the browser", vt100::Screen::alternate_screen);
    terminal.until_text("17 files");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    let left = terminal.screen().contents();
    for secret in ["X-Amz", "curl", "Signature"] {
        assert!(!left.contains(secret), "{left}");
    }
}

#[test]
fn a_signal_while_a_link_is_shown_wipes_it() {
    for (name, code) in [("TERM", 130), ("HUP", 130), ("INT", 130)] {
        let home = Home::new();
        let mut terminal = asked(&home);
        terminal.press("m");
        terminal.until_text("any other key goes back");
        terminal.signal(name);
        assert_eq!(terminal.exit(), code);
        terminal.is_as_it_was();
        assert!(!terminal.screen().contents().contains("X-Amz"));
    }
}

#[test]
fn control_c_comes_back_and_the_window_may_change() {
    let home = Home::new();
    let mut terminal = asked(&home);
    terminal.press("m");
    terminal.until_text("any other key goes back");
    terminal.resize(60, 20);
    terminal.until_text("too small");
    terminal.press(CTRL_C);
    terminal.until("the browser", vt100::Screen::alternate_screen);
    terminal.until_text("17 files");
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    assert!(!terminal.screen().contents().contains("X-Amz"));
}

#[test]
fn pasted_text_is_no_key_while_it_is_lent() {
    let home = Home::new();
    let mut terminal = asked(&home);
    terminal.press("m");
    terminal.until_text("any other key goes back");
    assert!(terminal.screen().bracketed_paste());
    terminal.paste("qy");
    terminal.press("w");
    terminal.until_text("for other shells");
    assert!(!terminal.screen().alternate_screen());
    // Ctrl-Z goes back as any other key does.
    terminal.press("\x1a");
    terminal.until("the browser", vt100::Screen::alternate_screen);
    // The first frame still shows the question that led here.
    terminal.until("the files alone", |screen| {
        let text = screen.contents();
        text.contains("Errors 2") && !text.contains("my machine")
    });
    // What comes by itself has come: names, and what the scanner said.
    terminal.until_text("Lenka Nov");
    terminal.until_text("carrier-photo.png was rejected");
    // And nothing is written while nothing happens.
    let before = terminal.settled();
    let written = terminal.written_within(Duration::from_millis(1200), before);
    assert_eq!(String::from_utf8_lossy(&written), "");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    assert!(!terminal.screen().contents().contains("X-Amz"));
}
