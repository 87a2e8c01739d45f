//! The person's terminal, drawn on with as few bytes as it takes: over a slow line every one of
//! them is waited for.
//!
//! It knows what the window shows, and writes only what is to change: a frame is one write, and
//! one that changes nothing is none. No terminal and no font decides where a column begins: where
//! two of them disagree on how wide a sign is, the cursor is put into its place after it.

mod backend;
mod beside;
mod changes;
mod grid;
mod ink;
mod pen;
mod scroll;
mod sure;

pub(super) use backend::AT_REST;
pub use backend::Glass;
#[cfg(not(windows))]
pub(super) use beside::NO_MOUSE;
pub(super) use beside::WRAP;
