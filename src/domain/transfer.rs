//! How far a transfer is, what it may meet on the disk, and what came of it.

use std::path::PathBuf;

use jiff::Timestamp;

/// How far a transfer is, in all that a person may want to see of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Progress {
    /// Bytes that are here, those of an earlier attempt among them.
    pub received: u64,
    /// Bytes in all, when anybody said.
    pub total: Option<u64>,
    /// Bytes that lay here already when it began.
    pub resumed: u64,
    /// Bytes a second, lately; none until that can be told.
    pub rate: Option<u64>,
    /// Seconds that the link will still live, as far as anybody said.
    pub link_left: Option<u64>,
    /// How many times the line broke and it went on.
    pub retries: u32,
    /// How many links it took so far.
    pub links: u32,
}

/// What is done when a file's name is taken by another file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OnConflict {
    /// Nothing, until a person has said what.
    Ask,
    /// Both are kept: the new one gets a number.
    #[default]
    Rename,
    /// The new one takes the old one's place, once it is whole.
    Replace,
    /// The old one stays, and nothing is fetched.
    Skip,
}

/// A file that lies where another one shall go.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct There {
    /// Where.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
}

/// A file that is whole, verified and synced.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Saved {
    /// Where it lies, under the name it really got.
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
    /// The SHA-256 of its content, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// What came of the wish to save a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Settled {
    /// It was fetched.
    Saved(Saved),
    /// It was fetched, and another file made room for it.
    Replaced(Saved),
    /// It lay there already, whole by its record.
    Already(Saved),
    /// Another file has its name, and stays.
    Skipped(There),
    /// Another file has its name: a person must say what is done.
    Conflict(There),
}

impl Settled {
    /// The file that lies there and is the one that was asked for.
    pub fn saved(&self) -> Option<&Saved> {
        match self {
            Settled::Saved(saved) | Settled::Replaced(saved) | Settled::Already(saved) => {
                Some(saved)
            }
            Settled::Skipped(_) | Settled::Conflict(_) => None,
        }
    }
}
