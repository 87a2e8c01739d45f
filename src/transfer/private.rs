//! The folder in which files lie that were opened but not saved.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use directories::ProjectDirs;
use tempfile::TempDir;

use super::disk_failure;
use crate::domain::Failure;

/// The file inside that is locked while the folder is in use.
const LOCK: &str = ".lock";

/// How the name of each such folder begins.
const PREFIX: &str = "attache-open-";

/// A folder of this process that nobody else can read; it goes away with the value.
///
/// It stays locked while the value lives, so that a folder left behind by a crash can be
/// told from one in use.
#[derive(Debug)]
pub struct PrivateFolder {
    folder: TempDir,
    _lock: File,
}

impl PrivateFolder {
    /// Makes the folder: under the cache folder, else under the session's runtime folder,
    /// which often lies in memory and is small, else under the system's temporary one.
    pub fn create() -> Result<Self, Failure> {
        let mut last = None;
        for root in roots() {
            match Self::create_in(&root) {
                Ok(folder) => return Ok(folder),
                Err(failure) => last = Some(failure),
            }
        }
        Err(last.unwrap_or_else(|| failure(Path::new(""), &io::ErrorKind::NotFound.into())))
    }

    /// Makes the folder inside `root`, which is created when it is missing.
    pub fn create_in(root: &Path) -> Result<Self, Failure> {
        let folder = || -> io::Result<Self> {
            create_private(root)?;
            let folder = private_folder(root)?;
            let lock = File::create_new(folder.path().join(LOCK))?;
            lock.try_lock()?;
            Ok(Self {
                folder,
                _lock: lock,
            })
        };
        folder().map_err(|error| failure(root, &error))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves the folder for a program that goes on reading in it, unlocked from now on.
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }
}

fn failure(root: &Path, error: &io::Error) -> Failure {
    disk_failure("No private folder could be made", root, error)
}

fn roots() -> Vec<PathBuf> {
    let mut roots = Vec::new();
    if let Some(project) = ProjectDirs::from("", "", "attache") {
        roots.push(project.cache_dir().join("open"));
        roots.extend(project.runtime_dir().map(|folder| folder.join("open")));
    }
    roots.push(std::env::temp_dir());
    roots
}

fn private_folder(root: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(root)
}

/// Creates the missing part of `folder`, closed to everybody else.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Removes the private folders that nobody uses any more: left behind by a process that was
/// killed, or for a viewer, at least `age` ago. What cannot be removed is left alone. Blocks.
pub fn sweep_private(age: Duration) {
    for root in roots() {
        sweep_private_in(&root, age);
    }
}

/// The same in one folder of such folders.
pub fn sweep_private_in(root: &Path, age: Duration) {
    let Ok(entries) = fs::read_dir(root) else {
        return;
    };
    for entry in entries.flatten() {
        let named = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let path = entry.path();
        if named && is_left_behind(&path, age) {
            // The next sweep tries again.
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Whether this is an old folder of ours that nobody holds. The lock is not kept until the
/// folder is gone: nobody locks a folder that he has not just made.
fn is_left_behind(path: &Path, age: Duration) -> bool {
    let is_ours = |found: &fs::Metadata| {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            found.uid() == rustix::process::geteuid().as_raw()
        }
        #[cfg(not(unix))]
        {
            let _ = found;
            true
        }
    };
    // Of the link itself, should it be one: what it leads to is not looked at.
    let Ok(found) = fs::symlink_metadata(path) else {
        return false;
    };
    let is_old = found
        .modified()
        .is_ok_and(|modified| modified.elapsed().is_ok_and(|gone| gone >= age));
    if !found.is_dir() || !is_ours(&found) || !is_old {
        return false;
    }
    let lock = path.join(LOCK);
    match fs::symlink_metadata(&lock) {
        // A process was killed before it had made one, or this one was half removed.
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(found) if !found.is_file() => false,
        Ok(_) => File::open(&lock).is_ok_and(|lock| lock.try_lock().is_ok()),
    }
}
