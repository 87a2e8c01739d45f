//! The desktop around the terminal: whether there is one, opening a file with it, and what
//! the terminal itself can do.

mod detect;
mod opener;
mod terminal;

pub use detect::Desktop;
pub use opener::{open, open_with};
pub use terminal::{Clipboard, Colours, Graphics, Terminal};
