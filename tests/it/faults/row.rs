//! One command line under one fault, what it should come to, and the run that checks it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::cli::program::{Ended, Home};

/// All files of the case with files in every state; two of its ids cannot be read.
pub(super) const LIST: &[&str] = &["list", "-c", "100001"];
pub(super) const SAVE: &[&str] = &["save", "invoice-2026-04.pdf", "-c", "100001"];
pub(super) const SHOW: &[&str] = &["show", "invoice-2026-04.pdf", "-c", "100001"];
pub(super) const URL: &[&str] = &["url", "invoice-2026-04.pdf", "-c", "100001"];
pub(super) const CASES: &[&str] = &["cases", "--limit", "3"];
pub(super) const INSTANCES: &[&str] = &["instances"];

/// How many files [`LIST`] prints when nothing goes wrong.
pub(super) const FILES: usize = 17;

/// What [`LIST`] says when nothing goes wrong.
pub(super) const UNREADABLE: &[&str] = &["00800581-ab22", "602296e2-a648"];

/// The name of the file that [`SAVE`] leaves.
pub(super) const SAVED: &[&str] = &["invoice-2026-04.pdf"];

/// A command line under a fault, and what it should come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) fault: &'static str,
    command: &'static [&'static str],
    code: i32,
    says: &'static [&'static str],
    lines: usize,
    prints: &'static [&'static str],
    leaves: &'static [&'static str],
}

/// `attache demo --fault FAULT COMMAND` ends with this code; unless the row says more, in
/// silence and with nothing printed or left on disk.
pub(super) const fn row(fault: &'static str, command: &'static [&'static str], code: i32) -> Row {
    Row {
        fault,
        command,
        code,
        says: &[],
        lines: 0,
        prints: &[],
        leaves: &[],
    }
}

impl Row {
    /// Parts of what stderr says.
    pub(super) const fn says(self, says: &'static [&'static str]) -> Self {
        Self { says, ..self }
    }

    /// How many lines of data stdout has, without a table's header.
    pub(super) const fn lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// Parts of what stdout says.
    pub(super) const fn prints(self, prints: &'static [&'static str]) -> Self {
        Self { prints, ..self }
    }

    /// The files in the current folder afterwards.
    pub(super) const fn leaves(self, leaves: &'static [&'static str]) -> Self {
        Self { leaves, ..self }
    }

    /// Runs it; the words of a failure, if it comes to something else.
    fn run(&self) -> Option<String> {
        let home = Home::new();
        let arguments = [&["demo", "--fault", self.fault], self.command].concat();
        let ended = home.run(&arguments);
        let mut wrong = Vec::new();
        if ended.code != Some(self.code) {
            wrong.push(format!("exit code {} was expected", self.code));
        }
        for part in self.says.iter().filter(|part| !ended.err.contains(**part)) {
            wrong.push(format!("stderr lacks {part:?}"));
        }
        if self.says.is_empty() && !ended.err.is_empty() {
            wrong.push("stderr should be silent".to_owned());
        }
        for part in self
            .prints
            .iter()
            .filter(|part| !ended.out.contains(**part))
        {
            wrong.push(format!("stdout lacks {part:?}"));
        }
        let lines = lines(self.command, &ended);
        if lines != self.lines {
            wrong.push(format!("{} lines were expected, not {lines}", self.lines));
        }
        if home.files() != self.leaves {
            wrong.push(format!("the folder holds {:?}", home.files()));
        }
        wrong.extend(secrets(self.command, &ended));
        (!wrong.is_empty()).then(|| format!("{}\n{}", wrong.join("\n"), ended.told()))
    }
}

#[test]
fn a_row_that_does_not_hold_says_all_that_is_wrong() {
    let wrong = row("elsewhere", INSTANCES, 4)
        .says(&["so"])
        .lines(2)
        .prints(&["much"])
        .leaves(&["nothing"]);
    let told = wrong.run().unwrap();
    for part in [
        "exit code 4 was expected",
        "stderr lacks \"so\"",
        "2 lines were expected, not 0",
        "stdout lacks \"much\"",
        "the folder holds []",
        "attache demo --fault elsewhere instances",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

/// The lines of data on stdout: all of them but the header of a table.
fn lines(command: &[&str], ended: &Ended) -> usize {
    let table = matches!(command[0], "list" | "cases" | "instances");
    ended.out.lines().count().saturating_sub(table.into())
}

/// What nobody may tell, apart from `url`, which prints the link that was asked for.
fn secrets(command: &[&str], ended: &Ended) -> Vec<String> {
    let mut told = vec![ended.err.as_str()];
    if command[0] != "url" {
        told.push(&ended.out);
    }
    let words = ["X-Amz-Signature", "X-Amz-Credential", "attache/demo/secret"];
    let words = words
        .into_iter()
        .filter(|word| told.iter().any(|text| text.contains(word)));
    words.map(|word| format!("{word} was told")).collect()
}

/// Runs rows side by side, as some wait between attempts, and fails with all that is wrong.
#[track_caller]
pub(super) fn check(rows: &[Row]) {
    let next = AtomicUsize::new(0);
    let wrong: Vec<String> = thread::scope(|scope| {
        let work = || {
            let rows = std::iter::from_fn(|| rows.get(next.fetch_add(1, Ordering::Relaxed)));
            rows.filter_map(Row::run).collect::<Vec<_>>()
        };
        let workers: Vec<_> = (0..6).map(|_| scope.spawn(work)).collect();
        let ended = workers.into_iter().map(|worker| worker.join().unwrap());
        ended.flatten().collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
