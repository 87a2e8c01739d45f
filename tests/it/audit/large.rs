//! A hundred thousand files in every format by both ways, in a bounded memory. It takes
//! minutes in a debug build, so it runs with `ATTACHE_LARGE=1` only, and says what it measured.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use attache::audit::{Piece, Row, read};
use attache::demo::Faults;

use super::page::Page;
use super::recipe;
use crate::cli::estate::Estate;
use crate::cli::program::Home;

const CASES: usize = 12_000;
const FILES: usize = 100_000;
/// In megabytes.
const MOST: u64 = 60;

/// The most memory that a process has had, in megabytes, as long as it runs.
fn memory(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(peak.unwrap_or(0u64) / 1_000);
        thread::sleep(Duration::from_millis(50));
    }
    most
}

/// The case and the id of each row.
fn keys(path: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let key = |row: &Row| {
        let text = |name: &str| row.text(name).unwrap_or_default().to_owned();
        (text("CaseId"), text("FileId"))
    };
    if path.extension().is_some_and(|end| end == "html") {
        let page = Page::read(&text);
        let rows = ["files", "errors"].into_iter();
        let rows = rows.flat_map(|table| page.rows(table));
        return rows
            .map(|row| (row["CaseId"].clone(), row["FileId"].clone()))
            .collect();
    }
    let mut keys = Vec::new();
    read(text.as_bytes(), |piece| {
        match piece {
            Piece::Row(row) => keys.push(key(&row)),
            Piece::Bad(line, why) => panic!("{line}: {why}"),
            Piece::Head | Piece::Summary(_) => {}
        }
        true
    })
    .unwrap();
    keys
}

#[test]
fn every_format_holds_a_hundred_thousand_files_once_each_in_flat_memory() {
    if std::env::var_os("ATTACHE_LARGE").is_none() {
        println!("not run: ATTACHE_LARGE=1 runs it");
        return;
    }
    let estate = Estate::of(&recipe(CASES, FILES), Faults::default());
    let mut truth: Option<BTreeSet<(String, String)>> = None;
    for by_case in [false, true] {
        for format in ["ndjson", "csv", "json", "html"] {
            let home = Home::new();
            let output = format!("all.{format}");
            let mut line = vec!["audit", "--output", &output, "--with-cases"];
            if by_case {
                line.push("--by-case");
            }
            let begun = Instant::now();
            let mut command = estate.command(&home, &line);
            command.env("ATTACHE_MAX_RPS", "100000");
            let mut child = command.stderr(Stdio::null()).spawn().unwrap();
            let most = memory(&mut child);
            let took = begun.elapsed().as_secs();
            assert_eq!(child.wait().unwrap().code(), Some(3), "{format}");
            let path = home.work().join(&output);
            let size = fs::metadata(&path).unwrap().len() / 1_000_000;
            println!("{format} by_case={by_case}: {most} MB at most, {took} s, {size} MB written");
            let keys = keys(&path);
            let set: BTreeSet<_> = keys.iter().cloned().collect();
            assert_eq!((keys.len(), set.len()), (FILES, FILES), "{format}");
            let truth = truth.get_or_insert_with(|| set.clone());
            assert!(*truth == set, "{format} by_case={by_case}");
            assert!(most <= MOST, "{format}: {most} MB");
        }
    }
}
