//! Every way out gives the terminal back.

use super::job::on_files;
use super::terminal::{CTRL_C, Start, Terminal};
use crate::cli::program::{Home, Serve, files_in};
use crate::cli::stalled::StalledLine;

#[test]
fn quitting_gives_the_terminal_back() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    let screen = terminal.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste() && screen.hide_cursor());
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    // Not only in the end: each is taken back after the last time it was taken.
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    for (taken, given) in [
        ("\x1b[?1049h", "\x1b[?1049l"),
        ("\x1b[?2004h", "\x1b[?2004l"),
        ("\x1b[?25l", "\x1b[?25h"),
    ] {
        let (taken, given) = (bytes.rfind(taken), bytes.rfind(given));
        assert!(
            taken.is_some() && taken < given,
            "{:?}",
            bytes.get(taken.unwrap_or(0)..)
        );
    }
}

#[test]
fn ctrl_c_leaves_from_a_picker_and_from_the_files() {
    let home = Home::new();
    let mut picker = Terminal::demo(&home);
    picker.until_text("acme-support › cases");
    picker.press(CTRL_C);
    assert_eq!(picker.exit(), 0);
    picker.is_as_it_was();

    let mut files = on_files(&home);
    files.press(CTRL_C);
    assert_eq!(files.exit(), 0);
    files.is_as_it_was();
}

#[test]
fn signals_end_it_with_130_and_give_the_terminal_back() {
    for name in ["TERM", "HUP", "INT"] {
        let home = Home::new();
        let mut terminal = Terminal::demo(&home);
        terminal.until_text("acme-support › cases");
        terminal.signal(name);
        assert_eq!(terminal.exit(), 130, "{name}");
        terminal.is_as_it_was();
    }
}

#[test]
fn a_terminal_that_is_closed_ends_it() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    terminal.hang_up();
    assert_eq!(terminal.exit(), 130);
}

#[test]
fn a_start_that_fails_leaves_the_terminal_and_says_why() {
    let home = Home::new();
    for (arguments, code, words) in [
        (
            &["demo", "-c", "arn:aws:s3:::bucket"][..],
            2,
            "That names no case",
        ),
        (
            &["demo", "list", "-c", "nothing like it"],
            1,
            "no case of that name was found",
        ),
    ] {
        let mut terminal = Terminal::start(&Start {
            home: &home,
            arguments,
            variables: &[],
            size: (200, 24),
        });
        assert_eq!(terminal.exit(), code);
        terminal.is_as_it_was();
        let text = terminal.screen().contents();
        assert!(
            text.starts_with("attache: ") && text.contains(words),
            "{text}"
        );
    }
}

/// The browser while a file has stopped in its middle.
fn amid_a_transfer(home: &Home, serve: &Serve) -> Terminal {
    let line = StalledLine::to(serve.address());
    let mut variables = serve.environment();
    variables.push(("ATTACHE_ENDPOINT_URL", &line.endpoint));
    let terminal = Terminal::start(&Start {
        home,
        arguments: &["-i", "acme-support", "-c", "10000163"],
        variables: &variables,
        size: (120, 40),
    });
    terminal.until_text(" 3 files ");
    terminal.select("flicker-20MB.mp4");
    terminal.press("s");
    line.until_a_file_stalls();
    terminal.until_text("of 21.0 MB");
    let there = files_in(&home.path().join("Downloads"));
    assert!(
        there.len() == 1 && there[0].ends_with(".attache-part"),
        "{there:?}"
    );
    terminal
}

#[test]
fn leaving_amid_a_transfer_asks_once_and_leaves_nothing() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let mut terminal = amid_a_transfer(&home, &serve);
    terminal.press("q");
    terminal.until_text("y yes n no");
    terminal.press("n");
    terminal.until_gone("y yes  n no");
    terminal.press(CTRL_C);
    terminal.until_text("y yes n no");
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    assert_eq!(files_in(&home.path().join("Downloads")), [""; 0]);
}

#[test]
fn a_cancelled_transfer_leaves_nothing_and_the_browser_goes_on() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let terminal = amid_a_transfer(&home, &serve);
    terminal.press("t");
    terminal.until_text("x cancel it");
    terminal.press("x");
    terminal.until_text("Cancelled flicker-20MB.mp4");
    terminal.press("q");
    let mut terminal = terminal;
    assert_eq!(terminal.exit(), 0);
    assert_eq!(files_in(&home.path().join("Downloads")), [""; 0]);
}

#[test]
fn a_signal_or_a_closed_terminal_amid_a_transfer_leaves_nothing() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let mut terminal = amid_a_transfer(&home, &serve);
    terminal.signal("TERM");
    assert_eq!(terminal.exit(), 130);
    terminal.is_as_it_was();
    assert_eq!(files_in(&home.path().join("Downloads")), [""; 0]);
    let mut terminal = amid_a_transfer(&home, &serve);
    terminal.hang_up();
    assert_eq!(terminal.exit(), 130);
    assert_eq!(files_in(&home.path().join("Downloads")), [""; 0]);
}
