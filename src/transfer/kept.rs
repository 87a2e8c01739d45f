//! What lies under a target's name already.

use std::fs;
use std::path::PathBuf;

use tokio::task::spawn_blocking;

use super::Target;

/// The file under the target's own name, when it has this size in bytes. Another one is
/// removed, so that the name is free; without a size nobody can tell, so it is another.
pub async fn kept(target: &Target, size: Option<u64>) -> Option<PathBuf> {
    let path = target.folder.join(target.name.as_str());
    let look = move || {
        let found = fs::symlink_metadata(&path).ok()?;
        if found.is_file() && size == Some(found.len()) {
            return Some(path);
        }
        // What cannot be removed stays, and the new one gets a number.
        let _ = fs::remove_file(&path);
        None
    };
    spawn_blocking(look).await.ok().flatten()
}
