//! The log file of `-v`: what this program says of its requests, and nothing of the SDK's
//! own, whose logs hold bodies and signed links.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::{fmt, registry};

use super::output::Printer;
use crate::domain::SafeText;
use crate::net::without_addresses;
use crate::settings::state_folder;

const NAME: &str = "attache.log";
/// Above this length, in bytes, only the end of the file is kept.
const LONGEST: u64 = 5_000_000;
/// How much of it is kept then.
const KEPT: u64 = 1_000_000;

/// Begins the log when it is asked for, and says where it is. Without a file the work goes
/// on without a log.
pub(super) fn begin(verbose: u8, printer: &Printer) {
    let level = match verbose {
        0 => return,
        1 => LevelFilter::INFO,
        _ => LevelFilter::DEBUG,
    };
    let Some(path) = state_folder().map(|folder| folder.join(NAME)) else {
        printer.say("attache: there is no log: there is no home folder to put it into.");
        return;
    };
    let shown = path.to_string_lossy();
    let shown = SafeText::new(&shown);
    match open(&path) {
        Ok(file) => {
            install(file, level);
            tracing::info!(version = env!("CARGO_PKG_VERSION"), "began");
            printer.say(&format!("attache: logging to {shown}"));
        }
        Err(error) => printer.say(&format!(
            "attache: there is no log: {shown} could not be opened ({error})."
        )),
    }
}

fn install(file: File, level: LevelFilter) {
    let lines = fmt::layer()
        .with_ansi(false)
        .with_writer(Mutex::new(Lines { file }))
        .with_filter(Targets::new().with_target("attache", level));
    // Somebody else's subscriber could only be a test's.
    let _ = tracing::subscriber::set_global_default(registry().with(lines));
}

/// The file, opened to append, for its owner only, and not endless.
fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    // Opening a pipe would wait for its other end.
    if path.metadata().is_ok_and(|about| !about.is_file()) {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file"));
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    }
    cut(&mut file)?;
    Ok(file)
}

/// Keeps the end of a file that has grown too long, from the start of a line.
fn cut(file: &mut File) -> io::Result<()> {
    let length = file.metadata()?.len();
    if length <= LONGEST {
        return Ok(());
    }
    file.seek(SeekFrom::Start(length - KEPT))?;
    let mut end = Vec::new();
    file.take(KEPT).read_to_end(&mut end)?;
    let start = end
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    file.set_len(0)?;
    file.write_all(&end[start..])
}

/// Writes each record as one line in which nothing acts on a terminal, and in which no
/// address stands, whoever wrote it.
struct Lines {
    file: File,
}

impl Write for Lines {
    /// Gets one whole record at a time.
    fn write(&mut self, record: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(record);
        let line = without_addresses(SafeText::new(text.trim_end()).as_str());
        self.file.write_all(line.as_bytes())?;
        self.file.write_all(b"\n")?;
        Ok(record.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_harmless_line() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(NAME);
        let mut lines = Lines {
            file: open(&path).unwrap(),
        };
        let record = b"one\ntwo \x1b]0;x\x07 https://b.example/k?X-Amz-Signature=abc end\n";
        lines.write_all(record).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("⟨U+001B⟩]0;x⟨U+0007⟩"), "{text}");
        assert!(
            !text.contains("b.example") && text.ends_with(" end\n"),
            "{text}"
        );
    }

    #[test]
    fn a_long_file_keeps_its_end() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(NAME);
        let long = "a line of the log\n".repeat(400_000);
        std::fs::write(&path, long + "the last\n").unwrap();
        let mut file = open(&path).unwrap();
        file.write_all(b"a new one\n").unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.len() as u64 <= KEPT + 100 && text.len() as u64 > KEPT / 2);
        assert!(text.starts_with("a line of the log\n"));
        assert!(text.ends_with("the last\na new one\n"));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("state").join(NAME);
        open(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        open(&path).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert!(open(path.parent().unwrap()).is_err());
    }
}
