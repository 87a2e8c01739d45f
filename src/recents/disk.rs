//! The file: read with a bound, replaced whole, one process at a time. All of it blocks.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::book::Book;

/// The longest file that is read, in bytes. All that is ever kept takes less than half.
const LONGEST: u64 = 8 << 20;

/// What the file holds; an empty book when it is missing, broken or somebody else's.
pub(super) fn read(path: &Path) -> Book {
    read_text(path).map_or_else(|_| Book::default(), |text| Book::read(&text))
}

/// Reads the file anew, changes it, and puts it in its place. Nothing is written when
/// `change` says that nothing changed.
pub(super) fn change(path: &Path, change: impl FnOnce(&mut Book) -> bool) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_private(folder)?;
    let _alone = lock(path)?;
    let mut book = read(path);
    if !change(&mut book) {
        return Ok(());
    }
    // Made readable for its owner only, and moved over the old one in one step.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(book.written().as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Removes the file. That there is none is fine.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    if !path.parent().is_some_and(Path::exists) {
        return Ok(());
    }
    let _alone = lock(path)?;
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn read_text(path: &Path) -> io::Result<String> {
    // Opening a pipe would wait for its other end.
    if !fs::metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut text = String::new();
    File::open(path)?
        .take(LONGEST + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    Ok(text)
}

/// Held until it is dropped. It lies beside the file, which is replaced under it.
fn lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(lock_path(path))?;
    match file.lock() {
        // Some network disks know no locks. The file is still replaced whole.
        Err(error) if error.kind() != ErrorKind::Unsupported => Err(error),
        _ => Ok(file),
    }
}

fn lock_path(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
