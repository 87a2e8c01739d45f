//! The browser in plain lines: words and numbers in, lines out, and never an escape sequence.

use std::fs;

use super::terminal::{CTRL_D, ENTER, Start, Terminal};
use crate::cli::program::{Home, files_in};

fn plain(home: &Home, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
    Terminal::start(&Start {
        home,
        arguments,
        variables,
        size: (100, 60),
    })
}

fn types(terminal: &Terminal, line: &str) {
    terminal.press(&format!("{line}{ENTER}"));
}

/// It never raised its voice.
fn is_plain(terminal: &Terminal) {
    let bytes = terminal.bytes();
    let odd = |byte: &&u8| **byte < b' ' && !matches!(byte, b'\r' | b'\n');
    assert_eq!(
        bytes.iter().find(odd),
        None,
        "{}",
        String::from_utf8_lossy(&bytes)
    );
    for sign in ['│', '─', '┌', '█', '▌'] {
        assert!(!String::from_utf8_lossy(&bytes).contains(sign), "{sign}");
    }
}

#[test]
fn a_case_is_chosen_by_its_number_and_a_file_saved_by_a_word() {
    let home = Home::new();
    let mut terminal = plain(&home, &["demo", "--plain"], &[]);
    // Typed ahead: it is meant for the list that comes.
    types(&terminal, "1");
    terminal.until_text("Rows 1 to 17 of 17.");
    terminal.until_text("inv⟨U+202E⟩fdp.exe, Rejected");
    types(&terminal, "filter warranty");
    terminal.until_text("Rows 1 to 1 of 1.");
    types(&terminal, "save 1");
    terminal.until_text("Saved warranty.docx to");
    types(&terminal, "back");
    types(&terminal, "open 8");
    terminal.until_text("cannot be opened: the scanner rejected it");
    types(&terminal, "frobnicate");
    terminal.until_text("Nothing is called so here: frobnicate.");
    types(&terminal, "help");
    terminal.until_text("save: save the marked files");
    types(&terminal, "quit");
    assert_eq!(terminal.exit(), 0);
    assert_eq!(files_in(&home.path().join("Downloads")), ["warranty.docx"]);
    is_plain(&terminal);
    terminal.is_as_it_was();
}

#[test]
fn a_question_is_answered_by_a_word() {
    let home = Home::new();
    let downloads = home.path().join("Downloads");
    fs::create_dir(&downloads).unwrap();
    fs::write(downloads.join("warranty.docx"), "mine").unwrap();
    let mut terminal = plain(&home, &["demo", "-c", "100001"], &[("ATTACHE_PLAIN", "1")]);
    types(&terminal, "filter warranty");
    terminal.until_text("Rows 1 to 1 of 1.");
    types(&terminal, "save 1");
    terminal.until_text("This name is taken");
    terminal.until_text("keep-both");
    types(&terminal, "keep-both");
    terminal.until_text("Saved warranty.docx to");
    terminal.press(CTRL_D);
    assert_eq!(terminal.exit(), 0);
    let names = ["warranty (1).docx", "warranty.docx"];
    assert_eq!(files_in(&downloads), names);
    is_plain(&terminal);
}

#[test]
fn what_the_lines_asked_for_is_done_after_their_end() {
    let home = Home::new();
    let downloads = home.path().join("Downloads");
    fs::create_dir(&downloads).unwrap();
    fs::write(downloads.join("warranty.docx"), "mine").unwrap();
    let lines = "mark-approved\nsave\n";
    let ended = home
        .fed(&["demo", "-c", "100001", "--plain"], lines)
        .exits(0);
    assert!(ended.out.contains("Saving 10"), "{}", ended.out);
    // Nobody is there to say what becomes of the taken name: both stay.
    let names = files_in(&downloads);
    assert_eq!(names.len(), 11, "{names:?}");
    assert!(names.contains(&"warranty (1).docx".to_owned()), "{names:?}");
    assert_eq!(fs::read(downloads.join("warranty.docx")).unwrap(), b"mine");
}

