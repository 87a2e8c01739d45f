//! The desktop around the terminal: whether there is one, opening a file with it, and what
//! the terminal itself can do.

mod clipboard;
mod detect;
mod notify;
mod opener;
mod terminal;

pub use clipboard::{Held, LONGEST_CLIP, base64, sequence};
pub use detect::Desktop;
pub use notify::{BELL, notification};
pub use opener::{open, open_with};
pub use terminal::{Between, Clipboard, Colours, Graphics, Notes, Terminal};
