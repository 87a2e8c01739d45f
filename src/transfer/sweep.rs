//! Partial files that nobody came back for.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use tokio::task::spawn_blocking;

use super::folder::Folder;
use super::place::{NOTE, PART, sweep_one};

/// How long a partial file is kept for somebody to go on with.
const KEPT_FOR: Duration = Duration::from_hours(24 * 7);

/// Removes the partial files of this program, with their sidecars, that are older than a
/// week by `now` and that nobody has locked; tells how many. Only regular files of this
/// user's go, and no link is followed. A folder that cannot be read has none.
pub async fn sweep(folders: Vec<PathBuf>, now: Timestamp) -> usize {
    let Ok(before) = now.checked_sub(KEPT_FOR) else {
        return 0;
    };
    let swept = spawn_blocking(move || {
        let folders = folders.iter().filter_map(|path| Folder::open(path).ok());
        folders.map(|folder| sweep_folder(&folder, before)).sum()
    });
    swept.await.unwrap_or(0)
}

fn sweep_folder(folder: &Folder, before: Timestamp) -> usize {
    let names = folder.names().unwrap_or_default();
    let names = names.iter().filter_map(|name| name.to_str());
    let parts: BTreeSet<&str> = names
        .map(|name| name.strip_suffix(NOTE).unwrap_or(name))
        .filter(|name| name.starts_with('.') && name.ends_with(PART))
        .collect();
    let swept = parts.into_iter();
    swept.filter(|part| sweep_one(folder, part, before)).count()
}
