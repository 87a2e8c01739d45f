//! The folder in which files lie that were opened but not saved.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use tempfile::TempDir;

use super::disk_failure;
use crate::domain::Failure;

/// The file inside that is locked while the folder is in use.
const LOCK: &str = ".lock";

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
    builder.prefix("attache-open-");
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
