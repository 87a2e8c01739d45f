//! The record of what was saved: which file lies where, how long it is and what it hashes
//! to. A rerun skips what is recorded and still whole, and the folders in it are the ones
//! in which forgotten partial files are looked for.
//!
//! It holds no case and no file id, only a hash of both, and never a link. Without it each
//! rerun would double every file, so it does not follow the switch of the recent cases.
//! Whether a recorded file is still whole is for others to find out.

mod disk;
mod line;
mod lock;
mod store;

pub use lock::Held;
pub use store::{Entry, Known, Ledger};
