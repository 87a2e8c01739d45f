//! Audits that are killed at any moment, in earnest: by SIGKILL in the middle of their work.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;

use attache::demo::Faults;

use super::recipe;
use crate::cli::estate::Estate;
use crate::cli::program::{Ended, Home};

/// How many moments are tried; `ATTACHE_KILLS=50` tries more.
const MOMENTS: u64 = 4;
const CASES: usize = 30;
const FILES: usize = 1_000;
const LINE: [&str; 4] = ["audit", "--output", "a.csv", "--resume"];

/// The world, and the line that audits it.
struct Site(Estate);

impl Site {
    fn start() -> Self {
        Self(Estate::of(&recipe(CASES, FILES), Faults::default()))
    }

    fn command(&self, home: &Home) -> Command {
        self.0.command(home, &LINE)
    }

    fn requests(&self) -> u64 {
        self.0.requests()
    }

    fn pages(&self) -> u64 {
        self.0.calls("SearchAllRelatedItems")
    }

    /// Starts it, and sends a signal as soon as the server has seen so many requests.
    fn cut_off(&self, home: &Home, requests: u64, signal: Option<&str>) -> Option<Ended> {
        let before = self.requests();
        let mut command = self.command(home);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        while self.requests() - before < requests && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        if let Some(signal) = signal {
            let id = child.id().to_string();
            Command::new("kill").args([signal, &id]).status().unwrap();
        } else {
            let _ = child.kill();
        }
        let output = child.wait_with_output().unwrap();
        signal.map(|_| Ended::of(&LINE, output))
    }
}

#[test]
fn killed_at_any_moment_it_goes_on_to_the_same_bytes_and_repeats_no_page() {
    let estate = Site::start();
    let whole = {
        let home = Home::new();
        Ended::of(&LINE, estate.command(&home).output().unwrap()).exits(3);
        fs::read(home.work().join("a.csv")).unwrap()
    };
    let all = estate.requests();
    assert_eq!(estate.pages(), 40);
    let moments = std::env::var("ATTACHE_KILLS").ok();
    let moments = moments
        .and_then(|text| text.parse().ok())
        .unwrap_or(MOMENTS);
    for moment in 1..=moments {
        let home = Home::new();
        let before = estate.pages();
        // Twice each, so that a journal that was gone on with is gone on with.
        estate.cut_off(&home, all * moment / (moments + 1), None);
        estate.cut_off(&home, 6, None);
        Ended::of(&LINE, estate.command(&home).output().unwrap()).exits(3);
        let report = fs::read(home.work().join("a.csv")).unwrap();
        assert!(report == whole, "killed at {moment} of {moments}");
        let asked = estate.pages() - before;
        // A page that was asked for when the kill came is one that nobody has.
        assert!(
            (40..=42).contains(&asked),
            "{asked} pages, killed at {moment}"
        );
    }
}

#[test]
fn a_signal_says_how_to_go_on_and_ends_with_130() {
    let estate = Site::start();
    for signal in ["-HUP", "-TERM", "-INT"] {
        let home = Home::new();
        let ended = estate.cut_off(&home, 20, Some(signal)).unwrap().exits(130);
        ended
            .says("go on with:")
            .says("attache audit --output a.csv --resume");
        let journal = fs::read_to_string(home.work().join("a.csv.attache-journal")).unwrap();
        let last = journal.lines().next_back().unwrap();
        assert!(last.starts_with("{\"Interrupted\""), "{last}");
        Ended::of(&LINE, estate.command(&home).output().unwrap()).exits(3);
    }
}
