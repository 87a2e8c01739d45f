//! Where files go when nobody says where.

use std::path::PathBuf;

use directories::UserDirs;

/// The desktop's download folder, else `Downloads` in the home folder; nothing without a
/// home. It need not exist yet.
pub fn downloads_folder() -> Option<PathBuf> {
    let folders = UserDirs::new()?;
    let named = folders.download_dir().map(PathBuf::from);
    Some(named.unwrap_or_else(|| folders.home_dir().join("Downloads")))
}
