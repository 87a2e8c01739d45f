//! The embedded Connect in a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::Result;

pub struct Serve {
    child: Child,
    /// The variables that lead a client to it.
    pub exports: Vec<(String, String)>,
}

impl Serve {
    /// One case of so many files.
    pub fn start(program: &str, files: usize, folder: &Path) -> Result<Self> {
        let files = files.to_string();
        let mut child = Command::new(program)
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
