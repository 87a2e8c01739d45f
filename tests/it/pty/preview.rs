//! The preview at a terminal: it follows the selection, and pictures come and go, drawn with
//! characters or by the terminal itself.

use super::terminal::{DOWN, ENTER, Start, Terminal};
use crate::cli::program::Home;

const PICTURE: &[u8] = b"\x1b_Ga=p,i=41742";
const GONE: &[u8] = b"\x1b_Ga=d,d=i,i=41742";
const FORGOTTEN: &[u8] = b"\x1b_Ga=d,d=I,i=41742";

/// On the files of the case with a file of each kind, the preview open.
fn begun(home: &Home, how: &str, variables: &[(&str, &str)]) -> Terminal {
    let graphics = format!("--graphics={how}");
    let rich = [
        ("LANG", "C.UTF-8"),
        ("TERM", "xterm-256color"),
        ("COLORTERM", "truecolor"),
    ];
    let variables = [&rich, variables].concat();
    let terminal = Terminal::start(&Start {
        home,
        arguments: &[
            "demo",
            "browse",
            "-i",
            "acme-support",
            "-c",
            "10000331",
            &graphics,
        ],
        variables: &variables,
        size: (120, 40),
    });
    terminal.until_text("complaint.eml");
    terminal.select("complaint.eml");
    terminal.press("p");
    terminal
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes
        .windows(part.len())
        .filter(|window| *window == part)
        .count()
}

#[test]
fn the_preview_follows_the_selection() {
    let home = Home::new();
    let mut terminal = begun(&home, "blocks", &[]);
    terminal.until_text("Objektiv zerkratzt");
    terminal.select("greeting.txt");
    terminal.until_text("Mit freundlichen Grüßen");
    terminal.until_gone("Objektiv zerkratzt");
    terminal.select("lens.jpg");
    terminal.until("half-blocks", |screen| {
        screen.contents().matches('▀').count() > 200
    });
    terminal.select("lenses.tsv");
    terminal.until_text("ORD-1024");
    // Nothing is left of the picture, and what cannot be had is said.
    terminal.select("message-24.eml");
    terminal.until_text("It cannot be looked into");
    assert!(!terminal.screen().contents().contains('▀'));
    terminal.press("p");
    terminal.until_gone("It cannot be looked into");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn without_colours_a_picture_is_drawn_in_shades() {
    let home = Home::new();
    let terminal = begun(&home, "blocks", &[("NO_COLOR", "1")]);
    terminal.select("lens.jpg");
    terminal.until("shades", |screen| {
        screen.contents().matches('▒').count() > 50
    });
    let bytes = terminal.bytes();
    assert_eq!(count(&bytes, b"38;2;") + count(&bytes, b"48;2;"), 0);
}

#[test]
fn kitty_draws_pictures_and_they_go_again() {
    let home = Home::new();
    let mut terminal = begun(&home, "kitty", &[]);
    terminal.select("lens.jpg");
    terminal.until_bytes("a picture", |bytes| count(bytes, PICTURE) > 0);
    let bytes = terminal.bytes();
    assert_eq!(count(&bytes, b"\x1b_Ga=t,f=100,i=41742,q=2"), 1);
    assert_eq!(count(&bytes, "▀".as_bytes()), 0);
    // What comes by itself may have it drawn anew at any time: counted is what each key adds.
    let so_far = |terminal: &Terminal, what| count(&terminal.bytes(), what);
    // Help lies over it: the picture is gone before, drawn with characters meanwhile, and comes
    // back without being handed over again.
    let gone = so_far(&terminal, GONE);
    terminal.press("?");
    terminal.until_bytes("gone", |bytes| count(bytes, GONE) > gone);
    let shown = so_far(&terminal, PICTURE);
    terminal.press("\x1b");
    terminal.until_bytes("back", |bytes| count(bytes, PICTURE) > shown);
    assert_eq!(so_far(&terminal, b"\x1b_Ga=t,f=100,i=41742,q=2"), 1);
    // Another size of the window, and all drawn afresh: it is shown anew.
    let shown = so_far(&terminal, PICTURE);
    terminal.resize(110, 36);
    terminal.until_bytes("in another place", |bytes| count(bytes, PICTURE) > shown);
    let shown = so_far(&terminal, PICTURE);
    terminal.press("\u{c}");
    terminal.until_bytes("afresh", |bytes| count(bytes, PICTURE) > shown);
    // The next file is none.
    let gone = so_far(&terminal, GONE);
    terminal.press(DOWN);
    terminal.until_bytes("gone", |bytes| count(bytes, GONE) > gone);
    let shown = so_far(&terminal, PICTURE);
    terminal.press("\x1b[A");
    terminal.until_bytes("once more", |bytes| count(bytes, PICTURE) > shown);
    // At the end nothing stays in the terminal's memory.
    let forgotten = count(&terminal.bytes(), FORGOTTEN);
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    assert!(count(&terminal.bytes(), FORGOTTEN) > forgotten);
    terminal.is_as_it_was();
}

#[test]
fn what_other_terminals_drew_is_written_over() {
    let home = Home::new();
    for (how, picture) in [
        ("sixel", b"\x1bP0;1;0q\"1;1;".as_slice()),
        ("iterm2", b"\x1b]1337;File=inline=1;size=".as_slice()),
    ] {
        let mut terminal = begun(&home, how, &[]);
        terminal.select("lens.jpg");
        terminal.until_bytes("a picture", |bytes| count(bytes, picture) > 0);
        let before = terminal.bytes().len();
        terminal.press("p");
        terminal.until_gone("JPG picture");
        // The frame that closes the pane writes all the cells that the picture stood over.
        let after = terminal.bytes()[before..].to_vec();
        assert!(
            count(&after, b"\x1b[K") + count(&after, b"  ") > 10,
            "{how}"
        );
        terminal.press("q");
        assert_eq!(terminal.exit(), 0);
    }
    // It says what it is where pictures are not wanted.
    let terminal = begun(&home, "none", &[]);
    terminal.select("lens.jpg");
    terminal.until_text("JPG picture");
    terminal.press(ENTER);
    terminal.until_text("File id");
    assert_eq!(count(&terminal.bytes(), "▀".as_bytes()), 0);
}
