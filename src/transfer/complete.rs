//! The folders that go on from what a person has typed of a path.

use std::fs;
use std::path::{Path, PathBuf, is_separator};

use directories::UserDirs;

use crate::domain::SafeText;

/// The most entries of a folder that are looked at: on a slow disk each costs a moment.
const LOOKED_AT: usize = 50_000;

/// The most paths that are found.
const MOST: usize = 400;

/// The folders whose paths go on from `typed`, each with a separator at its end, in the order
/// of their names. A `~` at the start is looked up and stays as it was typed. Hidden ones come
/// when their dot was typed; what could not be typed, or would fool a reader, never comes.
/// May block.
pub fn complete(typed: &str) -> Vec<String> {
    let home = UserDirs::new();
    complete_in(typed, home.as_ref().map(UserDirs::home_dir))
}

/// The same with this home folder.
pub fn complete_in(typed: &str, home: Option<&Path>) -> Vec<String> {
    if typed == "~" {
        return home.map(|_| vec!["~/".to_owned()]).unwrap_or_default();
    }
    let start = typed.rfind(is_separator).map_or(0, |at| at + 1);
    let (folder, begun) = typed.split_at(start);
    let place = if folder.is_empty() {
        PathBuf::from(".")
    } else {
        at_home(Path::new(folder), home)
    };
    let Ok(entries) = fs::read_dir(place) else {
        return Vec::new();
    };
    let names = entries.take(LOOKED_AT).flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        let fits = name.starts_with(begun) && !hidden && !SafeText::new(&name).was_cleaned();
        (fits && is_folder(&entry)).then(|| format!("{folder}{name}/"))
    });
    let mut paths: Vec<String> = names.collect();
    paths.sort();
    paths.truncate(MOST);
    paths
}

/// Through links, as saving would. Only those cost another look at the disk.
fn is_folder(entry: &fs::DirEntry) -> bool {
    entry
        .file_type()
        .is_ok_and(|kind| kind.is_dir() || (kind.is_symlink() && entry.path().is_dir()))
}

/// The path with the home folder in the place of a `~` at its start.
pub fn expanded(path: &Path) -> PathBuf {
    let home = UserDirs::new();
    at_home(path, home.as_ref().map(UserDirs::home_dir))
}

fn at_home(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
