//! What changes on the screen by itself: files that are still being scanned, the names of
//! those who uploaded them, and what is known of who scans them.

mod people;
mod polling;

pub use people::People;
pub use polling::Polling;
