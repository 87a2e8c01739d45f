//! Finding files among others at a terminal: filtering, sorting, marking what was found and
//! saving it.

use super::terminal::{ENTER, ESC, Start, Terminal};
use crate::cli::program::Home;

/// On the files of the case whose screen arrived cracked.
fn on_files(home: &Home) -> Terminal {
    let terminal = Terminal::start(&Start {
        home,
        arguments: &["demo", "-c", "100001"],
        variables: &[],
        size: (120, 36),
    });
    terminal.until("its files", |screen| {
        let text = screen.contents();
        text.contains("17 files") && !text.contains("loading")
    });
    terminal
}

/// The names in the table, as they stand.
fn names(screen: &vt100::Screen) -> Vec<String> {
    let (_, columns) = screen.size();
    let rows = screen.rows(0, columns.get());
    let rows = rows.skip_while(|row| !row.contains("Status"));
    let rows = rows.skip(1).take_while(|row| row.starts_with('│'));
    let name = |row: String| row.chars().skip(18).take(30).collect::<String>();
    let names = rows.map(|row| name(row).trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_filter_narrows_as_it_is_typed_and_escape_shows_all_again() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    terminal.press("/voice");
    terminal.until_text("3 of 17");
    terminal.until("the found rows", |screen| {
        names(screen) == ["invoice-2026-04.pdf", "invoice-scan.pdf", "Invoice.pdf"]
    });
    // What is typed is no command.
    terminal.press("q");
    terminal.until_text("No file passes the filter");
    terminal.press(ESC);
    terminal.until("all of them", |screen| names(screen).len() > 10);
    terminal.press("/voice");
    terminal.press(ENTER);
    terminal.until_text("3 of 17");
    terminal.press(ESC);
    terminal.until_gone("of 17");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn a_sort_is_shown_in_the_titles_and_is_there_the_next_time() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    terminal.press(">");
    terminal.until_text("Size ▲");
    terminal.press("R");
    terminal.until_text("Size ▼");
    terminal.until("the largest first", |screen| {
        names(screen)
            .first()
            .is_some_and(|name| name == "unboxing-video.mp4")
    });
    terminal.press("C");
    terminal.until_text("Columns");
    terminal.press("1");
    terminal.press(ENTER);
    terminal.until_gone("Source");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    let mut again = on_files(&home);
    let text = again.screen().contents();
    assert!(
        text.contains("Size ▼") && !text.contains("Source"),
        "{text}"
    );
    again.press("q");
    assert_eq!(again.exit(), 0);
}

#[test]
fn what_was_found_is_marked_and_saved_and_nothing_else() {
    let home = Home::new();
    let mut terminal = on_files(&home);
    terminal.press("/photo png");
    terminal.press(ENTER);
    terminal.until_text("of 17");
    terminal.press("f1");
    terminal.press(ENTER);
    terminal.until_text("✓ only");
    terminal.press("A");
    terminal.until_text("2 marked");
    terminal.press(ESC);
    terminal.until_gone("of 17");
    terminal.press("s");
    terminal.until_text("2 files are saved");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}
