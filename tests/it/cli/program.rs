//! The program as a person's shell starts it: in a home of its own, with an environment
//! in which nothing of this machine shows.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_attache");

/// A home folder, and in it an empty folder to work in.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The current folder of what runs here.
    pub(crate) fn work(&self) -> PathBuf {
        self.path().join("work")
    }

    /// The whole environment: no AWS, no desktop, no configuration.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        let mut variables: Vec<(OsString, OsString)> = vec![
            ("HOME".into(), self.path().into()),
            ("USERPROFILE".into(), self.path().into()),
            ("TERM".into(), "xterm-256color".into()),
            ("LANG".into(), "C.UTF-8".into()),
            ("AWS_EC2_METADATA_DISABLED".into(), "true".into()),
        ];
        // Windows finds neither its libraries nor its sockets without the last.
        for kept in ["PATH", "SystemRoot"] {
            variables.extend(std::env::var_os(kept).map(|value| (kept.into(), value)));
        }
        variables
    }

    /// A command line that is ready to run here.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .env_clear()
            .envs(self.environment())
            .current_dir(self.work())
            .stdin(Stdio::null());
        command
    }

    /// Runs a command line to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, &[])
    }

    /// The same with these lines on its standard input.
    pub(crate) fn fed(&self, arguments: &[&str], lines: &str) -> Ended {
        let mut input = tempfile::tempfile().unwrap();
        input.write_all(lines.as_bytes()).unwrap();
        input.seek(SeekFrom::Start(0)).unwrap();
        let mut command = self.command(arguments);
        Ended::of(arguments, command.stdin(input).output().unwrap())
    }

    /// The same with more variables in the environment.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        let mut command = self.command(arguments);
        for (name, value) in variables {
            command.env(name, value);
        }
        Ended::of(arguments, command.output().unwrap())
    }

    /// The names of the files in the folder to work in.
    pub(crate) fn files(&self) -> Vec<String> {
        files_in(&self.work())
    }
}

/// The names in a folder, in order; none where there is no folder.
pub(crate) fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A content of the sample world.
pub(crate) fn content(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/files");
    fs::read(folder.join(name)).unwrap()
}

/// How a command ended and what it said.
pub(crate) struct Ended {
    pub(crate) line: String,
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    pub(crate) fn of(arguments: &[&str], output: Output) -> Self {
        let ended = Self {
            line: format!("attache {}", arguments.join(" ")),
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        for word in ["panicked", "RUST_BACKTRACE"] {
            assert!(!ended.err.contains(word), "{}", ended.told());
        }
        ended
    }

    /// Everything about it, for the words of a failed test.
    pub(crate) fn told(&self) -> String {
        let Self {
            line,
            code,
            out,
            err,
        } = self;
        format!("{line}\nexit {code:?}\nstdout:\n{out}\nstderr:\n{err}")
    }

    /// It ended with this code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.told());
        self
    }

    /// What it printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.told()))
    }

    /// Its words hold this.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "{words:?} in {}", self.told());
        self
    }
}

/// `attache demo serve`: the embedded Connect as a process of its own.
pub(crate) struct Serve {
    child: Child,
    /// The variables that it tells a shell to export.
    pub(crate) exports: Vec<(String, String)>,
}

impl Serve {
    pub(crate) fn start(home: &Home) -> Self {
        Self::start_with(home, &[])
    }

    /// The same with more options of the demo, such as a fault.
    pub(crate) fn start_with(home: &Home, options: &[&str]) -> Self {
        let mut child = home
            .command(&[&["demo"], options, &["serve"]].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut exports = Vec::new();
        for line in lines.map(Result::unwrap) {
            let Some(export) = line.strip_prefix("export ") else {
                assert!(line.starts_with("unset AWS_PROFILE AWS_SESSION_TOKEN "));
                break;
            };
            let (name, value) = export.split_once('=').unwrap();
            exports.push((name.to_owned(), value.to_owned()));
        }
        Self { child, exports }
    }

    /// The exports as an environment.
    pub(crate) fn environment(&self) -> Vec<(&str, &str)> {
        let pairs = self.exports.iter();
        pairs
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }

    /// One of the exports.
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.exports.iter().find(|(key, _)| key == name);
        &found.unwrap().1
    }

    /// Where it listens: `127.0.0.1:PORT`.
    #[cfg(unix)]
    pub(crate) fn address(&self) -> &str {
        let url = self.value("AWS_ENDPOINT_URL");
        url.strip_prefix("http://").unwrap()
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
