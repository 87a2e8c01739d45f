//! What a person at a terminal waits for: the real program in a pseudo-terminal, in front of an
//! embedded Connect that runs in a process of its own. It prints the time to the first frame,
//! from a key to the last byte of its answer, the bytes of a key, those of an idle minute,
//! and the memory; the same keys for csvlens and stu, where they are installed.
//!
//! `cargo bench --bench terminal`. `ATTACHE_BENCH_ROWS=20,10000` measures other sizes,
//! `ATTACHE_BENCH_IDLE=10` shortens the idle minute to so many seconds. Nothing here fails
//! for being slow.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::Pty;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_attache");
const SIZE: (u16, u16) = (120, 40);
/// Nothing comes for so long: the answer to a key is whole.
const QUIET: Duration = Duration::from_millis(30);
/// How long a screen is waited for.
const PATIENCE: Duration = Duration::from_mins(10);
/// How often each key is pressed.
const PRESSES: usize = 100;

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    println!(
        "{:>8} {:<26} {:>9} {:>9} {:>9} {:>10} {:>9}",
        "rows", "program and key", "p50 ms", "p99 ms", "max ms", "bytes/key", "RSS MB"
    );
    for rows in sizes() {
        attache(rows, folder.path())?;
        csvlens(rows, folder.path())?;
    }
    stu();
    Ok(())
}

fn sizes() -> Vec<usize> {
    let given = std::env::var("ATTACHE_BENCH_ROWS").unwrap_or_default();
    let given: Vec<usize> = given
        .split(',')
        .filter_map(|word| word.trim().parse().ok())
        .collect();
    if given.is_empty() {
        vec![20, 10_000, 100_000]
    } else {
        given
    }
}

fn idle() -> Duration {
    let given = std::env::var("ATTACHE_BENCH_IDLE").unwrap_or_default();
    Duration::from_secs(given.parse().unwrap_or(60))
}

/// The browser on a case of so many files.
fn attache(rows: usize, folder: &Path) -> Result<()> {
    let serve = Serve::start(rows, folder)?;
    let mut variables = serve.exports.clone();
    variables.push(("ATTACHE_MAX_RPS".to_owned(), "1000000".to_owned()));
    let arguments = [
        "-i",
        "acme-generated",
        "-c",
        "100001",
        "--max-rps",
        "1000000",
    ];
    let begun = Instant::now();
    let mut screen = Screen::start(PROGRAM, &arguments, &variables, folder)?;
    let first = screen.first_frame()?;
    println!(
        "{rows:>8} {:<26} {:>9.1}",
        "attache: first frame",
        millis(first - begun)
    );
    screen.until(&format!("{} file", grouped(rows)), "loading")?;
    let loaded = begun.elapsed();
    println!(
        "{rows:>8} {:<26} {:>9.1}",
        "attache: all listed",
        millis(loaded)
    );
    for (name, keys) in [
        ("move", ["\x1b[B", "\x1b[A"]),
        ("scroll", ["\x1b[6~", "\x1b[B"]),
        ("end and home", ["\x1b[F", "\x1b[H"]),
        ("mark", [" ", "\x1b[A"]),
    ] {
        let rss = screen.memory();
        row(
            rows,
            &format!("attache: {name}"),
            &mut screen.press(&keys)?,
            rss,
        );
    }
    screen.keys("/inv")?;
    let mut filter = screen.press(&["o", "\x7f"])?;
    row(
        rows,
        "attache: letter of a filter",
        &mut filter,
        screen.memory(),
    );
    screen.keys("\r\x1b")?;
    let idle = idle();
    let bytes = screen.quiet_bytes(idle);
    println!(
        "{rows:>8} {:<26} {bytes:>9} bytes in {} s",
        "attache: idle",
        idle.as_secs()
    );
    Ok(())
}

/// csvlens on as many rows.
fn csvlens(rows: usize, folder: &Path) -> Result<()> {
    let Some(program) = installed("csvlens") else {
        return Ok(());
    };
    let path = folder.join("rows.csv");
    let mut text = String::from("status,name,size,age,by,source\n");
    for row in 0..rows {
        writeln!(text, "Approved,file-{row}.pdf,{row},3 d,m.ito,case")?;
    }
    fs::write(&path, text)?;
    let begun = Instant::now();
    let path = path.to_string_lossy().into_owned();
    let mut screen = Screen::start(&program, &[&path], &[], folder)?;
    let first = screen.first_frame()?;
    println!(
        "{rows:>8} {:<26} {:>9.1}",
        "csvlens: first frame",
        millis(first - begun)
    );
    screen.until("file-0.pdf", "\u{0}")?;
    thread::sleep(Duration::from_secs(1));
    for (name, keys) in [
        ("move", ["\x1b[B", "\x1b[A"]),
        ("scroll", ["\x1b[6~", "\x1b[B"]),
    ] {
        let rss = screen.memory();
        row(
            rows,
            &format!("csvlens: {name}"),
            &mut screen.press(&keys)?,
            rss,
        );
    }
    Ok(())
}

/// stu needs an S3 to look at; it is only named, so that nobody takes its absence for a result.
fn stu() {
    if installed("stu").is_some() {
        println!("stu is installed; it needs a bucket to look at and is not measured here");
    }
}

