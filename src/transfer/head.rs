//! How a saved file begins.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use tokio::task::spawn_blocking;

/// The first bytes of a file, as many as there are; none of one that cannot be read.
pub async fn head(path: &Path, bytes: usize) -> Vec<u8> {
    let path = path.to_owned();
    let read = move || {
        let mut head = Vec::new();
        let file = File::open(path)?;
        file.take(bytes as u64).read_to_end(&mut head)?;
        Ok::<_, std::io::Error>(head)
    };
    let read = spawn_blocking(read).await;
    read.ok().and_then(Result::ok).unwrap_or_default()
}
