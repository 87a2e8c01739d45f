//! What changes on the screen by itself: files that are still being scanned, the names of
//! those who uploaded them, and what is known of who scans them.

mod insight;
mod people;
mod polling;
mod why;

pub use insight::{Insight, Insights};
pub use people::{Names, People};
pub use polling::Polling;
pub use why::{Kind, Why};
