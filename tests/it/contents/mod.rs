//! What bytes show, whatever they are.

mod hostile;
mod kinds;
mod texts;

use attache::contents::{Content, preview};
use attache::domain::{Graphics, Preview};

/// A sample of the demo's world, looked into under its own name.
fn sample(file: &str) -> Preview {
    look(file, &crate::cli::program::content(file))
}

fn look(name: &str, bytes: &[u8]) -> Preview {
    let name = name.into();
    let content = Content {
        name: &name,
        bytes,
        whole: true,
    };
    preview(content, Graphics::Kitty)
}
