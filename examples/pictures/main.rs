//! Draws the README's pictures: the real view over the real machine on the embedded
//! Connect, at a pinned time, so that they can be made again to the byte.
//!
//! `cargo run --example pictures` writes them to `assets/pictures/`.

mod draw;
mod svg;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    std::fs::create_dir_all(&folder)?;
    let runtime = tokio::runtime::Runtime::new()?;
    for (name, picture) in runtime.block_on(Box::pin(draw::all()))? {
        std::fs::write(folder.join(name), picture)?;
    }
    Ok(())
}
