//! The browser at its most talkative, and the program that a file is opened with: what
//! reaches the terminal, the log, and the opener.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::terminal::{ESC, Start, Terminal};
use crate::cli::program::{Home, Serve};
use crate::logging::known::Session;
use crate::logging::log;

/// What the desktops of Linux and macOS open files with.
const OPENERS: [&str; 9] = [
    "xdg-open",
    "gio",
    "gnome-open",
    "kde-open",
    "open",
    "wslview",
    "kde-open5",
    "sensible-browser",
    "exo-open",
];

/// An opener that writes down its arguments and its environment.
fn install(bin: &Path, seen: &Path) {
    fs::create_dir(bin).unwrap();
    for name in OPENERS {
        let path = bin.join(name);
        let (seen, part) = (seen.display(), seen.with_extension("part"));
        let part = part.display();
        let script = format!(
            "#!/bin/sh\n{{ printf '%s\\n' \"$0\" \"$@\"; env; }} > '{part}'\nmv '{part}' '{seen}'\n"
        );
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn an_opener_gets_a_path_and_nobody_a_secret() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let session = Session::of(&serve);
    let secrets = session.secrets();
    let (bin, seen) = (home.path().join("bin"), home.path().join("seen"));
    install(&bin, &seen);
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut variables = session.environment(&serve);
    variables.extend([("DISPLAY", ":0"), ("PATH", path.as_str())]);
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["-vv", "-i", "acme-support", "-c", "100001"],
        variables: &variables,
        size: (120, 40),
    });
    terminal.until_text("call notes.txt");
    terminal.until_text("17 files");
    // The errors of two files.
    terminal.until_text("The attached file could not be found");
    terminal.select("call notes.txt");
    terminal.press("o");
    terminal.until_text("Opened call notes.txt");
    terminal.select("warranty.docx");
    terminal.press("s");
    terminal.until_text("Saved warranty.docx");
    terminal.press("L");
    terminal.until_text("Log ");
    terminal.until_text("GetAttachedFile");
    terminal.press(ESC);
    terminal.until_gone("GetAttachedFile");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);

    let given = fs::read_to_string(&seen).unwrap();
    assert!(given.contains("call notes.txt"), "{given}");
    secrets.are_not_in(&given, "the opener's arguments and environment");
    // Not even where more could be asked for.
    assert!(!given.contains("AWS_"), "{given}");
    let written = terminal.bytes();
    secrets.are_not_in(&String::from_utf8_lossy(&written), "the terminal");
    assert!(log(&home).exists() && log(&home).with_file_name("recents.json").exists());
    // The log, the recent cases, the configuration, what was saved.
    secrets.are_not_under(home.path());
}
