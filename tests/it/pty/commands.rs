//! Commands that are typed in a terminal rather than run by a script.

use super::terminal::{Start, Terminal};
use crate::cli::program::Home;

fn run(home: &Home, arguments: &[&str], columns: u16) -> (i32, String) {
    let mut terminal = Terminal::start(&Start {
        home,
        arguments,
        variables: &[],
        size: (columns, 40),
    });
    let code = terminal.exit();
    (code, terminal.screen().contents())
}

#[test]
fn nothing_is_asked_when_stdin_is_a_terminal() {
    let home = Home::new();
    let line = ["demo", "list", "-c", "10000163", "--file-id", "-"];
    let (code, said) = run(&home, &line, 120);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("stdin is a terminal"), "{said}");
}

#[test]
fn a_narrow_table_says_what_it_leaves_out() {
    let home = Home::new();
    let line = ["demo", "list", "-c", "10000163"];
    let (code, said) = run(&home, &line, 80);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("no room for") && said.contains("CREATED"),
        "{said}"
    );
    let (code, said) = run(&home, &line, 200);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("no room"), "{said}");
}
