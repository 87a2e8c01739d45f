//! A program in a pseudo-terminal, the keys that it is given, and what it writes.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::Pty;

use super::Result;

const SIZE: (u16, u16) = (120, 40);
/// What a program asks of its terminal before it begins, and what every terminal answers.
const ASKED: &[u8] = b"\x1b[c";
const ANSWER: &[u8] = b"\x1b[?62;22c";
/// Nothing comes for so long: the answer to a key is whole.
const QUIET: Duration = Duration::from_millis(30);
/// How long a screen is waited for.
const PATIENCE: Duration = Duration::from_mins(10);
/// How often each key is pressed.
const PRESSES: usize = 100;

/// A press: how long its first and its last byte took, and its bytes.
#[derive(Clone, Copy)]
pub struct Press {
    pub first: Duration,
    pub last: Duration,
    pub bytes: usize,
}

/// What a process has in memory, in megabytes: now, and at most so far.
#[derive(Clone, Copy)]
pub struct Memory {
    pub now: f64,
    pub most: f64,
}

pub struct Screen {
    pty: Arc<Pty>,
    child: Child,
    bytes: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
}

impl Screen {
    pub fn start(
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
                if read.windows(ASKED.len()).any(|bytes| bytes == ASKED)
                    && (&*reader).write_all(ANSWER).is_err()
                {
                    break;
                }
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
    pub fn first_frame(&mut self) -> Result<Instant> {
        loop {
            let (at, bytes) = self.bytes.recv_timeout(PATIENCE)?;
            self.parser.process(&bytes);
            if self.parser.screen().contents().trim().len() > 10 {
                return Ok(at);
            }
        }
    }

    /// Waits until the screen holds the one and none of the others.
    pub fn until(&mut self, text: &str, none_of: &[&str]) -> Result<()> {
        let begun = Instant::now();
        loop {
            let contents = self.parser.screen().contents();
            if contents.contains(text) && !none_of.iter().any(|not| contents.contains(not)) {
                // What follows at once belongs to it.
                self.rest(QUIET * 10);
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

    /// Takes what comes until nothing came for so long. Some programs write all the time: of
    /// these it takes what comes in twice the time.
    pub fn rest(&mut self, quiet: Duration) {
        let begun = Instant::now();
        while let Ok((_, bytes)) = self.bytes.recv_timeout(quiet) {
            self.parser.process(&bytes);
            if begun.elapsed() > quiet * 2 {
                break;
            }
        }
    }

    /// Presses the keys by turns, each after the answer to the one before.
    pub fn press(&mut self, keys: &[&str]) -> Result<Vec<Press>> {
        let keys = keys.iter().cycle().take(PRESSES);
        keys.map(|key| self.one(key, None)).collect()
    }

    /// The same for keys whose answer is not whole while the screen says this.
    pub fn press_until(&mut self, keys: &[&str], not: &str) -> Result<Vec<Press>> {
        let keys = keys.iter().cycle().take(PRESSES);
        keys.map(|key| self.one(key, Some(not))).collect()
    }

    fn one(&mut self, key: &str, not: Option<&str>) -> Result<Press> {
        let begun = Instant::now();
        (&*self.pty).write_all(key.as_bytes())?;
        let (mut first, mut last, mut count) = (None, begun, 0);
        let mut patience = Duration::from_millis(300);
        loop {
            if let Ok((at, bytes)) = self.bytes.recv_timeout(patience) {
                first.get_or_insert(at);
                (last, count) = (at, count + bytes.len());
                self.parser.process(&bytes);
                patience = QUIET;
                continue;
            }
            let contents = self.parser.screen().contents();
            let is_whole = not.is_none_or(|not| !contents.contains(not));
            if is_whole || begun.elapsed() > PATIENCE {
                break;
            }
        }
        Ok(Press {
            first: first.unwrap_or(begun) - begun,
            last: last - begun,
            bytes: count,
        })
    }

    /// Presses keys one after the other.
    pub fn keys(&mut self, keys: &str) -> Result<()> {
        for key in keys.chars() {
            self.one(key.encode_utf8(&mut [0; 4]), Some("searching"))?;
        }
        Ok(())
    }

    /// How much is written while nothing happens.
    pub fn quiet_bytes(&mut self, time: Duration) -> usize {
        let end = Instant::now() + time;
        let mut count = 0;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            if let Ok((_, bytes)) = self.bytes.recv_timeout(left) {
                count += bytes.len();
            }
        }
        count
    }

    /// The memory of the process.
    pub fn memory(&self) -> Memory {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let megabytes = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            let word = line.and_then(|line| line.split_whitespace().nth(1));
            word.and_then(|word| word.parse::<f64>().ok())
                .map_or(f64::NAN, |kilobytes| kilobytes * 1.024 / 1_000.0)
        };
        Memory {
            now: megabytes("VmRSS:"),
            most: megabytes("VmHWM:"),
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
