//! What can be seen of a file without a copy of it on the disk.

mod decode;
mod json;
mod kind;
mod shown;

pub use shown::{Body, Preview};
