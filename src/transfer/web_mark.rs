//! The mark of a file that came over the net, where the system has one. It says nothing
//! of where from: a link is a secret.

use std::path::Path;

/// Marks a file, so that the system asks before it runs it. A file system that has no
/// place for the mark is no reason to call a transfer failed.
pub fn mark_of_the_web(file: &Path) {
    if let Err(error) = mark(file) {
        tracing::debug!(%error, "a file got no mark of the web");
    }
}

/// The flags say: downloaded, and not yet looked at by anybody.
#[cfg(target_os = "macos")]
fn mark(file: &Path) -> std::io::Result<()> {
    let seconds = jiff::Timestamp::now().as_second();
    let value = format!("0081;{seconds:08x};attache;");
    xattr::set(file, "com.apple.quarantine", value.as_bytes())
}

/// Zone 3 is the internet.
#[cfg(windows)]
fn mark(file: &Path) -> std::io::Result<()> {
    let mut stream = file.as_os_str().to_owned();
    stream.push(":Zone.Identifier");
    std::fs::write(stream, "[ZoneTransfer]\r\nZoneId=3\r\n")
}

#[cfg(not(any(target_os = "macos", windows)))]
#[expect(clippy::unnecessary_wraps, reason = "one shape for all systems")]
fn mark(_file: &Path) -> std::io::Result<()> {
    Ok(())
}
