//! The file: added to by one write, read on from where it was read before, and shortened
//! under a lock. Several processes at once lose nothing. All of it blocks.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::line::{Line, newest};
use super::lock::Held;

/// Above this length, in bytes, the file is shortened: far more than its most lines take.
const LONGEST: u64 = 10_000_000;
/// What stays then, in bytes, at most.
const KEPT: usize = 6_000_000;

/// What was read of the file so far.
#[derive(Debug, Default)]
pub(super) struct Journal {
    lines: Vec<Line>,
    /// Where the first byte lies that was not read yet.
    end: u64,
    /// Which file that was; another one takes its place when it is shortened.
    file: u64,
}

impl Journal {
    /// The lines, the oldest first, with those that came since.
    pub(super) fn up_to_date(&mut self, path: &Path) -> &[Line] {
        if self.read_on(path).is_err() {
            *self = Self::default();
        }
        &self.lines
    }

    fn read_on(&mut self, path: &Path) -> io::Result<()> {
        // Opening a pipe would wait for its other end.
        if !fs::metadata(path)?.is_file() {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut file = File::open(path)?;
        let about = file.metadata()?;
        if about.len() < self.end || number(&about) != self.file {
            *self = Self {
                file: number(&about),
                ..Self::default()
            };
        }
        // Somebody else may have written the file: of one that is too long, the end.
        if about.len() - self.end > 2 * LONGEST {
            self.end = about.len() - 2 * LONGEST;
        }
        file.seek(SeekFrom::Start(self.end))?;
        let mut text = Vec::new();
        file.take(2 * LONGEST).read_to_end(&mut text)?;
        // A line that another process is just writing is read the next time.
        let whole = text.iter().rposition(|byte| *byte == b'\n');
        text.truncate(whole.map_or(0, |at| at + 1));
        self.end += text.len() as u64;
        let lines = text.split(|byte| *byte == b'\n');
        self.lines.extend(lines.filter_map(Line::read));
        Ok(())
    }
}

/// Adds a line, for the owner only, and shortens a file that has grown too long.
pub(super) fn append(path: &Path, line: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_private(folder)?;
    let lock = lock_file(path)?;
    let length = {
        // Many may add at once, but nobody while the file is being shortened. That takes no
        // time: a lock that is never given back is no reason to lose the line.
        let _with_others = Held::shared(&lock);
        let mut file = open(path)?;
        // A line that broke off must not take this one with it.
        let line = if ends_in_a_line(&mut file)? {
            line.to_owned()
        } else {
            format!("\n{line}")
        };
        file.write_all(line.as_bytes())?;
        file.metadata()?.len()
    };
    if length > LONGEST {
        // Otherwise whoever adds the next line does it.
        if let Ok(_alone) = Held::alone(&lock) {
            shorten(path, folder)?;
        }
    }
    Ok(())
}

/// Keeps the newest lines. Made readable for its owner only, and moved over the old file
/// in one step.
fn shorten(path: &Path, folder: &Path) -> io::Result<()> {
    let mut text = Vec::new();
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length <= LONGEST {
        // Another process was faster.
        return Ok(());
    }
    file.seek(SeekFrom::Start(length.saturating_sub(2 * LONGEST)))?;
    file.take(2 * LONGEST).read_to_end(&mut text)?;
    let mut short = tempfile::NamedTempFile::new_in(folder)?;
    short.write_all(&newest(&text, KEPT))?;
    short.as_file().sync_all()?;
    short.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn open(path: &Path) -> io::Result<File> {
    if path.metadata().is_ok_and(|about| !about.is_file()) {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file"));
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    owner_only(&mut options);
    options.open(path)
}

fn ends_in_a_line(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// It lies beside the file, which is replaced under it.
fn lock_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true).read(true);
    owner_only(&mut options);
    options.open(lock_path(path))
}

fn lock_path(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

fn owner_only(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The folder's whole path without links in it: one folder has many names. One that is not
/// there yet has only the name that it was given.
pub(super) fn whole_path(folder: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(folder).or_else(|_| std::path::absolute(folder))
}

/// What tells a file from the one that took its place.
fn number(about: &fs::Metadata) -> u64 {
    #[cfg(unix)]
    return std::os::unix::fs::MetadataExt::ino(about);
    // Elsewhere its length has to do: a file that was shortened is shorter.
    #[cfg(not(unix))]
    {
        let _ = about;
        0
    }
}
