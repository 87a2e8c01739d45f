//! What lies around the folder that files are saved into: it must stay as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::row::INVOICE;

/// Where the program keeps what it remembers, in a home.
pub(super) const REMEMBERED: [&str; 5] = [
    ".local/state/attache",
    ".config/attache",
    ".cache/attache",
    "Library",
    "AppData",
];

/// All that lies in a folder, however deep, with the contents of the files.
pub(super) struct Around {
    root: PathBuf,
    before: BTreeMap<PathBuf, Vec<u8>>,
}

impl Around {
    /// Notes what is there, and more that a transfer gone astray would hit.
    pub(super) fn of(root: &Path) -> Self {
        let part = format!(".{INVOICE}.attache-part");
        for name in [INVOICE, &part, "(1)"] {
            fs::write(root.join(name), "mine").unwrap();
        }
        Self {
            root: root.to_owned(),
            before: all(root),
        }
    }

    /// What is another than before, outside of these folders.
    pub(super) fn changed(&self, own: &[&str]) -> Vec<String> {
        let now = all(&self.root);
        let paths = now.keys().chain(self.before.keys());
        let mut changed: Vec<String> = paths
            .filter(|path| now.get(*path) != self.before.get(*path))
            // The folders that lead to them may be made as well.
            .filter(|path| {
                !own.iter()
                    .any(|own| path.starts_with(own) || Path::new(own).starts_with(path))
            })
            .map(|path| format!("{} changed", path.display()))
            .collect();
        changed.dedup();
        changed
    }
}

/// Every path below a folder, with a file's content and a link's goal.
fn all(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let kind = fs::symlink_metadata(&path).unwrap().file_type();
            let content = if kind.is_dir() {
                folders.push(path.clone());
                Vec::new()
            } else if kind.is_symlink() {
                let goal = fs::read_link(&path).unwrap();
                goal.into_os_string().into_encoded_bytes()
            } else {
                fs::read(&path).unwrap()
            };
            found.insert(path.strip_prefix(root).unwrap().to_owned(), content);
        }
    }
    found
}
