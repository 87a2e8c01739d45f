//! The temporary file beside the target, and its way to the final name.
//!
//! The hashing and all disk work but the last rename happen on the blocking threads, one
//! block behind the network. The file's path stays with the future: when that is dropped,
//! at any moment, the file goes with it, and no thread is left that could give it its name.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::{PathPersistError, TempPath};
use tokio::task::{JoinHandle, spawn_blocking};

use super::disk_failure;
use super::save::{Target, WHAT};
use crate::domain::{Failure, FailureKind, SafeName, Saved};

/// Names tried before giving up: the target's own and its numbers.
const MOST_NAMES: u32 = 10_000;

/// Bytes of the target's name that show in the temporary one.
const NAME_SHOWN: usize = 160;

/// A file under way.
pub(super) struct PartFile {
    // Before the file in order, so that it is gone by the time its handle closes.
    path: TempPath,
    work: Work,
    target: Target,
}

/// Where the writer is: here, or with a blocking thread.
enum Work {
    Here(Writer),
    Away(JoinHandle<io::Result<Writer>>),
    /// Lost to a failure, or just being handed over.
    Gone,
}

struct Writer {
    file: File,
    hash: Sha256,
    size: u64,
    /// The block before, emptied for the next.
    spare: Vec<u8>,
}

impl PartFile {
    /// Creates the temporary file, and the folder when it is missing. Only the owner can read it.
    pub(super) async fn create(target: &Target) -> Result<Self, Failure> {
        let goal = target.clone();
        // When nobody waits any more, the thread's answer is dropped, and the file with it.
        let made = spawn_blocking(move || make(&goal)).await;
        let (file, path) = made
            .map_err(|_| stopped())?
            .map_err(|error| disk_failure(WHAT, &target.folder, &error))?;
        Ok(Self {
            path,
            work: Work::Here(Writer {
                file,
                hash: Sha256::new(),
                size: 0,
                spare: Vec::new(),
            }),
            target: target.clone(),
        })
    }

    /// Starts to write `block` when the one before is done; gives an empty buffer back.
    pub(super) async fn append(&mut self, block: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let mut writer = self.writer().await?;
        let spare = std::mem::take(&mut writer.spare);
        self.work = Work::Away(spawn_blocking(move || writer.write(block)));
        Ok(spare)
    }

    /// Writes the last block, syncs, and gives the file the first free of its names.
    pub(super) async fn finish(mut self, last: Vec<u8>) -> Result<Saved, Failure> {
        let writer = self.writer().await?;
        let failure = |error: io::Error| disk_failure(WHAT, &self.target.folder, &error);
        let synced = spawn_blocking(move || {
            let writer = writer.write(last)?;
            writer.file.sync_all()?;
            Ok(writer)
        });
        let writer = synced.await.map_err(|_| stopped())?.map_err(failure)?;
        // Here and not on a thread, although it is disk work: a thread cannot be called
        // off, and the name of a save that was must not appear. A rename takes microseconds.
        let path = settle(self.path, &self.target, place).map_err(failure)?;
        let folder = self.target.folder.clone();
        // The file is whole and in place: a thread that stopped takes nothing from that.
        let _ = spawn_blocking(move || sync_folder(&folder)).await;
        Ok(Saved {
            path,
            size: writer.size,
            sha256: hex(&writer.hash.finalize()),
        })
    }

    /// Takes the writer, once it has written the block before.
    async fn writer(&mut self) -> Result<Writer, Failure> {
        match std::mem::replace(&mut self.work, Work::Gone) {
            Work::Here(writer) => Ok(writer),
            Work::Away(block) => block
                .await
                .map_err(|_| stopped())?
                .map_err(|error| disk_failure(WHAT, &self.target.folder, &error)),
            Work::Gone => Err(stopped()),
        }
    }
}

impl Writer {
    fn write(mut self, mut block: Vec<u8>) -> io::Result<Self> {
        self.file.write_all(&block)?;
        self.hash.update(&block);
        self.size += block.len() as u64;
        block.clear();
        self.spare = block;
        Ok(self)
    }
}

