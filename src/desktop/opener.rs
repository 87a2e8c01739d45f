//! Hands a file to the desktop's program for it.
//!
//! Of ours the child gets the file's path and nothing else: no link, no variable of AWS's or
//! of this program's, and none of our terminal, neither to read nor to write.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::domain::{Failure, FailureKind};

/// How long a launcher may take to fail; one that still runs by then has handed over.
const PATIENCE: Duration = Duration::from_secs(1);

/// Opens the file with the desktop's program for its kind. Blocks for up to a second for
/// each launcher that is tried, so it belongs on a blocking thread.
pub fn open(path: &Path) -> Result<(), Failure> {
    open_with(open::commands(path), PATIENCE)
}

/// Opens with the first of these commands that starts and does not fail within `patience`.
pub fn open_with(commands: Vec<Command>, patience: Duration) -> Result<(), Failure> {
    let mut last = "this system has no program that opens files".to_owned();
    for mut command in commands {
        let program = command.get_program().to_string_lossy().into_owned();
        match launch(&mut command, patience) {
            Ok(None) => return Ok(()),
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => last = format!("{program} failed ({status})"),
            // Missing launchers are normal: each desktop has its own.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => last = format!("{program} could not be started ({error})"),
        }
    }
    Err(
        Failure::new(FailureKind::Local, "The file could not be opened", last)
            .hint("Save it instead."),
    )
}

/// The status of a child that ended in time; nothing for one that goes on.
fn launch(command: &mut Command, patience: Duration) -> io::Result<Option<ExitStatus>> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // Keys, tokens, and the addresses where more are given: no viewer of a stranger's
    // document needs any.
    let own = env::vars_os().map(|(name, _)| name);
    let given: Vec<OsString> = command
        .get_envs()
        .map(|(name, _)| name.to_owned())
        .collect();
    for name in own.chain(given) {
        let shown = name.to_string_lossy();
        if shown.starts_with("AWS_") || shown.starts_with("ATTACHE_") {
            command.env_remove(name);
        }
    }
    // Its own group: Ctrl-C in our terminal is not meant for the viewer.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn()?;
    let (ended, end) = sync_channel(1);
    // Waits for the child to its end, however late: one that nobody waits for stays a zombie.
    thread::Builder::new()
        .name("opener".to_owned())
        .spawn(move || ended.send(child.wait()))?;
    match end.recv_timeout(patience) {
        Ok(status) => status.map(Some),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(None),
    }
}
