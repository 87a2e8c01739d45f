//! The preview of the selected file: what is asked for it, what it shows and how it is laid out.

mod cache;
mod folds;
mod layout;
mod previewing;

pub use cache::Previews;
pub use layout::{FACT, GAP, Row};
pub use previewing::{Looking, Previewing, Sight};
