//! The README's pictures are what the program shows today.

use std::path::Path;

#[path = "../../examples/pictures/draw.rs"]
mod draw;
#[path = "../../examples/pictures/svg.rs"]
mod svg;

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_are_true() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    for (name, picture) in Box::pin(draw::all()).await.unwrap() {
        let committed = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        // A checkout on Windows may have changed the line ends.
        let committed = committed.replace("\r\n", "\n");
        assert!(
            committed == picture,
            "{name} is out of date: cargo run --example pictures"
        );
    }
}
