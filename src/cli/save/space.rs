//! Whether the disk has room for all that is still to come, before any of it is asked for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::{Failure, FailureKind, exact_bytes};

use super::plan::{Planned, Step};

/// Fails when the folder's disk cannot hold the files. A disk that does not say how much
/// room it has is tried.
pub(super) fn check(folder: &Path, planned: &[Planned]) -> Result<(), Failure> {
    let coming = planned
        .iter()
        .filter(|one| matches!(one.step, Step::Save(_)) && one.file.status.can_be_downloaded());
    let needed: u64 = coming.filter_map(|one| one.file.size).sum();
    // What came of them earlier is room that is used already.
    let needed = needed.saturating_sub(partial_files(folder));
    let free = nearest(folder).and_then(|near| free(&near));
    enough(folder, needed, free.unwrap_or(u64::MAX))
}

/// Some disks are of no size at all, such as those of the system's own files.
fn free(near: &Path) -> Option<u64> {
    let about = fs4::statvfs(near).ok()?;
    (about.total_space() > 0).then(|| about.available_space())
}

fn enough(folder: &Path, needed: u64, free: u64) -> Result<(), Failure> {
    if needed <= free {
        return Ok(());
    }
    let why = format!(
        "they need {}, and the disk that holds {} has {} free",
        exact_bytes(needed),
        folder.display(),
        exact_bytes(free)
    );
    let what = "The files could not be saved";
    Err(Failure::new(FailureKind::Local, what, why).hint("Make room, or save to another folder."))
}

/// The folder, or what there is of the way to it.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    let mut ways = whole.ancestors();
    ways.find(|way| way.is_dir()).map(Path::to_owned)
}

fn partial_files(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let partial = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        name.to_string_lossy().ends_with(".attache-part")
    });
    partial
        .filter_map(|entry| Some(entry.metadata().ok()?.len()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_room_is_told_with_the_path_and_both_numbers() {
        let folder = Path::new("/srv/files");
        assert!(enough(folder, 1_000, 1_000).is_ok());
        let said = enough(folder, 1_234_567, 1_000).unwrap_err().to_string();
        for word in ["/srv/files", "1,234,567 bytes", "1,000 bytes free"] {
            assert!(said.contains(word), "{said}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_yet_lies_on_a_disk_all_the_same() {
        let root = tempfile::TempDir::new().unwrap();
        let near = nearest(&root.path().join("a/b/c")).unwrap();
        assert_eq!(near, root.path());
        assert!(fs4::available_space(near).unwrap() > 0);
    }
}
