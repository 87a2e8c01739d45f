//! The way of a whole file to its final name: one that folds to nobody else's, in one step
//! and over nothing, or over the very file that was to make room.

use std::io;

use super::folder::{Folder, Found};
use super::names::{Taken, folded, holder};
use super::reserved::Reserved;
use crate::domain::SafeName;

/// Names tried before giving up: the target's own and its numbers.
const MOST_NAMES: u32 = 10_000;

/// Something that makes room, and the name it had when that was decided.
#[derive(Clone)]
pub(super) struct Replaced {
    name: String,
    found: Found,
}

impl Replaced {
    /// What has the name now and may make room: a file, or a link itself.
    pub(super) fn look(folder: &Folder, name: &SafeName) -> io::Result<Option<Self>> {
        let held = holder(folder, name.as_str())?;
        let held = held.filter(|(_, found)| found.is_file() || found.is_link());
        Ok(held.map(|(name, found)| Self { name, found }))
    }
}

/// A name that is about to be given.
pub(super) struct Spot {
    pub(super) name: String,
    /// The name of what makes room and is still the same.
    over: bool,
    /// Which of the names it is, counted from the target's own.
    pub(super) number: u32,
    _reserved: Reserved,
}

impl Spot {
    /// The name of what makes room, else the first of the names that nobody has, from this
    /// number on. Whoever lost a name goes on with the next: a file system may refuse a name
    /// for ever that it does not list.
    pub(super) fn find(
        folder: &Folder,
        name: &SafeName,
        replaced: Option<&Replaced>,
        from: u32,
    ) -> io::Result<Self> {
        if let Some(replaced) = replaced
            && let Some(reserved) = Reserved::take(folder, folded(&replaced.name))
            && let Some(now) = folder.look(&replaced.name)?
            && now.is_still(&replaced.found)
        {
            return Ok(Self {
                name: replaced.name.clone(),
                over: true,
                number: 0,
                _reserved: reserved,
            });
        }
        let mut taken: Option<Taken> = None;
        for number in from..MOST_NAMES {
            let name = match number {
                0 => name.clone(),
                _ => name.numbered(number),
            };
            let key = folded(name.as_str());
            if taken.as_ref().is_some_and(|taken| taken.has(&key)) {
                continue;
            }
            let Some(reserved) = Reserved::take(folder, key.clone()) else {
                continue;
            };
            // Read once it is reserved: who had reserved it before has given it by now.
            let now = Taken::read(folder)?;
            if !now.has(&key) {
                return Ok(Self {
                    name: name.as_str().to_owned(),
                    over: false,
                    number,
                    _reserved: reserved,
                });
            }
            taken = Some(now);
        }
        let message = format!("{MOST_NAMES} files of this name are here already");
        Err(io::Error::other(message))
    }

    /// Renames the partial file to it. It fails with `AlreadyExists` when somebody was faster.
    pub(super) fn give(&self, folder: &Folder, part: &str) -> io::Result<()> {
        if self.over {
            return folder.rename_over(part, &self.name);
        }
        give(folder, part, &self.name, &WAYS)
    }
}

/// A way to rename to a name that must be free: the move itself decides what is free, so
/// nobody can come between and nothing is ever replaced.
type Way = fn(&Folder, &str, &str) -> io::Result<()>;

/// From the best to the one that works everywhere.
const WAYS: [Way; 3] = [Folder::rename_free, Folder::link_free, reserve];

fn give(folder: &Folder, part: &str, name: &str, ways: &[Way]) -> io::Result<()> {
    let mut last = Err(io::ErrorKind::Unsupported.into());
    for way in ways {
        last = way(folder, part, name);
        match &last {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {}
            _ => return last,
        }
    }
    last
}

/// Where neither a careful rename nor a second name is to be had, on FUSE, SMB or exFAT: an
/// empty file of our own takes the name, and only that is replaced.
fn reserve(folder: &Folder, part: &str, name: &str) -> io::Result<()> {
    folder.make(name)?;
    folder.rename_over(part, name).inspect_err(|_| {
        let _ = folder.remove(name);
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::*;

    /// A file system that can neither rename without replacing nor link.
    fn poor(_: &Folder, _: &str, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[test]
    fn a_file_system_without_links_takes_files_and_replaces_none() {
        for ways in [&WAYS[..], &WAYS[1..], &[poor as Way, poor, reserve]] {
            let root = tempfile::TempDir::new().unwrap();
            let folder = Folder::open(root.path()).unwrap();
            for content in ["first", "second"] {
                folder
                    .make("part")
                    .unwrap()
                    .write_all(content.as_bytes())
                    .unwrap();
                let given = give(&folder, "part", "file.bin", ways);
                if content == "first" {
                    given.unwrap();
                } else {
                    assert_eq!(given.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
                }
            }
            let first = fs::read_to_string(root.path().join("file.bin")).unwrap();
            assert_eq!(first, "first");
            assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
        }
    }

    #[test]
    fn a_name_that_was_lost_is_not_tried_again() {
        let root = tempfile::TempDir::new().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        let name = SafeName::new("file.bin", "id");
        let mut from = 0;
        for expected in ["file.bin", "file (1).bin", "file (2).bin"] {
            let spot = Spot::find(&folder, &name, None, from).unwrap();
            assert_eq!(spot.name, expected);
            from = spot.number + 1;
        }
        assert!(Spot::find(&folder, &name, None, MOST_NAMES).is_err());
    }

    #[test]
    fn what_stops_the_last_way_too_is_what_is_said() {
        let root = tempfile::TempDir::new().unwrap();
        let folder = Folder::create(&root.path().join("gone")).unwrap();
        fs::remove_dir(root.path().join("gone")).unwrap();
        let error = give(&folder, "part", "file.bin", &WAYS).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
