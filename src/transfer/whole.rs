//! Whether a file that was saved is still what it was.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use super::folder::open_here;
use super::writer::{BLOCK, hex};

/// Whether there is a regular file at `path` with this size and this SHA-256 in lower-case
/// hexadecimal digits. A link at its name is not followed.
pub async fn whole(path: &Path, size: u64, sha256: &str) -> bool {
    let (path, sha256) = (path.to_owned(), sha256.to_owned());
    let look = move || -> io::Result<bool> {
        let file = open_here(&path)?;
        Ok(file.metadata()?.len() == size && hash(&file)? == sha256)
    };
    spawn_blocking(look)
        .await
        .is_ok_and(|same| same.unwrap_or(false))
}

fn hash(mut file: &File) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(hex(&hash.finalize())),
            Ok(count) => hash.update(block.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