#[test]
fn errors_are_whole_sentences_told_once_and_read_as_often_as_one_likes() {
    let home = Home::new();
    let lines = "mark-approved\nsave\n";
    let arguments = ["demo", "--fault", "denied-file", "-c", "100001", "--plain"];
    let ended = home.fed(&arguments, lines).exits(1);
    let about = |name: &str| {
        let start = format!("{name} could not be saved: ");
        let told = ended.out.lines().filter(|line| line.starts_with(&start));
        told.map(str::to_owned).collect::<Vec<_>>()
    };
    for name in ["orders of this customer.csv", "warranty.docx"] {
        let told = about(name);
        assert_eq!(told.len(), 1, "{}", ended.out);
        assert!(told[0].contains("connect:GetAttachedFile"), "{}", told[0]);
    }
    let mut terminal = plain(&home, &["demo", "-c", "100001", "--plain"], &[]);
    terminal.until_text("Rows 1 to 17 of 17.");
    for times in 1..=3 {
        terminal.until_bytes("the error again", |bytes| {
            String::from_utf8_lossy(bytes)
                .matches("NotReturned")
                .count()
                == times
        });
        types(&terminal, "errors");
    }
    types(&terminal, "transfers");
    terminal.until_text("Nothing was saved or opened yet.");
    types(&terminal, "leave");
    assert_eq!(terminal.exit(), 0);
    is_plain(&terminal);
}

#[test]
fn the_first_run_is_read_whole_and_takes_a_region() {
    let home = Home::new();
    let mut terminal = plain(&home, &["--plain"], &[]);
    terminal.until_text("names an AWS region. Amazon");
    types(&terminal, "profile");
    terminal.until_text("region NAME");
    types(&terminal, "region eu-central-1");
    types(&terminal, "");
    // Now only the credentials are lacking.
    terminal.until_text("No AWS credentials were found.");
    types(&terminal, "leave");
    assert_eq!(terminal.exit(), 0);
    is_plain(&terminal);
}

#[test]
fn a_terminal_that_can_do_nothing_gets_lines() {
    let home = Home::new();
    let mut terminal = plain(&home, &["demo"], &[("TERM", "dumb")]);
    terminal.until_text("1. 100001 Screen arrived cracked");
    types(&terminal, "more");
    terminal.until_text("Rows 21 to 40 of");
    types(&terminal, "3CWPF7R2N");
    terminal.until_text("damaged-upload.zip");
    types(&terminal, "back");
    // Pasted or typed: what is in no list is asked for.
    types(&terminal, "10000117");
    terminal.until_text("> 10000117 Names from everywhere (");
    terminal.signal("TERM");
    assert_eq!(terminal.exit(), 130);
    is_plain(&terminal);
    terminal.is_as_it_was();
}

#[test]
fn an_audit_is_told_once_and_does_all_that_it_does_on_a_screen() {
    let home = Home::new();
    let report = home.path().join("out.ndjson");
    let arguments = ["demo", "--cases", "12", "--files", "60", "--plain"];
    let arguments = [&arguments[..], &["--max-rps", "100000"]].concat();
    let mut terminal = plain(&home, &arguments, &[]);
    terminal.until_text("Rows 1 to 12 of 12.");
    types(&terminal, "audit");
    terminal.until_text("The audit is whole: ");
    // Each row says of which case it is.
    terminal.until_text(", of 10");
    types(&terminal, "help");
    terminal.until_text("end-audit: call the audit off");
    types(&terminal, "totals");
    terminal.until_text("By uploader");
    types(&terminal, "back");
    types(&terminal, "find approved");
    terminal.until_text("Rows 1 to 20 of 5");
    types(&terminal, "export");
    terminal.until_text("Export the audit");
    types(&terminal, report.to_str().unwrap());
    terminal.until_text("The audit is in");
    assert_eq!(fs::read_to_string(&report).unwrap().lines().count(), 60);
    types(&terminal, "take 1");
    terminal.until_text("acme-generated > 1000");
    terminal.until_text("Loading files.");
    types(&terminal, "back");
    types(&terminal, "end-audit");
    terminal.until_text("Call the audit of acme-generated off?");
    types(&terminal, "yes");
    terminal.until_text("The audit is called off.");
    terminal.press(CTRL_D);
    assert_eq!(terminal.exit(), 0);
    is_plain(&terminal);
    terminal.is_as_it_was();

    let arguments = ["browse", "--plain", "--audit", report.to_str().unwrap()];
    let mut opened = plain(&home, &arguments, &[("AWS_EC2_METADATA_DISABLED", "true")]);
    opened.until_text("The audit is whole: ");
    types(&opened, "leave");
    assert_eq!(opened.exit(), 0);
    is_plain(&opened);
}

#[test]
fn commands_print_a_value_a_line() {
    let home = Home::new();
    let ended = home
        .run(&["demo", "list", "-c", "100001", "--plain"])
        .exits(3);
    assert!(ended.out.contains("NAME: warranty.docx\n"), "{}", ended.out);
    assert!(ended.out.contains("STATUS: ✓ Approved\n"), "{}", ended.out);
    let mut terminal = plain(
        &home,
        &[
            "demo", "save", "-c", "100001", "--all", "--to", "here", "--plain",
        ],
        &[],
    );
    assert!(matches!(terminal.exit(), 0 | 3));
    is_plain(&terminal);
}
