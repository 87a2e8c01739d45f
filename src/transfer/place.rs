//! Where a partial file lies beside its target, and who may have it: one transfer at a
//! time, in this process or another, by a lock on the file itself.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _};
use std::sync::{Arc, Mutex, PoisonError};

use super::folder::Folder;
use super::keep::KeepParts;
use super::sidecar::Sidecar;

/// The end of a partial file's name.
pub(super) const PART: &str = ".attache-part";

/// The end of its sidecar's, after that.
pub(super) const NOTE: &str = ".json";

/// The most bytes of the target's name in a partial file's, so that the longest of the
/// decorated names is one that file systems hold.
const MOST_SHOWN: usize = 255 - ".".len() - ".9999".len() - PART.len() - NOTE.len();

/// Names tried before giving up.
const MOST_NAMES: u32 = 9_999;

/// Names under which an earlier part of the same file is looked for.
const MOST_LOOKED_AT: u32 = 4;

/// A partial file's names. When the value is dropped they go, unless the whole program
/// leaves and there is something to go on with.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) folder: Folder,
    pub(super) part: String,
    pub(super) note: String,
    keep: KeepParts,
    pub(super) gone: Gone,
    /// Whether the names are no more this transfer's to remove.
    left: bool,
}

/// Tells a thread that still writes that the names are gone, so that it makes none anew.
#[derive(Debug, Clone, Default)]
pub(super) struct Gone(Arc<Mutex<bool>>);

impl Gone {
    /// Does what makes a name, unless they are gone; not while they are being removed.
    pub(super) fn unless<T>(&self, make: impl FnOnce() -> Option<T>) -> Option<T> {
        let gone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *gone { None } else { make() }
    }
}

impl Place {
    /// Whether there is something to go on with.
    pub(super) fn has_note(&self) -> bool {
        matches!(self.folder.look(&self.note), Ok(Some(_)))
    }

    /// Leaves the names as they are.
    pub(super) fn leave(&mut self) {
        self.left = true;
    }

    /// Removes what lies there.
    pub(super) fn clear(&mut self) {
        self.left = true;
        let mut gone = self.gone.0.lock().unwrap_or_else(PoisonError::into_inner);
        *gone = true;
        for name in [&self.part, &self.note] {
            let _ = self.folder.remove(name);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let leaves = self.keep.keeps() && self.has_note();
        if !self.left && !leaves {
            self.clear();
        }
    }
}

/// A place that is ours, its locked file, and what is noted about what lies in it.
pub(super) type Claimed = (Place, File, Option<(File, Sidecar)>);

/// Claims the place of an earlier part of the same file, else a new one.
pub(super) fn claim(
    folder: &Folder,
    name: &str,
    mark: &str,
    keep: &KeepParts,
) -> io::Result<Claimed> {
    let place = |number| place(folder, name, number, keep);
    for number in 1..=MOST_LOOKED_AT {
        let place = place(number);
        if noted(folder, &place.note)?.is_some_and(|(_, noted)| noted.mark == mark)
            && let Some(file) = take(folder, &place.part, false)?
        {
            // Read again, now that nobody else writes it.
            let noted = noted(folder, &place.note)?.filter(|(_, noted)| noted.mark == mark);
            return Ok((place, file, noted));
        }
        drop_unclaimed(place);
    }
    for number in 1..=MOST_NAMES {
        let place = place(number);
        if let Some(file) = take(folder, &place.part, true)? {
            let noted = noted(folder, &place.note)?;
            let another = noted.is_some_and(|(_, noted)| noted.mark != mark);
            if !another || file.metadata()?.len() == 0 {
                // It says nothing about what will lie here.
                let _ = folder.remove(&place.note);
                return Ok((place, file, None));
            }
        }
        drop_unclaimed(place);
    }
    let message = format!("{MOST_NAMES} downloads under this name are under way");
    Err(io::Error::other(message))
}

fn place(folder: &Folder, name: &str, number: u32, keep: &KeepParts) -> Place {
    let shown = name.split_at(name.floor_char_boundary(MOST_SHOWN)).0;
    let part = match number {
        1 => format!(".{shown}{PART}"),
        _ => format!(".{shown}.{number}{PART}"),
    };
    Place {
        folder: folder.clone(),
        note: format!("{part}{NOTE}"),
        part,
        keep: keep.clone(),
        gone: Gone::default(),
        left: false,
    }
}

/// What lies there is somebody else's.
fn drop_unclaimed(mut place: Place) {
    place.leave();
}

/// The file of this name, locked: a new one when `new` is wished and there is none.
/// Nothing when it is somebody else's, or no partial file at all.
fn take(folder: &Folder, name: &str, new: bool) -> io::Result<Option<File>> {
    let made = if new {
        folder.make(name).map(Some)
    } else {
        Ok(None)
    };
    let (file, made) = match made {
        Ok(Some(file)) => (file, true),
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => match folder.open_own(name)? {
            Some(file) => (file, false),
            None => return Ok(None),
        },
    };
    match file.try_lock() {
        Ok(()) => {}
        // Where nothing can be locked, only what was made just now is nobody else's.
        Err(TryLockError::Error(_)) if made => {}
        Err(_) => return Ok(None),
    }
    // Its last owner may have given it its final name, or removed it.
    Ok(folder.leads_to(name, &file)?.then_some(file))
}

/// What a sidecar says, when it is one.
fn noted(folder: &Folder, name: &str) -> io::Result<Option<(File, Sidecar)>> {
    let Some(mut file) = folder.open_own(name)? else {
        return Ok(None);
    };
    let mut text = Vec::new();
    (&mut file).take(Sidecar::MOST).read_to_end(&mut text)?;
    Ok(Sidecar::read(&text).map(|noted| (file, noted)))
}

/// Removes the partial file of this name and its sidecar when nobody has it and it is older
/// than that; tells whether it did.
pub(super) fn sweep_one(folder: &Folder, part: &str, before: jiff::Timestamp) -> bool {
    let old = |name: &str| {
        let found = folder.look(name).ok().flatten();
        found.is_some_and(|found| found.modified().is_some_and(|changed| changed < before))
    };
    let note = format!("{part}{NOTE}");
    match folder.look(part) {
        // A sidecar that was left alone.
        Ok(None) => {
            let own = matches!(folder.open_own(&note), Ok(Some(_)));
            own && old(&note) && folder.remove(&note).is_ok()
        }
        Ok(Some(_)) if old(part) => match take(folder, part, false) {
            Ok(Some(_locked)) if folder.remove(part).is_ok() => {
                if matches!(folder.open_own(&note), Ok(Some(_))) {
                    let _ = folder.remove(&note);
                }
                true
            }
            _ => false,
        },
        _ => false,
    }
}
