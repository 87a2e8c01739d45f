//! The desktop around the terminal: whether there is one, and opening a file with it.

mod detect;
mod opener;

pub use detect::Desktop;
pub use opener::{open, open_with};
