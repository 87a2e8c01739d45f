//! The cases that were looked into lately, from one start to the next.

use std::path::PathBuf;

use super::terminal::{CTRL_C, ENTER, ESC, Start, Terminal};
use crate::cli::program::{Home, Serve};
use crate::logging::log;

const TITLE: &str = "Names from everywhere";
/// What a recent case is marked with.
const MARK: char = '↺';
const F7: &str = "\x1b[18~";

fn file(home: &Home) -> PathBuf {
    log(home).with_file_name("recents.json")
}

fn start(home: &Home, serve: &Serve, arguments: &[&str]) -> Terminal {
    let terminal = Terminal::start(&Start {
        home,
        arguments: &[&["-i", "acme-support"], arguments].concat(),
        variables: &serve.environment(),
        size: (120, 40),
    });
    terminal.until("the cases", |screen| {
        let text = screen.contents();
        text.contains("Screen arrived cracked") && !text.contains("loading")
    });
    terminal
}

/// The first row of the list.
fn first(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    let mut rows = screen.rows(0, columns.get());
    rows.find(|row| row.contains("Reference"))
        .and_then(|_| rows.next())
        .unwrap_or_default()
}

/// Looks into a case, and leaves when it is remembered.
fn look_into_it(home: &Home, serve: &Serve) {
    let mut terminal = start(home, serve, &[]);
    assert!(!terminal.screen().contents().contains(MARK));
    terminal.select(TITLE);
    terminal.press(ENTER);
    terminal.until_text(&format!("10000117 {TITLE}"));
    terminal.until("its files", |screen| {
        screen.contents().contains(" files ") && !screen.contents().contains("loading")
    });
    // Back at once: it is the first already.
    terminal.press(ESC);
    terminal.until("it is first", |screen| {
        first(screen).contains(MARK) && first(screen).contains(TITLE)
    });
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 0);
    assert!(file(home).exists());
}

#[test]
fn a_case_that_was_looked_into_is_the_first_until_it_is_forgotten() {
    let home = Home::new();
    let serve = Serve::start(&home);
    look_into_it(&home, &serve);

    let listed = home.run_with(&["recents", "-i", "acme-support"], &serve.environment());
    let listed = listed.exits(0);
    assert!(listed.out.contains(TITLE), "{}", listed.told());
    assert_eq!(listed.out.lines().count(), 2, "{}", listed.told());

    let mut without = start(&home, &serve, &["--no-recents"]);
    without.until_text("SupportAgent");
    assert!(!first(&without.screen()).contains(TITLE));
    without.press(CTRL_C);
    assert_eq!(without.exit(), 0);
    assert!(without.frames().iter().all(|frame| !frame.contains(MARK)));

    let mut again = start(&home, &serve, &[]);
    again.until("it is first", |screen| {
        first(screen).contains(MARK) && first(screen).contains(TITLE)
    });
    again.press(F7);
    again.until_text("Forget which cases were looked into lately?");
    again.press("y");
    again.until_text("The recent cases are forgotten.");
    again.until("no mark", |screen| !screen.contents().contains(MARK));
    assert!(!file(&home).exists());
    again.press(CTRL_C);
    assert_eq!(again.exit(), 0);

    let listed = home.run_with(&["recents", "-i", "acme-support"], &serve.environment());
    assert!(!listed.out.contains(TITLE), "{}", listed.told());
}
