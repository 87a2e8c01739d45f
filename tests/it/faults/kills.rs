//! Commands that are killed at any moment: what they leave is never a wrong file, and the
//! same command again goes on from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;

use attache::demo::{Faults, Fetch, Server};
use tokio::runtime::Runtime;

use super::stage::serve;
use super::transfers_run::{access, holds};
use crate::cli::program::{Ended, Home};

const LARGE: &str = "flicker-20MB.mp4";
const PART: &str = ".flicker-20MB.mp4.attache-part";
const LARGE_ID: &str = "d57b2ea3-0c64-49a1-9f75-e12ac5602239";
const ONE: [&str; 6] = ["save", LARGE, "-c", "10000163", "-i", "acme-support"];
const ALL: [&str; 6] = ["save", "--all", "-c", "10000163", "-i", "acme-support"];

/// How often one file's transfer is killed, and that of all.
const MOMENTS: usize = 12;
const MOMENTS_OF_ALL: usize = 3;

/// What may have been written and not noted yet: a block and the piece that filled it.
const UNNOTED: u64 = 256 * 1024 + 512 * 1024;

/// The contents by name, as they are when nothing goes wrong.
type Whole = BTreeMap<String, Vec<u8>>;

fn runtime() -> Runtime {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(2).enable_all().build().unwrap()
}

fn run(home: &Home, server: &Server, line: &[&str]) -> Ended {
    let output = home.command(line).envs(access(server)).output().unwrap();
    Ended::of(line, output)
}

fn undisturbed(server: &Server) -> Whole {
    let home = Home::new();
    run(&home, server, &ALL).exits(0);
    holds(&home.work()).into_iter().collect()
}

/// Files under a final name are whole; tells whether there are others.
fn all_whole(home: &Home, whole: &Whole, told: &str) -> bool {
    let files = holds(&home.work());
    for (name, bytes) in files.iter().filter(|(name, _)| !name.starts_with('.')) {
        assert!(whole.get(name) == Some(bytes), "{told}: {name}");
    }
    files.iter().all(|(name, _)| !name.starts_with('.'))
}

/// Starts the command and kills it as soon as so many bytes lie in the partial file.
fn kill(home: &Home, server: &Server, line: &[&str], after: u64) {
    let mut command = home.command(line);
    command.envs(access(server));
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let part = home.work().join(PART);
    while length(&part) < after && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}

/// Where the first request for the large file began.
fn began(fetches: &[Fetch]) -> u64 {
    let mut of_large = fetches.iter().filter(|fetch| fetch.file == LARGE_ID);
    let range = of_large.next().and_then(|fetch| fetch.range.as_deref());
    let from = range.map(|range| range.trim_start_matches("bytes=").trim_end_matches('-'));
    from.map_or(0, |from| from.parse().unwrap())
}

fn killed_and_run_again(server: &Server, whole: &Whole, line: &[&str], after: u64, told: &str) {
    let home = Home::new();
    kill(&home, server, line, after);
    all_whole(&home, whole, told);
    let here = length(&home.work().join(PART));
    let (asked, links) = (server.fetches().len(), server.links());
    run(&home, server, line).exits(0);
    assert!(
        all_whole(&home, whole, told),
        "{told}: a partial file stayed"
    );
    let wanted = if line == ONE { 1 } else { whole.len() };
    assert_eq!(holds(&home.work()).len(), wanted, "{told}: files");
    let fetches = server.fetches().split_off(asked);
    let links = server.links() - links;
    // A small file that the killed one had asked for last may be answered, and noted, only now.
    let late = wanted - 1;
    assert!(
        fetches.len() <= wanted + late && links <= (wanted + late) as u64,
        "{told}: {fetches:?}"
    );
    if here > 0 {
        let from = began(&fetches);
        let again = here.checked_sub(from).unwrap();
        assert!(
            again <= UNNOTED,
            "{told}: {again} bytes of {here} came again"
        );
    }
}

fn check(line: &[&str], moments: usize) {
    let runtime = runtime();
    let server = runtime.block_on(serve(Faults::default()));
    let whole = undisturbed(&server);
    let size = whole[LARGE].len() as u64;
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    for moment in 1..=moments {
        let after = random.u64(1..size);
        let told = format!("seed {seed}, moment {moment}, killed after {after} bytes");
        killed_and_run_again(&server, &whole, line, after, &told);
    }
}

#[test]
fn one_file_is_gone_on_with() {
    check(&ONE, MOMENTS);
}

#[test]
fn all_files_at_once_are_gone_on_with() {
    check(&ALL, MOMENTS_OF_ALL);
}
