//! Folders where there are handles of them.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

/// Tells a folder from all others, whatever its path.
pub(in crate::transfer) type Identity = (u64, u64);

/// A folder that is open; cheap to clone.
#[derive(Debug, Clone)]
pub(in crate::transfer) struct Folder {
    handle: Arc<File>,
    path: PathBuf,
    identity: Identity,
}

/// What has a name, itself and not what it leads to.
#[derive(Clone, Copy)]
pub(in crate::transfer) struct Found(Stat);

impl Folder {
    /// The folder at this path, which may be a link of the person's own.
    pub(in crate::transfer) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let handle = File::from(rustix::fs::open(path, flags, Mode::empty())?);
        let known = handle.metadata()?;
        Ok(Self {
            handle: Arc::new(handle),
            path: path.to_owned(),
            identity: (known.dev(), known.ino()),
        })
    }

    /// The same, created when it is missing.
    pub(in crate::transfer) fn create(path: &Path) -> io::Result<Self> {
        match Self::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path)?;
                Self::open(path)
            }
            opened => opened,
        }
    }

    /// Where it was opened.
    pub(in crate::transfer) fn path(&self) -> &Path {
        &self.path
    }

    /// Which one it is.
    pub(in crate::transfer) fn identity(&self) -> Identity {
        self.identity
    }

    /// Fails when its path leads to it no more.
    pub(in crate::transfer) fn stands(&self) -> io::Result<()> {
        let now = fs::metadata(&self.path)?;
        if (now.dev(), now.ino()) == self.identity {
            return Ok(());
        }
        Err(io::ErrorKind::NotFound.into())
    }

    /// Makes a file that only the owner can read, under a name that is free.
    pub(in crate::transfer) fn make(&self, name: &str) -> io::Result<File> {
        let flags =
            OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::RUSR | Mode::WUSR;
        Ok(rustix::fs::openat(&self.handle, name, flags, mode)?.into())
    }

    /// Opens a regular file of this user's that has no other name; nothing when it is none.
    pub(in crate::transfer) fn open_own(&self, name: &str) -> io::Result<Option<File>> {
        // Without waiting, should it be a pipe.
        let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = match rustix::fs::openat(&self.handle, name, flags, Mode::empty()) {
            Ok(file) => File::from(file),
            Err(Errno::NOENT | Errno::LOOP | Errno::MLINK | Errno::ISDIR | Errno::NXIO) => {
                return Ok(None);
            }
            Err(Errno::ACCESS | Errno::PERM) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let found = Found(rustix::fs::fstat(&file)?);
        Ok(found.is_own().then_some(file))
    }

    /// What has this name.
    pub(in crate::transfer) fn look(&self, name: &str) -> io::Result<Option<Found>> {
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(found) => Ok(Some(Found(found))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether this name leads to this very file.
    pub(in crate::transfer) fn leads_to(&self, name: &str, file: &File) -> io::Result<bool> {
        let file = Found(rustix::fs::fstat(file)?);
        Ok(self.look(name)?.is_some_and(|found| found.is(&file)))
    }

    /// All names in it.
    pub(in crate::transfer) fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.handle)? {
            let name = entry?.file_name().to_bytes().to_vec();
            if name != b"." && name != b".." {
                names.push(OsString::from_vec(name));
            }
        }
        Ok(names)
    }

    /// Renames to a name that is free, in one step.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(in crate::transfer) fn rename_free(&self, from: &str, to: &str) -> io::Result<()> {
        let flags = rustix::fs::RenameFlags::NOREPLACE;
        Ok(rustix::fs::renameat_with(
            &self.handle,
            from,
            &self.handle,
            to,
            flags,
        )?)
    }

    /// The system cannot.
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub(in crate::transfer) fn rename_free(&self, _from: &str, _to: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// The same by a second name for the file: what most file systems can do.
    pub(in crate::transfer) fn link_free(&self, from: &str, to: &str) -> io::Result<()> {
        rustix::fs::linkat(&self.handle, from, &self.handle, to, AtFlags::empty())?;
        // It has its name; that it has another one too takes nothing from that.
        let _ = self.remove(from);
        Ok(())
    }

    /// Renames, over what has the name.
    pub(in crate::transfer) fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.handle, from, &self.handle, to)?)
    }

    /// Removes a name of something that is no folder.
    pub(in crate::transfer) fn remove(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::empty())?)
    }

    /// Makes what was renamed outlive a power cut.
    pub(in crate::transfer) fn sync(&self) -> io::Result<()> {
        self.handle.sync_all()
    }

    /// Bytes that this user may still write here.
    pub(in crate::transfer) fn free(&self) -> io::Result<u64> {
        let known = rustix::fs::fstatvfs(&self.handle)?;
        Ok(known.f_bavail.saturating_mul(known.f_frsize))
    }
}

impl Found {
    /// Whether it is a regular file.
    pub(in crate::transfer) fn is_file(&self) -> bool {
        self.kind() == FileType::RegularFile
    }

    /// Whether it is a link.
    pub(in crate::transfer) fn is_link(&self) -> bool {
        self.kind() == FileType::Symlink
    }

    /// In bytes.
    pub(in crate::transfer) fn size(&self) -> u64 {
        u64::try_from(self.0.st_size).unwrap_or(0)
    }

    /// When its content was last changed.
    pub(in crate::transfer) fn modified(&self) -> Option<Timestamp> {
        let part = i32::try_from(self.0.st_mtime_nsec).unwrap_or(0);
        Timestamp::new(self.0.st_mtime, part).ok()
    }

    /// Whether it is the other one, and unchanged.
    pub(in crate::transfer) fn is_still(&self, other: &Self) -> bool {
        self.is(other) && self.size() == other.size() && self.modified() == other.modified()
    }

    fn is(&self, other: &Self) -> bool {
        self.0.st_dev == other.0.st_dev && self.0.st_ino == other.0.st_ino
    }

    fn is_own(&self) -> bool {
        let own = self.0.st_uid == rustix::process::geteuid().as_raw();
        self.is_file() && own && self.0.st_nlink == 1
    }

    fn kind(&self) -> FileType {
        FileType::from_raw_mode(self.0.st_mode)
    }
}

/// Opens a regular file to read it, following no link at its name.
pub(in crate::transfer) fn open_here(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(io::ErrorKind::InvalidInput.into())
}

/// Writes over the start of a file in one call.
pub(in crate::transfer) fn write_first(file: &File, bytes: &[u8]) -> io::Result<()> {
    file.write_all_at(bytes, 0)
}
