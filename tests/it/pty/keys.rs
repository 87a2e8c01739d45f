//! A person at home: actions found by words, keys of one's own, names hidden, and a first run.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::job::{loaded, on_files};
use super::terminal::{ENTER, ESC, Start, Terminal};
use crate::cli::program::Home;

fn configure(home: &Home, text: &str) -> PathBuf {
    let path = home.work().join("own.toml");
    fs::write(&path, text).unwrap();
    path
}

fn with(home: &Home, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
    Terminal::start(&Start {
        home,
        arguments,
        variables,
        size: (120, 40),
    })
}

#[test]
fn the_palette_runs_what_is_found_by_its_words() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    terminal.press(":");
    terminal.until_text("what would you like to do?");
    terminal.press("mark approved");
    terminal.until_text("mark all approved files");
    terminal.press(ENTER);
    terminal.until_gone("Actions");
    terminal.until_text("marked");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn the_help_is_searched() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    terminal.press("?");
    terminal.until_text("What is shown");
    terminal.press("/desktop");
    terminal.until_gone("What is shown");
    terminal.until_text("open with the desktop's program");
    terminal.press(ESC);
    terminal.until_text("What is shown");
    terminal.press("q");
    terminal.until_gone("What is shown");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_key_of_ones_own_does_what_it_was_given() {
    let home = Home::new();
    configure(
        &home,
        "[keys]\nhelp = [\"f1\", \"h\"]\nquit = [\"ctrl-x\"]\n",
    );
    let mut terminal = with(
        &home,
        &["--config", "own.toml", "demo", "-c", "100001"],
        &[],
    );
    loaded(&terminal);
    terminal.until_text("Ctrl-X quit");
    terminal.press("h");
    terminal.until_text("What is shown");
    terminal.press(ESC);
    terminal.until_gone("What is shown");
    terminal.press("\x18");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn names_are_hidden_from_the_first_frame_on_and_shown_by_a_key() {
    let home = Home::new();
    let mut terminal = with(
        &home,
        &["demo", "-c", "100001"],
        &[("ATTACHE_PRIVATE", "1")],
    );
    terminal.until_text("17 files");
    terminal.until_text("*****.pdf");
    for frame in terminal.frames() {
        assert!(!frame.contains("warranty"), "{frame}");
        assert!(!frame.contains("cracked"), "{frame}");
    }
    terminal.press("H");
    terminal.until_text("warranty.docx");
    terminal.press("H");
    terminal.until_gone("warranty.docx");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

/// What was typed before the first frame, Enter included, is handled in its order.
#[test]
fn what_is_typed_ahead_is_not_lost() {
    let home = Home::new();
    let mut terminal = Terminal::demo(&home);
    terminal.press("100001\r");
    terminal.until_text("17 files");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn without_credentials_the_first_run_leads_to_the_demo_and_back() {
    let home = Home::new();
    let variables = [("AWS_REGION", "us-west-2")];
    for (columns, rows) in [(120, 40), (40, 8)] {
        let mut terminal = Terminal::start(&Start {
            home: &home,
            arguments: &[],
            variables: &variables,
            size: (columns, rows),
        });
        terminal.until_text("No AWS credentials yet");
        for way in ["p ", "r ", "d ", "t "] {
            terminal.until_text(way);
        }
        terminal.press("d");
        terminal.until_gone("No AWS credentials yet");
        terminal.until_text("100001");
        terminal.press("\x03");
        assert_eq!(terminal.exit(), 0);
        terminal.is_as_it_was();
    }
}

#[test]
fn without_a_region_the_first_run_asks_for_one() {
    let home = Home::new();
    let mut terminal = with(&home, &[], &[]);
    terminal.until_text("No AWS Region yet");
    terminal.press("p");
    terminal.until_text("Profile and Region");
    terminal.press(ESC);
    terminal.until_text("No AWS Region yet");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn the_file_is_edited_and_its_mistakes_are_told() {
    let home = Home::new();
    let editor = home.path().join("editor");
    let script =
        "#!/bin/sh\ncp \"$2\" \"$HOME/before\"\nprintf 'recents = true\\ncolour = 1\\n' > \"$2\"\n";
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let named = format!("{} --wait", editor.display());
    let variables = [("VISUAL", named.as_str())];
    let mut terminal = with(&home, &["config", "edit"], &variables);
    terminal.until_text("unknown field `colour`");
    assert_eq!(terminal.exit(), 2);
    let template = fs::read_to_string(home.path().join("before")).unwrap();
    assert!(template.contains("# [keys]"), "{template}");
    terminal.is_as_it_was();
}
