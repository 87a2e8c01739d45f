//! What reaches the terminal: at every size, without colours, and nothing while idle.

use std::time::Duration;

use super::job::{loaded, on_files};
use super::terminal::{Start, Terminal};
use crate::cli::program::Home;

#[test]
fn any_size_at_any_time_is_survived() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "-c", "100001"],
        variables: &[],
        size: (100, 30),
    });
    // Before the first frame, while loading, and after.
    for (columns, rows) in [(20, 5), (200, 60), (1, 1), (39, 7), (80, 24), (2, 40)] {
        terminal.resize(columns, rows);
    }
    terminal.resize(120, 40);
    loaded(&terminal);
    terminal.resize(1, 1);
    terminal.until("all that fits", |screen| screen.contents() == "…");
    terminal.resize(60, 5);
    terminal.until_text("the window is 60x5; it needs 40x8");
    terminal.resize(120, 40);
    loaded(&terminal);
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn without_colours_no_colour_is_written_and_the_selection_shows() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "-c", "100001"],
        variables: &[("NO_COLOR", "1")],
        size: (120, 40),
    });
    loaded(&terminal);
    assert!(terminal.shows_a_selection());
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    let codes = renditions(&terminal.bytes());
    let colours: Vec<_> = codes.iter().filter(|code| is_colour(**code)).collect();
    assert!(colours.is_empty(), "{colours:?}");
    assert!(codes.contains(&7), "{codes:?}");
}

#[test]
fn with_colours_colours_are_written() {
    let home = Home::new();
    let terminal = on_files(&home);
    let codes = renditions(&terminal.bytes());
    assert!(codes.iter().any(|code| is_colour(*code)), "{codes:?}");
}

/// A program in a terminal of this kind, on a case's files.
fn in_terminal(home: &Home, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
    let terminal = Terminal::start(&Start {
        home,
        arguments,
        variables,
        size: (120, 40),
    });
    loaded(&terminal);
    terminal
}

#[test]
fn more_colours_than_were_announced_are_never_written() {
    let home = Home::new();
    let dark = ["demo", "-c", "100001", "--theme", "dark"];
    let written = |variables: &[(&str, &str)]| {
        let terminal = in_terminal(&home, &dark, variables);
        String::from_utf8_lossy(&terminal.bytes()).into_owned()
    };
    let announced = written(&[("COLORTERM", "truecolor")]);
    assert!(announced.contains("48;2;19;21;26"), "its own paper");
    let palette = written(&[]);
    assert!(palette.contains("48;5;233"), "the nearest paper of 256");
    let sixteen = written(&[("TERM", "vt220")]);
    for few in [&palette, &sixteen] {
        assert!(!few.contains("38;2;") && !few.contains("48;2;"));
    }
    for indexed in ["38;5;", "48;5;"] {
        for rest in sixteen.split(indexed).skip(1) {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap();
            let index: u16 = rest[..digits].parse().unwrap();
            assert!(index < 16, "{indexed}{index}");
        }
    }
}

#[test]
fn on_the_plain_console_nothing_of_our_own_is_beyond_its_font() {
    let home = Home::new();
    let arguments = ["demo", "-c", "100001"];
    let terminal = in_terminal(&home, &arguments, &[("TERM", "linux")]);
    let frames = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(frames.is_ascii(), "{frames}");
    assert!(terminal.shows_a_selection());
}

/// Sets a colour; 39, 49 and 59 give the terminal's own back.
fn is_colour(code: u16) -> bool {
    matches!(code, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
}

/// The parameters of every SGR sequence.
fn renditions(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1);
    sequences
        .filter_map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';' && c != ':')?;
            rest[end..].starts_with('m').then(|| rest[..end].to_owned())
        })
        .flat_map(|codes| {
            let codes = codes.split([';', ':']);
            codes
                .map(|code| code.parse().unwrap_or(0))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn rows_change_by_themselves_and_nothing_is_written_while_nothing_happens() {
    let home = Home::new();
    let terminal = on_files(&home);
    terminal.until_text("invoice-scan.pdf is approved now");
    terminal.until_text("carrier-photo.png was rejected");
    // What is left is stuck, so that nothing is asked for any more.
    let before = terminal.settled();
    // Not a wait for something: in this time nothing may come.
    let written = terminal.written_within(Duration::from_millis(1200), before);
    assert_eq!(String::from_utf8_lossy(&written), "");
    assert!(
        !terminal.bytes().contains(&7),
        "no bell unless it is wished"
    );
    terminal.press("N");
    terminal.until_text("The bell rings");
    terminal.until_written(b"\x07");
}
