//! The journal of an audit: an append-only file of lines, each a record of what was found or
//! done. It holds everything that the result is made of; what is cut off in the middle of a
//! line is as if that line had not been begun.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::row::Row;
use crate::domain::{Failure, FailureKind, to_json_line};

/// The sentence for an audit that fails.
pub const WHAT: &str = "The audit could not be done";
/// Another shape of the records gets another number.
const VERSION: u32 = 1;

/// One line. A place is one of the domains that are audited side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Record {
    /// The first line: what was asked, and when.
    Begun {
        version: u32,
        asked: Value,
        at: String,
    },
    /// The whole domain may not be searched: it goes case by case from here.
    ByCase { place: usize },
    /// A page of cases: id, reference number, title and status, and the token of the next.
    Cases {
        place: usize,
        cases: Vec<[Option<String>; 4]>,
        next: Option<String>,
        total: Option<u64>,
    },
    /// A page of files, each with its case, and the token of the next.
    Items {
        place: usize,
        items: Vec<(String, Option<String>)>,
        next: Option<String>,
    },
    /// The token had died: the pages of this place begin again.
    Afresh { place: usize },
    /// What was read of a case or contact.
    Unit {
        place: usize,
        key: String,
        rows: Vec<Row>,
        left_out: u64,
    },
    /// A place is done.
    Ended { place: usize },
    /// Somebody ended it; this goes on from here.
    Interrupted { resume: String },
    /// The result is whole.
    Finished { files: u64, errors: u64 },
}

/// A journal that is open, for this process alone.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: Option<PathBuf>,
    begun: Timestamp,
    asked: Value,
    /// The command line that goes on, until nothing is left to do.
    resume: Option<String>,
}

/// What was found where a journal may be.
#[derive(Debug)]
pub enum Opened {
    /// A journal to work with: a new one, or one to go on with.
    Work(Journal),
    /// The audit is done already.
    Finished,
}

/// Where the journal of a result lies.
pub fn journal_path(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".attache-journal");
    PathBuf::from(name)
}

impl Journal {
    /// A journal that nobody can go on with: for a result that is not kept in a file.
    pub fn passing(asked: Value, begun: Timestamp) -> Result<Self, Failure> {
        let file = tempfile::tempfile().map_err(|error| failed(&error))?;
        let mut journal = Self {
            file,
            path: None,
            begun,
            asked,
            resume: None,
        };
        journal.begin()?;
        Ok(journal)
    }

    /// The journal at this path. One that is there is gone on with when it is of the same
    /// question. `resume` is the command line that does so, for whoever is interrupted.
    pub fn open(
        path: &Path,
        asked: Value,
        begun: Timestamp,
        resume: String,
    ) -> Result<Opened, Failure> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|error| failed(&error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let why = "another attache is at this audit right now";
                return Err(Failure::new(FailureKind::Usage, WHAT, why));
            }
            Err(TryLockError::Error(error)) => return Err(failed(&error)),
        }
        let mut journal = Self {
            file,
            path: Some(path.to_owned()),
            begun,
            asked,
            resume: Some(resume),
        };
        let mut first = None;
        let mut finished = false;
        let valid = journal
            .each(|record| {
                finished |= matches!(record, Record::Finished { .. });
                first.get_or_insert(record);
                Ok(())
            })
            .map_err(|error| failed(&error))?;
        let cut = |file: &mut File, length| {
            file.set_len(length)?;
            file.seek(SeekFrom::Start(length)).map(drop)
        };
        cut(&mut journal.file, valid).map_err(|error| failed(&error))?;
        match first {
            None => journal.begin()?,
            Some(Record::Begun { version, asked, at }) => {
                if version != VERSION || asked != journal.asked {
                    journal.resume = None;
                    return Err(other_question(path));
                }
                journal.begun = at.parse().unwrap_or(begun);
            }
            Some(_) => {
                journal.resume = None;
                return Err(other_question(path));
            }
        }
        if finished {
            journal.resume = None;
            return Ok(Opened::Finished);
        }
        Ok(Opened::Work(journal))
    }

    /// When the audit was begun, by whichever process.
    pub fn begun(&self) -> Timestamp {
        self.begun
    }

    fn begin(&mut self) -> Result<(), Failure> {
        self.append(&Record::Begun {
            version: VERSION,
            asked: self.asked.clone(),
            at: self.begun.to_string(),
        })
    }

    /// Adds a line, by one write.
    pub(super) fn append(&mut self, record: &Record) -> Result<(), Failure> {
        let value = serde_json::to_value(record);
        let value = value.map_err(|error| failed(&io::Error::other(error)))?;
        let line = to_json_line(&value) + "\n";
        self.file
            .write_all(line.as_bytes())
            .map_err(|error| failed(&error))
    }

    /// Tells the records, the oldest first, up to one that is broken; how long they are, in
    /// bytes. What is added later comes behind all.
    pub(super) fn each(&mut self, mut on: impl FnMut(Record) -> io::Result<()>) -> io::Result<u64> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut reader = BufReader::with_capacity(1 << 16, &self.file);
        let mut line = Vec::new();
        let mut valid = 0;
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line)?;
            if length == 0 || line.last() != Some(&b'\n') {
                break;
            }
            let Ok(record) = serde_json::from_slice(&line) else {
                break;
            };
            on(record)?;
            valid += length as u64;
        }
        self.file.seek(SeekFrom::End(0))?;
        Ok(valid)
    }

    /// Says that the result is whole. Of a journal that lies beside it only that is kept.
    pub(super) fn finish(&mut self, files: u64, errors: u64) -> Result<(), Failure> {
        self.append(&Record::Finished { files, errors })?;
        self.resume = None;
        if let Some(path) = self.path.clone() {
            self.shorten(&path, files, errors)
                .map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    fn shorten(&mut self, path: &Path, files: u64, errors: u64) -> io::Result<()> {
        self.file.sync_all()?;
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let short = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        let begun = Record::Begun {
            version: VERSION,
            asked: self.asked.clone(),
            at: self.begun.to_string(),
        };
        for record in [begun, Record::Finished { files, errors }] {
            let value = serde_json::to_value(record)?;
            writeln!(short.as_file(), "{}", to_json_line(&value))?;
        }
        short.as_file().sync_all()?;
        short.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Drop for Journal {
    /// Whoever ends before the end is told how to go on.
    fn drop(&mut self) {
        if let Some(resume) = self.resume.take() {
            // Nobody is there to hear that this could not be written.
            let _ = self.append(&Record::Interrupted { resume });
            let _ = self.file.sync_all();
        }
    }
}

fn other_question(path: &Path) -> Failure {
    let why = format!(
        "{} is the journal of another audit: it was asked for other files, other places or another format",
        path.display()
    );
    Failure::new(FailureKind::Usage, WHAT, why)
        .hint("Use the options that it was begun with, or another --output.")
}

/// The disk refused.
pub(super) fn failed(error: &io::Error) -> Failure {
    let why = format!("it could not be written or read: {error}");
    Failure::new(FailureKind::Local, WHAT, why)
}
