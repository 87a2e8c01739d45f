//! The log file of `-v`, and that nothing secret is in it or anywhere else.

#[cfg(unix)]
pub(crate) mod known;
#[cfg(unix)]
mod secrets;
#[cfg(unix)]
mod sources;
#[cfg(unix)]
mod transfers;

use std::fs;
use std::path::PathBuf;

use crate::cli::program::Home;

/// Where this platform keeps the log of a home.
pub(crate) fn log(home: &Home) -> PathBuf {
    let folder = if cfg!(target_os = "macos") {
        "Library/Application Support/attache"
    } else {
        ".local/state/attache"
    };
    home.path().join(folder).join("attache.log")
}

#[test]
fn there_is_a_log_only_when_it_is_asked_for() {
    let home = Home::new();
    let ended = home.run(&["demo", "instances"]).exits(0);
    assert_eq!(ended.err, "");
    home.run_with(&["demo", "instances"], &[("ATTACHE_VERBOSE", "")])
        .exits(0);
    home.run_with(&["demo", "instances"], &[("ATTACHE_VERBOSE", "0")])
        .exits(0);
    assert!(!log(&home).exists());
    home.run_with(&["demo", "instances"], &[("ATTACHE_VERBOSE", "yes")])
        .exits(2);

    let path = log(&home);
    let told = format!("attache: logging to {}\n", path.display());
    assert_eq!(home.run(&["demo", "instances", "-v"]).exits(0).err, told);
    let first = fs::read_to_string(&path).unwrap();
    assert!(
        first.contains(" INFO attache::") && first.contains("code=0"),
        "{first}"
    );
    let variable = [("ATTACHE_VERBOSE", "2")];
    let failed = home.run_with(&["list", "-c", ""], &variable).exits(2);
    assert!(failed.err.starts_with(&told), "{}", failed.told());
    let both = fs::read_to_string(&path).unwrap();
    assert!(
        both.starts_with(&first) && both.contains("code=2"),
        "{both}"
    );
    for line in both.lines() {
        // In UTC, to the letter.
        assert!(
            line[..30].contains('T') && line[..30].contains("Z "),
            "{line}"
        );
    }
}

#[test]
fn without_a_place_for_it_the_work_goes_on() {
    let home = Home::new();
    let path = log(&home);
    fs::create_dir_all(&path).unwrap();
    let ended = home.run(&["demo", "instances", "-vv"]).exits(0);
    let ended = ended.says("attache: there is no log: ");
    assert!(ended.out.contains("acme-support"), "{}", ended.told());
    assert_eq!(ended.err.lines().count(), 1, "{}", ended.told());
}
