//! The browser at its most talkative, and the program that a file is opened with: what
//! reaches the terminal, the log, and the opener.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

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

/// A `PATH` on which every opener runs this.
fn path_with(home: &Home, script: &str) -> String {
    let bin = home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    for name in OPENERS {
        let path = bin.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    format!("{}:{}", bin.display(), std::env::var("PATH").unwrap())
}

/// The browser on a case of the sample world, with an opener that runs this.
fn with_opener(home: &Home, script: &str) -> Terminal {
    let path = path_with(home, script);
    let terminal = Terminal::start(&Start {
        home,
        arguments: &["demo", "-i", "acme-support", "-c", "100001"],
        variables: &[
            ("DISPLAY", ":0"),
            ("PATH", &path),
            ("ATTACHE_INSTANCE", "acme-support"),
        ],
        size: (120, 40),
    });
    terminal.until_text("17 files");
    terminal.select("call notes.txt");
    terminal
}

/// An opener that writes down its path, and talks.
fn talkative(home: &Home) -> String {
    let seen = home.path().join("seen");
    let seen = seen.display();
    format!(
        "echo NOISE; echo NOISE >&2\n\
         {{ printf '%s\\n' \"$@\"; env; }} > '{seen}.part'; mv '{seen}.part' '{seen}'"
    )
}

#[test]
fn an_opened_file_is_private_and_gone_however_the_browser_ends() {
    for end in ["quit", "TERM", "HUP", "INT", "closed"] {
        let home = Home::new();
        let mut terminal = with_opener(&home, &talkative(&home));
        terminal.press("o");
        terminal.until_text("Opened call notes.txt");
        let given = fs::read_to_string(home.path().join("seen")).unwrap();
        assert!(!given.contains("ATTACHE_"), "{given}");
        let path = Path::new(given.lines().next().unwrap());
        assert!(path.starts_with(home.path()), "{path:?}");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = path.parent().unwrap().parent().unwrap();
        assert_eq!((mode(path), mode(folder)), (0o600, 0o700));
        match end {
            "quit" => terminal.press("q"),
            "closed" => terminal.hang_up(),
            signal => terminal.signal(signal),
        }
        assert_eq!(terminal.exit(), if end == "quit" { 0 } else { 130 });
        assert!(!folder.exists(), "{end}");
        let written = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        assert!(!written.contains("NOISE"), "{end}");
    }
}

#[test]
fn a_launcher_that_fails_is_told_of() {
    let home = Home::new();
    let terminal = with_opener(&home, "echo NOISE >&2; exit 3");
    terminal.press("o");
    terminal.until_text("call notes.txt could not be opened");
    terminal.until_text("failed (exit status: 3)");
    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains("NOISE"));
}

#[test]
fn a_killed_browser_leaves_a_folder_that_is_swept_a_day_later() {
    let home = Home::new();
    let terminal = with_opener(&home, &talkative(&home));
    terminal.press("o");
    terminal.until_text("Opened call notes.txt");
    terminal.signal("KILL");
    let given = fs::read_to_string(home.path().join("seen")).unwrap();
    let path = Path::new(given.lines().next().unwrap());
    let folder = path.parent().unwrap().parent().unwrap();
    assert!(path.exists());
    // The folder is free once the process is gone.
    let lock = fs::File::open(folder.join(".lock")).unwrap();
    lock.lock().unwrap();
    drop(lock);
    let young = folder.with_file_name("attache-open-young");
    fs::create_dir(&young).unwrap();
    let yesterday = std::time::SystemTime::now() - Duration::from_hours(25);
    let old = fs::FileTimes::new().set_modified(yesterday);
    fs::File::open(folder).unwrap().set_times(old).unwrap();
    let next = Terminal::demo(&home);
    next.until_text("acme-support › cases");
    // Nothing on the screen tells of the sweep.
    let mut looks = 0;
    while folder.exists() && looks < 200 {
        next.written_within(Duration::from_millis(50), next.settled());
        looks += 1;
    }
    assert!(!folder.exists(), "it is old, and nobody holds it");
    assert!(young.exists(), "a viewer may read in it");
}

#[test]
fn headless_open_leaves_the_file_to_its_viewer() {
    let home = Home::new();
    let path = path_with(&home, &talkative(&home));
    let variables = [
        ("DISPLAY", ":0"),
        ("PATH", path.as_str()),
        ("ATTACHE_INSTANCE", "acme-support"),
    ];
    let ended = home
        .run_with(
            &["demo", "open", "-c", "100001", "call notes.txt"],
            &variables,
        )
        .exits(0);
    assert!(!ended.out.contains("NOISE") && !ended.err.contains("NOISE"));
    let given = fs::read_to_string(home.path().join("seen")).unwrap();
    assert!(
        !given.contains("AWS_") && !given.contains("ATTACHE_"),
        "{given}"
    );
    assert!(Path::new(given.lines().next().unwrap()).exists());
}
