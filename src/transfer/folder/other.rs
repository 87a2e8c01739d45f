//! Folders where there are none but their paths.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

/// Tells a folder from all others.
pub(in crate::transfer) type Identity = PathBuf;

/// A folder by its path.
#[derive(Debug, Clone)]
pub(in crate::transfer) struct Folder {
    path: PathBuf,
    identity: Identity,
}

/// What has a name, itself and not what it leads to.
#[derive(Clone)]
pub(in crate::transfer) struct Found(Metadata);

impl Folder {
    /// The folder at this path, which may be a link of the person's own.
    pub(in crate::transfer) fn open(path: &Path) -> io::Result<Self> {
        let identity = fs::canonicalize(path)?;
        if !identity.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Self {
            path: path.to_owned(),
            identity,
        })
    }

    /// The same, created when it is missing.
    pub(in crate::transfer) fn create(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Self::open(path)
    }

    /// Where it was opened.
    pub(in crate::transfer) fn path(&self) -> &Path {
        &self.path
    }

    /// Which one it is.
    pub(in crate::transfer) fn identity(&self) -> Identity {
        self.identity.clone()
    }

    /// Fails when its path leads to it no more.
    pub(in crate::transfer) fn stands(&self) -> io::Result<()> {
        if fs::canonicalize(&self.path)? == self.identity {
            return Ok(());
        }
        Err(io::ErrorKind::NotFound.into())
    }

    /// Makes a file under a name that is free.
    pub(in crate::transfer) fn make(&self, name: &str) -> io::Result<File> {
        let mut options = File::options();
        options.read(true).write(true).create_new(true);
        options.open(self.at(name))
    }

    /// Opens a regular file; nothing when it is none.
    pub(in crate::transfer) fn open_own(&self, name: &str) -> io::Result<Option<File>> {
        if !self.look(name)?.is_some_and(|found| found.is_file()) {
            return Ok(None);
        }
        match File::options().read(true).write(true).open(self.at(name)) {
            Ok(file) => Ok(Some(file)),
            // Somebody else has it.
            Err(_) => Ok(None),
        }
    }

    /// What has this name.
    pub(in crate::transfer) fn look(&self, name: &str) -> io::Result<Option<Found>> {
        match fs::symlink_metadata(self.at(name)) {
            Ok(found) => Ok(Some(Found(found))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether this name leads to a file like this one, as far as that can be told.
    pub(in crate::transfer) fn leads_to(&self, name: &str, file: &File) -> io::Result<bool> {
        let file = Found(file.metadata()?);
        Ok(self
            .look(name)?
            .is_some_and(|found| found.is_file() && found.size() == file.size()))
    }

    /// All names in it.
    pub(in crate::transfer) fn names(&self) -> io::Result<Vec<OsString>> {
        fs::read_dir(&self.path)?
            .map(|entry| Ok(entry?.file_name()))
            .collect()
    }

    /// Not to be had in one step.
    pub(in crate::transfer) fn rename_free(&self, _from: &str, _to: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Renames to a name that is free, by a second name for the file.
    pub(in crate::transfer) fn link_free(&self, from: &str, to: &str) -> io::Result<()> {
        fs::hard_link(self.at(from), self.at(to))?;
        // It has its name; that it has another one too takes nothing from that.
        let _ = self.remove(from);
        Ok(())
    }

    /// Renames, over what has the name.
    pub(in crate::transfer) fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.at(from), self.at(to))
    }

    /// Removes a name of something that is no folder.
    pub(in crate::transfer) fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.at(name))
    }

    /// The system does it by itself.
    #[expect(clippy::unused_self, reason = "one shape for all systems")]
    pub(in crate::transfer) fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    /// Bytes that this user may still write here.
    pub(in crate::transfer) fn free(&self) -> io::Result<u64> {
        fs4::available_space(&self.path)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Found {
    /// Whether it is a regular file.
    pub(in crate::transfer) fn is_file(&self) -> bool {
        self.0.is_file()
    }

    /// Whether it is a link.
    pub(in crate::transfer) fn is_link(&self) -> bool {
        self.0.is_symlink()
    }

    /// In bytes.
    pub(in crate::transfer) fn size(&self) -> u64 {
        self.0.len()
    }

    /// When its content was last changed.
    pub(in crate::transfer) fn modified(&self) -> Option<Timestamp> {
        Timestamp::try_from(self.0.modified().ok()?).ok()
    }

    /// Whether it is the other one, and unchanged.
    pub(in crate::transfer) fn is_still(&self, other: &Self) -> bool {
        let made = self.0.created().ok() == other.0.created().ok();
        made && self.size() == other.size() && self.modified() == other.modified()
    }
}

/// Opens a regular file to read it, following no link at its name.
pub(in crate::transfer) fn open_here(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path)?.is_file() {
        return File::open(path);
    }
    Err(io::ErrorKind::InvalidInput.into())
}

/// Writes over the start of a file.
pub(in crate::transfer) fn write_first(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)
}