/// A thread died or the program is ending.
fn stopped() -> Failure {
    Failure::new(FailureKind::Cancelled, WHAT, "the transfer was stopped")
}

fn make(target: &Target) -> io::Result<(File, TempPath)> {
    fs::create_dir_all(&target.folder)?;
    let name = target.name.as_str();
    let shown = name.split_at(name.floor_char_boundary(NAME_SHOWN)).0;
    let part = tempfile::Builder::new()
        .prefix(&format!(".{shown}."))
        .suffix(".attache-part")
        .tempfile_in(&target.folder)?;
    Ok(part.into_parts())
}

/// Renames to the target's name, or to its first number that is free. The move itself
/// decides what is free, so nobody can come between and nothing is ever replaced.
fn settle(mut part: TempPath, target: &Target, place: Place) -> io::Result<PathBuf> {
    for number in 0..MOST_NAMES {
        let name = match number {
            0 => target.name.clone(),
            _ => target.name.numbered(number),
        };
        let path = target.folder.join(SafeName::as_str(&name));
        let placed = place(part, &path).or_else(|other| match other.error.kind() {
            io::ErrorKind::AlreadyExists => Err(other),
            // Whatever the reason is, a reserved name works or tells the true one.
            _ => reserve(other.path, &path),
        });
        match placed {
            Ok(()) => return Ok(path),
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => part = taken.path,
            Err(other) => return Err(other.error),
        }
    }
    let message = format!("{MOST_NAMES} files of this name are here already");
    Err(io::Error::other(message))
}

/// Moves a file to a name that must be free.
type Place = fn(TempPath, &Path) -> Result<(), PathPersistError>;

/// In one step, or by a second link to the file: what most file systems can do.
fn place(part: TempPath, path: &Path) -> Result<(), PathPersistError> {
    part.persist_noclobber(path)
}

/// The same where neither is to be had, on FUSE, SMB or exFAT: an empty file of our own
/// takes the name, and only that is replaced.
fn reserve(part: TempPath, path: &Path) -> Result<(), PathPersistError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if let Err(error) = options.open(path) {
        return Err(PathPersistError { error, path: part });
    }
    part.persist(path).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// Makes the rename outlive a power cut. The file itself is whole and in place by now, so
/// a file system that cannot do this is no reason to call the transfer failed.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::warn!(folder = %folder.display(), %error, "the folder could not be synced");
    }
    #[cfg(not(unix))]
    let _ = folder;
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file system that can neither rename without replacing nor link.
    fn poor(path: TempPath, _: &Path) -> Result<(), PathPersistError> {
        let error = io::ErrorKind::Unsupported.into();
        Err(PathPersistError { error, path })
    }

    fn target(folder: &Path) -> Target {
        Target {
            folder: folder.to_owned(),
            name: SafeName::new("file.bin", "id"),
            mark: "mark".to_owned(),
            replace: false,
        }
    }

    #[test]
    fn a_file_system_without_links_takes_files_and_replaces_none() {
        let folder = tempfile::TempDir::new().unwrap();
        let target = target(folder.path());
        for (number, name) in ["file.bin", "file (1).bin", "file (2).bin"]
            .iter()
            .enumerate()
        {
            let (mut file, part) = make(&target).unwrap();
            file.write_all(&[u8::try_from(number).unwrap()]).unwrap();
            let path = settle(part, &target, poor).unwrap();
            assert_eq!(path, folder.path().join(name));
        }
        assert_eq!(fs::read(folder.path().join("file.bin")).unwrap(), [0]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn what_stops_the_last_way_too_is_what_is_said() {
        let folder = tempfile::TempDir::new().unwrap();
        let target = target(&folder.path().join("gone"));
        let (_, part) = make(&target).unwrap();
        fs::remove_dir_all(&target.folder).unwrap();
        let error = settle(part, &target, poor).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
