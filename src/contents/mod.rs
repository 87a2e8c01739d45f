//! What a content shows: bytes in, a [`Preview`](crate::domain::Preview) out. Pure, and bounded
//! in work and memory whatever the bytes are; a parser may still panic, and whoever calls it
//! must be ready for that.

mod budget;
mod colours;
mod encoding;
mod json;
mod kind;
mod lines;
mod listing;
mod mail;
mod need;
mod office;
mod paragraphs;
mod pdf;
mod picture;
mod preview;
mod sheets;
mod table;
mod xml;
mod zip;

pub use budget::{Budget, MOST_UNPACKED, MOST_WALKED};
pub use need::{MOST_FETCHED, Need, need};
pub use preview::{Content, preview, preview_within};
