//! Whether a file will fit, before anything is asked for it, and what is said when not.

use std::io;

use tokio::task::spawn_blocking;

use super::folder::Folder;
use super::save::WHAT;
use crate::domain::{Failure, FailureKind, exact_bytes};

const HINT: &str = "Make room, or save to another folder.";

/// Fails when the rest of a file is more than the disk still takes. Where the disk does not
/// say, it is tried.
pub(super) async fn room_for(folder: &Folder, whole: u64, here: u64) -> Result<(), Failure> {
    let needed = whole.saturating_sub(here);
    let asked = folder.clone();
    let free = spawn_blocking(move || asked.free()).await;
    let Ok(Ok(free)) = free else { return Ok(()) };
    if needed <= free {
        return Ok(());
    }
    let why = format!(
        "the disk that holds {} has only {} free, and {} are needed",
        folder.path().display(),
        exact_bytes(free),
        exact_bytes(needed)
    );
    Err(Failure::new(FailureKind::Local, WHAT, why).hint(HINT))
}

/// The failure of a disk that took no more after `here` bytes of a file of `whole`; nothing
/// for another error.
pub(super) fn no_room(
    folder: &Folder,
    error: &io::Error,
    whole: Option<u64>,
    here: u64,
) -> Option<Failure> {
    let shown = folder.path().display();
    let why = match error.kind() {
        io::ErrorKind::StorageFull => format!("the disk that holds {shown} is full"),
        io::ErrorKind::QuotaExceeded => {
            format!("your quota on the disk that holds {shown} is used up")
        }
        io::ErrorKind::FileTooLarge => {
            format!("the disk that holds {shown} takes no file of this size")
        }
        _ => return None,
    };
    let needed = match whole {
        Some(whole) => format!("{} are needed", exact_bytes(whole)),
        None => format!("{} have come so far", exact_bytes(here)),
    };
    Some(Failure::new(FailureKind::Local, WHAT, format!("{why}: {needed}")).hint(HINT))
}
