//! What the disk says, in words for a person and with the path.

use std::io;
use std::path::Path;

use crate::domain::{Failure, FailureKind};

/// The failure of something done to `path`. `what` says what was being done.
pub fn disk_failure(what: &str, path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    let (why, hint) = match error.kind() {
        io::ErrorKind::StorageFull => (
            format!("the disk that holds {shown} is full"),
            "Make room, or save to another folder.",
        ),
        io::ErrorKind::QuotaExceeded => (
            format!("your quota on the disk that holds {shown} is used up"),
            "Make room, or save to another folder.",
        ),
        io::ErrorKind::ReadOnlyFilesystem => (
            format!("{shown} lies on a disk that can only be read"),
            "Save to another folder.",
        ),
        io::ErrorKind::PermissionDenied => (
            format!("you may not write in {shown}"),
            "Save to another folder, or change its permissions.",
        ),
        io::ErrorKind::NotFound => (
            format!("the folder {shown} is gone, or cannot be created there"),
            "Create it, or save to another folder.",
        ),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => (
            format!("{shown} is not a folder"),
            "Save to another folder.",
        ),
        io::ErrorKind::FileTooLarge => (
            format!("the disk that holds {shown} takes no file of this size"),
            "Save to another disk.",
        ),
        _ => (format!("{shown}: {error}"), "Save to another folder."),
    };
    Failure::new(FailureKind::Local, what, why).hint(hint)
}
