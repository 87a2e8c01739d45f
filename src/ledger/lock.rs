//! Locks that are waited for, but not for ever: who holds one may be stopped, or lie at the
//! far end of a network disk that is gone.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::thread;
use std::time::Duration;

/// How often it is tried, and the pause between: everything under these locks takes
/// milliseconds.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// A lock that is held until the value goes.
#[derive(Debug)]
pub struct Held<'a>(&'a File);

impl<'a> Held<'a> {
    /// Together with others that hold it so. Blocks for two seconds at most.
    pub(super) fn shared(file: &'a File) -> io::Result<Self> {
        Self::of(file, File::try_lock_shared)
    }

    /// With nobody else. Blocks for two seconds at most.
    pub fn alone(file: &'a File) -> io::Result<Self> {
        Self::of(file, File::try_lock)
    }

    fn of(file: &'a File, lock: fn(&File) -> Result<(), TryLockError>) -> io::Result<Self> {
        for _ in 0..TRIES {
            match lock(file) {
                Ok(()) => return Ok(Self(file)),
                // Some network disks know no locks; then nobody else holds one either.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    return Ok(Self(file));
                }
                Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Interrupted => {
                    return Err(error);
                }
                Err(_) => thread::sleep(PAUSE),
            }
        }
        Err(ErrorKind::WouldBlock.into())
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}
