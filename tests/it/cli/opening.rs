//! `attache open`: what the desktop's program gets, and what it never gets.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::program::{Ended, Home, content};

/// A desktop whose program writes down the path that it gets.
struct Desk {
    home: Home,
    path: String,
}

impl Desk {
    fn new() -> Self {
        let home = Home::new();
        let bin = home.path().join("bin");
        fs::create_dir(&bin).unwrap();
        let seen = home.path().join("seen");
        for name in ["xdg-open", "gio", "open", "wslview"] {
            let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", seen.display());
            fs::write(bin.join(name), script).unwrap();
            fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        Self { home, path }
    }

    fn open(&self, rest: &[&str], more: &[(&str, &str)]) -> Ended {
        let line = [&["demo", "open"], rest].concat();
        let variables = [("DISPLAY", ":0"), ("PATH", &*self.path)];
        self.home.run_with(&line, &[&variables[..], more].concat())
    }

    /// The file that was handed over, if one was.
    fn opened(&self) -> Option<PathBuf> {
        let seen = fs::read_to_string(self.home.path().join("seen")).ok()?;
        Some(seen.lines().last().unwrap().into())
    }
}

#[test]
fn the_viewer_finds_the_file_after_the_command_has_ended() {
    let desk = Desk::new();
    let ended = desk.open(&["-c", "100001", "call notes.txt"], &[]).exits(0);
    assert_eq!(ended.err, "Opened call notes.txt\n", "{}", ended.told());
    assert_eq!(ended.out, "");
    let path = desk.opened().unwrap();
    assert_eq!(path.file_name().unwrap(), "call notes.txt");
    assert!(fs::read(&path).unwrap() == content("notes.txt"));
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path) & 0o077, 0);
    assert_eq!(mode(path.parent().unwrap().parent().unwrap()), 0o700);
    assert!(desk.home.files().is_empty());
}

#[test]
fn what_may_run_is_not_opened_before_somebody_said_so() {
    let desk = Desk::new();
    let line = ["-c", "10000117", "inv⟨U+202E⟩fdp.exe"];
    let ended = desk.open(&line, &[]).exits(1).says("--anyway");
    assert!(
        ended.err.contains("was not opened: it "),
        "{}",
        ended.told()
    );
    assert_eq!(desk.opened(), None);
    desk.open(&[&line[..], &["--anyway"]].concat(), &[])
        .exits(0);
    assert_eq!(desk.opened().unwrap().file_name().unwrap(), "invfdp.exe");
}

#[test]
fn without_a_desktop_there_are_other_ways() {
    let desk = Desk::new();
    let line = ["-c", "100001", "call notes.txt"];
    for variables in [[("SSH_CONNECTION", "1 2 3 4")], [("DISPLAY", "")]] {
        if cfg!(target_os = "macos") && variables[0].0 == "DISPLAY" {
            continue;
        }
        let ended = desk.open(&line, &variables).exits(1);
        ended.says("attache save").says("attache url");
        assert_eq!(desk.opened(), None);
    }
    // Nor is one that is not approved asked for.
    desk.open(&["-c", "100001", "macro-form.docm", "--anyway"], &[])
        .exits(1)
        .says("the scanner rejected it");
    assert_eq!(desk.opened(), None);
}