fn installed(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let mut folders = std::env::split_paths(&path);
    let found = folders.find(|folder| folder.join(name).is_file())?;
    Some(found.join(name).to_string_lossy().into_owned())
}

/// A press: how long its answer took, and its bytes.
type Press = (Duration, usize);

fn row(rows: usize, name: &str, presses: &mut [Press], rss: f64) {
    presses.sort();
    let at = |hundredth: usize| presses[(presses.len() - 1) * hundredth / 100].0;
    let bytes: usize = presses.iter().map(|press| press.1).sum();
    println!(
        "{rows:>8} {name:<26} {:>9.2} {:>9.2} {:>9.2} {:>10} {rss:>9.1}",
        millis(at(50)),
        millis(at(99)),
        millis(at(100)),
        bytes / presses.len().max(1)
    );
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
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

/// The embedded Connect in a process of its own.
struct Serve {
    child: Child,
    exports: Vec<(String, String)>,
}

impl Serve {
    fn start(files: usize, folder: &Path) -> Result<Self> {
        let files = files.to_string();
        let mut child = Command::new(PROGRAM)
            .args(["demo", "--cases", "1", "--files", &files, "serve"])
            .env_clear()
            .env("HOME", folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let stdout = child.stdout.take().ok_or("no output")?;
        let mut exports = Vec::new();
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            let Some((name, value)) = line
                .strip_prefix("export ")
                .and_then(|it| it.split_once('='))
            else {
                break;
            };
            exports.push((name.to_owned(), value.to_owned()));
        }
        Ok(Self { child, exports })
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program in a pseudo-terminal, and what it writes.
struct Screen {
    pty: Arc<Pty>,
    child: Child,
    bytes: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
}

impl Screen {
    fn start(
        program: &str,
        arguments: &[&str],
        variables: &[(String, String)],
        folder: &Path,
    ) -> Result<Self> {
        let (columns, rows) = SIZE;
        let (pty, pts) = pty_process::blocking::open()?;
        pty.resize(Size::new(rows, columns))?;
        let child = pty_process::blocking::Command::new(program)
            .args(arguments)
            .env_clear()
            .env("HOME", folder)
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .current_dir(folder)
            .spawn(pts)?;
        let pty = Arc::new(pty);
        let (sender, bytes) = channel();
        let reader = Arc::clone(&pty);
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count) = (&*reader).read(&mut buffer) {
                let read = buffer.get(..count).unwrap_or_default().to_vec();
                if count == 0 || sender.send((Instant::now(), read)).is_err() {
                    break;
                }
            }
        });
        let cells =
            |cells: u16| std::num::NonZeroU16::new(cells).unwrap_or(std::num::NonZeroU16::MIN);
        Ok(Self {
            pty,
            child,
            bytes,
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
        })
    }

    /// When the first frame was there: something to read is on the screen.
    fn first_frame(&mut self) -> Result<Instant> {
        loop {
            let (at, bytes) = self.bytes.recv_timeout(PATIENCE)?;
            self.parser.process(&bytes);
            if self.parser.screen().contents().trim().len() > 10 {
                return Ok(at);
            }
        }
    }

    /// Waits until the screen holds the one and not the other.
    fn until(&mut self, text: &str, not: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            let contents = self.parser.screen().contents();
            if contents.contains(text) && !contents.contains(not) {
                // What follows at once belongs to it.
                while let Ok((_, bytes)) = self.bytes.recv_timeout(QUIET * 10) {
                    self.parser.process(&bytes);
                }
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("waited for {text:?}:\n{contents}").into());
            }
            if let Ok((_, bytes)) = self.bytes.recv_timeout(Duration::from_secs(1)) {
                self.parser.process(&bytes);
            }
        }
    }

    /// Presses the keys by turns, each after the answer to the one before.
    fn press(&mut self, keys: &[&str]) -> Result<Vec<Press>> {
        let keys = keys.iter().cycle().take(PRESSES);
        keys.map(|key| self.one(key)).collect()
    }

    fn one(&mut self, key: &str) -> Result<Press> {
        let begun = Instant::now();
        (&*self.pty).write_all(key.as_bytes())?;
        let (mut last, mut count) = (begun, 0);
        let mut patience = Duration::from_millis(300);
        while let Ok((at, bytes)) = self.bytes.recv_timeout(patience) {
            (last, count) = (at, count + bytes.len());
            self.parser.process(&bytes);
            patience = QUIET;
        }
        Ok((last - begun, count))
    }

    /// Presses keys one after the other.
    fn keys(&mut self, keys: &str) -> Result<()> {
        for key in keys.chars() {
            self.one(key.encode_utf8(&mut [0; 4]))?;
        }
        Ok(())
    }

    /// How much is written while nothing happens.
    fn quiet_bytes(&mut self, time: Duration) -> usize {
        let end = Instant::now() + time;
        let mut count = 0;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            if let Ok((_, bytes)) = self.bytes.recv_timeout(left) {
                count += bytes.len();
            }
        }
        count
    }

    /// The memory of the process that is its own in this moment, in megabytes.
    fn memory(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let kilobytes = status.ok().and_then(|status| {
            let line = status
                .lines()
                .find(|line| line.starts_with("VmRSS:"))?
                .to_owned();
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        });
        kilobytes.unwrap_or(f64::NAN) / 1_000.0
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
