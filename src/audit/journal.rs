//! The journal of an audit: an append-only file of lines, each a record of what was found or
//! done. It holds everything that the result is made of; what is cut off in the middle of a
//! line is as if that line had not been begun.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read as _, Seek, SeekFrom, Write};
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

/// What a journal's name ends with.
const ENDING: &str = ".attache-journal";

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
    /// The result is whole, and so many bytes long.
    Finished {
        files: u64,
        errors: u64,
        #[serde(default)]
        bytes: Option<u64>,
    },
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
    /// The audit is done already; so much could not be read then, and so long is its result.
    Finished {
        /// What could not be read.
        errors: u64,
        /// The length of the result, when it was written down.
        bytes: Option<u64>,
    },
}

/// Where the journal of a result lies.
pub fn journal_path(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(ENDING);
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
        let file = open_own(&mut options, path).map_err(|error| at(path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let why = "another attache is at this audit right now";
                return Err(Failure::new(FailureKind::Usage, WHAT, why));
            }
            Err(TryLockError::Error(error)) => return Err(at(path, &error)),
        }
        if !begins_as_one(&file).map_err(|error| at(path, &error))? {
            let why = format!("{} is no journal of an audit", path.display());
            return Err(Failure::new(FailureKind::Usage, WHAT, why)
                .hint("Move it out of the way, or give another --output."));
        }
        let mut journal = Self {
            file,
            path: Some(path.to_owned()),
            begun,
            asked,
            resume: Some(resume),
        };
        let mut first = None;
        let mut finished = None;
        let valid = journal
            .each(|record| {
                if let Record::Finished { errors, bytes, .. } = record {
                    finished = Some(Opened::Finished { errors, bytes });
                }
                first.get_or_insert(record);
                Ok(())
            })
            .map_err(|error| at(path, &error))?;
        // Nothing of a journal that is another's is changed.
        match &first {
            None => {}
            Some(Record::Begun {
                version,
                asked,
                at: when,
            }) if *version == VERSION && *asked == journal.asked => {
                journal.begun = when.parse().unwrap_or(begun);
            }
            Some(other) => {
                journal.resume = None;
                return Err(other_question(path, &differing(other, &journal.asked)));
            }
        }
        journal.cut(valid).map_err(|error| at(path, &error))?;
        if first.is_none() {
            journal.begin()?;
        }
        match finished {
            Some(finished) => {
                journal.resume = None;
                Ok(finished)
            }
            None => Ok(Opened::Work(journal)),
        }
    }

    /// What is behind this length is as if it had not been written.
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)?;
        self.file.seek(SeekFrom::Start(length)).map(drop)
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

    /// Adds a line, by one write, whole or not at all: on a torn one nothing could follow.
    pub(super) fn append(&mut self, record: &Record) -> Result<(), Failure> {
        let value = serde_json::to_value(record);
        let value = value.map_err(|error| failed(&io::Error::other(error)))?;
        let line = to_json_line(&value) + "\n";
        let before = self.file.stream_position();
        let before = before.map_err(|error| failed(&error))?;
        self.file.write_all(line.as_bytes()).map_err(|error| {
            // Of a disk that refuses this as well nothing can be saved.
            let _ = self.cut(before);
            failed(&error)
        })
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
        let output = self.path.as_deref().and_then(result_path);
        let bytes = output.map_or(Ok(None), |output| synced(&output));
        let done = Record::Finished {
            files,
            errors,
            bytes: bytes.map_err(|error| failed(&error))?,
        };
        self.append(&done)?;
        self.resume = None;
        if let Some(path) = self.path.clone() {
            self.shorten(&path, done)
                .map_err(|error| at(&path, &error))?;
        }
        Ok(())
    }

    fn shorten(&mut self, path: &Path, done: Record) -> io::Result<()> {
        self.file.sync_all()?;
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let short = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        let begun = Record::Begun {
            version: VERSION,
            asked: self.asked.clone(),
            at: self.begun.to_string(),
        };
        for record in [begun, done] {
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

/// A file for its owner only, at this path itself: a link that somebody planted there leads
/// nowhere.
pub fn open_own(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let bits = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        let bits = i32::try_from(bits.bits()).unwrap_or_default();
        options.mode(0o600).custom_flags(bits);
    }
    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

/// Whether it is empty, or begins as the first line of a journal does, as far as that goes.
fn begins_as_one(mut file: &File) -> io::Result<bool> {
    const START: &[u8] = br#"{"Begun":"#;
    let mut start = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    io::Read::take(file, START.len() as u64).read_to_end(&mut start)?;
    Ok(START.starts_with(&start))
}

/// Where the result of the journal at this path lies.
fn result_path(journal: &Path) -> Option<PathBuf> {
    let name = journal.as_os_str().to_str()?.strip_suffix(ENDING)?;
    Some(PathBuf::from(name))
}

/// The length of a result that is on the disk, whatever happens next; none where there is no
/// such file.
fn synced(output: &Path) -> io::Result<Option<u64>> {
    let file = match File::open(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    file.sync_all()?;
    Ok(Some(file.metadata()?.len()))
}

/// The parts of the question in which a journal differs, by their names.
fn differing(first: &Record, asked: &Value) -> Vec<String> {
    let Record::Begun { asked: was, .. } = first else {
        return Vec::new();
    };
    let members = was.as_object().into_iter().flatten();
    let differs = members.filter(|(name, value)| asked.get(name) != Some(value));
    differs.map(|(name, _)| name.clone()).collect()
}

fn other_question(path: &Path, differing: &[String]) -> Failure {
    let differing = match differing {
        [] => String::new(),
        names => format!("; it differs in {}", names.join(", ")),
    };
    let why = format!(
        "{} is the journal of another audit: it was asked for other files, other places or another format{differing}",
        path.display()
    );
    Failure::new(FailureKind::Usage, WHAT, why)
        .hint("Use the options that it was begun with, or another --output.")
}

/// The disk refused, at this place.
fn at(path: &Path, error: &io::Error) -> Failure {
    let why = format!("{} could not be written or read: {error}", path.display());
    Failure::new(FailureKind::Local, WHAT, why)
}

/// The disk refused.
pub(super) fn failed(error: &io::Error) -> Failure {
    let why = format!("it could not be written or read: {error}");
    Failure::new(FailureKind::Local, WHAT, why)
}
