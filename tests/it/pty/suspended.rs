//! Ctrl-Z and `fg`, in a shell that looks after its jobs.

use std::process::Command;

use rustix::process::Signal;

use super::job::loaded;
use super::terminal::{CTRL_C, CTRL_Z, ENTER, Start, Terminal};
use crate::cli::program::{Home, PROGRAM, Serve, files_in};
use crate::cli::stalled::StalledLine;

/// A shell at a prompt; nothing where there is none that knows jobs.
pub(super) fn shell(home: &Home, variables: &[(&str, &str)]) -> Option<Terminal> {
    Command::new("bash").arg("--version").output().ok()?;
    let mut all = vec![("PS1", "ready> "), ("HISTFILE", "/dev/null")];
    all.extend_from_slice(variables);
    let terminal = Terminal::start_program(
        "bash",
        &Start {
            home,
            arguments: &["--norc", "--noprofile", "-i"],
            variables: &all,
            size: (120, 40),
        },
    );
    terminal.until_text("ready>");
    Some(terminal)
}

/// What the shell says of a job that stands still.
fn is_stopped(terminal: &Terminal) {
    terminal.until("a stopped job at the prompt", |screen| {
        let text = screen.contents();
        text.contains("Stopped")
            && text.trim_end().ends_with("ready>")
            && !screen.alternate_screen()
    });
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let home = Home::new();
    let Some(terminal) = shell(&home, &[]) else {
        return;
    };
    terminal.press(&format!("'{PROGRAM}' demo -c 100001{ENTER}"));
    loaded(&terminal);
    terminal.select("warranty.docx");
    terminal.press(CTRL_Z);
    is_stopped(&terminal);
    terminal.until_text("fg brings attache back.");
    let screen = terminal.screen();
    assert!(!screen.hide_cursor());
    // The line is the shell's, which runs what is typed.
    terminal.press(&format!("echo still $((40+2)){ENTER}"));
    terminal.until_text("still 42");
    // The window changes meanwhile.
    terminal.resize(100, 30);
    terminal.press(&format!("fg{ENTER}"));
    terminal.until("the files again", |screen| {
        screen.alternate_screen() && screen.contents().contains(" 17 files ")
    });
    // On the row where it was, and at work.
    terminal.select("warranty.docx");
    let footer = terminal.screen().rows(0, 100).nth(29).unwrap_or_default();
    assert!(footer.contains("help"), "{footer}");
    terminal.press("?");
    terminal.until_text("everything known about the file");
    terminal.press("q");
    // Again, from a dialog.
    terminal.press("q");
    terminal.until("the prompt", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
    });
}

#[test]
fn a_picker_and_a_question_suspend_too() {
    let home = Home::new();
    let Some(terminal) = shell(&home, &[]) else {
        return;
    };
    terminal.press(&format!("'{PROGRAM}' demo{ENTER}"));
    terminal.until_text("acme-support › cases");
    for _ in 0..2 {
        terminal.press(CTRL_Z);
        is_stopped(&terminal);
        terminal.press(&format!("clear; fg{ENTER}"));
        terminal.until("the cases", |screen| {
            screen.alternate_screen() && screen.contents().contains("acme-support › cases")
        });
    }
    terminal.press(CTRL_C);
    terminal.until("the prompt", |screen| !screen.alternate_screen());
}

#[test]
fn a_signal_suspends_as_the_key_does_and_an_outer_stop_is_repaired() {
    let home = Home::new();
    let Some(terminal) = shell(&home, &[]) else {
        return;
    };
    terminal.press(&format!("'{PROGRAM}' demo -c 100001{ENTER}"));
    loaded(&terminal);
    for signal in [Signal::TSTP, Signal::STOP] {
        terminal.signal_job(signal);
        terminal.until("a stopped job", |screen| {
            screen.contents().contains("Stopped")
        });
        let from = terminal.bytes().len();
        terminal.press(&format!("clear; fg{ENTER}"));
        terminal.until_drawn(from);
        terminal.until("the files", |screen| {
            screen.alternate_screen() && screen.contents().contains(" 17 files ")
        });
        // Raw again: a key is a key, and is not echoed.
        terminal.press("?");
        terminal.until_text("everything known about the file");
        terminal.press("q");
        terminal.until_gone("everything known about the file");
    }
    terminal.press("q");
    terminal.until("the prompt", |screen| !screen.alternate_screen());
}

#[test]
fn a_transfer_pauses_and_goes_on() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let line = StalledLine::to(serve.address());
    let mut variables = serve.environment();
    variables.push(("ATTACHE_ENDPOINT_URL", &line.endpoint));
    let Some(terminal) = shell(&home, &variables) else {
        return;
    };
    terminal.press(&format!("'{PROGRAM}' -i acme-support -c 10000163{ENTER}"));
    terminal.until_text(" 3 files ");
    terminal.select("flicker-20MB.mp4");
    terminal.press("s");
    line.until_a_file_stalls();
    terminal.until_text("of 21.0 MB");
    terminal.press(CTRL_Z);
    is_stopped(&terminal);
    terminal.until_text("1 transfer is paused until then.");
    terminal.press(&format!("fg{ENTER}"));
    terminal.until_text("1 transfer was paused and goes on.");
    let there = files_in(&home.path().join("Downloads"));
    assert!(there.iter().any(|name| name.ends_with(".attache-part")));
    terminal.press("t");
    terminal.until_text("1 running");
}

#[test]
fn where_nothing_could_bring_it_back_it_stays() {
    let home = Home::new();
    // The program is its session's first process, as in a window that runs nothing else.
    let mut terminal = Terminal::demo(&home);
    terminal.until_text("acme-support › cases");
    terminal.press(CTRL_Z);
    terminal.until_text("attache was not suspended");
    terminal.signal("TSTP");
    terminal.press("x");
    terminal.until_text("Case › x");
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}
