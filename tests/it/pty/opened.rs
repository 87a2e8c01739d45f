//! The program that a file is opened with: what it is given.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::terminal::{Start, Terminal};
use crate::cli::program::{Home, Serve};
use crate::logging::log;

const TOKEN: &str = "FwoGZXIvYXdzEXAMPLEs3cr3tToken";
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
fn an_opener_gets_a_path_and_no_secret() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let (bin, seen) = (home.path().join("bin"), home.path().join("seen"));
    install(&bin, &seen);
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut variables = serve.environment();
    variables.extend([
        ("AWS_SESSION_TOKEN", TOKEN),
        ("DISPLAY", ":0"),
        ("PATH", path.as_str()),
    ]);
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["-vv", "-i", "acme-support", "-c", "100001"],
        variables: &variables,
        size: (120, 40),
    });
    terminal.until_text("call notes.txt");
    terminal.until_text("17 files");
    terminal.select("call notes.txt");
    terminal.press("o");
    terminal.until_text("Opened call notes.txt");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);

    let given = fs::read_to_string(&seen).unwrap();
    assert!(given.contains("call notes.txt"), "{given}");
    let log = fs::read_to_string(log(&home)).unwrap();
    let written = terminal.bytes();
    let screen = String::from_utf8_lossy(&written);
    let secret = |name: &str| {
        serve
            .exports
            .iter()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
            .clone()
    };
    for secret in [
        TOKEN.to_owned(),
        secret("AWS_SECRET_ACCESS_KEY"),
        secret("AWS_ACCESS_KEY_ID"),
        "X-Amz-".to_owned(),
        "Signature=".to_owned(),
    ] {
        for (what, text) in [("opener", &*given), ("log", &*log), ("screen", &*screen)] {
            assert!(!text.contains(&secret), "{secret} in the {what}:\n{text}");
        }
    }
    // Not even where more could be asked for.
    assert!(!given.contains("AWS_"), "{given}");
}
