//! What a person at a terminal waits for: the real program in a pseudo-terminal, in front of an
//! embedded Connect that runs in a process of its own, so that its world is in no figure. It
//! prints the time to the first frame, from a key to the last byte of its answer, the bytes of a
//! key, those of an idle minute, and the memory; csvlens, where it is installed, by turns in the
//! same run, since a time holds on one machine only. At the end stands which goals are met.
//!
//! `cargo bench --bench terminal`. `ATTACHE_BENCH_ROWS=20,10000` measures other sizes,
//! `ATTACHE_BENCH_IDLE=10` shortens the idle minute to so many seconds, `ATTACHE_BENCH_TURNS=1`
//! takes fewer turns. Nothing here fails for being slow.

mod report;
mod screen;
mod serve;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use report::{Goal, Report};
use screen::Screen;
use serve::Serve;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_attache");
const BROWSE: [&str; 6] = [
    "-i",
    "acme-generated",
    "-c",
    "100001",
    "--max-rps",
    "1000000",
];
/// How often each program is started for its first frame.
const STARTS: usize = 15;

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut report = Report::begin();
    first_frames(folder.path(), &mut report)?;
    for rows in list_of("ATTACHE_BENCH_ROWS", &[20, 10_000, 100_000]) {
        for turn in 0..list_of("ATTACHE_BENCH_TURNS", &[2])[0] {
            attache((rows, turn), folder.path(), &mut report)?;
            csvlens(rows, folder.path(), &mut report)?;
        }
        report.size(rows);
    }
    report.goals(&goals());
    if installed("stu").is_some() {
        println!("stu is installed; it needs a bucket to look at and is not measured here");
    }
    Ok(())
}

/// What is to be reached, of what was measured.
fn goals() -> [Goal; 9] {
    let goal = |what, rows, figure, most, unit| Goal {
        what,
        rows,
        figure,
        most,
        unit,
    };
    [
        goal("first frame, median", None, "first frame", 25.0, "ms"),
        goal("key to last byte, p50", Some(100_000), "p50", 1.0, "ms"),
        goal("key to last byte, p99", Some(100_000), "p99", 4.0, "ms"),
        goal(
            "letter of a filter, echo p50",
            Some(100_000),
            "echo",
            16.0,
            "ms",
        ),
        goal("bytes of a step", Some(100_000), "step", 450.0, "bytes"),
        goal(
            "bytes of a step that scrolls",
            Some(100_000),
            "scroll",
            4_000.0,
            "bytes",
        ),
        goal(
            "bytes of an idle minute",
            Some(100_000),
            "idle",
            0.0,
            "bytes",
        ),
        goal("memory", Some(10_000), "memory", 25.0, "MB"),
        goal("memory", Some(100_000), "memory", 80.0, "MB"),
    ]
}

fn list_of(variable: &str, usual: &[usize]) -> Vec<usize> {
    let given = std::env::var(variable).unwrap_or_default();
    let given: Vec<usize> = given
        .split(',')
        .filter_map(|word| word.trim().parse().ok())
        .collect();
    if given.is_empty() {
        usual.to_vec()
    } else {
        given
    }
}

/// The variables of a browser that asks this server as fast as it can.
fn variables(serve: &Serve) -> Vec<(String, String)> {
    let mut variables = serve.exports.clone();
    variables.push(("ATTACHE_MAX_RPS".to_owned(), "1000000".to_owned()));
    variables
}

/// How long each program takes to show something, by turns.
fn first_frames(folder: &Path, report: &mut Report) -> Result<()> {
    let serve = Serve::start(PROGRAM, 20, folder)?;
    let csv = installed("csvlens").zip(table(20, folder).ok());
    for _ in 0..STARTS {
        let begun = Instant::now();
        let mut screen = Screen::start(PROGRAM, &BROWSE, &variables(&serve), folder)?;
        report.start("attache", screen.first_frame()? - begun);
        drop(screen);
        if let Some((program, path)) = &csv {
            let begun = Instant::now();
            let mut screen = Screen::start(program, &[path], &[], folder)?;
            report.start("csvlens", screen.first_frame()? - begun);
        }
    }
    report.starts();
    Ok(())
}

/// The browser on a case of so many files.
fn attache((rows, turn): (usize, usize), folder: &Path, report: &mut Report) -> Result<()> {
    let serve = Serve::start(PROGRAM, rows, folder)?;
    let begun = Instant::now();
    let mut screen = Screen::start(PROGRAM, &BROWSE, &variables(&serve), folder)?;
    screen.until(&format!("{} file", grouped(rows)), &["loading", "so far"])?;
    report.listed(begun.elapsed());
    report.memory("attache", screen.memory());
    for (name, keys) in [
        ("step", ["\x1b[B", "\x1b[A"]),
        ("scroll", ["\x1b[6~", "\x1b[B"]),
        ("end and home", ["\x1b[F", "\x1b[H"]),
        ("mark", [" ", "\x1b[A"]),
        ("details", ["\r", "\r"]),
    ] {
        report.presses("attache", name, &screen.press(&keys)?);
    }
    screen.keys("/inv")?;
    let letters = screen.press_until(&["o", "\x7f"], "searching")?;
    report.letters(&letters);
    screen.keys("\r\x1b")?;
    // All rows are brought back beside the machine.
    screen.rest(Duration::from_secs(2));
    report.memory("attache, used", screen.memory());
    if turn == 0 {
        let idle = Duration::from_secs(list_of("ATTACHE_BENCH_IDLE", &[60])[0] as u64);
        report.idle(screen.quiet_bytes(idle), idle);
    }
    Ok(())
}

/// csvlens on as many rows.
fn csvlens(rows: usize, folder: &Path, report: &mut Report) -> Result<()> {
    let Some(program) = installed("csvlens") else {
        return Ok(());
    };
    let path = table(rows, folder)?;
    let mut screen = Screen::start(&program, &[&path], &[], folder)?;
    screen.until("file-0.pdf", &[])?;
    // It counts its rows beside the first page.
    screen.rest(Duration::from_secs(2));
    report.memory("csvlens", screen.memory());
    for (name, keys) in [
        ("step", ["\x1b[B", "\x1b[A"]),
        ("scroll", ["\x1b[6~", "\x1b[B"]),
        ("end and home", ["G", "g"]),
    ] {
        report.presses("csvlens", name, &screen.press(&keys)?);
    }
    Ok(())
}

/// A table of so many rows on the disk.
fn table(rows: usize, folder: &Path) -> Result<String> {
    let path = folder.join(format!("{rows}.csv"));
    let mut text = String::from("status,name,size,age,by,source\n");
    for row in 0..rows {
        writeln!(text, "Approved,file-{row}.pdf,{row},3 d,m.ito,case")?;
    }
    fs::write(&path, text)?;
    Ok(path.to_string_lossy().into_owned())
}

fn installed(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let mut folders = std::env::split_paths(&path);
    let found = folders.find(|folder| folder.join(name).is_file())?;
    Some(found.join(name).to_string_lossy().into_owned())
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
