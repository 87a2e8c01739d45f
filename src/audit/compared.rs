//! A report that is compared with another: read from its start as often as needed, and only
//! when it is whole.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Seek};
use std::path::Path;

use super::reader::{Piece, read};
use super::row::Row;
use super::standing::{Standing, standing};
use crate::domain::{Failure, FailureKind, SafeText};

const WHAT: &str = "The audits could not be compared";

/// A report of a finished audit.
pub struct Compared {
    file: File,
    name: SafeText,
    /// Its journal says that it came to its end: it may be empty.
    finished: bool,
}

impl Compared {
    /// Opens it. An audit that did not come to its end is none that tells what is gone.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let name = SafeText::new(&path.to_string_lossy());
        let standing = standing(path);
        if let Standing::Unfinished(resume) = &standing {
            let why = format!(
                "the audit of {name} did not come to its end: what is not in it yet would pass for gone"
            );
            let hint = match resume {
                Some(resume) => format!("Go on with it first: {resume}"),
                None => "Go on with it first: the same attache audit with --resume.".to_owned(),
            };
            return Err(Failure::new(FailureKind::Usage, WHAT, why).hint(hint));
        }
        let file = kept(path).map_err(|error| unread(&name, &error.to_string()))?;
        Ok(Self {
            file,
            name,
            finished: standing == Standing::Finished,
        })
    }

    /// Tells its rows from the first, until `on` has enough.
    pub(super) fn each(
        &mut self,
        mut on: impl FnMut(Row) -> Result<bool, Failure>,
    ) -> Result<(), Failure> {
        let mut told = self.finished;
        let mut ended = Ok(());
        let rewound = self.file.rewind();
        let read = rewound.and_then(|()| {
            read(BufReader::new(&self.file), |piece| {
                told |= !matches!(piece, Piece::Bad(..) | Piece::Summary(_));
                ended = match piece {
                    Piece::Row(row) => match on(row) {
                        Ok(true) => return true,
                        Ok(false) => Ok(()),
                        Err(failure) => Err(failure),
                    },
                    Piece::Bad(line, why) => {
                        Err(unread(&self.name, &format!("line {line}: {why}")))
                    }
                    Piece::Summary(summary) if summary["Partial"] == true => {
                        let why = "was written before its audit came to its end";
                        let why =
                            format!("{} {why}: what is not in it would pass for gone", self.name);
                        Err(Failure::new(FailureKind::Usage, WHAT, why))
                    }
                    Piece::Head | Piece::Summary(_) => return true,
                };
                false
            })
        });
        ended?;
        read.map_err(|error| unread(&self.name, &error.to_string()))?;
        if told {
            return Ok(());
        }
        Err(unread(&self.name, "nothing in it says that it is an audit"))
    }
}

/// The file; what comes through a pipe lies in one that nobody can name.
fn kept(path: &Path) -> io::Result<File> {
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    if is_pipe(&about) {
        let mut kept = tempfile::tempfile()?;
        io::copy(&mut file, &mut kept)?;
        return Ok(kept);
    }
    if !about.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    Ok(file)
}

#[cfg(unix)]
fn is_pipe(about: &Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&about.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    false
}

fn unread(name: &SafeText, why: &str) -> Failure {
    let why = format!("{name} could not be read: {why}");
    Failure::new(FailureKind::Local, WHAT, why)
        .hint("Name two reports of attache audit, as ndjson, json or csv.")
}
