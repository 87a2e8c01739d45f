//! The mouse of a real terminal.

use vt100::{MouseProtocolEncoding, MouseProtocolMode};

use super::job::loaded;
use super::suspended::shell;
use super::terminal::{CTRL_Z, ENTER, Start, Terminal};
use crate::cli::program::{Home, PROGRAM};

fn is_captured(screen: &vt100::Screen) -> bool {
    screen.mouse_protocol_mode() != MouseProtocolMode::None
}

/// The window's row that holds this text, from 0.
fn row_of(terminal: &Terminal, text: &str) -> usize {
    let screen = terminal.screen();
    let mut rows = screen.rows(0, 120);
    rows.position(|row| row.contains(text)).unwrap()
}

fn press(terminal: &Terminal, row: usize) {
    let (column, row) = (30, row + 1);
    terminal.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
}

#[test]
fn a_press_selects_a_row_and_the_wheel_moves() {
    let home = Home::new();
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["demo", "-c", "100001"],
        variables: &[],
        size: (120, 40),
    });
    loaded(&terminal);
    // Presses and the wheel, told in numbers; not every cell that the pointer passes.
    let screen = terminal.screen();
    assert_eq!(
        screen.mouse_protocol_mode(),
        MouseProtocolMode::PressRelease
    );
    assert_eq!(screen.mouse_protocol_encoding(), MouseProtocolEncoding::Sgr);
    let row = row_of(&terminal, "warranty.docx");
    press(&terminal, row);
    terminal.until("the row under the mouse", |screen| {
        let cell = screen.cell(u16::try_from(row).unwrap(), 60);
        cell.is_some_and(vt100::Cell::inverse)
    });
    terminal.press("\x1b[<64;30;8M");
    terminal.until("a row further up", |screen| {
        let cell = screen.cell(u16::try_from(row - 3).unwrap(), 60);
        cell.is_some_and(vt100::Cell::inverse)
    });
    // Focus that comes and goes, and where the pointer passes, is nobody's business.
    terminal.press("\x1b[I\x1b[O\x1b[<35;10;10M");
    terminal.press("m");
    terminal.until("the mouse is the terminal's", |screen| !is_captured(screen));
    terminal.press("m");
    terminal.until("the mouse is the program's", is_captured);
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    assert!(!is_captured(&terminal.screen()));
    terminal.is_as_it_was();
}

#[test]
fn over_ssh_and_where_it_is_not_wanted_it_stays_the_terminals() {
    for (arguments, variables, captured) in [
        (
            &["demo"][..],
            vec![("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")],
            false,
        ),
        (
            &["demo", "--mouse", "on"],
            vec![("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")],
            true,
        ),
        (&["demo", "--mouse", "off"], vec![], false),
        (&["demo"], vec![("ATTACHE_MOUSE", "off")], false),
    ] {
        let home = Home::new();
        let terminal = Terminal::start(&Start {
            home: &home,
            arguments,
            variables: &variables,
            size: (120, 40),
        });
        // By then it has been said whose it is.
        terminal.until_text("Names from everywhere");
        if captured {
            terminal.until("the mouse is the program's", is_captured);
        }
        assert_eq!(
            is_captured(&terminal.screen()),
            captured,
            "{arguments:?} {variables:?}"
        );
    }
}

#[test]
fn whoever_gets_the_terminal_gets_its_mouse() {
    let home = Home::new();
    let Some(terminal) = shell(&home, &[]) else {
        return;
    };
    terminal.press(&format!("'{PROGRAM}' demo -c 100001{ENTER}"));
    loaded(&terminal);
    terminal.until("the mouse is the program's", is_captured);
    terminal.press(CTRL_Z);
    terminal.until("the mouse is the shell's", |screen| {
        !is_captured(screen) && screen.contents().contains("Stopped")
    });
    terminal.press(&format!("fg{ENTER}"));
    terminal.until("the mouse is the program's again", is_captured);
}
