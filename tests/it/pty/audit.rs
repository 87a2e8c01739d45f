//! The audit at a terminal: begun, narrowed, gone from to a case and come back to, and a file
//! of one opened.

use super::terminal::{ENTER, ESC, Start, Terminal};
use crate::cli::program::Home;

#[test]
fn rows_come_are_narrowed_and_lead_to_their_case_and_back() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "--cases", "12", "--files", "60"],
        variables: &[("ATTACHE_FULL_SPEED", "1")],
        size: (140, 36),
    });
    terminal.until_text("cases");
    terminal.until("the cases", |screen| screen.contents().contains("open"));
    terminal.press("\x1b[21~");
    terminal.until_text("audit of all cases");
    terminal.until_text("The audit is whole");
    terminal.press("/");
    terminal.press("approved");
    terminal.press(ENTER);
    terminal.until_text("/ approved");
    terminal.press(ENTER);
    terminal.until_gone("audit of all cases");
    terminal.until("the case's files", |screen| {
        let text = screen.contents();
        text.contains("┌ Files") && !text.contains("loading")
    });
    terminal.press(ESC);
    terminal.until_text("audit of all cases");
    terminal.until_text("/ approved");
    let path = home.path().join("out.ndjson");
    terminal.press("E");
    terminal.until_text("Export the audit");
    terminal.press("\x15");
    terminal.press(path.to_str().unwrap());
    terminal.press(ENTER);
    terminal.until_text("The audit is in");
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 60);
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();

    let mut opened = Terminal::start(&Start {
        home: &home,
        arguments: &["browse", "--audit", path.to_str().unwrap()],
        variables: &[("AWS_EC2_METADATA_DISABLED", "true")],
        size: (140, 36),
    });
    opened.until_text("out.ndjson");
    opened.until_text("The audit is whole");
    opened.press("/zzzz");
    opened.until_text("No file passes the filter");
    opened.press(ESC);
    opened.press("q");
    assert_eq!(opened.exit(), 0);
}
